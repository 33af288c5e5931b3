package store_test

import (
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"archbot/bot/store"
	"archbot/bot/store/pgtest"
)

// A clock is set by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 28, 9, 30, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// open opens a store that is closed with the test.
func open(t testing.TB, url string, c *clock) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: url, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// engines are the databases that the suite runs on. Each starts what it needs and gives a function that makes an empty database.
var engines = map[string]func(t *testing.T) func(t *testing.T) string{
	"memory": func(*testing.T) func(*testing.T) string {
		return func(*testing.T) string { return store.Memory }
	},
	"sqlite": func(*testing.T) func(*testing.T) string {
		return func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "a b?c%41#.db") }
	},
	"postgres": func(t *testing.T) func(*testing.T) string {
		server := pgtest.Start(t, pgtest.Options{Required: required("postgres")})
		return func(t *testing.T) string { return database(t, server) }
	},
}
