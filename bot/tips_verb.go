package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/bot/words"
	"archbot/kb"
)

// What is said about tips. The first argument of each is the channel.
var (
	tipsOffText    = words.Key("There are no tips in %s any more. `/arch tips` brings them back.")
	tipsNoneText   = words.Key("There are no daily tips in %s yet. Write for example: tips daily 9:30 Europe/Berlin weekdays")
	tipsOutText    = words.Key("I am not in %s, so I cannot post there. Invite me with `/invite @archbot`, then try again.")
	tipsEmptyText  = words.Key("The notes have no tip for that in %s. Leave out a topic, a level or a kind.")
	tipsForgetText = words.Key("I cannot remember anything right now, so the tips of %s stay as they are. Questions are answered as ever. Please try again in a moment.")
)

// tipsVerb sets up, changes, shows and gives tips. What does not look like it is a question, such as "tips on caching".
func (b *Bot) tipsVerb(ctx context.Context, q ask) (reply, bool) {
	base := b.basePlan(ctx, q)
	c, err := tips.Parse(q.text, base)
	if bad := (*tips.Problem)(nil); errors.As(err, &bad) {
		if !planLike(q.text) {
			return reply{}, false
		}
		return q.notice(q.Say(bad.Key, bad.Args...)), true
	}
	switch c.Verb {
	case tips.Open:
		return b.offerTips(ctx, q), true
	case tips.Now:
		return b.tipNow(ctx, q, c.Plan), true
	}
	return b.changeTips(ctx, q, c), true
}

// planLike reports whether words begin as those about tips do.
func planLike(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
	switch first {
	case "daily", "every", "now", "pause", "resume", "off", "weekdays", "weekend", "at", "recap":
		return true
	}
	return strings.ContainsAny(first, "0123456789:/")
}

// basePlan is what a person's plan has unless they say otherwise: the channel's plan as it is, else weekdays at 9:00 on their own clocks.
func (b *Bot) basePlan(ctx context.Context, q ask) tips.Plan {
	if s, ctx, cancel, err := b.remembering(ctx); err == nil {
		defer cancel()
		if u, ok, err := s.Subscription(ctx, q.channel); err == nil && ok {
			if plan, err := tips.PlanOf(u); err == nil {
				return plan
			}
		}
	}
	plan := tips.Plan{Hour: 9, Days: tips.Weekdays, Language: q.Language()}
	if p, err := b.directory.people.get(ctx, q.user); err == nil {
		if zone, ok := tips.Zone(p.Zone); ok {
			plan.Zone = zone
		}
	}
	return plan
}

// changeTips does what changes or shows a channel's tips.
func (b *Bot) changeTips(ctx context.Context, q ask, c tips.Command) reply {
	if q.channel == "" {
		return q.notice(q.Say(buttonText))
	}
	s, within, cancel, err := b.remembering(ctx)
	if err != nil {
		return b.tipsSay(q, tipsForgetText)
	}
	defer cancel()
	if c.Verb == tips.Subscribe {
		return b.subscribe(within, s, q, c.Plan)
	}
	u, there, err := s.Subscription(within, q.channel)
	if err != nil {
		return b.forgetful(q, err)
	}
	if !there || u.Paused == tips.TurnedOff && c.Verb != tips.Resume {
		return b.tipsSay(q, tipsNoneText)
	}
	switch c.Verb {
	case tips.Off:
		u.Paused = tips.TurnedOff
		if _, err := s.Subscribe(within, u); err != nil {
			return b.forgetful(q, err)
		}
		return b.tipsSay(q, tipsOffText)
	case tips.Pause:
		return b.pauseTips(within, s, q, u, c)
	case tips.Resume:
		plan, err := tips.PlanOf(u)
		if err != nil {
			return b.forgetful(q, err)
		}
		return b.subscribe(within, s, q, plan)
	}
	return b.tipsState(q, u)
}

// subscribe gives q's channel a plan.
func (b *Bot) subscribe(ctx context.Context, s *store.Store, q ask, plan tips.Plan) reply {
	if b.tipPool().Count(plan) == 0 {
		return b.tipsSay(q, tipsEmptyText)
	}
	if !b.canPost(ctx, q.channel) {
		return b.tipsSay(q, tipsOutText)
	}
	u, err := plan.Store(store.Subscription{Channel: q.channel, By: q.user}, b.opts.Now())
	if err != nil {
		return b.forgetful(q, err)
	}
	if u, err = s.Subscribe(ctx, u); err != nil {
		return b.forgetful(q, err)
	}
	return b.tipsState(q, u)
}

