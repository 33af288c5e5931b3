package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"sync/atomic"
	"time"

	"archbot/bot/store"
)

// storeTime is how long the store may take on the way to an answer. It is there to remember; people do not wait for it.
const storeTime = 300 * time.Millisecond

// keepIn has the bot remember in s, or where that is nil in a store of its own.
func (b *Bot) keepIn(s *store.Store) {
	b.store, b.owner = s, rand.Text()
	if s != nil {
		return
	}
	own, err := store.Open(context.Background(), b.log, store.Options{URL: store.Memory, Now: b.opts.Now})
	if err != nil {
		panic(err) // a database in memory needs nothing that could be missing
	}
	b.store, b.ownStore = own, true
}

// storeRest is how long a store that is down is left alone: only now and then does an answer wait for it. The clock is the machine's.
const storeRest = time.Second

// A storeHealth is what is known of the store's state.
type storeHealth struct {
	down  atomic.Bool
	until atomic.Int64 // when it is tried again, in Unix nanoseconds
}

// recall calls the store on the way to an answer, and reports whether that went well. Where it did not, the answer is given without memory.
func (b *Bot) recall(ctx context.Context, f func(context.Context) error) bool {
	if b.health.down.Load() && time.Now().UnixNano() < b.health.until.Load() {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	return b.remembered(f(ctx))
}

// remembered reports whether a call of the store went well. The log says once when the store goes down, and when it is back.
func (b *Bot) remembered(err error) bool {
	switch {
	case err == nil:
		if b.health.down.CompareAndSwap(true, false) {
			b.log.Info("the store is back")
		}
		return true
	case errors.Is(err, context.Canceled): // it was not needed any more
	case errors.Is(err, store.ErrDown):
		b.health.until.Store(time.Now().Add(storeRest).UnixNano())
		if b.health.down.CompareAndSwap(false, true) {
			b.log.Warn("the store is down; going on without memory", "error", err)
		}
	default:
		b.log.Error("the store failed; going on without memory", "error", err)
	}
	return false
}
