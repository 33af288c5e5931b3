package search

import (
	"fmt"
	"runtime"

	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"golang.org/x/sync/errgroup"
)

// An engine says which blocks have a word: bleve's segments (zap files: a dictionary of terms, a compressed bitmap of blocks for each),
// in memory or, see disk.go, mapped from files. bleve's own layers above them are not used: they read terms one posting at a time to
// score them, and ranking is ours. An engine is not changed once made. Whoever drops the last reference to it has its files closed.
type engine struct {
	docs   []*document // by number; nil for a block that is gone
	shards []shard
}

// A shard is a segment and the number of its first document.
type shard struct {
	segment segment.Segment
	from    int
}

// What a term stands for is told by its first byte: a word of the block has none.
const (
	headingMark = "\x01" // a word of the heading: it is there twice, marked and unmarked
	kindMark    = "\x02" // the block's kind
	oftenMark   = "\x03" // a word that the block has more than once
)

// shardSize is how many documents a segment has at most. Every segment costs a question half a microsecond a term; they are made side by
// side, each with some 2 kB of memory a document meanwhile.
const shardSize = 1 << 16

// newEngine makes an engine in memory.
func newEngine(lex *lexicon, docs []*document) (*engine, error) {
	return makeEngine(docs, func(n int, docs []*document) (segment.Segment, error) { return newSegment(lex, docs) })
}

// makeEngine makes an engine of segments, the nth of which another function gives for its share of the documents.
func makeEngine(docs []*document, nth func(n int, docs []*document) (segment.Segment, error)) (*engine, error) {
	count := (len(docs) + shardSize - 1) / shardSize
	segments := make([]segment.Segment, count)
	e := &engine{docs: docs}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for n := range count {
		from, to := len(docs)*n/count, len(docs)*(n+1)/count
		e.shards = append(e.shards, shard{from: from})
		group.Go(func() (err error) {
			segments[n], err = nth(n, docs[from:to])
			return err
		})
	}
	err := group.Wait()
	for n, s := range segments {
		e.shards[n].segment = s
	}
	if err != nil {
		closeAll(e.shards)
		return nil, err
	}
	runtime.AddCleanup(e, closeAll, e.shards)
	return e, nil
}

func closeAll(shards []shard) {
	for _, s := range shards {
		if s.segment != nil {
			_ = s.segment.Close() // read only: nothing is lost
		}
	}
}

func newSegment(lex *lexicon, docs []*document) (segment.Segment, error) {
	w := &words{stems: lex.allStems(), found: make(index.TokenFrequencies)}
	all := make([]index.Document, len(docs))
	for i, d := range docs {
		all[i] = entry{d, w}
	}
	s, _, err := new(zap.ZapPlugin).New(all)
	if err != nil {
		return nil, fmt.Errorf("index %d blocks: %w", len(docs), err)
	}
	return s, nil
}
