package bot

import (
	"context"
	"crypto/rand"
	"time"
)

// What is done by itself beside the tips: old rows are removed, and once a week channels read what the notes lack (weekly.go). Whichever
// replica looks first does it.
const (
	houseEvery = time.Minute
	pruneEvery = time.Hour
	pruneTime  = time.Minute // that removing old rows may take
)

// A house is what the goroutine that keeps it knows.
type house struct {
	begun bool              // the channel of Options.GapsChannel has been seen to
	tried time.Time         // when that was tried last
	done  map[string]string // the last post of gaps that is over, by channel
}

// startHouse begins to keep house, and returns what ends that.
func (b *Bot) startHouse(ctx context.Context) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ok := true; ok; ok = wait(ctx, houseEvery) {
			b.keepHouse(ctx)
		}
	}()
	return func() {
		stop()
		<-ended
	}
}

// keepHouse does what is due.
func (b *Bot) keepHouse(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			b.logPanic("house", p)
		}
	}()
	b.prune(ctx)
	b.firstWeekly(ctx)
	b.postGaps(ctx)
}

// prune removes old rows, once an hour over all replicas.
func (b *Bot) prune(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, pruneTime)
	defer cancel()
	due, err := b.store.Lease(ctx, "prune", rand.Text(), pruneEvery) // whose, does not matter: the lease is the hour
	if err == nil && due {
		var removed int64
		removed, err = b.store.Prune(ctx)
		b.log.Debug("old rows removed", "rows", removed)
	}
	if err != nil && ctx.Err() == nil {
		b.log.Warn("old rows not removed; trying again later", "error", err)
	}
}
