package store_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"archbot/bot/store"
)

// TestExamine looks at a database of each kind before and after it is opened.
func TestExamine(t *testing.T) {
	for engine, url := range engines {
		t.Run(engine, func(t *testing.T) {
			dsn := url(t)(t)
			before, err := store.Examine(t.Context(), store.Options{URL: dsn})
			ok(t, err)
			s := open(t, dsn, newClock())
			after, err := store.Examine(t.Context(), store.Options{URL: dsn})
			ok(t, err)
			equal(t, "place", after.Place, s.String())
			equal(t, "shared", after.Shared, s.Shared())
			if engine == "memory" {
				return // it is another one each time
			}
			equal(t, "before", before.Has, int64(0))
			equal(t, "after", after.Has, int64(newest(t)))
			equal(t, "known", after.Knows, int64(newest(t)))
		})
	}
}

// TestExamineMakesNothing sees that a file which is not there is not there afterwards either, nor its directory.
func TestExamineMakesNothing(t *testing.T) {
	dir := t.TempDir()
	c, err := store.Examine(t.Context(), store.Options{URL: "sqlite:" + filepath.Join(dir, "new", "archbot.db")})
	ok(t, err)
	equal(t, "schema", c.Has, int64(0))
	left, err := os.ReadDir(dir)
	ok(t, err)
	if len(left) != 0 {
		t.Errorf("%v is left", left)
	}
}

func TestExamineFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	ok(t, os.WriteFile(file, []byte("this is no database, and long enough to be taken for one if nobody looks"), 0o600))
	_, err := store.Examine(t.Context(), store.Options{URL: "sqlite:" + file})
	says(t, err, "look at the database", file)
	content, err := os.ReadFile(file)
	ok(t, err)
	equal(t, "the file's first words", string(content[:4]), "this")
	_, err = store.Examine(t.Context(), store.Options{URL: "sqlite:" + filepath.Join(file, "below")})
	says(t, err, "the database", file)
	for _, place := range []string{filepath.Join(file, "below"), "/proc/nope/archbot.db"} { // where Open would say the same
		_, looked := store.Examine(t.Context(), store.Options{URL: "sqlite:" + place})
		_, _, opened := openLogged(t, place, newClock())
		if !errors.Is(looked, store.ErrPlace) || !errors.Is(opened, store.ErrPlace) {
			t.Errorf("%s: looked at, %v; opened, %v", place, looked, opened)
		}
	}
	_, err = store.Examine(t.Context(), store.Options{URL: "postgres://u:s3cr3t@127.0.0.1:1/x"})
	says(t, err, "is PostgreSQL running")
	_, err = store.Examine(t.Context(), store.Options{URL: "mysql://u:s3cr3t@h/x"})
	says(t, err, "no kind of database")
}

// TestObserve sees that every call is told of, one that fails as well.
func TestObserve(t *testing.T) {
	var mu sync.Mutex
	var good, bad int
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: store.Memory, Observe: func(took time.Duration, err error) {
		mu.Lock()
		defer mu.Unlock()
		if took < 0 {
			t.Errorf("took %v", took)
		}
		if err != nil {
			bad++
			return
		}
		good++
	}})
	ok(t, err)
	ok(t, s.Ping(t.Context()))
	mu.Lock()
	equal(t, "good", good, 1)
	mu.Unlock()
	ok(t, s.Close())
	if s.Ping(t.Context()) == nil {
		t.Error("a closed store answers")
	}
	equal(t, "bad", bad, 1)
}
