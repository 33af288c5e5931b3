package search

import (
	"sort"

	"archbot/kb"
)

// A Part says of a part of a block's body what choosing an excerpt needs.
type Part struct {
	Size int     // in characters
	Gain float64 // how much of the question it has
}

// Parts tells of the parts of a block's body, as [kb.Body.Parts] numbers them. What they have of a question is only found out where they are
// together longer than some number of characters, and so have to be chosen from.
func (s *Snapshot) Parts(b *kb.Block, groups []Group, length int) []Part {
	d := s.document(b)
	if d == nil {
		return nil
	}
	parts := make([]Part, len(d.parts))
	total := 0
	for i, p := range d.parts {
		parts[i].Size = int(p.size)
		total += parts[i].Size
	}
	if total <= length {
		return parts
	}
	for i := range groups {
		d.weigh(parts, &groups[i])
	}
	return parts
}

// weigh adds what finding a word is worth to each part that has it, by the best way to find it there.
func (d *document) weigh(parts []Part, g *Group) {
	gains := make([]float64, len(parts))
	for i := range g.Alts {
		a := &g.Alts[i]
		for _, at := range d.phrase(a.Terms) {
			if at.field() != fieldBody {
				continue
			}
			// The last part that begins there or before: one without words begins where the next one does.
			n := sort.Search(len(d.parts), func(i int) bool { return int(d.parts[i].start) > at.pos() }) - 1
			gains[n] = max(gains[n], g.Weight*a.Weight*a.IDF)
		}
	}
	for n, gain := range gains {
		parts[n].Gain += gain
	}
}
