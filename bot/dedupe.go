package bot

import (
	"sync"
	"time"
)

// Slack sends an event again for up to six minutes, and was seen to come back to one within the hour with new identifiers.
// At Slack's own limit of 30,000 events an hour, three keys each, an hour fits.
const (
	metWindow = time.Hour
	metKeys   = 100_000
)

// A dedupe remembers what has been met, for one to two windows, in at most two generations of metKeys keys.
type dedupe struct {
	now   func() time.Time
	mu    sync.Mutex
	young map[string]struct{}
	old   map[string]struct{}
	since time.Time // when young was begun
}

func newDedupe(now func() time.Time) *dedupe {
	return &dedupe{now: now, young: map[string]struct{}{}, since: now()}
}

// forget makes key one that has not been met.
func (d *dedupe) forget(key string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.young, key)
	delete(d.old, key)
}

// first reports whether key has not been met before, and remembers it.
func (d *dedupe) first(key string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now := d.now(); now.Sub(d.since) >= metWindow || len(d.young) >= metKeys {
		d.old, d.young, d.since = d.young, map[string]struct{}{}, now
	}
	_, met := d.young[key]
	if !met {
		_, met = d.old[key]
	}
	d.young[key] = struct{}{}
	return !met
}
