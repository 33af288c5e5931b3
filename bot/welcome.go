package bot

import (
	"context"

	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
	"archbot/bot/words"
)

// joined says what the bot does in a channel that it was invited to, once. In one that is closed it says how to open it.
func (b *Bot) joined(ctx context.Context, ev *slackevents.MemberJoinedChannelEvent) {
	if ev.User != b.self.user {
		return
	}
	b.directory.rooms.forget(ev.Channel)
	if !b.firstTime(ctx, ev.Channel) {
		return
	}
	q := ask{place: inMention, user: ev.Inviter, channel: ev.Channel, surface: render.Channel}
	if q.user != "" {
		if who, err := b.directory.people.get(ctx, q.user); err == nil {
			q.Printer = words.In(who.Locale)
		}
	}
	if unseen, no := b.channelAllowed(ctx, ev.Channel); no != nil || unseen {
		if no != nil && q.user != "" {
			b.postPrivately(ctx, q, b.refuse(q, no))
		}
		return
	}
	b.post(ctx, ev.Channel, "", q.shows(newRef(), render.Welcome(b.self.name, b.options(q))))
}

// firstTime reports whether the bot has never introduced itself in a channel or a direct message, and remembers that it does now.
func (b *Bot) firstTime(ctx context.Context, channel string) bool {
	if b.opts.Store == nil {
		return b.met.first("welcome:" + channel)
	}
	ctx, cancel := context.WithTimeout(ctx, b.opts.AnswerTimeout)
	defer cancel()
	first, err := b.opts.Store.Welcome(ctx, channel)
	if err != nil {
		b.log.Warn("not known whether this place was welcomed before", "error", err)
		return false
	}
	return first
}
