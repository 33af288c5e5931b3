package bot

import (
	"context"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// command answers `/arch QUESTION`, for the person's eyes only: from envelope to reply in one line. The answer rides in the
// ack where that is safe, else it follows by response URL.
func (b *Bot) command(ctx context.Context, env envelope, c slack.SlashCommand) {
	ack := b.ackWithin(b.opts.EarlyAck, env)
	defer ack.close()
	b.replyTo(ctx, ack, c.ResponseURL, b.heed(ctx, ask{
		place: inCommand, user: c.UserID, team: c.TeamID, channel: c.ChannelID,
		trigger: c.TriggerID, url: c.ResponseURL,
		text: question(c.Text, b.self.user), surface: render.Private,
	}))
}

// replyTo sends r in the ack or by response URL.
func (b *Bot) replyTo(ctx context.Context, ack *ack, url string, r reply) {
	rescue := func(ctx context.Context) { b.respond(ctx, url, r) }
	if r.surface == render.Channel { // for all to see: an ack can carry it, but nothing says that it was shown
		ack.empty()
		b.deliver(ctx, r, b.responding(url, newChannelMessage))
		return
	}
	if r.shown || ack.carry(r.rich, rescue) {
		return
	}
	ack.empty()
	rescue(ctx)
}
