package store

import (
	"context"
	"database/sql"
	"time"
)

// A PostState says how far a post of one day has come.
type PostState string

// The states of a post.
const (
	Claimed PostState = "claimed" // a replica is about it
	Posted  PostState = "posted"
	Skipped PostState = "skipped"
)

// A Post is what a channel gets on one local date. Date may also be another name that is unique in the channel, such as that of a week.
type Post struct {
	Channel, Date string
	Owner         string    // the replica that has it, or had it last
	Lease         time.Time // until when
	Tries         int       // how often it was claimed: beyond 1, look into the channel before posting
	State         PostState
	Block         Block  // what was chosen
	TS            string // of the message
	Late          bool
	Reason        string // why it was skipped
	At            time.Time
}

const postColumns = `channel, local_date, owner, lease, tries, state, block, rev, ts, late, reason, at`

func scanPost(rows *sql.Rows) (p Post, err error) {
	var lease, at int64
	var late int
	err = rows.Scan(&p.Channel, &p.Date, &p.Owner, &lease, &p.Tries, &p.State, &p.Block.ID, &p.Block.Rev, &p.TS, &late, &p.Reason, &at)
	p.Lease, p.At, p.Late = instant(lease), instant(at), late == 1
	return p, err
}

// ClaimPost takes a channel's post of one date for an owner, for as long as the lease is, and gives it as it stands. It is won where nobody
// has it, where its owner has let the lease end, and by its owner again; never once it is posted or skipped.
func (s *Store) ClaimPost(ctx context.Context, channel, date, owner string, lease time.Duration) (p Post, won bool, err error) {
	now := s.now()
	err = s.together(ctx, "claim the post", overPowerCut, func(d desk) error {
		n, err := d.exec(`INSERT INTO posts (channel, local_date, owner, lease, tries, state, block, rev, ts, late, reason, at)
			VALUES (?, ?, ?, ?, 1, 'claimed', '', '', '', 0, '', ?)
			ON CONFLICT (channel, local_date) DO UPDATE SET owner = excluded.owner, lease = excluded.lease, tries = posts.tries + 1
			WHERE posts.state = 'claimed' AND (posts.owner = excluded.owner OR posts.lease <= excluded.at)`,
			channel, date, owner, millis(now.Add(lease)), millis(now))
		if err != nil {
			return err
		}
		won = n == 1
		return d.each(`SELECT `+postColumns+` FROM posts WHERE channel = ? AND local_date = ?`, []any{channel, date}, func(rows *sql.Rows) error {
			p, err = scanPost(rows)
			return err
		})
	})
	if err != nil {
		return Post{}, false, err
	}
	return p, won, nil
}

// ChoosePost notes which block a claimed post is to show, so that whoever takes it over shows the same. It is false where the owner has lost
// the claim.
func (s *Store) ChoosePost(ctx context.Context, channel, date, owner string, b Block) (held bool, err error) {
	n, err := s.exec(ctx, "choose the post", overPowerCut,
		`UPDATE posts SET block = ?, rev = ? WHERE channel = ? AND local_date = ? AND owner = ? AND state = 'claimed'`,
		b.ID, b.Rev, channel, date, owner)
	return n == 1, err
}

// ConfirmPost notes that a post is in its channel, and its block used in the round given. It holds whoever has the claim by now: what is in
// the channel is.
func (s *Store) ConfirmPost(ctx context.Context, p Post, round int) error {
	now := millis(s.now())
	return s.together(ctx, "confirm the post", overPowerCut, func(d desk) error {
		_, err := d.exec(`UPDATE posts SET state = 'posted', block = ?, rev = ?, ts = ?, late = ?, at = ? WHERE channel = ? AND local_date = ?`,
			p.Block.ID, p.Block.Rev, p.TS, number(p.Late), now, p.Channel, p.Date)
		if err != nil || p.Block.ID == "" {
			return err
		}
		return use(d, p.Channel, p.Block, round, now)
	})
}

// SkipPost notes that a channel gets nothing on a date, and why. It is false where the owner has lost the claim.
func (s *Store) SkipPost(ctx context.Context, channel, date, owner, reason string) (held bool, err error) {
	n, err := s.exec(ctx, "skip the post", overPowerCut,
		`UPDATE posts SET state = 'skipped', reason = ?, at = ? WHERE channel = ? AND local_date = ? AND owner = ? AND state = 'claimed'`,
		reason, millis(s.now()), channel, date, owner)
	return n == 1, err
}

// ReleasePost gives a claim back, so that any replica may try again at once.
func (s *Store) ReleasePost(ctx context.Context, channel, date, owner string) error {
	_, err := s.exec(ctx, "release the post", overRestart,
		`UPDATE posts SET lease = 0 WHERE channel = ? AND local_date = ? AND owner = ? AND state = 'claimed'`, channel, date, owner)
	return err
}

// Posts gives a channel's posts since then, newest first.
func (s *Store) Posts(ctx context.Context, channel string, since time.Time, limit int) (posts []Post, err error) {
	err = s.read(ctx, "read the posts", func(d desk) error {
		posts = nil
		return d.each(`SELECT `+postColumns+` FROM posts WHERE channel = ? AND at >= ? ORDER BY at DESC, local_date DESC LIMIT ?`,
			[]any{channel, millis(since), limit}, func(rows *sql.Rows) error {
				p, err := scanPost(rows)
				posts = append(posts, p)
				return err
			})
	})
	return posts, err
}

// A Used is a block that a channel has had as a tip.
type Used struct {
	Block Block
	Round int // how many times the channel had been through all blocks before, plus 1
	At    time.Time
}

// Used gives the blocks that a channel has had, in the order in which it had them.
func (s *Store) Used(ctx context.Context, channel string) (all []Used, err error) {
	err = s.read(ctx, "read the tips that were used", func(d desk) error {
		all = nil
		return d.each(`SELECT block, rev, round, at FROM used WHERE channel = ? ORDER BY at, block`, []any{channel}, func(rows *sql.Rows) error {
			var u Used
			var at int64
			err := rows.Scan(&u.Block.ID, &u.Block.Rev, &u.Round, &at)
			u.At = instant(at)
			all = append(all, u)
			return err
		})
	})
	return all, err
}

// Use notes that a channel has had a block outside the schedule.
func (s *Store) Use(ctx context.Context, channel string, b Block, round int) error {
	return s.write(ctx, "note the tip as used", overRestart, func(d desk) error { return use(d, channel, b, round, millis(s.now())) })
}

func use(d desk, channel string, b Block, round int, at int64) error {
	_, err := d.exec(`INSERT INTO used (channel, block, rev, round, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (channel, block, rev, round) DO UPDATE SET at = excluded.at`, channel, b.ID, b.Rev, round, at)
	return err
}
