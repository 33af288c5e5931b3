package answer

import (
	"slices"

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
	if len(last) <= len(first) {
		return
	}
	shared := slices.Clone(c.q.sides)
	for i := range n - 1 {
		shared[i] = append(slices.Clone(shared[i]), last[len(first):]...)
	}
	// "kafka vs nats core" has nothing to share, as NATS Core is a topic and Kafka core is none; "block vs file storage" has.
	if !c.isSubject(last) || !slices.ContainsFunc(shared, func(side []int) bool { return !c.isSubject(side) }) {
		c.q.sides = shared
	}
}

// dropLead takes what stands before the first side of a list for what it is, the circumstances: in "team of five, microservices or
// monolith" all but the first are topics, and the first is neither one nor a name.
func (c *composer) dropLead() {
	if len(c.q.sides) < 3 || len(c.q.sides[0]) < 2 || c.isSubject(c.q.sides[0]) ||
		slices.ContainsFunc(c.q.sides[0], func(at int) bool { return c.q.words[at].Term }) ||
		slices.ContainsFunc(c.q.sides[1:], func(side []int) bool { return !c.isSubject(side) }) {
		return
	}
	c.q.setSides(c.q.sides[1:], c.q.names[1:])
}

// dropStory takes a long question for no comparison where none of its sides is a topic: "they get too much or too little" compares nothing.
func (c *composer) dropStory() {
	if !c.q.compares || len(c.q.words) < storyWords || slices.ContainsFunc(c.q.sides, c.isSubject) {
		return
	}
	c.q.setSides(nil, nil)
	for _, kind := range []kb.Kind{kb.Comparison, kb.Difference} {
		delete(c.q.kinds, kind)
		c.q.asked = slices.DeleteFunc(c.q.asked, func(k kb.Kind) bool { return k == kind })
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
	c.doubtSides(sides, hits)
	var known []side
	for _, s := range sides {
		switch {
		case s.known:
			known = append(known, s)
		case len(s.blocks) == 0: // else they have it, and no recording of it, or nothing that a filter passes
			c.ans.Missing = append(c.ans.Missing, s.name)
		}
	}
	if len(known) == 0 { // no block has enough of any side; it may have enough of the question
		c.ans.Missing = nil
		return c.plain(hits)
	}
	hits = c.relatedTo(hits, sides)
	c.ans.Outcome, c.ans.Subjects = Found, nil
	for _, s := range known {
		c.ans.Subjects = append(c.ans.Subjects, s.name)
	}
	if len(known) > 1 {
		c.ans.Outcome = Compared
		c.lead(hits, known)
		if c.ans.Table == nil {
			c.ans.Table = c.composed(known)
		}
	}
	for _, kind := range c.sideKinds() {
		for _, s := range known {
			h, ok := c.bestOf(hits, s, kind)
			if !ok && kind == kb.UseCase && len(known) > 1 {
				h, ok = c.bestOf(hits, s, kb.Definition)
			}
			switch {
			case ok && len(known) > 1:
				c.add(h, s.name)
			case ok: // of the one side that there is, what it is for
				c.add(h, "")
			}
		}
	}
	for _, h := range hits {
		if len(c.ans.Snippets) < c.req.Limit || recorded(h.Block) { // beyond the limit only clips have a chance
			c.add(h, c.sideOf(h, known))
		}
	}
	c.keepClips(known)
	return c.ans
}

// sideKinds are what is shown of each side: what was asked for beside the comparison, and what each is for. Who asks for recordings is shown
// these.
func (c *composer) sideKinds() []kb.Kind {
	if c.q.clip {
		return nil
	}
	kinds := make([]kb.Kind, 0, 2)
	for _, k := range c.q.asked {
		if k != kb.Comparison && k != kb.Difference && k != kb.UseCase && c.q.kinds[k] >= askedLater {
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
	have := 0
	for _, s := range kept {
		if len(s.Moments) > 0 {
			have++
		}
	}
	missing := min(max(0, keptClips-have), max(0, c.req.Limit-len(known)-1))
	var clips []Snippet
	for _, s := range rest {
		if len(s.Moments) > 0 {
			clips = append(clips, s)
		}
	}
	for _, s := range known {
		for _, b := range s.blocks {
			if len(clips) < missing && recorded(b) && c.pass(b) && !slices.ContainsFunc(c.ans.Snippets, func(sn Snippet) bool { return sn.Block == b }) {
				sn := c.snippet(b, furtherLength)
				sn.Side = s.name
				clips = append(clips, sn)
			}
		}
	}
	more := min(missing, len(clips))
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
			s.known = s.known || h.OnSides[i] >= enoughSide
		}
		for _, t := range s.topics {
			s.blocks = append(s.blocks, c.snap.Under(t.Path)...)
		}
		sides[i] = s
	}
	return sides
}

// doubtSides takes a side for unknown where another one is and its own words stand in text only, and are plain ones: "graphql vs rest" is not
// answered by what is said of the rest. A topic, a heading, a tag or a name makes a side known.
func (c *composer) doubtSides(sides []side, hits []search.Hit) {
	if !slices.ContainsFunc(sides, func(s side) bool { return !s.known && len(s.blocks) == 0 }) {
		return
	}
	for i, s := range sides {
		sides[i].known = s.known && (len(s.blocks) > 0 || slices.ContainsFunc(hits, func(h search.Hit) bool {
			return h.OnSides[i] >= enoughSide && slices.ContainsFunc(s.groups, func(at int) bool {
				f := h.Found[at]
				return f.Group != nil && (f.Field != "body" || f.Group.Term && f.Weight >= sureTerm)
			})
		}))
	}
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
	most := 0.0
	for _, h := range hits {
		most = max(most, h.Cover)
	}
	for _, h := range hits {
		if coversAll(h, known) && c.onSides(h, known) && (compares(h.Block.Kind) || !c.q.listed && h.Cover >= leadCover*most) {
			c.add(h, "")
			return
		}
	}
}

// onSides reports whether a block is about the sides and does not name them in passing, as one on replication does that lists products: it
// stands under the topic of one, or its headings and tags have the words of all. Where not every side is a topic there is no table to lead
// instead, and to name them is enough.
func (c *composer) onSides(h search.Hit, known []side) bool {
	under, all, topics := false, true, true
	for _, s := range known {
		topics = topics && len(s.blocks) > 0
		under = under || slices.Contains(s.blocks, h.Block)
		for _, at := range s.groups {
			all = all && h.Found[at].Group != nil && h.Found[at].Field != "body"
		}
	}
	return under || all || !topics
}

// leadCover is how much a block that names the sides and does not compare must have of the question to lead, as a part of what the best one
// has: "a or b for phones" is rather answered by a block on a and phones.
const leadCover = 0.75

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

// bestOf gives the block of a kind under a side's own topic, the best hit first.
func (c *composer) bestOf(hits []search.Hit, s side, kind kb.Kind) (search.Hit, bool) {
	for _, h := range hits {
		if h.Block.Kind.Meant() == kind && slices.Contains(s.blocks, h.Block) {
			return h, true
		}
	}
	for _, b := range s.blocks {
		if b.Kind.Meant() == kind && c.pass(b) {
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
