package store

import (
	"context"
	"database/sql"
	"time"
)

// A Vote is what one person thinks of one block. A person has one vote on a block: the last.
type Vote struct {
	Person  string
	Block   Block
	Channel string // where it was cast; empty in a DM and in Home
	Value   int    // 1 useful, -1 not, 0 neither: only the reason is of interest
	Reason  string // such as wrong, outdated, missing, unclear, basic, deep
	Note    string // what the person wrote; for who looks after the notes, never shown in a channel
	At      time.Time
}

// PutVote stores a person's vote in place of an earlier one.
func (s *Store) PutVote(ctx context.Context, v Vote) error {
	_, err := s.exec(ctx, "save the vote", overPowerCut, `
		INSERT INTO votes (person, block, rev, channel, value, reason, note, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (person, block) DO UPDATE SET channel = excluded.channel, rev = excluded.rev, value = excluded.value, reason = excluded.reason, note = excluded.note,
			at = excluded.at`,
		v.Person, v.Block.ID, v.Block.Rev, v.Channel, v.Value, v.Reason, v.Note, millis(s.now()))
	return err
}

// Vote gives a person's vote on a block; false where there is none.
func (s *Store) Vote(ctx context.Context, person, block string) (v Vote, found bool, err error) {
	v = Vote{Person: person, Block: Block{ID: block}}
	err = s.read(ctx, "read the vote", func(d desk) (err error) {
		var at int64
		found, err = d.get(`SELECT rev, channel, value, reason, note, at FROM votes WHERE person = ? AND block = ?`, []any{person, block},
			&v.Block.Rev, &v.Channel, &v.Value, &v.Reason, &v.Note, &at)
		v.At = instant(at)
		return err
	})
	if err != nil || !found {
		return Vote{}, false, err
	}
	return v, true, nil
}

// A VoteSum is what people think of a block, without who.
type VoteSum struct {
	Block    string
	Up, Down int
	Reasons  map[string]int
	Last     time.Time
}

// VoteSums gives the sums, by block ID, of the votes that were cast since then; all for the zero time.
func (s *Store) VoteSums(ctx context.Context, since time.Time) (map[string]VoteSum, error) {
	return s.sums(ctx, `at >= ?`, millis(since))
}

// VoteSumsIn is VoteSums of one channel.
func (s *Store) VoteSumsIn(ctx context.Context, channel string, since time.Time) (map[string]VoteSum, error) {
	return s.sums(ctx, `channel = ? AND at >= ?`, channel, millis(since))
}

func (s *Store) sums(ctx context.Context, where string, args ...any) (sums map[string]VoteSum, err error) {
	err = s.read(ctx, "read the votes", func(d desk) error {
		sums = map[string]VoteSum{}
		return d.each(`SELECT block, value, reason, COUNT(*), MAX(at) FROM votes WHERE `+where+` GROUP BY block, value, reason`, args,
			func(rows *sql.Rows) error {
				var block, reason string
				var value, count int
				var last int64
				if err := rows.Scan(&block, &value, &reason, &count, &last); err != nil {
					return err
				}
				sums[block] = sums[block].plus(block, value, reason, count, instant(last))
				return nil
			})
	})
	return sums, err
}

func (v VoteSum) plus(block string, value int, reason string, count int, last time.Time) VoteSum {
	v.Block = block
	switch {
	case value > 0:
		v.Up += count
	case value < 0:
		v.Down += count
	}
	if reason != "" {
		if v.Reasons == nil {
			v.Reasons = map[string]int{}
		}
		v.Reasons[reason] += count
	}
	if last.After(v.Last) {
		v.Last = last
	}
	return v
}
