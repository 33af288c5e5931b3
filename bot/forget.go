package bot

import (
	"context"

	"archbot/bot/render"
	"archbot/bot/words"
)

var (
	forgottenText    = words.Key("I have deleted what I remembered of you: answers, votes, settings and limits. What you asked in public stays in the channels.")
	notForgottenText = words.Key("I could not delete what I remember of you. Please try again in a moment. Reference: %s")
)

// forgetMe deletes what is stored of who asks.
func (b *Bot) forgetMe(ctx context.Context, q ask) (reply, bool) {
	ctx, cancel := context.WithTimeout(ctx, b.opts.AnswerTimeout)
	defer cancel()
	rows, err := b.store.Forget(ctx, q.user)
	if err != nil {
		ref := newRef()
		b.log.Error("person not forgotten", "ref", ref, "error", err)
		return q.shows(ref, render.Notice(q.Say(notForgottenText, ref))), true
	}
	b.priors.outdate()
	b.log.Info("person forgotten", "rows", rows)
	return q.notice(q.Say(forgottenText)), true
}
