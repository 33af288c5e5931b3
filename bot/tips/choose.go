package tips

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"archbot/kb"
)

// A Past is one tip that a channel has had, oldest first in a list of them.
type Past struct {
	ID, Rev string // of the block
	Again   bool   // it was shown a second time, with its why
}

// A Taste is what a channel's votes say.
type Taste struct {
	Topics map[string]int  // thumbs up less thumbs down, by topic path joined by " › "
	Kinds  map[kb.Kind]int // the same by kind
	Deeper int             // "too basic" less "too deep"
	Vague  []string        // revisions of blocks marked unclear
}

// A Choice is the next tip of a channel.
type Choice struct {
	Block *kb.Block
	Again bool      // the channel has had it, and found it unclear
	Why   *kb.Block // what comes with it then; nil where the notes give no why
}

// apart is how many tips lie at least between one that was unclear and its return.
const apart = 7

// sway is how far votes move a tip at most within the order of its equals, which is 1 long.
const sway = 0.4

// Choose picks a channel's next tip from what it has had, and reports whether there is one for its plan. Among those it has had least
// often, it takes one of the level whose turn it is, of the topic it has heard least of, in an order that is the channel's own and that
// votes shift a little.
func (p *Pool) Choose(channel string, plan Plan, past []Past, taste Taste) (Choice, bool) {
	if again, ok := p.again(plan, past, taste); ok {
		return again, true
	}
	used, heard := p.history(past)
	want := turn(len(past), taste.Deeper)
	salt := hash(channel)
	best, least := -1, rank{}
	m := p.matcher(plan)
	for i := range p.blocks {
		e := &p.blocks[i]
		if !m.matches(e) {
			continue
		}
		times := used[e.block.Rev]
		r := rank{times: times, level: away(e.block.Level, want), heard: heard[e.topic]}
		if best >= 0 && !r.ties(least) && !r.before(least) {
			continue
		}
		r.place = place(salt+uint64(times), e.hash) - sway*p.liking(e, taste)
		if best < 0 || r.before(least) {
			best, least = i, r
		}
	}
	if best < 0 {
		return Choice{}, false
	}
	return Choice{Block: p.blocks[best].block}, true
}

// Count is how many tips there are for a plan.
func (p *Pool) Count(plan Plan) int {
	n := 0
	m := p.matcher(plan)
	for i := range p.blocks {
		if m.matches(&p.blocks[i]) {
			n++
		}
	}
	return n
}

// again is a tip that was marked unclear and whose time has come to return.
func (p *Pool) again(plan Plan, past []Past, taste Taste) (Choice, bool) {
	for i, one := range past {
		if len(past)-i <= apart || !slices.Contains(taste.Vague, one.Rev) {
			continue
		}
		n, ok := p.byRev[one.Rev]
		returned := slices.ContainsFunc(past, func(o Past) bool { return o.Rev == one.Rev && o.Again })
		if !ok || returned {
			continue
		}
		m := p.matcher(plan)
		if e := &p.blocks[n]; m.matches(e) {
			return Choice{Block: e.block, Again: true, Why: p.whyOf(e)}, true
		}
	}
	return Choice{}, false
}

// history counts how often each revision was used, and how much was heard of each topic.
func (p *Pool) history(past []Past) (used map[string]int, heard map[int]int) {
	used, heard = make(map[string]int, len(past)), make(map[int]int)
	for _, one := range past {
		if one.Again {
			continue
		}
		used[one.Rev]++
		n, ok := p.byRev[one.Rev]
		if !ok {
			n, ok = p.byID[one.ID]
		}
		if ok {
			heard[p.blocks[n].topic]++
		}
	}
	return used, heard
}

// A rank is where a tip stands in a channel's order; the least comes next.
type rank struct {
	times int     // it was used
	level int     // away from the one whose turn it is
	heard int     // tips of its topic so far
	place float64 // among its equals
}

func (r rank) ties(o rank) bool {
	return r.times == o.times && r.level == o.level && r.heard == o.heard
}

func (r rank) before(o rank) bool {
	switch {
	case r.times != o.times:
		return r.times < o.times
	case r.level != o.level:
		return r.level < o.level
	case r.heard != o.heard:
		return r.heard < o.heard
	}
	return r.place < o.place
}

// The levels in turn: for most channels, for those that found tips too basic, and for those that found them too deep.
var (
	turns   = []kb.Level{kb.Entry, kb.Medium, kb.Entry, kb.Advanced}
	deeper  = []kb.Level{kb.Medium, kb.Entry, kb.Medium, kb.Advanced}
	lighter = []kb.Level{kb.Entry, kb.Entry, kb.Medium, kb.Entry}
)

// enough is how many votes more one way than the other change the levels.
const enough = 2

func turn(n, votes int) kb.Level {
	switch {
	case votes >= enough:
		return deeper[n%len(deeper)]
	case votes <= -enough:
		return lighter[n%len(lighter)]
	}
	return turns[n%len(turns)]
}

// away is how far a level is from the one wanted; of two as far, the lower one is nearer.
func away(l, want kb.Level) int {
	if l > want {
		return 2*int(l-want) + 1
	}
	return 2 * int(want-l)
}

// liking is what votes say of a tip, -1 to 1: half by its topic, half by its kind.
func (p *Pool) liking(e *entry, t Taste) float64 {
	if len(t.Topics) == 0 && len(t.Kinds) == 0 {
		return 0
	}
	return (soft(t.Topics[p.names[e.topic]]) + soft(t.Kinds[e.block.Kind])) / 2
}

// soft is votes on a scale that the first ones move most: 1 vote is 0.33, 2 are 0.5, many come near to 1.
func soft(votes int) float64 {
	if votes < 0 {
		return -soft(-votes)
	}
	return float64(votes) / float64(votes+2)
}

// A matcher tells which tips a plan is for. Those of one topic stand together, so it judges each topic once.
type matcher struct {
	pool   *Pool
	plan   Plan
	topics []string // the plan's, in lower case
	topic  int      // the last one judged
	fits   bool
}

func (p *Pool) matcher(plan Plan) matcher {
	m := matcher{pool: p, plan: plan, topic: -1}
	for _, t := range plan.Topics {
		m.topics = append(m.topics, strings.ToLower(t))
	}
	return m
}

func (m *matcher) matches(e *entry) bool {
	if !m.plan.Level.Includes(e.block.Level) || len(m.plan.Kinds) > 0 && !slices.Contains(m.plan.Kinds, e.block.Kind) {
		return false
	}
	if len(m.topics) == 0 {
		return true
	}
	if e.topic != m.topic {
		m.topic = e.topic
		m.fits = slices.ContainsFunc(m.topics, func(t string) bool { return hasWords(m.pool.lower[e.topic], t) })
	}
	return m.fits
}

// hasWords reports whether text has words that begin as sought does: "go" is in "go routines", not in "mongo".
func hasWords(text, sought string) bool {
	for at := 0; sought != ""; {
		i := strings.Index(text[at:], sought)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		if at+i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return true
		}
		at += i + 1
		for at < len(text) && !utf8.RuneStart(text[at]) {
			at++
		}
	}
	return false
}

// hash is a number for a text, the same in every process.
func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// place mixes two hashes into a number from 0 up to 1 (the finaliser of MurmurHash3).
func place(a, b uint64) float64 {
	h := a ^ b
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	return float64(h>>11) / (1 << 53)
}
