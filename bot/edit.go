package bot

import (
	"cmp"
	"context"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
)

// edited answers an edited question anew, in the place of its answer. What was not answered is left alone, and so is a change that is not
// of the words: Slack shows links and reactions by changing messages, too.
func (b *Bot) edited(ctx context.Context, ev *slackevents.MessageEvent) {
	now, before := ev.Message, ev.PreviousMessage
	if now == nil || now.Edited == nil || before != nil && before.Text == now.Text || !b.fromPerson(now.User, now.BotID) {
		return
	}
	thread := cmp.Or(now.ThreadTimestamp, now.Timestamp)
	b.inTurn(ctx, ev.Channel, thread, func() { b.answerEdited(ctx, ev.Channel, thread, now) })
}

func (b *Bot) answerEdited(ctx context.Context, channel, thread string, m *slack.Msg) {
	was, ok := b.memory.answer(ctx, channel, m.Timestamp)
	if !ok {
		return
	}
	q := ask{
		place: was.Place, user: m.User, team: m.Team, channel: channel, ts: m.Timestamp, thread: thread,
		subject: was.Subject, text: question(m.Text, b.self.user), surface: render.Channel,
	}
	r := b.heed(ctx, q)
	b.memory.keepThread(ctx, channel, thread, b.threadAfter(q, r))
	switch {
	case r.shown:
	case r.surface == render.Private && q.place != inDM: // what all saw stays, and does not become what is for one person
		b.postPrivately(ctx, q, r)
	default:
		b.deliver(ctx, r, b.updating(q.channel, was.Replies[0]))
		b.deleteMessages(ctx, channel, was.Replies[1:]) // what the old answer went on with
		was.Replies = was.Replies[:1:1]
		b.goOn(ctx, r, b.posting(channel, thread, &was.Replies))
		was.About, was.Blocks = r.about, r.blocks
		b.memory.keepAnswer(ctx, channel, m.Timestamp, was)
	}
}

// deleted takes the answer away with its question.
func (b *Bot) deleted(ctx context.Context, ev *slackevents.MessageEvent) {
	ts, thread := ev.DeletedTimeStamp, ""
	if before := ev.PreviousMessage; before != nil {
		ts, thread = cmp.Or(ts, before.Timestamp), before.ThreadTimestamp
	}
	if ts != "" {
		b.inTurn(ctx, ev.Channel, cmp.Or(thread, ts), func() { b.deleteAnswer(ctx, ev.Channel, ts) })
	}
}

func (b *Bot) deleteAnswer(ctx context.Context, channel, ts string) {
	was, ok := b.memory.answer(ctx, channel, ts)
	if !ok {
		return
	}
	b.deleteMessages(ctx, channel, was.Replies)
	b.memory.forgetAnswer(ctx, channel, ts)
}

// deleteMessages deletes messages of the bot.
func (b *Bot) deleteMessages(ctx context.Context, channel string, list []string) {
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	for _, ts := range list {
		err := patiently(ctx, render.Message{}, func(ctx context.Context, _ render.Message) error {
			_, _, err := b.api.DeleteMessageContext(ctx, channel, ts)
			return sorted(err)
		})
		if err != nil {
			b.log.Warn("answer not deleted", "error", redact(err))
		}
	}
}
