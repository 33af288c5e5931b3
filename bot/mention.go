package bot

import (
	"cmp"
	"context"

	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
)

// mention answers `@archbot QUESTION` in the message's thread.
func (b *Bot) mention(ctx context.Context, ev *slackevents.AppMentionEvent) {
	if ev.Edited != nil || !b.fromPerson(ev.User, ev.BotID) || !b.firstMessage(ctx, ev.Channel, ev.TimeStamp) {
		return
	}
	b.say(ctx, ask{
		place: inMention, user: ev.User, team: cmp.Or(ev.UserTeam, ev.SourceTeam), channel: ev.Channel, ts: ev.TimeStamp,
		thread: cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp),
		text:   question(ev.Text, b.self.user), surface: render.Channel,
	})
}

// fromPerson reports whether a person wrote it, and not a bot, this one least of all: it would answer itself for ever.
func (b *Bot) fromPerson(user, bot string) bool {
	return user != "" && user != b.self.user && user != "USLACKBOT" && bot == ""
}

// firstMessage reports whether the message has not been taken up before. One mention may come as app_mention and as
// message, with two event IDs; only what is about to be answered may be asked for here, or the other one is dropped.
func (b *Bot) firstMessage(ctx context.Context, channel, ts string) bool {
	return b.memory.claim(ctx, channel, ts)
}
