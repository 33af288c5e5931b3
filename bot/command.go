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
	question := question(c.Text, b.self.user)
	r := b.ask(ctx, question, render.Private)
	b.replyTo(ctx, ack, c.ResponseURL, r)
}

// replyTo sends r in the ack or by response URL.
func (b *Bot) replyTo(ctx context.Context, ack *ack, url string, r reply) {
	rescue := func(ctx context.Context) { b.respond(ctx, url, r) }
	if ack.carry(r.rich, rescue) {
		return
	}
	ack.empty()
	rescue(ctx)
}
