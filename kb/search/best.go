package search

import (
	"cmp"
	"slices"
)

// The bestHits are the best of those that were ranked, in order. What a hit is made of is used again once it is not among them: most of the
// blocks that are looked at are not kept.
type bestHits struct {
	hits  []*Hit
	spare *Hit  // what the next block is ranked into
	room  []Hit // not used yet
}

// newBestHits makes room for the best hits of a query.
func newBestHits(q *Query) bestHits {
	words, sides := len(q.Groups), len(q.Sides)
	room := make([]Hit, wanted+1)
	found := make([]Found, len(room)*words)
	parts := make([]float64, 2*len(room)*sides)
	for i := range room {
		h := &room[i]
		h.Found, found = found[:words:words], found[words:]
		h.Sides, h.OnSides, parts = parts[:0:sides], parts[sides:sides:2*sides], parts[2*sides:]
	}
	return bestHits{hits: make([]*Hit, 0, wanted), spare: &room[0], room: room[1:]}
}

// full reports whether there are as many as are wanted.
func (b *bestHits) full() bool { return len(b.hits) == wanted }

// take keeps the spare hit, which was just ranked, where it is one of the best.
func (b *bestHits) take() {
	h := b.spare
	if b.full() && h.Score <= b.hits[wanted-1].Score {
		return
	}
	at, _ := slices.BinarySearchFunc(b.hits, h, func(a, b *Hit) int { return cmp.Compare(b.Score, a.Score) })
	if b.full() {
		b.spare = b.hits[wanted-1]
		b.hits = b.hits[:wanted-1]
	} else {
		b.spare, b.room = &b.room[0], b.room[1:]
	}
	b.hits = slices.Insert(b.hits, at, h)
}

// list gives the hits themselves.
func (b *bestHits) list() []Hit {
	list := make([]Hit, len(b.hits))
	for i, h := range b.hits {
		list[i] = *h
	}
	return list
}
