package bot

import (
	"context"

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
	}
}
