package search

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
)

// A set is some of a snapshot's blocks: their numbers within each shard of its engines, nil for none. Sets are not changed once made:
// those of single terms are bleve's own.
type set []*roaring.Bitmap

func (s set) size() int {
	n := 0
	for _, b := range s {
		if b != nil {
			n += int(b.GetCardinality())
		}
	}
	return n
}

// and gives what is in both.
func (s set) and(t set) set {
	return s.combine(t, func(a, b *roaring.Bitmap) *roaring.Bitmap {
		if a == nil || b == nil {
			return nil
		}
		return roaring.And(a, b)
	})
}

// or gives what is in either.
func (s set) or(t set) set {
	return s.combine(t, func(a, b *roaring.Bitmap) *roaring.Bitmap {
		switch {
		case a == nil:
			return b
		case b == nil:
			return a
		}
		return roaring.Or(a, b)
	})
}

// without gives what is in s and not in t.
func (s set) without(t set) set {
	return s.combine(t, func(a, b *roaring.Bitmap) *roaring.Bitmap {
		if a == nil || b == nil {
			return a
		}
		return roaring.AndNot(a, b)
	})
}

func (s set) combine(t set, both func(a, b *roaring.Bitmap) *roaring.Bitmap) set {
	c := make(set, len(s))
	for i := range s {
		if c[i] = both(s[i], t[i]); c[i] != nil && c[i].IsEmpty() {
			c[i] = nil
		}
	}
	return c
}

// A finder looks up which blocks have a term, for one question.
type finder struct {
	shards []*shard
	known  map[string]set // what has been looked up
}

func (s *Snapshot) finder() *finder {
	f := &finder{known: make(map[string]set)}
	for _, e := range s.engines {
		for i := range e.shards {
			f.shards = append(f.shards, &e.shards[i])
		}
	}
	return f
}

// term gives the blocks that have a term.
func (f *finder) term(term string) (set, error) {
	if s, ok := f.known[term]; ok {
		return s, nil
	}
	s := make(set, len(f.shards))
	for i, shard := range f.shards {
		var err error
		if s[i], err = shard.term(term); err != nil {
			return nil, fmt.Errorf("read the index: %w", err)
		}
	}
	f.known[term] = s
	return s, nil
}

// each calls do with the documents of a set, by number, for as long as it says so.
func (f *finder) each(s set, do func(*document) bool) {
	for i, b := range s {
		if b == nil {
			continue
		}
		more := true
		b.Iterate(func(n uint32) bool {
			more = do(f.shards[i].docs[n])
			return more
		})
		if !more {
			return
		}
	}
}
