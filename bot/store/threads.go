package store

import (
	"context"
	"time"
)

// A ThreadState says whether archbot takes part in a thread.
type ThreadState string

// The states of a thread.
const (
	ThreadOpen    ThreadState = "open"
	ThreadStopped ThreadState = "stopped" // it was told to stop
	ThreadHuman   ThreadState = "human"   // people talk to each other there
)

// A Thread is a conversation that archbot was called into.
type Thread struct {
	Channel, TS string
	State       ThreadState
	Subject     string    // what was talked about last
	Request     string    // the last answer's request as it is carried; JSON, or empty
	Level       string    // that was asked for
	Starter     string    // who called archbot
	Asker       string    // who was answered last
	At          time.Time // when something was last said to archbot
}

// Thread gives the conversation in a thread; false where archbot was never called into it, or a month ago.
func (s *Store) Thread(ctx context.Context, channel, ts string) (t Thread, found bool, err error) {
	t = Thread{Channel: channel, TS: ts}
	err = s.read(ctx, "read the thread", func(d desk) (err error) {
		var at int64
		found, err = d.get(`SELECT state, subject, request, level, starter, asker, at FROM threads WHERE channel = ? AND ts = ?`,
			[]any{channel, ts}, &t.State, &t.Subject, &t.Request, &t.Level, &t.Starter, &t.Asker, &at)
		t.At = instant(at)
		return err
	})
	if err != nil || !found {
		return Thread{}, false, err
	}
	return t, true, nil
}

// PutThread remembers a conversation in place of what was known of it; its starter stays.
func (s *Store) PutThread(ctx context.Context, t Thread) error {
	if t.State == "" {
		t.State = ThreadOpen
	}
	_, err := s.exec(ctx, "remember the thread", overRestart, `
		INSERT INTO threads (channel, ts, state, subject, request, level, starter, asker, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (channel, ts) DO UPDATE SET state = excluded.state, subject = excluded.subject, request = excluded.request,
			level = excluded.level, asker = excluded.asker, at = excluded.at`,
		t.Channel, t.TS, t.State, t.Subject, t.Request, t.Level, t.Starter, t.Asker, millis(t.At))
	return err
}
