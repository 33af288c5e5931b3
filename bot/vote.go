package bot

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/words"
	"archbot/kb/answer"
)

var (
	thanksText = words.Key("Thank you. It moves what comes next.")
	lostText   = words.Key("I cannot remember anything right now, so your vote is not counted. Please try again in a moment.")
)

// voted takes a vote on the block that an answer leads with.
func (b *Bot) voted(ctx context.Context, c click) {
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
	b.vote(ctx, q, mark)
}

// vote counts a vote, and asks for the reason of one against. Only who voted hears of it.
func (b *Bot) vote(ctx context.Context, q ask, mark render.TipMark) {
	v := store.Vote{Person: q.user, Block: store.Block{ID: mark.ID, Rev: mark.Rev}, Channel: openChannel(q.channel), Value: -1}
	if mark.Vote == render.VoteUp {
		v.Value = 1
	}
	switch {
	case !b.putVote(ctx, v): // within storeTime, so that the trigger is still good for a modal
		b.tell(ctx, q, q.Say(lostText))
	case v.Value > 0 || !b.askReason(ctx, q, v):
		b.tell(ctx, q, q.Say(thanksText))
	}
}

// openChannel is a channel in which things are said to more than one; empty for a direct message.
func openChannel(id string) string {
	if strings.HasPrefix(id, "D") {
		return ""
	}
	return id
}

// putVote stores a vote, and reports whether it is stored.
func (b *Bot) putVote(ctx context.Context, v store.Vote) bool {
	ok := b.recall(ctx, func(ctx context.Context) error { return b.store.PutVote(ctx, v) })
	if ok {
		b.priors.outdate()
	}
	return ok
}

// reasonVersion begins what the modal for the reason carries: a vote as JSON.
const reasonVersion = "1:"

// askReason opens the modal that asks what was not helpful, and reports whether it is open.
func (b *Bot) askReason(ctx context.Context, q ask, v store.Vote) bool {
	j, err := json.Marshal(store.Vote{Block: v.Block, Channel: v.Channel, Value: v.Value})
	if err != nil || len(reasonVersion)+len(j) > render.MaxViewMetadata {
		return false
	}
	return b.open(ctx, q, render.AskReason(reasonVersion+string(j), b.options(q)))
}

// open opens a modal, and reports whether it is open. A trigger is good for three seconds and once.
func (b *Bot) open(ctx context.Context, q ask, v render.View) bool {
	if q.trigger == "" {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	_, err := b.api.OpenViewContext(ctx, q.trigger, v.Modal())
	if err != nil {
		b.log.Warn("modal not opened", "view", v.Callback, "error", redact(err))
	}
	return err == nil
}

// reasoned stores the reason of a vote against.
func (b *Bot) reasoned(ctx context.Context, v viewCall) (*slack.ViewSubmissionResponse, func(context.Context)) {
	carried, ok := strings.CutPrefix(v.cb.View.PrivateMetadata, reasonVersion)
	var vote store.Vote
	if !ok || json.Unmarshal([]byte(carried), &vote) != nil {
		b.log.Warn("vote not read", "error", errCarryVersion)
		return nil, nil
	}
	vote.Person = v.q.user
	if reason := entered(v.cb, render.ReasonChoice).SelectedOption.Value; render.IsReason(reason) {
		vote.Reason = reason
	}
	vote.Note = strings.TrimSpace(entered(v.cb, render.ReasonNote).Value)
	if !b.putVote(ctx, vote) {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{render.ReasonNote: v.q.Say(lostText)}), nil
	}
	return nil, nil
}

// entered is what was entered in a modal, in a block whose element has the same name.
func entered(cb slack.InteractionCallback, name string) slack.BlockAction {
	if cb.View.State == nil {
		return slack.BlockAction{}
	}
	return cb.View.State.Values[name][name]
}

// How votes shape answers: a block is as good as its votes say, as if priorBallast more people had found it neither good nor bad. They are
// read anew after priorLife, and after a vote here.
const (
	priorBallast = 4
	priorLife    = time.Minute
)

// A priors is what people think of the blocks, as it was a moment ago.
type priors struct {
	mu      sync.Mutex
	known   answer.Prior
	at      time.Time
	old     bool
	reading sync.Mutex
}

// outdate has the votes read anew.
func (p *priors) outdate() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.old = true
}

// prior is what people think of the blocks. While one question has it read, others go on with what was known.
func (b *Bot) prior(ctx context.Context) answer.Prior {
	p := &b.priors
	p.mu.Lock()
	known, now := p.known, b.opts.Now()
	fresh := !p.old && !p.at.IsZero() && now.Sub(p.at) < priorLife
	p.mu.Unlock()
	if fresh || !p.reading.TryLock() {
		return known
	}
	defer p.reading.Unlock()
	var sums map[string]store.VoteSum
	ok := b.recall(ctx, func(ctx context.Context) (err error) {
		sums, err = b.store.VoteSums(ctx, time.Time{})
		return err
	})
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at, p.old = now, false; ok {
		p.known = priorOf(sums)
	}
	return p.known
}

func priorOf(sums map[string]store.VoteSum) answer.Prior {
	prior := make(answer.Prior, len(sums))
	for id, s := range sums {
		if s.Up+s.Down > 0 {
			prior[id] = float64(s.Up-s.Down) / float64(s.Up+s.Down+priorBallast)
		}
	}
	return prior
}
