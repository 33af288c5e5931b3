package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// command answers `/arch QUESTION`, for the person's eyes only: from envelope to reply in one line. The answer rides in the
// ack where that is safe, else it follows by response URL.
func (b *Bot) command(ctx context.Context, env envelope, c slack.SlashCommand) {
	ctx, done := puttingOff(ctx)
	defer done()
	ack := b.ackWithin(b.opts.EarlyAck, env)
	defer ack.close()
	q := ask{
		place: inCommand, user: c.UserID, team: c.TeamID, channel: c.ChannelID,
		trigger: c.TriggerID, url: c.ResponseURL,
		text: question(c.Text, b.self.user), surface: render.Private,
	}
	b.replyTo(ctx, ack, q, b.heed(ctx, q))
}

// replyTo sends r in the ack, or to q's person by response URL.
func (b *Bot) replyTo(ctx context.Context, ack *ack, q ask, r reply) {
	rescue := func(ctx context.Context) { b.deliver(ctx, r, b.personally(q)) }
	if r.surface == render.Channel { // for all to see: an ack can carry it, but nothing says that it was shown
		ack.empty()
		if err := b.deliver(ctx, r, b.responding(q.url, newChannelMessage)); errors.Is(err, errUnreachable) {
			b.deliver(ctx, r, b.posting(q.channel, "", nil))
		}
		return
	}
	if r.shown || ack.carry(r.rich, rescue) {
		return
	}
	ack.empty()
	rescue(ctx)
}
