package answer

import (
	"slices"

	"archbot/kb"
	"archbot/kb/search"
)

// mixKinds are what a reader who names a subject and asks nothing is shown of it, in this order: what it is, what weighs for and against it.
var mixKinds = []kb.Kind{kb.Definition, kb.Pros, kb.Cons, kb.UseCase, kb.Caveat}

// mixed orders what was found on a subject that is all of the question: first what is easiest of the kind that leads, then a block of each of
// [mixKinds], then the rest by rank. A topic with many recordings would otherwise be answered by their captions alone.
func (c *composer) mixed(hits []search.Hit) []search.Hit {
	if len(c.q.asked) > 0 || c.q.level > kb.Entry || !c.onlySubject() || !c.underSubject(hits[0].Block) {
		return hits
	}
	var order []search.Hit
	take := func(fits func(*kb.Block) bool) {
		best := -1
		for i, h := range hits {
			if fits(h.Block) && c.underSubject(h.Block) && (best < 0 || h.Block.Level < hits[best].Block.Level) {
				best = i
			}
		}
		if best >= 0 {
			order = append(order, hits[best])
			hits = slices.Delete(slices.Clone(hits), best, best+1)
		}
	}
	lead := hits[0].Block.Kind.Meant()
	take(func(b *kb.Block) bool { return b.Kind.Meant() == lead })
	for _, kind := range mixKinds {
		if kind != lead {
			take(func(b *kb.Block) bool { return b.Kind.Meant() == kind })
		}
	}
	return append(order, hits...)
}
