package answer

import (
	"slices"

	"archbot/kb"
	"archbot/kb/search"
)

// otherSide is what weighs against a kind.
var otherSide = map[kb.Kind]kb.Kind{kb.Pros: kb.Cons, kb.Cons: kb.Pros}

const (
	mostOfOneSide = 3   // blocks of one side before the first of the other: more would fill what a surface shows of an answer
	alsoOneSide   = 0.4 // how much a kind is asked for, from where on it speaks for the same side: a warning where cons are asked for
)

// bothSides puts the cons of the topic that a question names right behind its pros where these were asked for, and the other way round:
// who weighs something is shown the other side too.
func (c *composer) bothSides(hits []search.Hit) []search.Hit {
	lead := hits[0].Block
	other, ok := otherSide[lead.Kind.Meant()]
	if !ok || hits[0].Kind < askedLater || !c.underSubject(lead) {
		return hits
	}
	beside := func(b *kb.Block) bool { return slices.Equal(b.Subject(), lead.Subject()) }
	to := 1
	for to < min(len(hits), mostOfOneSide) && beside(hits[to].Block) && hits[to].Kind >= alsoOneSide {
		to++
	}
	from := slices.IndexFunc(hits, func(h search.Hit) bool { return h.Block.Kind.Meant() == other && beside(h.Block) })
	if from >= 0 && from <= to {
		return hits
	}
	var against search.Hit
	if from > 0 {
		against = hits[from]
		hits = slices.Delete(slices.Clone(hits), from, from+1)
	} else {
		under := c.snap.Under(lead.Subject())
		i := slices.IndexFunc(under, func(b *kb.Block) bool { return b.Kind.Meant() == other && beside(b) && c.pass(b) })
		if i < 0 {
			return hits
		}
		against.Block = under[i]
	}
	return slices.Insert(slices.Clone(hits), to, against)
}

// lacks are those of pros and cons that the notes have nothing of on the one topic that the question names, where it asks for either.
func (c *composer) lacks() []kb.Kind {
	if len(c.subjects) != 1 || len(c.ans.Kinds) == 0 || otherSide[c.ans.Kinds[0]] == "" {
		return nil
	}
	lacking := []kb.Kind{kb.Pros, kb.Cons}
	for _, s := range c.snap.Subjects(search.Stems(c.subjects[0].Name)) { // of any file, shown or not
		for _, b := range c.snap.Under(s.Path) {
			lacking = slices.DeleteFunc(lacking, func(kind kb.Kind) bool { return kind == b.Kind.Meant() })
		}
	}
	return lacking
}
