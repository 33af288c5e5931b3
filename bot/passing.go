package bot

import (
	"context"
	"strings"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
	"archbot/kb/answer"
)

// passing answers a message in a channel that mentions nobody, where the channel's settings say so and it reads like a question. Where the
// notes have no good answer the bot stays silent: nobody has asked it.
func (b *Bot) passing(ctx context.Context, ev *slackevents.MessageEvent) {
	if mentionsPerson(ev.Text) || b.settingsOf(ctx, ev.Channel).Answer != onQuestions {
		return
	}
	q := b.inChannel(inPassing, ev)
	if !mayAsk(q.text) || !b.firstMessage(ctx, ev.Channel, ev.TimeStamp) {
		return
	}
	b.say(ctx, q)
}

// mayAsk reports whether a text that is said to nobody may be a question to the notes: it ends with a question mark, or it is only a few
// words, such as "kafka vs rabbitmq".
func mayAsk(text string) bool {
	return asks(text) || len(strings.Fields(text)) <= 6 && forBot(text)
}

func asks(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？")
}

// strong reports whether r is an answer for somebody who did not ask the bot: found in the notes, and where the text did not even end with
// a question mark, a comparison.
func (r reply) strong(text string) bool {
	return r.outcome == answer.Compared || r.outcome == answer.Found && asks(text)
}

// postPrivately answers in a channel for q's person alone. Slack keeps no such message: it is gone when the client is closed.
func (b *Bot) postPrivately(ctx context.Context, q ask, r reply) {
	if r.shown {
		return
	}
	b.deliver(ctx, r, func(ctx context.Context, m render.Message) error {
		options := contents(m)
		if q.thread != "" && q.thread != q.ts { // an ephemeral message begins no thread
			options = append(options, slack.MsgOptionTS(q.thread))
		}
		_, err := b.api.PostEphemeralContext(ctx, q.channel, q.user, options...)
		return sorted(err)
	})
}
