package answer

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// MaxCarried is how many UTF-16 units the JSON of a carried request has at most. The value of a Slack button takes 2,000 characters
// (docs.slack.dev/reference/block-kit/block-elements/button-element); ten are left for a version in front of it.
const MaxCarried = 1990

// A Ref names a block by its ID and its revision, so that it is found again when it has moved or its topic was renamed.
type Ref struct {
	ID  string `json:"id"`
	Rev string `json:"rev"`
}

// Beside is what a carried answer shows beside its blocks.
type Beside struct {
	Missing []string `json:"missing,omitempty"` // Answer.Missing
	People  bool     `json:"people,omitempty"`  // it says who wrote on its subjects
	Watch   *Watch   `json:"watch,omitempty"`   // its blocks are a list to watch
}

// Carry gives the request that gives this answer again, wherever and whenever that is asked: by subjects and blocks, never by the
// question. A comparison is carried by its sides and its first blocks, an answer to filters alone by these, anything else by its
// blocks, best first, as many as fit [MaxCarried]. There is nothing to carry where the notes had nothing, or only topics.
func (a Answer) Carry() (Request, bool) {
	if a.Outcome != Found && a.Outcome != Compared || len(a.Snippets) == 0 {
		return Request{}, false
	}
	r := Request{Kinds: a.Asked.Kinds, Level: a.Level, Filters: a.Asked.Filters}
	r.Under, r.Clips, r.From = a.Asked.Under, a.Asked.Clips, a.Asked.From
	switch {
	case a.Total > 0:
		return r, r.fits()
	case a.Outcome == Compared:
		r.Subjects = a.Subjects
	case len(a.Subjects) > 0:
		r.Kinds, r.Subjects = a.Kinds, []string{strings.Join(a.Subjects, " ")} // several would be compared
	default:
		r.Kinds = a.Kinds
	}
	r.Beside = Beside{Missing: a.Missing, People: len(a.People) > 0}
	if w := a.Watch; w != nil {
		r.Beside.Watch = &Watch{w.Total, w.Budget, w.Left + len(a.Snippets)} // no shorter than what it becomes
	}
	r.Blocks = a.refs(r)
	if w := r.Beside.Watch; w != nil {
		w.Left -= len(r.Blocks)
	}
	return r, len(r.Blocks) > 0 // with which it fits
}

// refs are as many of the answer's blocks, best first, as fit beside the rest of a request.
func (a Answer) refs(beside Request) []Ref {
	room := MaxCarried - beside.units() - len(`"blocks":[],`)
	refs := make([]Ref, 0, len(a.Snippets))
	var buf [jsonRoom]byte
	for _, s := range a.Snippets {
		ref := Ref{s.Block.ID, s.Block.Rev}
		if room -= units(ref.appendJSON(buf[:0])) + len(","); room < 0 {
			break
		}
		refs = append(refs, ref)
	}
	return refs
}

// Rest gives the request for what comes after the first snippets that were shown, and how many that are; 0 where there is nothing more.
func (a Answer) Rest(shown int) (req Request, more int) {
	if a.Outcome != Found || a.Watch != nil {
		return Request{}, 0
	}
	var ok bool
	if a.Total > 0 {
		more = a.Total - a.Asked.From - shown
		a.Asked.From += shown
	} else {
		a.Snippets = a.Snippets[min(shown, len(a.Snippets)):]
		a.Missing, a.People, more = nil, nil, len(a.Snippets)
	}
	if req, ok = a.Carry(); !ok || more <= 0 {
		return Request{}, 0
	}
	return req, more
}

// Carried is the request's JSON behind a prefix, as [ParseCarried] reads it without. Not ok is what has more than [MaxCarried] units.
func (r Request) Carried(prefix string) (text string, ok bool) {
	var buf [jsonRoom]byte
	j := r.appendJSON(append(buf[:0], prefix...))
	return string(j), units(j[len(prefix):]) <= MaxCarried
}

func (r Request) fits() bool { return r.units() <= MaxCarried }

