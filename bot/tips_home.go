package bot

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/tips"
)

// tipsAtHome is the part of a person's Home tab about tips: those in their direct messages, and in channels those that they asked for.
func (b *Bot) tipsAtHome(ctx context.Context, q ask) []slack.Block {
	s, within, cancel, err := b.remembering(ctx)
	if err != nil {
		return nil
	}
	defer cancel()
	all, err := s.Subscriptions(within)
	if err != nil {
		b.log.Warn("tips: not shown on the Home tab", "error", err)
		return nil
	}
	var mine []render.TipsLine
	for _, u := range all {
		if u.By != q.user || u.Paused == tips.TurnedOff {
			continue
		}
		plan, err := tips.PlanOf(u)
		if err != nil {
			continue
		}
		mine = append(mine, render.TipsLine{Plan: b.toTell(u.Channel, plan, u.NextAt), Stopped: u.Paused != ""})
	}
	own := ""
	if c, _, _, err := b.api.OpenConversationContext(within, &slack.OpenConversationParameters{Users: []string{q.user}}); err == nil {
		own = c.ID
	}
	return render.TipsAtHome(mine, own, b.options(q))
}

// toTell is a channel's plan and its next tip as they are told in words.
func (b *Bot) toTell(channel string, p tips.Plan, next time.Time) render.TipsPlan {
	return render.TipsPlan{
		Channel: channel, At: p.Clock(), Zone: p.ZoneName(), Days: p.Days.List(), Topics: p.Topics, Level: p.Level, Kinds: p.Kinds, Recap: p.Recap,
		Typed: "tips " + p.String(), Next: p.Local(next), Now: b.opts.Now(),
	}
}
