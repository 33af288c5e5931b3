package store

import (
	"context"
	"database/sql"
	"time"
)

// An Answer is a question in a channel and the messages that answer it.
type Answer struct {
	Channel, TS string    // of the question
	Thread      string    // where the answer is
	Replies     []string  // timestamps of its messages
	Asker       string    // who asked
	Subject     string    // what it is about, as people may read it: topics of the notes, never the question
	Context     string    // of the thread before the question
	Surface     string    // where it was asked
	Private     bool      // whether only the asker saw it
	Blocks      []Block   // that it shows
	At          time.Time // when it was given
}

const answerColumns = `channel, ts, thread, replies, asker, subject, context, surface, is_private, blocks, at`

func scanAnswer(row interface{ Scan(...any) error }) (a Answer, err error) {
	var replies, blocks string
	var private int
	var at int64
	if err := row.Scan(&a.Channel, &a.TS, &a.Thread, &replies, &a.Asker, &a.Subject, &a.Context, &a.Surface, &private, &blocks, &at); err != nil {
		return Answer{}, err
	}
	a.Private, a.At = private == 1, instant(at)
	if a.Replies, err = unlist[string](replies); err != nil {
		return Answer{}, err
	}
	a.Blocks, err = unlist[Block](blocks)
	return a, err
}

// ClaimAnswer takes a question for an owner, a replica and its attempt, for as long as the lease is. It is won once: a question that is
// being answered, or has been, is nobody else's, until the lease has ended with no answer. The same owner wins again.
func (s *Store) ClaimAnswer(ctx context.Context, channel, ts, owner string, lease time.Duration) (won bool, err error) {
	now := s.now()
	n, err := s.exec(ctx, "claim the question", overRestart, `
		INSERT INTO answers (channel, ts, owner, lease, thread, reply, replies, asker, subject, context, surface, is_private, blocks, at)
		VALUES (?, ?, ?, ?, '', '', '[]', '', '', '', '', 0, '[]', ?)
		ON CONFLICT (channel, ts) DO UPDATE SET owner = excluded.owner, lease = excluded.lease
		WHERE answers.lease <> 0 AND (answers.owner = excluded.owner OR answers.lease <= excluded.at)`,
		channel, ts, owner, millis(now.Add(lease)), millis(now))
	return n == 1, err
}

// PutAnswer remembers how a question was answered, in place of what was known of it.
func (s *Store) PutAnswer(ctx context.Context, a Answer) error {
	reply := ""
	if len(a.Replies) > 0 {
		reply = a.Replies[0]
	}
	_, err := s.exec(ctx, "remember the answer", overRestart, `
		INSERT INTO answers (channel, ts, owner, lease, thread, reply, replies, asker, subject, context, surface, is_private, blocks, at)
		VALUES (?, ?, '', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (channel, ts) DO UPDATE SET lease = 0, thread = excluded.thread, reply = excluded.reply, replies = excluded.replies,
			asker = excluded.asker, subject = excluded.subject, context = excluded.context, surface = excluded.surface,
			is_private = excluded.is_private, blocks = excluded.blocks, at = excluded.at`,
		a.Channel, a.TS, a.Thread, reply, list(a.Replies), a.Asker, a.Subject, a.Context, a.Surface, number(a.Private), list(a.Blocks), millis(a.At))
	return err
}

// Answer gives how a question was answered; false where it was not.
func (s *Store) Answer(ctx context.Context, channel, ts string) (Answer, bool, error) {
	return s.answer(ctx, `SELECT `+answerColumns+` FROM answers WHERE channel = ? AND ts = ? AND lease = 0`, channel, ts)
}

// AnswerBy gives the answer whose first message has that timestamp.
func (s *Store) AnswerBy(ctx context.Context, channel, reply string) (Answer, bool, error) {
	return s.answer(ctx, `SELECT `+answerColumns+` FROM answers WHERE channel = ? AND reply = ? AND lease = 0`, channel, reply)
}

func (s *Store) answer(ctx context.Context, query string, args ...any) (a Answer, found bool, err error) {
	err = s.read(ctx, "read the answer", func(d desk) error {
		a, found = Answer{}, false
		return d.each(query, args, func(rows *sql.Rows) (err error) {
			a, err = scanAnswer(rows)
			found = true
			return err
		})
	})
	if err != nil {
		return Answer{}, false, err
	}
	return a, found, nil
}

// ForgetAnswer removes a question, whose answer is gone or was never given.
func (s *Store) ForgetAnswer(ctx context.Context, channel, ts string) error {
	_, err := s.exec(ctx, "forget the answer", overRestart, `DELETE FROM answers WHERE channel = ? AND ts = ?`, channel, ts)
	return err
}

// A Tally is how often something was asked.
type Tally struct {
	Subject string
	Count   int
}

// Asked gives what a channel has asked in public since then, most frequent first.
func (s *Store) Asked(ctx context.Context, channel string, since time.Time, limit int) (tallies []Tally, err error) {
	err = s.read(ctx, "read what was asked", func(d desk) error {
		tallies = nil
		return d.each(`SELECT subject, COUNT(*) FROM answers
			WHERE channel = ? AND at >= ? AND is_private = 0 AND lease = 0 AND subject <> ''
			GROUP BY subject ORDER BY COUNT(*) DESC, subject LIMIT ?`,
			[]any{channel, millis(since), limit}, func(rows *sql.Rows) error {
				var t Tally
				err := rows.Scan(&t.Subject, &t.Count)
				tallies = append(tallies, t)
				return err
			})
	})
	return tallies, err
}
