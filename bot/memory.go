package bot

import (
	"context"
	"time"

	"archbot/bot/store"
)

// What a process remembers of its conversations. Beside it stands the store, which all replicas share and which outlives a restart; where
// it cannot be asked, what the process knows has to do.
const (
	threadLife  = 24 * time.Hour // how long a thread goes on without a mention
	threadsKept = 20_000         // in one process
	answerLife  = 24 * time.Hour // how long an edited question changes its answer
	answersKept = 50_000
)

// A thread is a conversation that the bot was called into.
type thread struct {
	Subject string    // what was talked about last, as answer.Request.Context
	Asker   string    // who was answered last
	Quiet   bool      // the bot was told to stop, or saw people talk to each other
	At      time.Time // when something was last said to the bot
}

// An answered is a question in a channel with the messages that answer it.
type answered struct {
	Thread  string        // where the answer is
	Replies []string      // timestamps of its messages
	Subject string        // of the thread before the question
	About   string        // what the answer is about
	Asker   string        // who asked
	Blocks  []store.Block // that the answer shows
	Place   place         // where the question was asked
}

// A memory is what the bot remembers of conversations: the store's, with what this process knows in front of it. A store that only this
// process uses is asked for what the process does not know, such as after a restart; one that others use, always.
type memory struct {
	b       *Bot
	threads *recent[thread]
	answers *recent[answered]
}

func newMemory(b *Bot) memory {
	return memory{b, newRecent[thread](b.opts.Now, threadLife, threadsKept), newRecent[answered](b.opts.Now, answerLife, answersKept)}
}

// thread gives the conversation in a thread; false where the bot was not called into it.
func (m memory) thread(ctx context.Context, channel, ts string) (thread, bool) {
	known, ok := m.threads.get(channel + " " + ts)
	if ok && !m.b.store.Shared() {
		return known, true
	}
	var kept store.Thread
	var found bool
	if !m.b.recall(ctx, func(ctx context.Context) (err error) {
		kept, found, err = m.b.store.Thread(ctx, channel, ts)
		return err
	}) || !found {
		return known, ok
	}
	return thread{Subject: kept.Subject, Asker: kept.Asker, Quiet: kept.State != store.ThreadOpen, At: kept.At}, true
}

// noteThread remembers a conversation in this process, for what is said before it is kept.
func (m memory) noteThread(channel, ts string, t thread) { m.threads.put(channel+" "+ts, t) }

// keepThread remembers a conversation for all replicas.
func (m memory) keepThread(ctx context.Context, channel, ts string, t thread) {
	m.noteThread(channel, ts, t)
	state := store.ThreadOpen
	if t.Quiet {
		state = store.ThreadStopped
	}
	m.b.recall(ctx, func(ctx context.Context) error {
		return m.b.store.PutThread(ctx, store.Thread{Channel: channel, TS: ts, State: state, Subject: t.Subject, Asker: t.Asker, Starter: t.Asker, At: t.At})
	})
}

// answer gives what a question was answered with; false where it was not, or long ago.
func (m memory) answer(ctx context.Context, channel, ts string) (answered, bool) {
	if known, ok := m.answers.get(channel + " " + ts); ok {
		return known, true
	}
	var kept store.Answer
	var found bool
	m.b.recall(ctx, func(ctx context.Context) (err error) {
		kept, found, err = m.b.store.Answer(ctx, channel, ts)
		return err
	})
	if !found || len(kept.Replies) == 0 {
		return answered{}, false
	}
	return answered{Replies: kept.Replies, Subject: kept.Context, Place: placeOf(kept.Surface), Thread: kept.Thread, Asker: kept.Asker}, true
}

func (m memory) keepAnswer(ctx context.Context, channel, ts string, a answered) {
	m.answers.put(channel+" "+ts, a)
	m.b.recall(ctx, func(ctx context.Context) error {
		return m.b.store.PutAnswer(ctx, store.Answer{Channel: channel, TS: ts, Thread: a.Thread, Replies: a.Replies, Asker: a.Asker, Subject: a.About,
			Context: a.Subject, Surface: a.Place.String(), Blocks: a.Blocks, At: m.b.opts.Now()})
	})
}

func (m memory) forgetAnswer(ctx context.Context, channel, ts string) {
	m.answers.forget(channel + " " + ts)
	m.b.recall(ctx, func(ctx context.Context) error { return m.b.store.ForgetAnswer(ctx, channel, ts) })
}

// claim takes a message to answer it, and reports whether nobody has: not this process, and no other replica. One mention may come as
// app_mention and as message, with two event IDs, to two replicas.
func (m memory) claim(ctx context.Context, channel, ts string) bool {
	if !m.b.met.first("message:" + channel + " " + ts) {
		return false
	}
	won := true
	if !m.b.recall(ctx, func(ctx context.Context) (err error) {
		won, err = m.b.store.ClaimAnswer(ctx, channel, ts, m.b.owner, m.b.opts.AnswerTimeout+m.b.opts.ReplyTimeout)
		return err
	}) {
		return true // not known: answering twice is better than not at all
	}
	return won
}

// first reports whether key is met for the first time by any replica, as far as that can be known.
func (m memory) first(ctx context.Context, key string) bool {
	if !m.b.met.first(key) {
		return false
	}
	first := true
	if !m.b.recall(ctx, func(ctx context.Context) (err error) {
		first, err = m.b.store.First(ctx, key)
		return err
	}) {
		return true
	}
	return first
}

// forget makes key one that has not been met.
func (m memory) forget(ctx context.Context, key string) {
	m.b.met.forget(key)
	m.b.recall(ctx, func(ctx context.Context) error { return m.b.store.Unsee(ctx, key) })
}
