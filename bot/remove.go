package bot

import (
	"context"
	"errors"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/words"
)

var (
	notYoursText   = words.Key("Only who asked, or an admin of the workspace, can delete that answer.")
	notRemovedText = words.Key("The answer could not be deleted. Please try again in a moment. Reference: %s")
)

// remove deletes an answer for who asked, or an admin: by the response URL of the click, which works where the bot is no member, or by
// chat.delete when that URL has had its time. The button carries who asked.
func (b *Bot) remove(ctx context.Context, c click) {
	if c.q.user != c.action.Value && !b.isAdmin(ctx, c.q.user) {
		b.tell(ctx, c.q, c.q.Say(notYoursText))
		return
	}
	within, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	err := patiently(within, render.Message{}, func(ctx context.Context, _ render.Message) error {
		return b.postURL(ctx, c.q.url, deletion{DeleteOriginal: true})
	})
	if errors.Is(err, errUnreachable) {
		err = b.deletePost(within, c.q.channel, c.q.ts)
	}
	if err != nil {
		ref := newRef()
		b.log.Error("answer not deleted", "ref", ref, "error", redact(err))
		b.whisper(ctx, c.q, ref, c.q.Say(notRemovedText, ref))
		return
	}
	b.forgetRemoved(within, c.q.channel, c.q.ts)
}

// isAdmin asks Slack whether a user looks after the workspace; nobody does where Slack does not say.
func (b *Bot) isAdmin(ctx context.Context, user string) bool {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	u, err := b.api.GetUserInfoContext(ctx, user)
	if err != nil {
		b.log.Info("not known whether an admin", "error", redact(err))
		return false
	}
	return u.IsAdmin || u.IsOwner || u.IsPrimaryOwner
}

// deletePost deletes a message of the bot's.
func (b *Bot) deletePost(ctx context.Context, channel, ts string) error {
	return patiently(ctx, render.Message{}, func(ctx context.Context, _ render.Message) error {
		_, _, err := b.api.DeleteMessageContext(ctx, channel, ts)
		return sorted(err)
	})
}

// forgetRemoved takes away what else the answer consists of, and forgets it, so that an edited question does not look for it.
func (b *Bot) forgetRemoved(ctx context.Context, channel, ts string) {
	var a store.Answer
	var found bool
	b.recall(ctx, func(ctx context.Context) (err error) {
		a, found, err = b.store.AnswerBy(ctx, channel, ts)
		return err
	})
	if !found {
		return
	}
	for _, more := range a.Replies[1:] {
		if err := b.deletePost(ctx, channel, more); err != nil {
			b.log.Warn("the rest of an answer not deleted", "error", redact(err))
		}
	}
	b.memory.forgetAnswer(ctx, channel, a.TS)
}
