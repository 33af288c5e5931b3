package bot

import (
	"sync"
	"time"
)

// A recent remembers values by key for one to two windows, in at most two generations of most keys.
type recent[V any] struct {
	now    func() time.Time
	window time.Duration
	most   int

	mu    sync.Mutex
	young map[string]V
	old   map[string]V
	since time.Time // when young was begun
}

func newRecent[V any](now func() time.Time, window time.Duration, most int) *recent[V] {
	return &recent[V]{now: now, window: window, most: most, young: map[string]V{}, since: now()}
}

func (r *recent[V]) get(key string) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.look(key)
}

func (r *recent[V]) look(key string) (V, bool) {
	v, ok := r.young[key]
	if !ok {
		v, ok = r.old[key]
	}
	return v, ok
}

// put remembers v and returns what was there before.
func (r *recent[V]) put(key string, v V) (before V, met bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := r.now(); now.Sub(r.since) >= r.window || len(r.young) >= r.most {
		r.old, r.young, r.since = r.young, map[string]V{}, now
	}
	before, met = r.look(key)
	r.young[key] = v
	return before, met
}

func (r *recent[V]) forget(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.young, key)
	delete(r.old, key)
}

func (r *recent[V]) size() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.young) + len(r.old)
}