// units is the length of the request's JSON in UTF-16 units.
func (r Request) units() int {
	var buf [jsonRoom]byte
	return units(r.appendJSON(buf[:0]))
}

// units is the length of a text in UTF-16 units: as many as it has bytes that begin a character, and one more where that has four.
func units(text []byte) int {
	n := len(text)
	for _, b := range text {
		if b >= 0x80 {
			n += int(extra[b>>4])
		}
	}
	return n
}

// extra is what a byte that is not ASCII adds to the units, beyond one, by its upper half.
var extra = [16]int8{0x8: -1, 0x9: -1, 0xA: -1, 0xB: -1, 0xF: 1}

// ParseCarried reads the JSON of a request that [Answer.Carry] gave, perhaps in another build. It takes none that Carry could not
// have given: too long, with a question in it, or with nothing to answer from. The errors do not quote it.
func ParseCarried(text string) (Request, error) {
	var r Request
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return Request{}, errors.New("read carried request: no JSON of a request")
	}
	switch {
	case !r.fits():
		return Request{}, fmt.Errorf("read carried request: more than %d characters", MaxCarried)
	case r.Question != "" || r.Context != "":
		return Request{}, errors.New("read carried request: has a question")
	case r.Level > kb.Advanced:
		return Request{}, fmt.Errorf("read carried request: no level %d", r.Level)
	case len(r.Subjects)+len(r.Beside.Missing) > mostSides:
		return Request{}, fmt.Errorf("read carried request: %d subjects", len(r.Subjects)+len(r.Beside.Missing))
	case len(r.Under) > mostSides || slices.ContainsFunc(r.Under, func(path []string) bool { return len(path) == 0 }):
		return Request{}, errors.New("read carried request: topics that cannot be")
	case r.From < 0 || r.Limit < 0:
		return Request{}, errors.New("read carried request: negative number")
	case r.Beside.Watch != nil && min(r.Beside.Watch.Total, r.Beside.Watch.Budget, r.Beside.Watch.Left) < 0:
		return Request{}, errors.New("read carried request: negative time")
	case len(r.Blocks)+len(r.Subjects)+len(r.Kinds)+len(r.Under) == 0 && r.Level == kb.AnyLevel && r.Filters == (Filters{}):
		return Request{}, errors.New("read carried request: nothing in it")
	}
	return r, nil
}

// carried answers from the blocks of a request. Where all of them are gone, its subjects are asked about anew.
func (a *Answerer) carried(ctx context.Context, req Request) (Answer, error) {
	c := composer{snap: a.index.Snapshot(), req: req}
	c.ans = Answer{Kinds: req.Kinds, Level: req.Level, Missing: req.Beside.Missing, Asked: req}
	blocks, gone := findRefs(c.snap, req.Blocks)
	c.ans.Gone = gone
	c.about(req.Subjects)
	switch {
	case len(blocks) == 0 && len(c.q.words) == 0:
		return c.none(), nil
	case len(blocks) == 0:
		req.Blocks, req.Beside = nil, Beside{}
		ans, err := a.answer(ctx, req)
		ans.Gone = gone
		return ans, err
	case len(c.q.sides) > 1:
		c.compareAgain(blocks)
		return c.ans, nil
	}
	c.foundAgain(blocks)
	return c.ans, nil
}

// foundAgain makes an answer of blocks that is no comparison.
func (c *composer) foundAgain(blocks []*kb.Block) {
	c.subjects = c.resolve(c.groups, c.q.words)
	for _, s := range c.subjects {
		c.ans.Subjects = append(c.ans.Subjects, s.Name)
	}
	c.ans.Outcome, c.ans.Lacks = Found, c.lacks()
	for _, b := range blocks {
		c.add(search.Hit{Block: b}, "")
	}
	if c.req.Beside.People {
		if c.ans.People = who(c.underSubjects()); len(c.ans.People) == 0 {
			c.ans.People = who(blocks)
		}
	}
	if w := c.req.Beside.Watch; w != nil {
		c.ans.Watch = &Watch{Budget: w.Budget, Left: w.Left}
		for _, b := range blocks {
			if w.Total > 0 { // else none fitted
				c.ans.Watch.Total += playTime(b)
			}
		}
	}
}

