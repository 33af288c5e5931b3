package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// personally sends to q's person alone: by response URL; when that has had its time, as an ephemeral message where the bot is a member;
// else as a direct message.
func (b *Bot) personally(q ask) func(context.Context, render.Message) error {
	return func(ctx context.Context, m render.Message) error {
		err := b.postURL(ctx, q.url, newPrivateMessage(m))
		if !errors.Is(err, errUnreachable) || q.user == "" {
			return err
		}
		if q.channel != "" {
			if _, err = b.api.PostEphemeralContext(ctx, q.channel, q.user, contents(m)...); err == nil {
				return nil
			}
			if err = sorted(err); !errors.Is(err, errUnreachable) {
				return err
			}
		}
		return b.directly(q.user)(ctx, m)
	}
}

// directly sends as a direct message.
func (b *Bot) directly(user string) func(context.Context, render.Message) error {
	return func(ctx context.Context, m render.Message) error {
		var dm *slack.Channel
		err := retryOnce(ctx, func() (err error) {
			dm, _, _, err = b.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
			return err
		})
		if err != nil {
			return sorted(err)
		}
		_, err = b.postSurely(ctx, dm.ID, "", m)
		return err
	}
}
