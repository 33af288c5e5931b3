package store

import (
	"context"
	"time"
)

// Allow counts one use against a limit of most uses at once, refilled evenly over the window, and reports whether it is within it. If not, it
// says when the next one will be. A person's limit has an id that is the person's, or has that between colons, as "asks:U1", so that
// [Store.Forget] finds it. The limit is one for all replicas: the generic cell rate algorithm in a single statement.
func (s *Store) Allow(ctx context.Context, id string, most int, window time.Duration) (ok bool, next time.Time, err error) {
	now := s.now()
	each := window / time.Duration(most) // one use is free again after this
	err = s.write(ctx, "count against the limit", overRestart, func(d desk) (err error) {
		var full int64
		ok, err = d.get(`INSERT INTO limits (id, full_at) VALUES (?, ?)
			ON CONFLICT (id) DO UPDATE SET full_at = CASE WHEN limits.full_at > ? THEN limits.full_at ELSE ? END + ?
			WHERE limits.full_at <= ?
			RETURNING full_at`,
			[]any{id, millis(now.Add(each)), millis(now), millis(now), each.Milliseconds(), millis(now.Add(window - each))}, &full)
		if err != nil || ok {
			return err
		}
		_, err = d.get(`SELECT full_at FROM limits WHERE id = ?`, []any{id}, &full)
		next = instant(full).Add(each - window)
		return err
	})
	return ok, next, err
}
