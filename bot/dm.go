package bot

import (
	"cmp"
	"context"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
)

// message answers a direct message, in that message's thread: in Slack's agent view each message a person writes begins one.
// Messages in channels are none of the bot's business unless they mention it, and then they come as app_mention as well.
func (b *Bot) message(ctx context.Context, ev *slackevents.MessageEvent) {
	if ev.ChannelType != slackevents.ChannelTypeIM || !writtenNow(ev) || !b.fromPerson(ev.User, ev.BotID) ||
		!b.firstMessage(ev.Channel, ev.TimeStamp) {
		return
	}
	b.say(ctx, ask{
		place: inDM, user: ev.User, team: cmp.Or(ev.UserTeam, ev.SourceTeam), channel: ev.Channel, ts: ev.TimeStamp,
		thread: cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp),
		text:   question(ev.Text, b.self.user), surface: render.Channel,
	})
}

// writtenNow reports whether the event is a new message of a person, perhaps with a file or shown in the channel too, and
// not an edit, a deletion, a join or any other of Slack's subtypes.
func writtenNow(ev *slackevents.MessageEvent) bool {
	switch ev.SubType {
	case "", slack.MsgSubTypeFileShare, slack.MsgSubTypeThreadBroadcast:
		return ev.Message == nil || ev.Message.Edited == nil
	}
	return false
}
