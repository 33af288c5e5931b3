package answer

import "archbot/kb/search"

// How much of a question a block must have to be an answer, as a part of the weight of its words. A word that the notes do not
// have weighs most: "how does a gossip protocol converge" is not answered by a note on protocols. Of a long question less is enough,
// because people tell a story around what they ask.
const (
	enoughCover   = 0.5  // of a question of up to shortWords words
	enoughOfKnown = 0.45 // where it names a topic of the notes
	enoughOfLong  = 0.3  // of one of longWords words and more
	nearlyAll     = 0.9  // of a question of everyday words only
	relatedCover  = 0.22 // of a further block, as a part of the best block's
	enoughSide    = 0.6  // of a side of a comparison

	shortWords, longWords = 3, 9
)

// believable keeps the hits that answer the question; none where the notes do not.
func (c *composer) believable(hits []search.Hit) []search.Hit {
	if c.q.person && !c.namesAuthor() {
		return nil // notes know what their authors say, and nothing else of people
	}
	best := 0.0
	enough := c.enough()
	for _, h := range hits[:min(len(hits), 5)] {
		if h.Cover >= nearlyAll || saysSomething(h) {
			best = max(best, proof(h))
		}
	}
	if best < enough {
		return nil
	}
	var kept []search.Hit
	for _, h := range hits {
		if len(kept) == 0 && proof(h) < enough && proof(h) < best*0.8 {
			continue // of much kind and little subject
		}
		if proof(h) >= relatedCover*best {
			kept = append(kept, h)
		}
	}
	return kept
}

// proof is how much a block proves to answer the question: what it has of it, and what of that it is about.
func proof(h search.Hit) float64 { return (h.Cover + h.About) / 2 }

// enough is how much of this question is enough.
func (c *composer) enough() float64 {
	words := len(c.q.words)
	most := enoughCover
	if len(c.ans.Subjects) > 0 && words > shortWords {
		most = enoughOfKnown
	}
	n := min(max(words, shortWords), longWords)
	return most - (most-enoughOfLong)*float64(n-shortWords)/float64(longWords-shortWords)
}

// saysSomething reports whether a block has any word that carries meaning, not just everyday ones.
func saysSomething(h search.Hit) bool {
	for _, f := range h.Found {
		if f.Group != nil && f.Group.Weight > everydayWeight && f.Weight >= 0.5 {
			return true
		}
	}
	return false
}

func (c *composer) namesAuthor() bool {
	for _, w := range c.q.words {
		if c.snap.IsAuthor(w.Stem) {
			return true
		}
	}
	return false
}
