package tips

import (
	"fmt"
	"time"

	"archbot/bot/store"
	"archbot/kb"
)

// TurnedOff is why a channel has no tips that somebody turned off. The subscription stays, so that what the environment asks for does not bring
// them back.
const TurnedOff = "off"

// PlanOf is the plan of a stored subscription.
func PlanOf(u store.Subscription) (Plan, error) {
	p := Plan{Days: Days(u.Weekdays) & EveryDay, Topics: u.Topics, Language: u.Language, Recap: u.Recap}
	var ok bool
	if p.Hour, p.Minute, ok = ParseClock(u.Time); !ok {
		return Plan{}, fmt.Errorf("read the subscription of %s: %q is no time", u.Channel, u.Time)
	}
	var err error
	if p.Zone, err = time.LoadLocation(u.Zone); err != nil {
		return Plan{}, fmt.Errorf("read the subscription of %s: %w", u.Channel, err)
	}
	p.Level, _ = kb.ParseLevel(u.Level)
	for _, k := range u.Kinds {
		p.Kinds = append(p.Kinds, kb.Kind(k))
	}
	return p, nil
}

// Store puts the plan into a subscription, which begins anew: no longer paused, and due at the plan's next occurrence after now.
func (p Plan) Store(u store.Subscription, now time.Time) (store.Subscription, error) {
	next, err := p.Next(now)
	if err != nil {
		return u, err
	}
	u.Time, u.Zone, u.Weekdays = p.Clock(), p.zone().String(), int(p.Days)
	u.Topics, u.Level, u.Language, u.Recap = p.Topics, p.Level.String(), p.Language, p.Recap
	u.Kinds = nil
	for _, k := range p.Kinds {
		u.Kinds = append(u.Kinds, string(k))
	}
	u.NextAt, u.Paused, u.PausedUntil = next.At, "", time.Time{}
	return u, nil
}

// TasteOf is what votes say to a channel that has had these tips: on topics and kinds everybody's, on what was too basic, too deep or
// unclear only those on tips that it has had.
func (p *Pool) TasteOf(sums map[string]store.VoteSum, past []Past) Taste {
	t := Taste{Topics: map[string]int{}, Kinds: map[kb.Kind]int{}}
	for id, sum := range sums {
		if n, ok := p.byID[id]; ok {
			e := &p.blocks[n]
			likes := sum.Up - sum.Down + sum.Reasons[TooBasic] + sum.Reasons[TooDeep] // these are not against the topic
			t.Topics[p.names[e.topic]] += likes
			t.Kinds[e.block.Kind] += likes
		}
	}
	seen := map[string]bool{}
	for _, one := range past {
		if seen[one.ID] {
			continue
		}
		seen[one.ID] = true
		sum := sums[one.ID]
		t.Deeper += sum.Reasons[TooBasic] - sum.Reasons[TooDeep]
		if sum.Reasons[Unclear] > 0 {
			t.Vague = append(t.Vague, one.Rev)
		}
	}
	return t
}

// Reasons of a vote against a tip that say what to change.
const (
	TooBasic = "basic"
	TooDeep  = "deep"
	Unclear  = "unclear"
)

// returned is the round that a tip is noted with that was shown a second time because it was unclear.
const returned = 0

// PastOf is the tips that a channel has had.
func PastOf(used []store.Used) []Past {
	past := make([]Past, len(used))
	for i, u := range used {
		past[i] = Past{ID: u.Block.ID, Rev: u.Block.Rev, Again: u.Round == returned}
	}
	return past
}

// Round is what a choice is noted with in the store: how often the channel will have had the block, or that it was shown again.
func Round(c Choice, past []Past) int {
	if c.Again {
		return returned
	}
	n := 1
	for _, one := range past {
		if one.Rev == c.Block.Rev && !one.Again {
			n++
		}
	}
	return n
}
