package tips

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"archbot/bot/store"
	"archbot/kb"
)

// A Pool is the blocks of some notes that make good tips. It is made once for each version of the notes, and any number of goroutines may
// choose from it: choosing walks it in place and copies nothing.
type Pool struct {
	blocks []entry
	names  []string            // topic paths, joined; an entry has the number of its own
	lower  []string            // the same in lower case, for what people ask for
	why    map[int]*kb.Block   // a topic's first why
	beside map[string][]string // topics of which there are tips, by the one above
	number map[string]int      // of a topic, by its name
	byID   map[string]int      // number of a block in blocks
	byRev  map[string]int      // the same by what it says
}

type entry struct {
	block *kb.Block
	topic int
	hash  uint64 // of its revision
}

// TopicName is a topic path as one text, as a [Taste] names it.
func TopicName(path []string) string { return strings.Join(path, separator) }

const separator = " › "

// NewPool returns the blocks of notes that make good tips.
func NewPool(notes []*kb.Note) *Pool {
	p := &Pool{why: map[int]*kb.Block{}, byID: map[string]int{}, byRev: map[string]int{}, beside: map[string][]string{}, number: map[string]int{}}
	for _, note := range notes {
		for _, b := range note.Blocks {
			if !slices.Contains(kinds, b.Kind) {
				continue
			}
			topic := p.topic(b)
			if b.Kind == kb.Why && p.why[topic] == nil && !b.Body.Empty() {
				p.why[topic] = b
			}
			if _, said := p.byRev[b.Rev]; said || !Alone(b) {
				continue // what two notes say is one tip
			}
			p.offer(topic, b)
			p.byID[b.ID], p.byRev[b.Rev] = len(p.blocks), len(p.blocks)
			p.blocks = append(p.blocks, entry{b, topic, hash(b.Rev)})
		}
	}
	return p
}

// topic is the number of a block's topic, a new one for a new topic.
func (p *Pool) topic(b *kb.Block) int {
	name := TopicName(b.Topic)
	n, ok := p.number[name]
	if !ok {
		n = len(p.names)
		p.number[name] = n
		p.names, p.lower = append(p.names, name), append(p.lower, strings.ToLower(name))
	}
	return n
}

// offer notes that there is a tip of a block's topic.
func (p *Pool) offer(topic int, b *kb.Block) {
	if n := len(p.blocks); n > 0 && p.blocks[n-1].topic == topic {
		return
	}
	above := TopicName(b.Topic[:len(b.Topic)-1])
	if len(b.Topic) > 1 && !versus.MatchString(b.Name()) && !slices.Contains(p.beside[above], b.Name()) && len(p.beside[above]) < maxBeside {
		p.beside[above] = append(p.beside[above], b.Name())
	}
}

// versus tells a topic that compares, which is nothing to compare with.
var versus = regexp.MustCompile(`(?i)\b(?:vs\.?|versus|compared)\b`)

// maxBeside is how many topics under one heading are remembered for comparison.
const maxBeside = 20

// Beside is the topics under the same heading as the one of this path, itself included, of which there are tips.
func (p *Pool) Beside(path []string) []string {
	if len(path) < 2 {
		return nil
	}
	return slices.Clone(p.beside[TopicName(path[:len(path)-1])])
}

// HasWhy reports whether the notes say why of a tip's topic, in another block.
func (p *Pool) HasWhy(b *kb.Block) bool {
	n, ok := p.number[TopicName(b.Topic)]
	return ok && p.why[n] != nil && p.why[n].ID != b.ID
}

// Topics are the names of topics of which there are tips and whose path has words that begin with text, at most limit: the shortest first.
func (p *Pool) Topics(text string, limit int) []string {
	text = strings.ToLower(strings.TrimSpace(text))
	var found []string
	seen := map[string]bool{}
	for above, names := range p.beside {
		for _, name := range append([]string{lastOf(above)}, names...) {
			if name != "" && !seen[name] && (text == "" || hasWords(strings.ToLower(name), text)) {
				seen[name] = true
				found = append(found, name)
			}
		}
	}
	slices.SortFunc(found, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return found[:min(len(found), limit)]
}

// lastOf is the innermost topic of a joined path.
func lastOf(path string) string {
	if i := strings.LastIndex(path, separator); i >= 0 {
		return path[i+len(separator):]
	}
	return path
}

// Liked is the topics of the tips that votes are for, the most liked first, at most limit.
func (p *Pool) Liked(sums map[string]store.VoteSum, limit int) []string {
	votes := map[string]int{}
	for id, sum := range sums {
		if n, ok := p.byID[id]; ok {
			votes[p.blocks[n].block.Name()] += sum.Up - sum.Down
		}
	}
	var names []string
	for name, n := range votes {
		if n > 0 {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b)) })
	return names[:min(len(names), limit)]
}

// Len is how many tips there are.
func (p *Pool) Len() int { return len(p.blocks) }

// Find is the tip that a block is now: what says the same, else what stands in its place. It is nil where the notes have neither.
func (p *Pool) Find(b store.Block) *kb.Block {
	n, ok := p.byRev[b.Rev]
	if !ok {
		if n, ok = p.byID[b.ID]; !ok {
			return nil
		}
	}
	return p.blocks[n].block
}

// whyOf is the block that says why of a tip's topic, or nil; never the tip itself.
func (p *Pool) whyOf(e *entry) *kb.Block {
	if why := p.why[e.topic]; why != nil && why.ID != e.block.ID {
		return why
	}
	return nil
}