// findRefs finds blocks again, each once, and counts those that are gone.
func findRefs(snap *search.Snapshot, refs []Ref) (blocks []*kb.Block, gone int) {
	for _, ref := range refs {
		b := findRef(snap, ref)
		if b == nil {
			gone++
		} else if !slices.Contains(blocks, b) {
			blocks = append(blocks, b)
		}
	}
	return blocks, gone
}

// findRef finds a block by its ID, and where that is lost by its revision, in the same file if there are several. An ID ends with a
// number that moves on when a block of the same kind is put before it: there too the revision tells which one is meant. A block
// that was changed where it stands is the block.
func findRef(snap *search.Snapshot, ref Ref) *kb.Block {
	at := snap.Block(ref.ID)
	if at != nil && at.Rev == ref.Rev {
		return at
	}
	var same *kb.Block
	for _, b := range snap.Blocks() {
		switch {
		case b.Rev != ref.Rev || ref.Rev == "":
		case place(b.ID) == place(ref.ID):
			return b
		case same == nil || noteOf(same.ID) != noteOf(ref.ID) && noteOf(b.ID) == noteOf(ref.ID):
			same = b
		}
	}
	return cmp.Or(at, same)
}

// place is an ID without the number at its end.
func place(id string) string { return id[:max(0, strings.LastIndexByte(id, '.'))] }

// noteOf is the file of an ID.
func noteOf(id string) string { return id[:max(0, strings.LastIndexByte(id, '#'))] }

// about makes the words of subjects those that are looked for, each subject being a side.
func (c *composer) about(subjects []string) {
	for _, name := range subjects {
		var side []int
		for _, t := range words(name) {
			side = append(side, len(c.q.words))
			c.q.words = append(c.q.words, search.Word{Token: t, Weight: 1})
		}
		if len(side) > 0 {
			c.q.sides, c.q.names = append(c.q.sides, side), append(c.q.names, name)
		}
	}
	c.groups = c.snap.Expand(c.q.words)
}

// compareAgain makes a comparison of its sides and its blocks, the first of which has the table if a note wrote it.
func (c *composer) compareAgain(blocks []*kb.Block) {
	sides := c.readSides(nil)
	for i := range sides {
		sides[i].name, sides[i].known = c.q.names[i], true
	}
	c.ans.Outcome, c.ans.Subjects = Compared, c.q.names
	c.ans.Table = c.written(blocks[0], c.headed(blocks[0], sides))
	used := make(map[string]bool)
	for i, b := range blocks {
		if i == 0 && c.ans.Table != nil {
			c.add(search.Hit{Block: b}, "")
			continue
		}
		name := c.sideOf(search.Hit{Block: b}, sides)
		for _, s := range sides { // the first use case of each side stands for it, be it another's too
			if name == "" && b.Kind.Meant() == kb.UseCase && !used[s.name] && slices.Contains(s.blocks, b) {
				name = s.name
			}
		}
		used[name] = used[name] || b.Kind.Meant() == kb.UseCase
		c.add(search.Hit{Block: b}, name)
	}
	if c.ans.Table == nil {
		c.ans.Table = c.composed(sides)
	}
}

// headed leaves of each side the words that head a column of the block's tables: a side is called by its topic's name, and the table
// may have less of that.
func (c *composer) headed(b *kb.Block, sides []side) []side {
	out := slices.Clone(sides)
	for i := range out {
		out[i].groups = nil
		for _, word := range sides[i].groups {
			if slices.ContainsFunc(b.Body, func(e kb.Element) bool {
				t, ok := e.(kb.Table)
				return ok && len(t.Rows) > 0 && c.column(t.Rows[0], side{groups: []int{word}}) > 0
			}) {
				out[i].groups = append(out[i].groups, word)
			}
		}
	}
	return out
}
