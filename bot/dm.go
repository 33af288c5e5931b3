package bot

import (
	"context"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// message answers a direct message, in that message's thread: in Slack's agent view each message a person writes begins one. In channels
// it answers only what goes on with a thread that the bot was called into; what mentions the bot comes as app_mention as well.
func (b *Bot) message(ctx context.Context, ev *slackevents.MessageEvent) {
	switch ev.SubType {
	case slack.MsgSubTypeMessageChanged:
		b.edited(ctx, ev)
		return
	case slack.MsgSubTypeMessageDeleted:
		b.deleted(ctx, ev)
		return
	}
	if !writtenNow(ev) || !b.fromPerson(ev.User, ev.BotID) {
		return
	}
	switch {
	case ev.ChannelType == slackevents.ChannelTypeIM:
		if b.firstMessage(ctx, ev.Channel, ev.TimeStamp) {
			b.inPane(ctx, b.inChannel(inDM, ev))
		}
	case ev.ThreadTimeStamp != "" && ev.ThreadTimeStamp != ev.TimeStamp:
		b.followUp(ctx, ev)
	default:
		b.passing(ctx, ev)
	}
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
