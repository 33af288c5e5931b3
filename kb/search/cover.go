package search

// The part that is lost of what a block has of an expression where its words stand apart: "consistent hashing" is not what says that
// something is consistent and something else is hashed.
const (
	inPieces      = 0.3 // of one of the vocabulary
	typedInPieces = 0.5 // of one that was typed as one word, as "local-first"
)

// cover sets how much of the question a block has and is about.
func (r *ranker) cover(h *Hit) {
	groups := r.query.Groups
	end, part := 0, 1.0 // of the expression that the word is in
	for i := range groups {
		g, f := &groups[i], &h.Found[i]
		if g.Joins > 1 && i+g.Joins > end {
			end, part = min(i+g.Joins, len(groups)), 1
			if !r.whole(h, i, end) {
				part -= g.Apart
			}
		}
		if i >= end {
			part = 1
		}
		much := part * g.Weight * g.IDF * f.Weight / r.total
		h.Cover += much
		h.About += much * f.About
	}
}

// whole reports whether a block has an expression, the words from one on to another: in other words, or with its own near each other.
func (r *ranker) whole(h *Hit, from, to int) bool {
	for i := from; i < to; i++ {
		if a := h.Found[i].Alt; a != nil && (a.Joint || a.How == "same" || a.How == "joined") {
			return true
		}
	}
	for i := from + 1; i < to; i++ {
		if near := nearest(r.spots[i-1], r.spots[i]); near == 0 || near > closest {
			return false
		}
	}
	return true
}
