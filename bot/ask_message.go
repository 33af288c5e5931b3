package bot

import (
	"cmp"
	"context"
	"errors"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/words"
)

// askShortcut is the callback_id of the shortcut "Ask archbot about this" on a message.
const askShortcut = "ask_message"

var wordlessText = words.Key("That message has no words to ask about.")

// askMessage answers a message as a question, in its thread, for all to see. Where the bot is no member, or may not show it, the answer is
// for the person alone.
func (b *Bot) askMessage(ctx context.Context, cb slack.InteractionCallback, q ask) {
	q.place, q.surface = inShortcut, render.Channel
	q.ts = cmp.Or(cb.MessageTs, cb.Message.Timestamp)
	q.thread = cmp.Or(cb.Message.ThreadTimestamp, q.ts)
	q.text = question(cb.Message.Text, b.self.user)
	if saysNothing(q.text) {
		b.whisper(ctx, q, newRef(), q.Say(wordlessText))
		return
	}
	if r, err := b.directory.rooms.get(ctx, q.channel); err == nil && r.Member {
		if b.answerInThread(ctx, q) {
			return
		}
		b.directory.rooms.forget(q.channel)
	}
	q.surface = render.Private
	r := b.heed(ctx, q)
	if r.shown {
		return
	}
	if r.outcome != "" {
		r = r.with(func(m render.Message) render.Message { return render.Invite(m, b.self.name, b.options(q)) })
	}
	b.respond(ctx, q.url, r)
}

// answerInThread reports whether q was answered; false where the bot turns out to be no member.
func (b *Bot) answerInThread(ctx context.Context, q ask) (done bool) {
	b.inTurn(ctx, q.channel, q.thread, func() {
		r := b.heed(ctx, q)
		if r.shown {
			done = true
			return
		}
		if r.surface == render.Private {
			b.respond(ctx, q.url, r)
			done = true
			return
		}
		r = r.with(func(m render.Message) render.Message { return render.Signed(m, q.user, b.options(q)) })
		work, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
		defer cancel()
		err := b.attempt(work, r, b.posting(q.channel, q.thread, nil))
		switch {
		case errors.Is(err, errUnreachable):
			return
		case err != nil:
			b.log.Error("reply not sent", "ref", r.ref, "error", redact(err))
			b.respond(ctx, q.url, q.privately().sorry(r.ref))
		default:
			b.memory.keepThread(ctx, q.channel, q.thread, b.threadAfter(q, r))
		}
		done = true
	})
	return done
}

// with is r with its messages changed.
func (r reply) with(change func(render.Message) render.Message) reply {
	plain := r.plain
	r.rich = change(r.rich)
	r.plain = func() render.Message { return change(plain()) }
	return r
}
