package search

import (
	"sort"

	"archbot/kb"
)

// openingWords is how many words a part of a block begins with: its name, where it has one, as in "Offset: a record's number".
const openingWords = 3

// opening is the part of the question that a part of the block's body begins with, the most of any part: a list of components says what each
// of them is.
func (r *ranker) opening(d *document) float64 {
	if r.query.Kinds[kb.Definition] < 1 || r.total == 0 || len(d.parts) < 2 {
		return 0
	}
	var most float64
	for p := range d.parts {
		start := int(d.parts[p].start)
		var sum float64
		for i, spots := range r.spots {
			n := sort.Search(len(spots), func(k int) bool { return spots[k] >= newSpot(fieldBody, start) })
			if n < len(spots) && spots[n] < newSpot(fieldBody, start+openingWords) {
				sum += r.query.Groups[i].Weight * r.query.Groups[i].IDF
			}
		}
		most = max(most, sum)
	}
	return most / r.total
}
