package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/slack-go/slack"
)

// An identity is who the bot is in its workspace.
type identity struct {
	user             string // U…: in mentions, and the author of its own messages
	bot              string // B…
	name             string // what people call it
	team, enterprise string // whose app it is; enterprise is empty but on Enterprise Grid
}

// identify asks Slack who the bot token belongs to, and keeps asking while Slack cannot be reached.
func (b *Bot) identify(ctx context.Context) (identity, error) {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		me, err := b.api.AuthTestContext(ctx)
		if err == nil {
			b.log.Info("bot token accepted", "team", me.TeamID, "user", me.UserID)
			b.granted(me.Header)
			return identity{user: me.UserID, bot: me.BotID, name: me.User, team: me.TeamID, enterprise: me.EnterpriseID}, nil
		}
		if ctx.Err() != nil {
			return identity{}, nil
		}
		if hopelessToken(err) {
			return identity{}, refusedBotToken(err)
		}
		b.log.Warn("cannot ask slack who the bot is; trying again", "in", pause, "error", redact(err))
		if !wait(ctx, pause) {
			return identity{}, nil
		}
	}
}

// refusedBotToken says what to do about a token that will not do.
func refusedBotToken(err error) error {
	return fmt.Errorf("slack refused the bot token (SLACK_BOT_TOKEN, xoxb-…): %w; copy it anew from the app's page, OAuth & Permissions, and "+
		"reinstall the app if it was removed", err)
}

// refusedAppToken words the end of the connection for good.
func refusedAppToken(err error) error {
	return fmt.Errorf("slack refused the app-level token (SLACK_APP_TOKEN, xapp-…): %w; make one with the scope "+
		"connections:write on the app's page, Basic Information, App-Level Tokens", err)
}

// hopelessToken reports whether Slack will say the same to this token however often it is asked.
func hopelessToken(err error) bool {
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		return status.Code == http.StatusNotFound
	}
	var answer slack.SlackErrorResponse
	return errors.As(err, &answer) && slices.Contains([]string{"invalid_auth", "account_inactive", "not_authed", "token_revoked",
		"token_expired", "not_allowed_token_type", "missing_scope", "no_permission", "org_login_required"}, answer.Err)
}

// redact is err without the address it failed at: a response URL, or a socket's with its ticket, lets who has it in.
func redact(err error) string {
	if err == nil {
		return ""
	}
	var failed *url.Error
	if !errors.As(err, &failed) {
		return err.Error()
	}
	host := "an address that cannot be read"
	if u, bad := url.Parse(failed.URL); bad == nil {
		host = u.Host
	}
	return fmt.Sprintf("%s %s: %v", failed.Op, host, failed.Err)
}

// wait waits for d, and reports whether ctx lasted that long.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
