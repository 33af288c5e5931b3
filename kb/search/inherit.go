package search

import (
	"slices"

	"archbot/kb"
)

// What a word is worth to a block that other blocks under the same heading have, and it has not: an introduction says "also called lambdas",
// and the drawbacks beneath do not say it again.
const (
	inherited        = 0.6 // to one of a kind asked for
	inheritedInStory = 0.3 // to any, where the question tells a story: its words are here and there in a topic
	storyQuestion    = 8   // from how many words on it does
)

// inherit raises the blocks of a kind asked for, and in a story all of them, by what the question's words gain in other blocks of the same
// topic. How much of the question they have is not changed by it: it tells which block of a topic answers, not whether the topic does.
func (r *ranker) inherit(hits []Hit) {
	story := len(r.query.Groups) >= storyQuestion
	if len(r.query.Kinds) == 0 && !story || len(r.query.Groups) < 2 {
		return
	}
	for i := range hits {
		h := &hits[i]
		share := inherited * h.Kind
		if story {
			share = max(share, inheritedInStory)
		}
		if share == 0 {
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
			h.Score += share * most
			if g := &r.query.Groups[n]; h.Kind > 0 && most > 0 && r.total > 0 {
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
