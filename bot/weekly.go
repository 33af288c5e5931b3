package bot

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/bot/words"
)

// What a channel reads each week of what the notes lack: on Mondays at nine, by the clocks of the zone that it was chosen in.
const (
	gapsDay   = time.Monday
	gapsHour  = 9
	gapsLate  = 4 * time.Hour // later than that the week is skipped
	gapsWeek  = 7 * 24 * time.Hour
	gapsLease = 5 * time.Minute
	gapsRetry = 5 * time.Minute // between two attempts to see to the channel of Options.GapsChannel
)

// Whether a channel reads the gaps weekly; empty where nobody has chosen.
const (
	weeklyOn  = "weekly"
	weeklyOff = "off"
)

// What is said about the weekly gaps. The first argument of each is the channel.
var (
	weeklyText     = words.Key("What was asked and is not in the notes comes to %s on Mondays at 9:00 (%s). The next one: %s. `gaps off` ends it.")
	weeklyOffText  = words.Key("The gaps do not come to %s by themselves any more. `gaps weekly` brings them back.")
	weeklyNoneText = words.Key("The gaps do not come to %s by themselves. `gaps weekly` has them come on Mondays.")
)

// weeklyPlan is when the gaps come, by the clocks of a zone.
func weeklyPlan(zone *time.Location) tips.Plan {
	return tips.Plan{Hour: gapsHour, Days: tips.DaysOf(gapsDay), Zone: zone}
}

// weekly is when the gaps come to a channel of these settings.
func (s settings) weekly() tips.Plan {
	zone, _ := tips.Zone(s.GapsZone) // nil is UTC
	return weeklyPlan(zone)
}

// gapsWeekly has q's channel read the gaps each week.
func (b *Bot) gapsWeekly(ctx context.Context, q ask) (reply, bool) {
	if !b.canPost(ctx, q.channel) {
		return b.tipsSay(q, tipsOutText), true
	}
	zone := b.basePlan(ctx, q).ZoneName()
	s, err := b.changeSettings(ctx, q.channel, q.user, func(s *settings) { s.Gaps, s.GapsZone = weeklyOn, zone })
	if err != nil {
		return b.notSaved(q, err), true
	}
	plan := s.weekly()
	now := b.opts.Now()
	next, err := plan.Next(now)
	if err != nil {
		return b.notSaved(q, err), true
	}
	return b.tipsSay(q, weeklyText, plan.ZoneName(), render.Date(plan.Local(next.At), now, b.options(q))), true
}

// gapsOff ends that.
func (b *Bot) gapsOff(ctx context.Context, q ask) (reply, bool) {
	text := weeklyNoneText
	_, err := b.changeSettings(ctx, q.channel, q.user, func(s *settings) {
		if s.Gaps == weeklyOn {
			text, s.Gaps = weeklyOffText, weeklyOff
		}
	})
	if err != nil {
		return b.notSaved(q, err), true
	}
	return b.tipsSay(q, text), true
}

// firstWeekly has the channel of Options.GapsChannel read the gaps, unless somebody there has chosen before, be it to have none.
func (b *Bot) firstWeekly(ctx context.Context) {
	now := b.opts.Now()
	if b.opts.GapsChannel == "" || b.house.begun || !b.house.tried.IsZero() && now.Sub(b.house.tried) < gapsRetry {
		return
	}
	b.house.tried = now
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	err := b.beginWeekly(ctx)
	if b.house.begun = err == nil; err != nil && ctx.Err() == nil {
		b.log.Warn("gaps: the channel of ARCHBOT_GAPS_CHANNEL is not set up; trying again", "channel", b.opts.GapsChannel, "in", gapsRetry,
			"error", redact(err))
	}
}

func (b *Bot) beginWeekly(ctx context.Context) error {
	channel, err := b.channelID(ctx, b.opts.GapsChannel)
	if err != nil {
		return err
	}
	_, err = b.changeSettings(ctx, channel, "", func(s *settings) {
		if s.Gaps == "" {
			s.Gaps, s.GapsZone = weeklyOn, b.opts.Tips.Plan.ZoneName()
		}
	})
	return err
}

// postGaps posts what the notes lack into the channels that have chosen so and where it is due: claimed in the store by the date, and looked
// for in the channel before it is posted a second time.
func (b *Bot) postGaps(ctx context.Context) {
	all, err := b.store.AllSettings(ctx, store.OfChannel)
	if !b.remembered(err) {
		return
	}
	for _, of := range all {
		s := decodeSettings(of.Value)
		due, ok := s.gapsDue(b.opts.Now())
		if slot := "gaps:" + due.Date; ok && b.house.done[of.ID] != slot && ctx.Err() == nil {
			b.postDue(ctx, of.ID, slot, due.At, s)
		}
	}
}

