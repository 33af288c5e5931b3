package answer

import (
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// A side is one subject of a comparison.
type side struct {
	at     int              // of the question's sides
	name   string           // as the notes spell it, else as asked
	groups []int            // its words
	topics []search.Subject // that it names
	known  bool             // the notes have something on it
	blocks []*kb.Block      // of its topics, in file order
}

// shareHead gives all sides the last words of the last one where it has more than the others: "horizontal vs vertical
// partitioning" compares two kinds of partitioning. Where a side is unknown, the form alone is no reason to.
func (c *composer) shareHead() {
	n := len(c.q.sides)
	if n < 2 {
		return
	}
	for _, side := range c.q.sides {
		if len(side) == 0 || len(c.groups[side[0]].Alts) == 0 {
			return
		}
	}
	first, last := c.q.sides[0], c.q.sides[n-1]
	for _, side := range c.q.sides[1 : n-1] {
		if len(side) != len(first) {
			return
		}
	}
	if len(last) > len(first) && !c.isSubject(last) {
		for i := range n - 1 {
			c.q.sides[i] = append(slices.Clone(c.q.sides[i]), last[len(first):]...)
		}
	}
}

// isSubject reports whether a side's words are the whole name of a topic.
func (c *composer) isSubject(side []int) bool {
	groups, words := c.sideWords(side)
	_, n := c.subjectAt(groups, words)
	return n == len(side)
}

// sideWords gives the words of a side with the ways to find them.
func (c *composer) sideWords(side []int) ([]search.Group, []search.Word) {
	groups, words := make([]search.Group, len(side)), make([]search.Word, len(side))
	for i, at := range side {
		groups[i], words[i] = c.groups[at], c.q.words[at]
	}
	return groups, words
}

// compare answers a comparison: the block that covers all sides leads, then what each side is for, then the rest by rank.
func (c *composer) compare(hits []search.Hit) Answer {
	sides := c.readSides(hits)
	var known []side
	for _, s := range sides {
		if s.known {
			known = append(known, s)
		} else {
			c.ans.Missing = append(c.ans.Missing, s.name)
		}
	}
	if len(known) == 0 {
		return c.none()
	}
	hits = c.relatedTo(hits, sides)
	c.ans.Outcome, c.ans.Subjects = Found, nil
	for _, s := range known {
		c.ans.Subjects = append(c.ans.Subjects, s.name)
	}
	if len(known) > 1 {
		c.ans.Outcome = Compared
		c.lead(hits, known)
	}
	for _, kind := range c.sideKinds() {
		for _, s := range known {
			if h, ok := c.bestOf(hits, s, kind); ok && len(known) > 1 {
				c.add(h, s.name)
			}
		}
	}
	for _, h := range hits {
		c.add(h, c.sideOf(h, known))
	}
	c.keepClips(known)
	if c.ans.Outcome == Compared && c.ans.Table == nil {
		c.ans.Table = c.composed(known)
	}
	return c.ans
}

// sideKinds are what is shown of each side: what was asked for beside the comparison, and what each is for.
func (c *composer) sideKinds() []kb.Kind {
	kinds := make([]kb.Kind, 0, 2)
	for _, k := range c.q.asked {
		if k != kb.Comparison && k != kb.Difference && k != kb.UseCase && c.q.kinds[k] == 1 {
			kinds = append(kinds, k)
		}
	}
	return append(kinds[:min(len(kinds), 1)], kb.UseCase)
}

// keptClips is how many clips a comparison shows where the sides have them: to hear somebody who knows both is half of deciding.
const keptClips = 3

// keepClips cuts the snippets to the limit, the last ones giving way to clips of the sides.
func (c *composer) keepClips(known []side) {
	limit := min(len(c.ans.Snippets), c.req.Limit)
	kept, rest := c.ans.Snippets[:limit:limit], c.ans.Snippets[limit:]
	var clips []Snippet
	for _, s := range rest {
		if len(s.Moments) > 0 {
			clips = append(clips, s)
		}
	}
	for _, s := range known {
		for _, b := range s.blocks {
			if len(b.Source.Clips) > 0 && c.pass(b) && !slices.ContainsFunc(c.ans.Snippets, func(sn Snippet) bool { return sn.Block == b }) {
				sn := c.snippet(b, furtherLength)
				sn.Side = s.name
				clips = append(clips, sn)
			}
		}
	}
	have := 0
	for _, s := range kept {
		if len(s.Moments) > 0 {
			have++
		}
	}
	more := min(max(0, keptClips-have), len(clips), max(0, c.req.Limit-len(known)-1))
	kept = kept[:min(len(kept), c.req.Limit-more)]
	c.ans.Snippets = append(kept, clips[:more]...)
}

// relatedTo keeps the hits that say enough of any side that the notes know.
func (c *composer) relatedTo(hits []search.Hit, sides []side) []search.Hit {
	var kept []search.Hit
	for _, h := range hits {
		for i, part := range h.Sides {
			if sides[i].known && part >= enoughSide {
				kept = append(kept, h)
				break
			}
		}
	}
	return kept
}

// readSides finds out what each side is and whether the notes know it.
func (c *composer) readSides(hits []search.Hit) []side {
	sides := make([]side, len(c.q.sides))
	for i, words := range c.q.sides {
		s := side{at: i, name: c.q.names[i], groups: words}
		groups, asked := c.sideWords(words)
		if topic, n := c.subjectAt(groups, asked); n == len(words) {
			s.name = topic.Name
			s.topics = c.sameName(topic, groups, asked)
		}
		for _, h := range hits {
			s.known = s.known || h.Sides[i] >= enoughSide
		}
		for _, t := range s.topics {
			s.blocks = append(s.blocks, c.snap.Under(t.Path)...)
		}
		sides[i] = s
	}
	return sides
}

// sameName gives all topics of a side's name; different files may have one each.
func (c *composer) sameName(topic search.Subject, groups []search.Group, words []search.Word) []search.Subject {
	stems := make([]string, len(words))
	for i := range words {
		stems[i] = meant(groups[i], words[i])
	}
	if all := c.snap.Subjects(stems); len(all) > 0 {
		return all
	}
	return []search.Subject{topic}
}

// lead puts the block first that speaks of all sides, with its table where it has one of them.
func (c *composer) lead(hits []search.Hit, known []side) {
	for _, h := range hits {
		if !coversAll(h, known) {
			continue
		}
		if t := c.written(h.Block, known); t != nil {
			c.add(h, "")
			c.ans.Table = t
			return
		}
	}
	for _, h := range hits {
		if coversAll(h, known) && (!c.q.listed || compares(h.Block.Kind)) {
			c.add(h, "")
			return
		}
	}
}

// compares reports whether blocks of a kind set things side by side.
func compares(kind kb.Kind) bool {
	return kind == kb.Comparison || kind == kb.Difference || kind == kb.Similarity
}

// coversAll reports whether a block speaks of all sides that the notes know.
func coversAll(h search.Hit, known []side) bool {
	for _, s := range known {
		if h.Sides[s.at] < enoughSide {
			return false
		}
	}
	return true
}

// written gives the first table of a block that has a column a side, with these columns only and in the order asked.
func (c *composer) written(b *kb.Block, known []side) *Table {
	for _, e := range b.Body {
		t, ok := e.(kb.Table)
		if !ok || len(t.Rows) < 2 {
			continue
		}
		columns := make([]int, 0, len(known))
		table := &Table{Written: true}
		for _, s := range known {
			at := c.column(t.Rows[0], s)
			if at <= 0 || slices.Contains(columns, at) {
				break
			}
			columns = append(columns, at)
			table.Sides = append(table.Sides, t.Rows[0][at].Text())
		}
		if len(columns) < len(known) {
			continue
		}
		for _, row := range t.Rows[1:] {
			r := Row{Label: row[0].Text()}
			for _, at := range columns {
				r.Cells = append(r.Cells, Cell{Body: row[at]})
			}
			table.Rows = append(table.Rows, r)
		}
		return table
	}
	return nil
}

// column finds a side's column in the head of a table, -1 where it has none.
func (c *composer) column(head []kb.Body, s side) int {
	for i, cell := range head {
		stems := make(map[string]bool)
		for _, t := range search.Analyze(cell.Text()) {
			stems[t.Stem] = true
		}
		all := len(s.groups) > 0
		for _, at := range s.groups {
			all = all && slices.ContainsFunc(c.groups[at].Alts, func(a search.Alt) bool {
				return a.Weight >= 0.5 && stems[a.Stems[0]]
			})
		}
		if all && i > 0 {
			return i
		}
	}
	return -1
}

// bestOf gives the block of a kind under a side's own topic, the best hit first.
func (c *composer) bestOf(hits []search.Hit, s side, kind kb.Kind) (search.Hit, bool) {
	for _, h := range hits {
		if h.Block.Kind == kind && slices.Contains(s.blocks, h.Block) {
			return h, true
		}
	}
	for _, b := range s.blocks {
		if b.Kind == kind && c.pass(b) {
			return search.Hit{Block: b}, true
		}
	}
	return search.Hit{}, false
}

// sideOf names the one side that a block speaks for; empty where it speaks for several or none.
func (c *composer) sideOf(h search.Hit, known []side) string {
	name := ""
	for _, s := range known {
		if slices.Contains(s.blocks, h.Block) {
			if name != "" {
				return ""
			}
			name = s.name
		}
	}
	return name
}

// comparedKinds are the rows of a composed table.
var comparedKinds = []kb.Kind{
	kb.Definition, kb.Types, kb.ComposedOf, kb.Why, kb.UseCase, kb.Pros, kb.Cons, kb.Caveat, kb.Causation, kb.Example,
	kb.Metrics, kb.Tool, kb.Tip, kb.Remember,
}

// composed makes a table of the sides' blocks, a row a kind that any side has; nil where not every side is a topic with blocks.
func (c *composer) composed(known []side) *Table {
	table := &Table{}
	for _, s := range known {
		if len(s.blocks) == 0 {
			return nil
		}
		table.Sides = append(table.Sides, s.name)
	}
	for _, kind := range comparedKinds {
		row := Row{Label: kind.Label()}
		filled := 0
		for _, s := range known {
			cell := c.cell(s, kind)
			if cell.Snippet != nil {
				filled++
			}
			row.Cells = append(row.Cells, cell)
		}
		if filled > 0 {
			table.Rows = append(table.Rows, row)
		}
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return table
}

// cell is what a side has to say of a kind: its first block of the kind with any text, those directly under its heading first.
func (c *composer) cell(s side, kind kb.Kind) Cell {
	var best *kb.Block
	for _, b := range s.blocks {
		if b.Kind != kind || !c.pass(b) || strings.TrimSpace(b.Body.Text()) == "" {
			continue
		}
		if best == nil || len(b.Topic) < len(best.Topic) {
			best = b
		}
	}
	if best == nil {
		return Cell{}
	}
	sn := c.snippet(best, cellLength)
	return Cell{Body: sn.Body, Snippet: &sn}
}
