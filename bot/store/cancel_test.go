package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"archbot/bot/store"
)

// suiteCancelled ends calls in their middle: what was stored before is still there.
func suiteCancelled(t *testing.T, s *store.Store, c *clock) {
	fill(t, s, c)
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Duration(i)*10*time.Microsecond, cancel)
			_, _ = s.First(ctx, fmt.Sprint(i))
			_, _, _ = s.ClaimPost(ctx, "C9", fmt.Sprint(i), "one", time.Minute)
			_, _ = s.VoteSums(ctx, time.Time{})
		})
	}
	all.Wait()
	kept(t, s, c)
}
