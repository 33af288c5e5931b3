package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack/slackevents"
)

// event does what an event is for, by its type; all others are left alone. The same event comes again when its ack was late, with
// another envelope.
func (b *Bot) event(ctx context.Context, e slackevents.EventsAPIEvent) {
	if outer, ok := e.Data.(*slackevents.EventsAPICallbackEvent); ok && outer.EventID != "" && !b.met.first("event:"+outer.EventID) {
		return
	}
	switch inner := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		b.mention(ctx, inner)
	case *slackevents.MessageEvent:
		b.message(ctx, inner)
	case *slackevents.AppHomeOpenedEvent:
		b.appOpened(ctx, inner)
	case *slackevents.AssistantThreadStartedEvent:
		b.assistantStarted(ctx, inner.AssistantThread)
	case *slackevents.AgentSessionStoppedEvent:
		b.sessionStopped(ctx, inner)
	case *slackevents.MemberJoinedChannelEvent:
		b.joined(ctx, inner)
	case *slackevents.AppUninstalledEvent:
		b.end(errUninstalled)
	case *slackevents.TokensRevokedEvent:
		if len(inner.Tokens.Bot) > 0 { // else it is a person's, of which the bot has none
			b.end(errRevoked)
		}
	}
}

// What ends the bot from Slack's side, with what to do.
var (
	errUninstalled = errors.New("archbot was removed from the workspace; install it again from the app's page, Install App, and start " +
		"archbot with the new bot token")
	errRevoked = errors.New("the bot token was revoked; copy the new one from the app's page, OAuth & Permissions, to SLACK_BOT_TOKEN and start " +
		"archbot again")
)

// end ends the bot with err, the first one that comes.
func (b *Bot) end(err error) {
	select {
	case b.over <- err:
	default:
	}
}
