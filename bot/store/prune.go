package store

import (
	"context"
	"time"
)

// How long what is remembered is kept.
const (
	day          = 24 * time.Hour
	KeepEvents   = day
	KeepThreads  = 30 * day // and answers
	KeepOpinions = 180 * day
)

// prunes are the statements that remove old rows, each with the age it takes.
var prunes = []struct {
	query string
	age   time.Duration
}{
	{`DELETE FROM seen WHERE at < ?`, KeepEvents},
	{`DELETE FROM threads WHERE at < ?`, KeepThreads},
	{`DELETE FROM answers WHERE at < ?`, KeepThreads},
	{`DELETE FROM gaps WHERE at < ?`, KeepOpinions},
	{`DELETE FROM votes WHERE at < ?`, KeepOpinions},
	{`DELETE FROM limits WHERE full_at < ?`, 0},
	{`DELETE FROM leases WHERE until < ?`, KeepEvents},
}

// Prune removes what has had its time and gives how many rows that was. What channels have had as tips stays, or it would be repeated.
func (s *Store) Prune(ctx context.Context) (removed int64, err error) {
	now := s.now()
	for _, p := range prunes {
		n, err := s.exec(ctx, "remove old rows", overRestart, p.query, millis(now.Add(-p.age)))
		if err != nil {
			return removed, err
		}
		removed += n
	}
	return removed, nil
}

// Forget deletes what is stored of a person, and gives how many rows that was: the answers given to them, their votes, settings and limits,
// and their words in gaps. What they asked is still counted, without who. A subscription that they began stays the channel's, without their name.
func (s *Store) Forget(ctx context.Context, person string) (rows int64, err error) {
	err = s.together(ctx, "forget the person", overPowerCut, func(d desk) error {
		rows = 0
		for _, query := range forgets {
			n, err := d.exec(query, person)
			if err != nil {
				return err
			}
			rows += n
		}
		return nil
	})
	return rows, err
}

var forgets = []string{
	`DELETE FROM answers WHERE asker = ?`,
	`DELETE FROM votes WHERE person = ?`,
	`DELETE FROM settings WHERE scope = 'person' AND id = ?`,
	`UPDATE settings SET by_id = '' WHERE by_id = ?`,
	`DELETE FROM limits WHERE ':' || id || ':' LIKE '%:' || ? || ':%'`,
	`UPDATE threads SET starter = '' WHERE starter = ?`,
	`UPDATE threads SET asker = '' WHERE asker = ?`,
	`UPDATE gaps SET quote = '', quoted = '', channel = '' WHERE quoted = ?`,
	`UPDATE subscriptions SET created_by = '' WHERE created_by = ?`,
}
