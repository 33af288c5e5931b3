package bot

import (
	"context"
	"errors"
	"strings"

	"archbot/bot/render"
	"archbot/kb/answer"
)

// carryVersion begins the value of every button that carries a request; what follows is its JSON, see [answer.Answer.Carry]. A build
// that writes something else there takes another version, and reads this one for as long as such messages may be about.
const carryVersion = "1:"

// carry is what a button carries; empty for what cannot be carried.
func carry(req answer.Request) string {
	value, ok := req.Carried(carryVersion)
	if !ok {
		return ""
	}
	return value
}

// errCarryVersion is a value that no build known here has written.
var errCarryVersion = errors.New("read button: unknown version")

// carried reads what a button carries. Whatever it is, it was in a message, so it is not trusted.
func carried(value string) (answer.Request, error) {
	rest, ok := strings.CutPrefix(value, carryVersion)
	if !ok {
		return answer.Request{}, errCarryVersion
	}
	return answer.ParseCarried(rest)
}

// unread says that a button could not be read.
func (b *Bot) unread(ctx context.Context, c click, err error) {
	ref := newRef()
	b.log.Warn("button not read", "ref", ref, "action", c.action.ActionID, "error", err)
	b.whisper(ctx, c.q, ref, c.q.Say(buttonText))
}

// lead answers what a button asks for.
func (b *Bot) lead(ctx context.Context, c click) {
	req, err := carried(c.action.Value)
	if err != nil {
		b.unread(ctx, c, err)
		return
	}
	req.Limit = answer.DefaultLimit
	b.answerClick(ctx, c, func(ctx context.Context, q ask) reply { return b.answer(ctx, req, q) })
}

// answerClick answers a button: in the place of the private message that it stands under, or in the thread of a public one, there once.
func (b *Bot) answerClick(ctx context.Context, c click, make func(context.Context, ask) reply) {
	q, refusal, ok := b.admit(ctx, c.q)
	if !ok {
		b.whisperReply(ctx, c.q, refusal)
		return
	}
	if c.q.surface == render.Private {
		q.surface = render.Private
		b.deliver(ctx, make(ctx, q), b.responding(q.url, replaceOriginal))
		return
	}
	key := "lead:" + q.channel + " " + q.ts + " " + c.action.ActionID
	if !b.memory.first(ctx, key) {
		b.whisper(ctx, q, newRef(), q.Say(inThreadText))
		return
	}
	q.surface = render.Channel
	b.inTurn(ctx, q.channel, q.thread, func() {
		r := make(ctx, q)
		b.memory.noteThread(q.channel, q.thread, b.threadAfter(q, r))
		if b.deliver(ctx, r, b.threading(q)) == nil {
			b.goOn(ctx, r, b.threading(q))
		}
		b.memory.keepThread(ctx, q.channel, q.thread, b.threadAfter(q, r))
	})
}

// threading posts in a thread by chat.postMessage, or where the bot is no member by the response URL of the click.
func (b *Bot) threading(q ask) func(context.Context, render.Message) error {
	post := b.posting(q.channel, q.thread, nil)
	return func(ctx context.Context, m render.Message) error {
		err := post(ctx, m)
		if !errors.Is(err, errUnreachable) || q.url == "" {
			return err
		}
		public := newChannelMessage(m)
		public.ThreadTS = q.thread
		return b.postURL(ctx, q.url, public)
	}
}
