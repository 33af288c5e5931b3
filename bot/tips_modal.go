package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/bot/words"
	"archbot/kb"
)

// What the modal says about what was entered.
var (
	tipsDaysText  = words.Key("Choose a day at least.")
	tipsKindsText = words.Key("Choose a kind at least.")
	tipsZoneText  = words.Key("Choose a time zone.")
	tipsTimeText  = words.Key("Choose a time.")
	tipsFewText   = words.Key("The notes have no tip for this; choose fewer topics, more kinds or a higher level.")
)

// A tipsCarry is what the modal carries: for which channel it is, and where the person opened it.
type tipsCarry struct {
	Channel string `json:"c"`
	URL     string `json:"u,omitempty"` // response URL
}

// offerTips opens the modal where one can be opened, else says how the tips are and offers to open it.
func (b *Bot) offerTips(ctx context.Context, q ask) reply {
	if q.trigger != "" {
		if err := b.openTips(ctx, q); err == nil {
			return reply{ref: newRef(), surface: q.surface, shown: true}
		} else {
			b.log.Error("tips: the modal was not opened", "error", redact(err), "details", details(err))
		}
	}
	r := b.tipsSay(q, tipsNoneText)
	if s, within, cancel, err := b.remembering(ctx); err == nil {
		defer cancel()
		if u, ok, err := s.Subscription(within, q.channel); err == nil && ok {
			r = b.tipsState(q, u)
		}
	}
	return q.shows(r.ref, render.TipsOffer(b.options(q), r.rich, q.channel))
}

// openTips opens the modal for q's channel. What it shows comes from the store within the trigger's 3 s.
func (b *Bot) openTips(ctx context.Context, q ask) error {
	carry, err := json.Marshal(tipsCarry{Channel: q.channel, URL: q.url})
	if err != nil {
		return err
	}
	f := render.TipsForm{Carry: string(carry), Channel: q.channel, All: tips.Kinds()}
	plan := b.basePlan(ctx, q)
	if s, within, cancel, err := b.remembering(ctx); err == nil {
		defer cancel()
		if u, ok, err := s.Subscription(within, q.channel); err == nil && ok {
			f.Is = u.Paused != tips.TurnedOff
			f.Stopped = f.Is && u.Paused != ""
			if now := b.opts.Now(); f.Is && !f.Stopped && u.NextAt.After(now) { // else one is about to come
				f.Next, f.Now = plan.Local(u.NextAt), now
			}
		}
	}
	f.Hour, f.Minute, f.Zone, f.Days = plan.Hour, plan.Minute, plan.ZoneName(), plan.Days.List()
	f.Topics, f.Level, f.Kinds, f.Language, f.Recap = plan.Topics, plan.Level, tipKinds(plan), plan.Language, plan.Recap
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	_, err = b.api.OpenViewContext(ctx, q.trigger, render.TipsView(f, b.options(q)).Modal())
	return err
}

// tipsOpened opens the modal from a button; its value is the channel.
func (b *Bot) tipsOpened(ctx context.Context, c click) {
	q, closed, ok := b.letIn(ctx, c.q)
	if !ok {
		b.tell(ctx, c.q, closed)
		return
	}
	if q.channel = c.action.Value; !looksLikeID(q.channel) {
		b.unread(ctx, c, errCarryVersion)
		return
	}
	if err := b.openTips(ctx, q); err != nil {
		b.log.Error("tips: the modal was not opened", "error", redact(err), "details", details(err))
		b.tell(ctx, c.q, q.Say(expiredModal))
	}
}

// tipsSubmitted reads the modal, and saves once it is closed.
func (b *Bot) tipsSubmitted(ctx context.Context, v viewCall) (*slack.ViewSubmissionResponse, func(context.Context)) {
	q, _, ok := b.letIn(ctx, v.q)
	var carry tipsCarry
	if !ok || json.Unmarshal([]byte(v.cb.View.PrivateMetadata), &carry) != nil || !looksLikeID(carry.Channel) {
		return nil, nil
	}
	q.channel, q.url, q.surface = carry.Channel, carry.URL, render.Private
	plan, wrong := readTips(v.cb.View.State)
	if len(wrong) == 0 && b.tipPool().Count(plan) == 0 {
		wrong = map[string]string{render.TipsTopics: tipsFewText}
	}
	if len(wrong) > 0 {
		for block, key := range wrong {
			wrong[block] = q.Say(key)
		}
		return slack.NewErrorsViewSubmissionResponse(wrong), nil
	}
	return nil, func(ctx context.Context) {
		r := b.tipsSay(q, tipsForgetText)
		if s, within, cancel, err := b.remembering(ctx); err == nil {
			r = b.subscribe(within, s, q, plan)
			cancel()
		}
		b.report(ctx, q, r)
	}
}

