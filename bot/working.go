package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/words"
)

// statusTimeout is for saying what the bot is at, and for taking it back. Slack itself takes it back after two minutes.
const statusTimeout = 5 * time.Second

var statusText = words.Key("is reading the notes …")

// A working knows the answers in hand of each thread of a conversation, so that the person can stop them.
type working struct {
	mu    sync.Mutex
	stops map[string]map[*context.CancelCauseFunc]bool
}

// errStopped is the cause of a context that the person ended.
var errStopped = errors.New("stopped by the person")

// stopped reports whether the person who asked does not want the answer any more.
func stopped(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errStopped) }

// begin returns a context that stop ends, and what to call at the end of the work.
func (w *working) begin(ctx context.Context, channel, thread string) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	key, mine := channel+" "+thread, &cancel
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stops == nil {
		w.stops = map[string]map[*context.CancelCauseFunc]bool{}
	}
	if w.stops[key] == nil {
		w.stops[key] = map[*context.CancelCauseFunc]bool{}
	}
	w.stops[key][mine] = true
	return ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if delete(w.stops[key], mine); len(w.stops[key]) == 0 {
			delete(w.stops, key)
		}
		cancel(nil)
	}
}

// stop ends all work in a thread.
func (w *working) stop(channel, thread string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for cancel := range w.stops[channel+" "+thread] {
		(*cancel)(errStopped)
	}
}

// inPane answers a direct message: after a moment the person sees that the bot is at work, which is taken back whatever happens, and can
// stop it.
func (b *Bot) inPane(ctx context.Context, q ask) {
	work, end := b.atWork.begin(ctx, q.channel, q.thread)
	defer end()
	idle := b.showWork(ctx, q)
	defer idle()
	b.say(work, q)
}

// showWork says in q's thread that the bot is at work, unless it is done before Options.StatusAfter; what it returns takes that back.
func (b *Bot) showWork(ctx context.Context, q ask) (idle func()) {
	said := make(chan struct{})
	t := time.AfterFunc(b.opts.StatusAfter, func() {
		defer close(said)
		b.setStatus(ctx, q, q.Say(statusText))
	})
	return func() {
		if t.Stop() {
			return
		}
		<-said
		b.setStatus(ctx, q, "")
	}
}

// setStatus shows a status, or with an empty one takes it back. Taking it back does not depend on ctx: a status must not stay.
func (b *Bot) setStatus(ctx context.Context, q ask, status string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), statusTimeout)
	defer cancel()
	err := b.api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
		ChannelID: q.channel, ThreadTS: q.thread, Status: status,
	})
	if err != nil {
		b.log.Info("status not shown", "error", redact(err))
	}
}