// gapsDue is when today's post is due in a channel of these settings, if it is by now and still.
func (s settings) gapsDue(now time.Time) (due tips.Occurrence, ok bool) {
	if s.Gaps != weeklyOn {
		return due, false
	}
	plan := s.weekly()
	due, ok = plan.On(plan.Today(now))
	return due, ok && !now.Before(due.At) && now.Sub(due.At) < gapsLate
}

// postDue posts the gaps that are due in a channel, unless that has been done.
func (b *Bot) postDue(ctx context.Context, channel, slot string, due time.Time, s settings) {
	// What is begun is ended, also where the bot is told to end meanwhile: what is posted must be known to be.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.opts.ReplyTimeout)
	defer cancel()
	p, won, err := b.store.ClaimPost(ctx, channel, slot, b.owner, gapsLease)
	if won {
		p.Late = b.opts.Now().Sub(due) > houseEvery
		err = b.postClaimed(ctx, p, due, cmp.Or(s.Language, b.opts.Tips.Plan.Language))
	}
	switch {
	case errors.Is(err, errLeft):
	case b.remembered(err) && (won || p.State != store.Claimed):
		b.house.done[channel] = slot
	}
}

// errLeft is a post that is left to the next look.
var errLeft = errors.New("left to the next look")

// postClaimed posts the gaps of a week that this replica has claimed.
func (b *Bot) postClaimed(ctx context.Context, p store.Post, due time.Time, language string) error {
	if p.Tries > 1 { // somebody may have posted it, and died before saying so
		ts, err := tipPoster{b}.Find(ctx, p.Channel, p.Date, due)
		if err != nil {
			b.log.Warn("gaps: not known whether they are posted; not posted again", "error", redact(err))
			_, err = b.store.SkipPost(ctx, p.Channel, p.Date, p.Owner, "not known whether it was posted")
			return err
		}
		if ts != "" {
			b.log.Info("gaps: found in the channel, as another replica has left them")
			p.TS = ts
			return b.store.ConfirmPost(ctx, p, 0)
		}
	}
	if _, no := b.channelAllowed(ctx, p.Channel); no != nil {
		b.log.Warn("gaps: the channel is closed by now", "channel", p.Channel, "why", no.reason())
		_, err := b.store.SkipPost(ctx, p.Channel, p.Date, p.Owner, "the channel is closed")
		return err
	}
	list, hidden, ok := b.openGaps(ctx, gapsWeek)
	if !ok {
		return errors.Join(errLeft, b.store.ReleasePost(ctx, p.Channel, p.Date, p.Owner))
	}
	if len(list) == 0 && hidden == 0 {
		_, err := b.store.SkipPost(ctx, p.Channel, p.Date, p.Owner, "no gaps")
		return err
	}
	ts, err := b.sendGaps(ctx, p, render.Gaps(list, hidden, true, b.options(ask{
		Printer: words.In(language), channel: p.Channel, surface: render.Channel})))
	return b.gapsSent(ctx, p, ts, err)
}

// sendGaps posts a week's gaps, under the name that history finds them by.
func (b *Bot) sendGaps(ctx context.Context, p store.Post, m render.Message) (ts string, err error) {
	_, ts, err = b.api.PostMessageContext(ctx, p.Channel, append(contents(m), slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: tipEvent, EventPayload: map[string]any{"date": p.Date}}))...)
	return ts, tipError(err)
}

// gapsSent notes in the store what came of a post.
func (b *Bot) gapsSent(ctx context.Context, p store.Post, ts string, err error) error {
	var refused *tips.Refused
	var unsent *tips.Unsent
	switch {
	case err == nil:
		p.TS = ts
		return b.store.ConfirmPost(ctx, p, 0)
	case errors.As(err, &refused):
		b.log.Error("gaps: the channel cannot be posted to: invite archbot there, or choose another with `gaps weekly`", "channel", p.Channel,
			"error", redact(err))
		_, err := b.store.SkipPost(ctx, p.Channel, p.Date, p.Owner, "cannot be posted there")
		return err
	case errors.As(err, &unsent):
		b.log.Warn("gaps: not posted; trying again", "error", redact(err))
		return errors.Join(errLeft, b.store.ReleasePost(ctx, p.Channel, p.Date, p.Owner))
	}
	b.log.Warn("gaps: not known whether they are posted; looking later", "error", redact(err))
	return errLeft
}
