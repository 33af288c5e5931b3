package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/bot/words"
	"archbot/kb/answer"
)

// tipEvent is the event type of a tip's metadata.
const tipEvent = "archbot_tip"

// A tipPoster does in Slack what posting tips takes.
type tipPoster struct{ b *Bot }

// Post is [tips.Poster]'s.
func (t tipPoster) Post(ctx context.Context, p tips.Post) (string, error) {
	q := ask{Printer: words.In(p.Plan.Language), channel: p.Channel, surface: render.Channel}
	m, err := t.b.tipMessage(ctx, q, p)
	if err != nil {
		return "", err
	}
	options := append(contents(m), slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: tipEvent, EventPayload: map[string]any{"date": p.Date}}))
	_, ts, err := t.b.api.PostMessageContext(ctx, p.Channel, options...)
	return ts, tipError(err)
}

// tipMessage makes the message of a tip.
func (b *Bot) tipMessage(ctx context.Context, q ask, p tips.Post) (render.Message, error) {
	var recap []string
	if p.Recap {
		recap = render.RecapLines(b.week(ctx, p.Channel), b.options(q))
	}
	if p.Choice.Block == nil {
		if len(recap) == 0 {
			return render.Message{}, tips.ErrNothing
		}
		return render.RecapOnly(recap, p.Date, b.options(q)), nil
	}
	tip, err := b.tipOf(ctx, p.Choice)
	if err != nil {
		return render.Message{}, &tips.Unsent{Err: err}
	}
	tip.Date, tip.Recap = p.Date, recap
	return render.ShowTip(tip, b.options(q)), nil
}

// tipOf is a choice as it is shown: the answerer gives a block its moments and links.
func (b *Bot) tipOf(ctx context.Context, c tips.Choice) (render.Tip, error) {
	refs := []answer.Ref{{ID: c.Block.ID, Rev: c.Block.Rev}}
	if c.Why != nil {
		refs = append(refs, answer.Ref{ID: c.Why.ID, Rev: c.Why.Rev})
	}
	a, err := b.answerer.Answer(ctx, answer.Request{Blocks: refs, Limit: len(refs)})
	if err != nil {
		return render.Tip{}, fmt.Errorf("make the tip: %w", err)
	}
	if len(a.Snippets) == 0 {
		return render.Tip{}, errors.New("make the tip: its block is gone")
	}
	pool := b.tipPool()
	tip := render.Tip{Lead: a.Snippets[0], Again: c.Again, HasWhy: pool.HasWhy(c.Block), Others: others(pool, c.Block)}
	if c.Why != nil && len(a.Snippets) > 1 {
		tip.Why = &a.Snippets[1]
	}
	return tip, nil
}

// tipError says what an error of chat.postMessage means for a tip.
func tipError(err error) error {
	if err == nil {
		return nil
	}
	if limited := (*slack.RateLimitedError)(nil); errors.As(err, &limited) {
		return &tips.Unsent{After: cmp.Or(limited.RetryAfter, time.Second), Err: err}
	}
	if unsent(err) {
		return &tips.Unsent{Err: err}
	}
	var no slack.SlackErrorResponse
	if !errors.As(err, &no) {
		return err // a 500 or silence: perhaps it was posted
	}
	switch no.Err {
	case "is_archived":
		return &tips.Refused{Trouble: tips.Archived, Err: err}
	case "not_in_channel", "channel_not_found":
		return &tips.Refused{Trouble: tips.Removed, Err: err}
	case "missing_scope", "restricted_action", "no_permission", "restricted_action_read_only_channel", "messages_tab_disabled":
		return &tips.Refused{Trouble: tips.NoScope, Err: err}
	case "internal_error", "fatal_error", "service_unavailable", "request_timeout":
		return err
	}
	return &tips.Unsent{After: tipRetry, Err: err}
}

// tipRetry is the pause after a no of Slack's that is about the whole app, such as a token that was revoked, or that is not known here.
const tipRetry = 5 * time.Minute

// How far back a channel is searched for a tip that may have been posted.
const (
	tipPages    = 10
	tipPage     = 200
	tipLeadTime = 5 * time.Minute // clocks differ
)