// readTips reads the plan that was entered; wrong says what is, by block ID.
func readTips(state *slack.ViewState) (p tips.Plan, wrong map[string]string) {
	wrong = map[string]string{}
	if state == nil {
		return p, map[string]string{render.TipsTime: tipsTimeText}
	}
	value := func(id string) slack.BlockAction { return state.Values[id][id] }
	var ok bool
	if p.Hour, p.Minute, ok = tips.ParseClock(value(render.TipsTime).SelectedTime); !ok {
		wrong[render.TipsTime] = tipsTimeText
	}
	if p.Zone, ok = tips.Zone(value(render.TipsZone).SelectedOption.Value); !ok {
		wrong[render.TipsZone] = tipsZoneText
	}
	for _, o := range value(render.TipsDays).SelectedOptions {
		if day, err := strconv.Atoi(o.Value); err == nil && day >= 0 && day < 7 {
			p.Days |= tips.DaysOf(time.Weekday(day))
		}
	}
	if p.Days == 0 {
		wrong[render.TipsDays] = tipsDaysText
	}
	for _, o := range value(render.TipsTopics).SelectedOptions {
		p.Topics = append(p.Topics, o.Value)
	}
	if p.Level, _ = kb.ParseLevel(value(render.TipsLevel).SelectedOption.Value); p.Level == kb.Advanced {
		p.Level = kb.AnyLevel
	}
	for _, o := range value(render.TipsKinds).SelectedOptions {
		if k := kb.Kind(o.Value); slices.Contains(tips.Kinds(), k) {
			p.Kinds = append(p.Kinds, k)
		}
	}
	if len(p.Kinds) == 0 {
		wrong[render.TipsKinds] = tipsKindsText
	} else if len(p.Kinds) == len(tips.Kinds()) {
		p.Kinds = nil
	}
	if code := value(render.TipsLanguage).SelectedOption.Value; slices.Contains(words.Languages(), code) {
		p.Language = code
	}
	p.Recap = len(value(render.TipsRecap).SelectedOptions) > 0
	return p, wrong
}

// tipsTurnedOff is the button in the modal that ends a channel's tips.
func (b *Bot) tipsTurnedOff(ctx context.Context, c click) {
	q, closed, ok := b.letIn(ctx, c.q)
	if !ok {
		b.tell(ctx, c.q, closed)
		return
	}
	var carry tipsCarry
	if json.Unmarshal([]byte(c.cb.View.PrivateMetadata), &carry) != nil || !looksLikeID(carry.Channel) {
		return
	}
	q.channel, q.url, q.surface = carry.Channel, carry.URL, render.Private
	r := b.changeTips(ctx, q, tips.Command{Verb: tips.Off})
	view := render.View{Title: q.Say("Daily tips"), Close: q.Say("Close"), Callback: render.TipsModal, Blocks: r.rich.Blocks}
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	if _, err := b.api.UpdateViewContext(ctx, view.Modal(), "", c.cb.View.Hash, c.cb.View.ID); err != nil {
		b.log.Warn("tips: the modal was not updated", "error", redact(err))
		b.report(ctx, q, r)
	}
}

// report tells a person what came of a modal: where they opened it, or in a direct message.
func (b *Bot) report(ctx context.Context, q ask, r reply) {
	b.deliver(ctx, r, func(ctx context.Context, m render.Message) error {
		if q.url != "" {
			if err := b.postURL(ctx, q.url, newPrivateMessage(m)); err == nil {
				return nil
			}
		}
		c, _, _, err := b.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{q.user}})
		if err != nil {
			return sorted(err)
		}
		return b.posting(c.ID, "", nil)(ctx, m)
	})
}

// tell says one sentence to who clicked: where that was, or from a modal, the Home tab or Slack's menus in a direct message.
func (b *Bot) tell(ctx context.Context, q ask, text string) { b.whisper(ctx, q, newRef(), text) }

// tipsZones offers time zones for what has been typed.
func (b *Bot) tipsZones(_ context.Context, cb slack.InteractionCallback) []*slack.OptionBlockObject {
	return render.Choices(tips.Zones(cb.Value))
}

// tipsTopics offers topics for what has been typed.
func (b *Bot) tipsTopics(_ context.Context, cb slack.InteractionCallback) []*slack.OptionBlockObject {
	return render.Choices(b.tipPool().Topics(cb.Value, render.MaxOptions))
}

// tipVoted takes a vote on a tip.
func (b *Bot) tipVoted(ctx context.Context, c click) {
	q, closed, ok := b.letIn(ctx, c.q)
	if !ok {
		b.tell(ctx, c.q, closed)
		return
	}
	mark, ok := render.ReadTipMark(c.action.Value)
	if !ok {
		b.unread(ctx, c, errCarryVersion)
		return
	}
	if mark.Vote == render.VoteDown {
		b.vote(ctx, q, mark)
		return
	}
	v := store.Vote{Person: q.user, Block: store.Block{ID: mark.ID, Rev: mark.Rev}, Value: -1}
	switch mark.Vote {
	case render.VoteUp:
		v.Value = 1
	case render.VoteTooBasic:
		v.Reason = tips.TooBasic
	case render.VoteTooDeep:
		v.Reason = tips.TooDeep
	}
	s, within, cancel, err := b.remembering(ctx)
	if err == nil {
		defer cancel()
		err = s.PutVote(within, v)
	}
	if err != nil {
		b.log.Error("tips: vote not saved", "error", err)
		b.tell(ctx, q, q.Say(voteLostText))
		return
	}
	b.tell(ctx, q, q.Say(voteText))
}

var (
	voteText     = words.Key("Thank you. It moves what comes next.")
	voteLostText = words.Key("I cannot remember anything right now, so your vote is not counted. Please try again in a moment.")
)
