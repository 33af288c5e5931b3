package search

import (
	"slices"

	"archbot/kb"
)

// inherited is what a word is worth to a block that other blocks under the same heading have, and it has not: an introduction says "also
// called lambdas", and the drawbacks beneath do not say it again.
const inherited = 0.6

// inherit raises the blocks of a kind asked for by what the question's words gain in other blocks of the same topic. How much of the
// question they have is not changed by it: it tells which block of a topic answers, not whether the topic does.
func (r *ranker) inherit(hits []Hit) {
	if len(r.query.Kinds) == 0 || len(r.query.Groups) < 2 {
		return
	}
	for i := range hits {
		h := &hits[i]
		if h.Kind == 0 {
			continue
		}
		subject := h.Block.Subject()
		for n := range h.Found {
			if h.Found[n].Group != nil {
				continue
			}
			most := 0.0
			for j := range hits {
				if hits[j].Found[n].Gain > most && hits[j].Block.File == h.Block.File && isOn(hits[j].Block, subject) {
					most = hits[j].Found[n].Gain
				}
			}
			h.Score += inherited * most * h.Kind
			if g := &r.query.Groups[n]; most > 0 && r.total > 0 {
				h.Topic += g.Weight * g.IDF / r.total
			}
		}
	}
}

// isOn reports whether a block's subject is just this one.
func isOn(b *kb.Block, subject []string) bool {
	n := len(subject)
	return len(b.Topic) >= n && slices.Equal(b.Topic[:n], subject) && (len(b.Topic) == n || len(b.Subject()) == n)
}
