package bot

import (
	"context"
	"errors"

	"archbot/bot/render"
	"archbot/kb/answer"
)

// shareValue is what the button to share under an answer carries; empty where there is nothing to share.
func shareValue(a answer.Answer) string {
	req, ok := a.Carry()
	if !ok {
		return ""
	}
	return carry(req)
}

// share gives a private answer again, for all in its channel: as a new message, after which the private one is deleted. Where that
// does not work out, the private one stays, and its reader is told. The same button shares once.
func (b *Bot) share(ctx context.Context, c click) {
	req, err := carried(c.action.Value)
	if err != nil {
		b.unread(ctx, c, err)
		return
	}
	key := "share:" + c.q.channel + " " + c.cb.Container.MessageTs + " " + c.action.ActionID
	if !b.memory.first(ctx, key) {
		return
	}
	if text, ref := b.shareAnswer(ctx, c.q, req); text != "" {
		b.memory.forget(ctx, key) // it may be tried again
		b.whisper(ctx, c.q, ref, text)
		return
	}
	b.deleteClicked(ctx, c.q)
}

// deleteClicked deletes the private message that was clicked, which only its response URL can.
func (b *Bot) deleteClicked(ctx context.Context, q ask) {
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	err := patiently(ctx, render.Message{}, func(ctx context.Context, _ render.Message) error {
		return b.postURL(ctx, q.url, deletion{DeleteOriginal: true})
	})
	if err != nil {
		b.log.Warn("private answer not deleted after it was shared", "error", redact(err))
	}
}

// shareAnswer posts the answer to req in the channel of the click. If it could not, it returns what to say instead.
func (b *Bot) shareAnswer(ctx context.Context, q ask, req answer.Request) (instead, ref string) {
	req.Limit = answer.DefaultLimit
	q.surface, q.sharedBy = render.Channel, q.user
	r := b.answer(ctx, req, q)
	switch r.outcome {
	case answer.Found, answer.Compared:
	case answer.None, answer.Topics:
		return q.Say(goneText), r.ref
	default:
		return q.Say(notShared, r.ref), r.ref
	}
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	// By response URL it works where the bot is no member, and needs no scope; by chat.postMessage when the URL has had its time.
	err := b.attempt(ctx, r, func(ctx context.Context, m render.Message) error {
		return b.postURL(ctx, q.url, newChannelMessage(m))
	})
	if errors.Is(err, errUnreachable) {
		b.log.Info("not shared by response url; posting", "ref", r.ref, "error", redact(err))
		err = b.attempt(ctx, r, b.posting(q.channel, "", nil))
	}
	if err != nil {
		b.log.Error("answer not shared", "ref", r.ref, "error", redact(err))
		return q.Say(notShared, r.ref), r.ref
	}
	return "", r.ref
}

// whisper tells the person who clicked one sentence: by response URL, or when that has had its time as an ephemeral message, which
// works where the bot is a member.
func (b *Bot) whisper(ctx context.Context, q ask, ref, text string) {
	q.surface = render.Private
	b.whisperReply(ctx, q, q.shows(ref, render.Notice(text)))
}

// whisperReply is whisper with a reply that has been made.
func (b *Bot) whisperReply(ctx context.Context, q ask, r reply) {
	b.deliver(ctx, r, b.personally(q))
}

// A deletion is the body of a post to a response URL that deletes the message clicked.
type deletion struct {
	DeleteOriginal bool `json:"delete_original"`
}
