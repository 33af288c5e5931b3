package store

import (
	"context"
	"database/sql"
	"time"
)

// A GapForm says what the notes lack.
type GapForm string

// The forms of a gap.
const (
	MissingKind  GapForm = "kind"  // they know the topic, and have no block of that kind on it
	UnknownTopic GapForm = "topic" // they do not know the topic
)

// A Gap is something that was asked for and that the notes do not have.
type Gap struct {
	Form   GapForm
	Topic  string // of the notes; of an unknown one the terms that were asked, in one order and case
	Kind   string // that is missing; empty for an unknown topic
	Asked  int    // how often
	Public int    // how many of these in public; where it is 0, the terms of an unknown topic are nobody else's business
	Quote  string // one that was asked in public, as it was asked
	By     string // who asked that
	// Channel is where the quote was asked.
	Channel   string
	First, At time.Time
}

// CountGap counts a gap once more. Quote, By and Channel are for what was asked in public; without a quote it was private.
func (s *Store) CountGap(ctx context.Context, g Gap) error {
	now := millis(s.now())
	_, err := s.exec(ctx, "count the gap", overRestart, `
		INSERT INTO gaps (form, topic, kind, asked, in_public, quote, quoted, channel, first_at, at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (form, topic, kind) DO UPDATE SET asked = gaps.asked + 1, in_public = gaps.in_public + excluded.in_public,
			quote = CASE WHEN excluded.quote = '' THEN gaps.quote ELSE excluded.quote END,
			quoted = CASE WHEN excluded.quote = '' THEN gaps.quoted ELSE excluded.quoted END,
			channel = CASE WHEN excluded.quote = '' THEN gaps.channel ELSE excluded.channel END,
			at = excluded.at`,
		g.Form, g.Topic, g.Kind, number(g.Quote != ""), g.Quote, g.By, g.Channel, now, now)
	return err
}

// Gaps gives the gaps that were asked for since then, most frequent first.
func (s *Store) Gaps(ctx context.Context, since time.Time, limit int) (gaps []Gap, err error) {
	err = s.read(ctx, "read the gaps", func(d desk) error {
		gaps = nil
		return d.each(`SELECT form, topic, kind, asked, in_public, quote, quoted, channel, first_at, at FROM gaps
			WHERE at >= ? ORDER BY asked DESC, at DESC, topic, kind LIMIT ?`, []any{millis(since), limit}, func(rows *sql.Rows) error {
			var g Gap
			var first, at int64
			err := rows.Scan(&g.Form, &g.Topic, &g.Kind, &g.Asked, &g.Public, &g.Quote, &g.By, &g.Channel, &first, &at)
			g.First, g.At = instant(first), instant(at)
			gaps = append(gaps, g)
			return err
		})
	})
	return gaps, err
}

// CloseGap forgets a gap that the notes have filled.
func (s *Store) CloseGap(ctx context.Context, g Gap) error {
	_, err := s.exec(ctx, "close the gap", overRestart, `DELETE FROM gaps WHERE form = ? AND topic = ? AND kind = ?`, g.Form, g.Topic, g.Kind)
	return err
}
