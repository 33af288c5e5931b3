package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/bot/words"
)

// What is done by itself beside the tips: old rows are removed, and once a week a channel reads what the notes lack. Whichever replica looks
// first does it.
const (
	houseEvery = time.Minute
	pruneEvery = time.Hour
	pruneTime  = time.Minute // that removing old rows may take

	gapsDay   = time.Monday
	gapsHour  = 9
	gapsLate  = 4 * time.Hour // later than that the week is skipped
	gapsWeek  = 7 * 24 * time.Hour
	gapsLease = 5 * time.Minute
)

// A house is what the goroutine that keeps it knows.
type house struct {
	channel string // the ID of Options.GapsChannel, once it is known
	done    string // the last post of gaps that is over
}

// startHouse begins to keep house, and returns what ends that.
func (b *Bot) startHouse(ctx context.Context) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ok := true; ok; ok = wait(ctx, houseEvery) {
			b.keepHouse(ctx)
		}
	}()
	return func() {
		stop()
		<-ended
	}
}

// keepHouse does what is due.
func (b *Bot) keepHouse(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			b.logPanic("house", p)
		}
	}()
	b.prune(ctx)
	b.postGaps(ctx)
}

// prune removes old rows, once an hour over all replicas.
func (b *Bot) prune(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, pruneTime)
	defer cancel()
	due, err := b.store.Lease(ctx, "prune", rand.Text(), pruneEvery) // whose, does not matter: the lease is the hour
	if err == nil && due {
		var removed int64
		removed, err = b.store.Prune(ctx)
		b.log.Debug("old rows removed", "rows", removed)
	}
	if err != nil && ctx.Err() == nil {
		b.log.Warn("old rows not removed; trying again later", "error", err)
	}
}

// postGaps posts what the notes lack into the channel of Options.GapsChannel, on Mondays at nine by the clocks of its tips' zone: claimed in
// the store by the date, and looked for in the channel before it is posted a second time.
func (b *Bot) postGaps(ctx context.Context) {
	due, ok := b.gapsDue()
	slot := "gaps:" + due.Format(time.DateOnly)
	if !ok || b.house.done == slot {
		return
	}
	// What is begun is ended, also where the bot is told to end meanwhile: what is posted must be known to be.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.opts.ReplyTimeout)
	defer cancel()
	if b.house.channel == "" {
		channel, err := b.channelID(ctx, b.opts.GapsChannel)
		if err != nil {
			b.log.Warn("gaps: the channel of ARCHBOT_GAPS_CHANNEL is not found; trying again", "channel", b.opts.GapsChannel, "error", redact(err))
			return
		}
		b.house.channel = channel
	}
	p, won, err := b.store.ClaimPost(ctx, b.house.channel, slot, b.owner, gapsLease)
	if won {
		p.Late = b.opts.Now().Sub(due) > houseEvery
		err = b.postClaimed(ctx, p, due)
	}
	switch {
	case errors.Is(err, errLeft):
	case b.remembered(err) && (won || p.State != store.Claimed):
		b.house.done = slot
	}
}

// gapsDue is when this week's post was due, if it still is.
func (b *Bot) gapsDue() (due time.Time, ok bool) {
	if b.opts.GapsChannel == "" {
		return time.Time{}, false
	}
	zone := b.opts.Tips.Plan.Zone
	if zone == nil {
		zone = time.UTC
	}
	now := b.opts.Now().In(zone)
	due = time.Date(now.Year(), now.Month(), now.Day(), gapsHour, 0, 0, 0, zone)
	return due, now.Weekday() == gapsDay && !now.Before(due) && now.Sub(due) < gapsLate
}

// errLeft is a post that is left to the next look.
var errLeft = errors.New("left to the next look")

// postClaimed posts the gaps of a week that this replica has claimed.
func (b *Bot) postClaimed(ctx context.Context, p store.Post, due time.Time) error {
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
	list, hidden, ok := b.openGaps(ctx, gapsWeek)
	if !ok {
		return errors.Join(errLeft, b.store.ReleasePost(ctx, p.Channel, p.Date, p.Owner))
	}
	if len(list) == 0 && hidden == 0 {
		_, err := b.store.SkipPost(ctx, p.Channel, p.Date, p.Owner, "no gaps")
		return err
	}
	ts, err := b.sendGaps(ctx, p, render.Gaps(list, hidden, true, b.options(ask{
		Printer: words.In(b.opts.Tips.Plan.Language), channel: p.Channel, surface: render.Channel})))
	var refused *tips.Refused
	var unsent *tips.Unsent
	switch {
	case err == nil:
		p.TS = ts
		return b.store.ConfirmPost(ctx, p, 0)
	case errors.As(err, &refused):
		b.log.Error("gaps: the channel cannot be posted to: invite archbot there, or name another in ARCHBOT_GAPS_CHANNEL", "error", redact(err))
		_, err := b.store.SkipPost(ctx, p.Channel, p.Date, p.Owner, "cannot be posted there")
		return err
	case errors.As(err, &unsent):
		b.log.Warn("gaps: not posted; trying again", "error", redact(err))
		return errors.Join(errLeft, b.store.ReleasePost(ctx, p.Channel, p.Date, p.Owner))
	}
	b.log.Warn("gaps: not known whether they are posted; looking later", "error", redact(err))
	return errLeft
}

// sendGaps posts a week's gaps, under the name that history finds them by.
func (b *Bot) sendGaps(ctx context.Context, p store.Post, m render.Message) (ts string, err error) {
	_, ts, err = b.api.PostMessageContext(ctx, p.Channel, append(contents(m), slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: tipEvent, EventPayload: map[string]any{"date": p.Date}}))...)
	return ts, tipError(err)
}