// canPost reports whether the bot may post in a channel by itself, as far as Slack says now.
func (b *Bot) canPost(ctx context.Context, channel string) bool {
	room, err := b.directory.rooms.get(ctx, channel)
	if strings.HasPrefix(channel, "D") || err == nil && room.Member || errors.Is(err, errUnasked) {
		return true
	}
	b.directory.rooms.forget(channel) // it is invited the next moment
	return false
}

// pauseTips makes the next tip the first after the pause.
func (b *Bot) pauseTips(ctx context.Context, s *store.Store, q ask, u store.Subscription, c tips.Command) reply {
	plan, err := tips.PlanOf(u)
	if err != nil {
		return b.forgetful(q, err)
	}
	until := b.opts.Now().Add(c.For)
	if c.Until != "" {
		day, err := time.ParseInLocation(time.DateOnly, c.Until, until.Location())
		if err != nil {
			return b.forgetful(q, err)
		}
		until = plan.Midnight(day)
	}
	next, err := plan.Next(until.Add(-time.Millisecond))
	if err != nil {
		return b.forgetful(q, err)
	}
	u.PausedUntil, u.NextAt = until, next.At
	if _, err := s.Subscribe(ctx, u); err != nil {
		return b.forgetful(q, err)
	}
	return q.shows(newRef(), render.TipsPaused(b.toTell(q.channel, plan, next.At), b.options(q)))
}

// tipsState says how the tips of a channel are.
func (b *Bot) tipsState(q ask, u store.Subscription) reply {
	plan, err := tips.PlanOf(u)
	if err != nil {
		return b.forgetful(q, err)
	}
	switch {
	case u.Paused == tips.TurnedOff:
		return b.tipsSay(q, tipsOffText)
	case u.Paused != "":
		return q.shows(newRef(), render.TipsStopped(b.toTell(q.channel, plan, u.NextAt), b.options(q)))
	}
	return q.shows(newRef(), render.TipsState(b.toTell(q.channel, plan, u.NextAt), b.options(q)))
}

// tipsSay is a reply about the tips of q's channel.
func (b *Bot) tipsSay(q ask, key string, args ...string) reply {
	return q.shows(newRef(), render.TipsNotice(b.options(q), key, q.channel, args...))
}

// forgetful is the reply where the store failed.
func (b *Bot) forgetful(q ask, err error) reply {
	b.log.Error("tips: not changed", "error", err)
	return b.tipsSay(q, tipsForgetText)
}

// tipNow gives a tip at once: in a channel one that it has not had, privately one that the person has not had.
func (b *Bot) tipNow(ctx context.Context, q ask, plan tips.Plan) reply {
	who := q.user
	if q.surface == render.Channel && q.place != inDM {
		who = q.channel
	}
	plan.Days = 0
	var past []tips.Past
	taste := tips.Taste{}
	pool := b.tipPool()
	s, within, cancel, err := b.remembering(ctx)
	if err == nil {
		defer cancel()
		used, err := s.Used(within, who)
		if err == nil {
			past = tips.PastOf(used)
		}
		if sums, err := s.VoteSums(within, time.Time{}); err == nil {
			taste = pool.TasteOf(sums, past)
		}
	}
	c, ok := pool.Choose(who, plan, past, taste)
	if !ok {
		return b.tipsSay(q, tipsEmptyText)
	}
	tip, err := b.tipOf(ctx, c)
	if err != nil {
		ref := newRef()
		b.log.Error("tip not made", "ref", ref, "error", err)
		return q.sorry(ref)
	}
	if s != nil {
		if err := s.Use(within, who, store.Block{ID: c.Block.ID, Rev: c.Block.Rev}, tips.Round(c, past)); err != nil {
			b.log.Warn("tip not noted as used", "error", err)
		}
	}
	r := q.shows(newRef(), render.ShowTip(tip, b.options(q)))
	r.about = c.Block.Name()
	return r
}

// tipKinds are all kinds that a plan without any has.
func tipKinds(p tips.Plan) []kb.Kind {
	if len(p.Kinds) > 0 {
		return p.Kinds
	}
	return tips.Kinds()
}