// Find is [tips.Poster]'s.
func (t tipPoster) Find(ctx context.Context, channel, date string, since time.Time) (string, error) {
	params := slack.GetConversationHistoryParameters{ChannelID: channel, Limit: tipPage, IncludeAllMetadata: true,
		Oldest: strconv.FormatInt(since.Add(-tipLeadTime).Unix(), 10)}
	for range tipPages {
		h, err := t.b.api.GetConversationHistoryContext(ctx, &params)
		var no slack.SlackErrorResponse
		if errors.As(err, &no) && !isError(err, "internal_error") && !isError(err, "fatal_error") && !isError(err, "service_unavailable") {
			return "", fmt.Errorf("%w: %w", tips.ErrUnreadable, err)
		}
		if err != nil {
			return "", err
		}
		for _, m := range h.Messages {
			if t.isTip(m, date) {
				return m.Timestamp, nil
			}
		}
		if params.Cursor = h.ResponseMetaData.NextCursor; !h.HasMore || params.Cursor == "" {
			return "", nil
		}
	}
	return "", fmt.Errorf("%w: more than %d messages since", tips.ErrUnreadable, tipPages*tipPage)
}

// isTip reports whether m is the bot's own tip of a local date, by its metadata or by its first block.
func (t tipPoster) isTip(m slack.Message, date string) bool {
	if m.User != t.b.self.user && m.BotID != t.b.self.bot {
		return false
	}
	if m.Metadata.EventType == tipEvent && m.Metadata.EventPayload["date"] == date {
		return true
	}
	return len(m.Blocks.BlockSet) > 0 && m.Blocks.BlockSet[0].ID() == render.TipBlock(date)
}

// What a person is told whose channel's tips are stopped, by the trouble.
var troubleTexts = map[tips.Trouble]string{
	tips.Archived: words.Key("The daily tips in %s are stopped: the channel is archived. Nothing is posted until somebody sets them up again."),
	tips.Removed: words.Key("The daily tips in %s are stopped: I am not in that channel any more. Invite me there with `/invite @archbot`, then set them up " +
		"again with `/arch tips`."),
	tips.NoScope: words.Key("The daily tips in %s are stopped: I may not post there. Ask whoever runs archbot to look at its permissions, then set them " +
		"up again with `/arch tips`."),
}

// Tell is [tips.Poster]'s.
func (t tipPoster) Tell(ctx context.Context, u store.Subscription, trouble tips.Trouble) error {
	ctx, cancel := context.WithTimeout(ctx, t.b.opts.ReplyTimeout)
	defer cancel()
	o := t.b.opts.Render
	o.Surface, o.Language = render.Channel, u.Language
	if p, err := t.b.directory.people.get(ctx, u.By); err == nil && p.Locale != "" {
		o.Language = p.Locale
	}
	m := render.TipsNotice(o, troubleTexts[trouble], u.Channel)
	c, _, _, err := t.b.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{u.By}})
	if err != nil {
		return fmt.Errorf("open a direct message: %w", err)
	}
	return patiently(ctx, m, t.b.posting(c.ID, "", nil))
}

// recapFor is how far back a week's recap looks, and how many names it gives.
const (
	recapFor   = 7 * 24 * time.Hour
	recapNames = 5
)

// week is what a channel's week brought, public things only: questions asked in the channel, what is liked, gaps with a question that was
// asked in public. What cannot be read is left out.
func (b *Bot) week(ctx context.Context, channel string) (w render.Week) {
	since := b.opts.Now().Add(-recapFor)
	if asked, err := b.opts.Store.Asked(ctx, channel, since, recapNames); err == nil {
		for _, t := range asked {
			w.Asked = append(w.Asked, t.Subject)
		}
	}
	if sums, err := b.opts.Store.VoteSums(ctx, since); err == nil {
		w.Liked = b.tipPool().Liked(sums, recapNames)
	}
	if gaps, err := b.opts.Store.Gaps(ctx, since, 4*recapNames); err == nil {
		for _, g := range gaps {
			if g.Channel == channel && len(w.Gaps) < recapNames {
				w.Gaps = append(w.Gaps, g.Topic)
			}
		}
	}
	return w
}
