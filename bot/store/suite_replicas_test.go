package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"archbot/bot/store"
)

// suiteRaces has many goroutines try for what only one may get.
func suiteRaces(t *testing.T, s *store.Store, _ *clock) {
	ctx := t.Context()
	tries := map[string]func(owner string) (bool, error){
		"event":  func(string) (bool, error) { return s.First(ctx, "ev") },
		"answer": func(o string) (bool, error) { return s.ClaimAnswer(ctx, "C1", "1.1", o, time.Minute) },
		"post": func(o string) (bool, error) {
			_, won, err := s.ClaimPost(ctx, "C1", "d", o, time.Minute)
			return won, err
		},
		"lease":   func(o string) (bool, error) { return s.Lease(ctx, "prune", o, time.Minute) },
		"welcome": func(string) (bool, error) { return s.Welcome(ctx, "C1") },
		"limit":   func(string) (bool, error) { yes, _, err := s.Allow(ctx, "U1", 1, time.Hour); return yes, err },
	}
	for name, try := range tries {
		var wins sync.Map
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() {
				won, err := try(fmt.Sprint(i))
				if err != nil {
					t.Error(name, err)
				}
				if won {
					wins.Store(i, true)
				}
			})
		}
		all.Wait()
		n := 0
		wins.Range(func(any, any) bool { n++; return true })
		equal(t, name+" won", n, 1)
	}
}

func suiteLeases(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	take := func(owner string) bool {
		held, err := s.Lease(ctx, "prune", owner, time.Minute)
		ok(t, err)
		return held
	}
	equal(t, "one takes it, keeps it, and two does not get it", []bool{take("one"), take("one"), take("two")}, []bool{true, true, false})
	c.pass(time.Minute)
	equal(t, "two gets it after its end", []bool{take("two"), take("one")}, []bool{true, false})
	ok(t, s.Release(ctx, "prune", "one"))
	equal(t, "one cannot give two's back", take("one"), false)
	ok(t, s.Release(ctx, "prune", "two"))
	equal(t, "one gets it", take("one"), true)
}

func suiteSeen(t *testing.T, s *store.Store, _ *clock) {
	ctx := t.Context()
	first := func(key string) bool {
		f, err := s.First(ctx, key)
		ok(t, err)
		return f
	}
	equal(t, "first", []bool{first("a"), first("a"), first("b")}, []bool{true, false, true})
	ok(t, s.Unsee(ctx, "a"))
	equal(t, "first once forgotten", first("a"), true)
	welcome, err := s.Welcome(ctx, "C9")
	ok(t, err)
	equal(t, "welcome", welcome, true)
	ok(t, s.Unwelcome(ctx, "C9"))
	welcome, err = s.Welcome(ctx, "C9")
	ok(t, err)
	equal(t, "welcome again", welcome, true)
}
