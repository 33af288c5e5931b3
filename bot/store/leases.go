package store

import (
	"context"
	"time"
)

// Lease takes the named task for an owner, who may renew it so, and reports whether the owner has it until then. A lease that has ended is
// anybody's.
func (s *Store) Lease(ctx context.Context, name, owner string, d time.Duration) (held bool, err error) {
	now := s.now()
	n, err := s.exec(ctx, "take the lease", overRestart, `
		INSERT INTO leases (name, owner, until) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
		WHERE leases.owner = excluded.owner OR leases.until <= ?`, name, owner, millis(now.Add(d)), millis(now))
	return n == 1, err
}

// Release gives a lease back before it ends.
func (s *Store) Release(ctx context.Context, name, owner string) error {
	_, err := s.exec(ctx, "give the lease back", overRestart, `DELETE FROM leases WHERE name = ? AND owner = ?`, name, owner)
	return err
}

// Welcome reports whether a channel has not been welcomed before, and notes that it is now.
func (s *Store) Welcome(ctx context.Context, channel string) (first bool, err error) {
	n, err := s.exec(ctx, "note the welcome", overPowerCut, `INSERT INTO welcomes (channel, at) VALUES (?, ?) ON CONFLICT (channel) DO NOTHING`,
		channel, millis(s.now()))
	return n == 1, err
}

// Unwelcome takes a welcome back that could not be posted.
func (s *Store) Unwelcome(ctx context.Context, channel string) error {
	_, err := s.exec(ctx, "take the welcome back", overPowerCut, `DELETE FROM welcomes WHERE channel = ?`, channel)
	return err
}
