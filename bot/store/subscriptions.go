package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ErrChanged is a subscription that another person or replica has changed since it was read.
var ErrChanged = errors.New("it was changed by somebody else meanwhile: read it again")

// A Subscription is a channel's wish for tips.
type Subscription struct {
	Channel     string
	Time        string // of the day by the clocks of Zone, "9:30"
	Zone        string // "Europe/Berlin"
	Weekdays    int    // bit 0 is Sunday; 0 for all
	Topics      []string
	Level       string
	Kinds       []string
	Language    string
	Recap       bool      // what the week brought, on Fridays
	NextAt      time.Time // when the next tip is due
	PausedUntil time.Time // no tips before then
	Paused      string    // why there are none until somebody changes it; empty where it is not paused so
	By          string    // who subscribed
	CreatedAt   time.Time
	Version     int64 // counts the changes; 0 for one that was never stored
}

const subscriptionColumns = `channel, local_time, zone, weekdays, topics, level, kinds, language, recap, next_at, paused_until, paused, created_by,
	created_at, version`

func scanSubscription(rows *sql.Rows) (u Subscription, err error) {
	var topics, kinds string
	var recap int
	var next, until, created int64
	if err := rows.Scan(&u.Channel, &u.Time, &u.Zone, &u.Weekdays, &topics, &u.Level, &kinds, &u.Language, &recap, &next, &until, &u.Paused,
		&u.By, &created, &u.Version); err != nil {
		return Subscription{}, err
	}
	u.Recap, u.NextAt, u.PausedUntil, u.CreatedAt = recap == 1, instant(next), instant(until), instant(created)
	if u.Topics, err = unlist[string](topics); err != nil {
		return Subscription{}, err
	}
	u.Kinds, err = unlist[string](kinds)
	return u, err
}

// Subscribe stores a channel's only subscription and returns it as it is now. With a Version it changes the one that was read, or fails with
// [ErrChanged]; with none it replaces whatever there is.
func (s *Store) Subscribe(ctx context.Context, u Subscription) (Subscription, error) {
	if u.CreatedAt.IsZero() {
		u.CreatedAt = s.now()
	}
	read := u.Version
	const query = `INSERT INTO subscriptions (` + subscriptionColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
		ON CONFLICT (channel) DO UPDATE SET local_time = excluded.local_time, zone = excluded.zone, weekdays = excluded.weekdays,
			topics = excluded.topics, level = excluded.level, kinds = excluded.kinds, language = excluded.language, recap = excluded.recap,
			next_at = excluded.next_at, paused_until = excluded.paused_until, paused = excluded.paused, created_by = excluded.created_by,
			version = subscriptions.version + 1
		WHERE subscriptions.version = ? OR ? = 0
		RETURNING version`
	err := s.write(ctx, "save the subscription", overPowerCut, func(d desk) error {
		changed, err := d.get(query, []any{u.Channel, u.Time, u.Zone, u.Weekdays, list(u.Topics), u.Level, list(u.Kinds), u.Language, number(u.Recap),
			millis(u.NextAt), millis(u.PausedUntil), u.Paused, u.By, millis(u.CreatedAt), read, read}, &u.Version)
		if err == nil && !changed {
			return ErrChanged
		}
		return err
	})
	if err != nil {
		return Subscription{}, err
	}
	return u, nil
}

// Subscription gives a channel's subscription; false where it has none.
func (s *Store) Subscription(ctx context.Context, channel string) (Subscription, bool, error) {
	all, err := s.subscriptions(ctx, `WHERE channel = ?`, channel)
	if err != nil || len(all) == 0 {
		return Subscription{}, false, err
	}
	return all[0], true, nil
}

// Subscriptions gives all subscriptions, by channel.
func (s *Store) Subscriptions(ctx context.Context) ([]Subscription, error) {
	return s.subscriptions(ctx, `ORDER BY channel`)
}

// Due gives the subscriptions whose next tip is due at an instant and that are not paused, longest due first.
func (s *Store) Due(ctx context.Context, at time.Time, limit int) ([]Subscription, error) {
	return s.subscriptions(ctx, `WHERE next_at <> 0 AND next_at <= ? AND paused = '' AND paused_until <= ? ORDER BY next_at, channel LIMIT ?`,
		millis(at), millis(at), limit)
}

func (s *Store) subscriptions(ctx context.Context, where string, args ...any) (all []Subscription, err error) {
	err = s.read(ctx, "read the subscriptions", func(d desk) error {
		all = nil
		return d.each(`SELECT `+subscriptionColumns+` FROM subscriptions `+where, args, func(rows *sql.Rows) error {
			u, err := scanSubscription(rows)
			all = append(all, u)
			return err
		})
	})
	return all, err
}

// MoveNext sets when a channel's next tip is due, where that still is what was read; false where another replica has moved it, or the
// channel has changed or ended its subscription.
func (s *Store) MoveNext(ctx context.Context, u Subscription, next time.Time) (moved bool, err error) {
	n, err := s.exec(ctx, "move the next tip", overPowerCut, `UPDATE subscriptions SET next_at = ? WHERE channel = ? AND version = ? AND next_at = ?`,
		millis(next), u.Channel, u.Version, millis(u.NextAt))
	return n == 1, err
}

// Pause stops a channel's tips until somebody subscribes anew, and says why. It reports whether they were not paused so before: then
// the subscriber is to be told.
func (s *Store) Pause(ctx context.Context, channel, reason string) (first bool, err error) {
	n, err := s.exec(ctx, "pause the tips", overPowerCut,
		`UPDATE subscriptions SET paused = ?, version = version + 1 WHERE channel = ? AND paused = ''`, reason, channel)
	return n == 1, err
}

// Unsubscribe ends a channel's tips; false where it had none.
func (s *Store) Unsubscribe(ctx context.Context, channel string) (had bool, err error) {
	n, err := s.exec(ctx, "end the tips", overPowerCut, `DELETE FROM subscriptions WHERE channel = ?`, channel)
	return n == 1, err
}
