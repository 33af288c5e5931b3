package answer

import "archbot/kb/search"

// How much of a question a block must have to be an answer, as a part of the weight of its words. A word that the notes do not
// have weighs most: "how does a gossip protocol converge" is not answered by a note on protocols.
const (
	enoughCover  = 0.5  // of the best block
	relatedCover = 0.22 // of a further block, as a part of the best block's
	enoughSide   = 0.6  // of a side of a comparison
)

// believable keeps the hits that answer the question; none where the notes do not.
func (c *composer) believable(hits []search.Hit) []search.Hit {
	if c.q.person && !c.namesAuthor() {
		return nil // notes know what their authors say, and nothing else of people
	}
	best := 0.0
	for _, h := range hits[:min(len(hits), 5)] {
		best = max(best, h.Cover)
	}
	if best < enoughCover {
		return nil
	}
	var kept []search.Hit
	for _, h := range hits {
		if len(kept) == 0 && h.Cover < enoughCover && h.Cover < best*0.8 {
			continue // of much kind and little subject
		}
		if h.Cover >= relatedCover*best {
			kept = append(kept, h)
		}
	}
	return kept
}

func (c *composer) namesAuthor() bool {
	for _, w := range c.q.words {
		if c.snap.IsAuthor(w.Stem) {
			return true
		}
	}
	return false
}
