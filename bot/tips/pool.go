package tips

import (
	"slices"
	"strings"

	"archbot/kb"
)

// A Pool is the blocks of some notes that make good tips. It is made once for each version of the notes, and any number of goroutines may
// choose from it: choosing walks it in place and copies nothing.
type Pool struct {
	blocks []entry
	names  []string          // topic paths, joined; an entry has the number of its own
	lower  []string          // the same in lower case, for what people ask for
	why    map[int]*kb.Block // a topic's first why
	byID   map[string]int    // number of a block in blocks
	byRev  map[string]int    // the same by what it says
}

type entry struct {
	block *kb.Block
	topic int
	hash  uint64 // of its revision
}

// TopicName is a topic path as one text, as a [Taste] names it.
func TopicName(path []string) string { return strings.Join(path, " › ") }

// NewPool returns the blocks of notes that make good tips.
func NewPool(notes []*kb.Note) *Pool {
	p := &Pool{why: map[int]*kb.Block{}, byID: map[string]int{}, byRev: map[string]int{}}
	numbers := map[string]int{}
	for _, note := range notes {
		for _, b := range note.Blocks {
			if !slices.Contains(kinds, b.Kind) {
				continue
			}
			name := TopicName(b.Topic)
			topic, ok := numbers[name]
			if !ok {
				topic = len(p.names)
				numbers[name] = topic
				p.names, p.lower = append(p.names, name), append(p.lower, strings.ToLower(name))
			}
			if b.Kind == kb.Why && p.why[topic] == nil && !b.Body.Empty() {
				p.why[topic] = b
			}
			if _, said := p.byRev[b.Rev]; said || !Alone(b) {
				continue // what two notes say is one tip
			}
			p.byID[b.ID], p.byRev[b.Rev] = len(p.blocks), len(p.blocks)
			p.blocks = append(p.blocks, entry{b, topic, hash(b.Rev)})
		}
	}
	return p
}

// Len is how many tips there are.
func (p *Pool) Len() int { return len(p.blocks) }

// Find is the block of this ID, or that says what this revision did; nil where there is none any more.
func (p *Pool) Find(id, rev string) *kb.Block {
	if i, ok := p.byID[id]; ok {
		return p.blocks[i].block
	}
	if i, ok := p.byRev[rev]; ok {
		return p.blocks[i].block
	}
	return nil
}

// whyOf is the block that says why of a tip's topic, or nil; never the tip itself.
func (p *Pool) whyOf(e *entry) *kb.Block {
	if why := p.why[e.topic]; why != nil && why.ID != e.block.ID {
		return why
	}
	return nil
}
