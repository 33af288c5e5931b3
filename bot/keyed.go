package bot

import (
	"context"
	"sync"
)

// A keyed is a lock for each of many keys, such as a question being answered; the zero one is ready. It has memory for keys in use only.
type keyed struct {
	mu   sync.Mutex
	held map[string]*turn
}

// A turn is who holds a key's lock, and how many are about it.
type turn struct {
	free chan struct{} // holds one token while nobody has the lock
	n    int
}

// lock waits for a key's lock; unlock gives it back. It gives up when ctx ends.
func (k *keyed) lock(ctx context.Context, key string) (unlock func(), err error) {
	k.mu.Lock()
	if k.held == nil {
		k.held = map[string]*turn{}
	}
	t := k.held[key]
	if t == nil {
		t = &turn{free: make(chan struct{}, 1)}
		t.free <- struct{}{}
		k.held[key] = t
	}
	t.n++
	k.mu.Unlock()
	leave := func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		if t.n--; t.n == 0 {
			delete(k.held, key)
		}
	}
	select {
	case <-t.free:
		return func() { t.free <- struct{}{}; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}
