package bot

import (
	"context"

	"github.com/slack-go/slack"
)

// interaction acks what a person did with an element, a modal or a shortcut, and does it. All but what an ack carries an answer for is
// acked first: a trigger ID lives for 3 s.
func (b *Bot) interaction(ctx context.Context, env envelope, cb slack.InteractionCallback, again bool) {
	switch cb.Type {
	case slack.InteractionTypeBlockSuggestion:
		b.suggest(ctx, env, cb)
		return
	case slack.InteractionTypeViewSubmission:
		if !again {
			b.submitted(ctx, env, cb)
			return
		}
	}
	b.sendAck(env.id, nil)
	if again {
		return
	}
	switch cb.Type {
	case slack.InteractionTypeBlockActions:
		b.clicked(ctx, env, cb)
	case slack.InteractionTypeViewClosed:
		b.closed(ctx, cb)
	case slack.InteractionTypeShortcut, slack.InteractionTypeMessageAction:
		b.chosen(ctx, cb)
	}
}
