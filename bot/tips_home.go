package bot

import (
	"context"

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
		line := render.TipsLine{Channel: u.Channel, Plan: plan.String(), Next: plan.When(u.NextAt), Stopped: u.Paused != ""}
		mine = append(mine, line)
	}
	own := ""
	if c, _, _, err := b.api.OpenConversationContext(within, &slack.OpenConversationParameters{Users: []string{q.user}}); err == nil {
		own = c.ID
	}
	return render.TipsAtHome(mine, own, b.options(q))
}
