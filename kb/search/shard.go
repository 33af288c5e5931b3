package search

import (
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A shard is a segment and its documents by number.
type shard struct {
	segment segment.Segment
	docs    []*document
	asked   *askedTerms
}

// askedTerms are the documents of terms that were asked for before: questions share their words, and the kinds they ask for, and a segment
// makes a bitmap anew each time, with its dictionary walked and its postings read.
type askedTerms struct {
	mu   sync.Mutex
	sets map[string]*roaring.Bitmap // nil for a term that no document has
}

// mostAsked is how many terms are kept. Then all are given up, which is simpler than to know the oldest, and rare: the bitmap of a term takes
// at most 8 kB in a shard.
const mostAsked = 512

// term gives the documents that have a term, nil for none. It must not be changed.
func (s *shard) term(term string) (*roaring.Bitmap, error) {
	s.asked.mu.Lock()
	has, ok := s.asked.sets[term]
	s.asked.mu.Unlock()
	if ok {
		return has, nil
	}
	has, err := s.read(term)
	if err != nil {
		return nil, err
	}
	s.asked.mu.Lock()
	defer s.asked.mu.Unlock()
	if s.asked.sets == nil || len(s.asked.sets) >= mostAsked {
		s.asked.sets = make(map[string]*roaring.Bitmap)
	}
	s.asked.sets[term] = has
	return has, nil
}

// read reads the documents that have a term from the segment.
func (s *shard) read(term string) (*roaring.Bitmap, error) {
	dict, err := s.segment.Dictionary(engineField)
	if err != nil {
		return nil, err
	}
	postings, err := dict.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, err
	}
	it, ok := postings.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, nil
	}
	if n, one := it.DocNum1Hit(); one {
		return roaring.BitmapOf(uint32(n)), nil
	}
	return it.ActualBitmap(), nil
}
