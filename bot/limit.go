package bot

import (
	"context"
	"sync"
	"time"
)

// LimitWindow is the time in which [Access].Limit counts.
const LimitWindow = 10 * time.Minute

// A limits counts what each person asks in a window of time that begins with the first question.
type limits struct {
	mu   sync.Mutex
	used *recent[spent]
}

// A spent is how much somebody has asked since the window began.
type spent struct {
	n     int
	since time.Time
}

// count counts one more at an instant, and says how much that makes and when the window ends.
func (l *limits) count(user string, now time.Time) (n int, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, ok := l.used.get(user)
	if !ok || now.Sub(s.since) >= LimitWindow {
		s = spent{since: now}
	}
	s.n++
	l.used.put(user, s)
	return s.n, s.since.Add(LimitWindow)
}

// withinLimit is nil where q's person may ask once more.
func (b *Bot) withinLimit(ctx context.Context, q ask) *closed {
	limit := b.opts.Access.Limit
	if limit <= 0 || q.overheard() {
		return nil
	}
	now := b.opts.Now()
	ok, until := b.allow(ctx, q.user, limit, now)
	if ok {
		return nil
	}
	return &closed{text: limitText, args: []any{max(1, int((until.Sub(now)+time.Minute-1)/time.Minute))}}
}

// allow counts one more question of a person's, for all replicas where there is a store that can, and says when the next may be asked.
func (b *Bot) allow(ctx context.Context, user string, limit int, now time.Time) (ok bool, next time.Time) {
	if b.opts.Store != nil && b.recall(ctx, func(ctx context.Context) (err error) {
		ok, next, err = b.opts.Store.Allow(ctx, "asks:"+user, limit, LimitWindow)
		return err
	}) {
		return ok, next
	}
	n, until := b.limits.count(user, now)
	return n <= limit, until
}
