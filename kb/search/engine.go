package search

import (
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sync/errgroup"
)

// An engine says which blocks have a word: a bleve index (scorch), in memory or, see disk.go, mapped from files. It is asked by the
// dictionaries of its segments, which give a bitmap of blocks for a term. bleve's searchers are not used: they read a term's blocks one by
// one to score them, and ranking is ours. An engine is not changed once made. Whoever drops the last reference to it has its index closed.
type engine struct {
	docs   []*document // nil for a block that is gone
	shards []shard
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
	idx, err := buildIndex("", lex, shares(docs, shardSize))
	if err != nil {
		return nil, err
	}
	return readEngine(idx, docs)
}

// unmerged is a configuration of scorch that leaves segments on disk as they are given: merging takes longer than making them. In memory
// it merges none anyway.
var unmerged = map[string]any{
	"scorchPersisterOptions": map[string]any{"MemoryPressurePauseThreshold": 0}, // from how many waiting writers on it writes without merging
	"scorchMergePlanOptions": map[string]any{"MaxSegmentSize": 1},               // documents; half of it is too many to merge
}

// shares splits documents into as few parts of at most some size as there can be, all about as long.
func shares(docs []*document, size int) [][]*document {
	count := (len(docs) + size - 1) / size
	parts := make([][]*document, count)
	for n := range parts {
		parts[n] = docs[len(docs)*n/count : len(docs)*(n+1)/count]
	}
	return parts
}

// buildIndex makes an index in an empty directory, or in memory where no directory is named. Each share of the documents is a batch, and
// so a segment.
func buildIndex(dir string, lex *lexicon, shares [][]*document) (bleve.Index, error) {
	idx, err := bleve.NewUsing(dir, bleve.NewIndexMapping(), scorch.Name, scorch.Name, maps.Clone(unmerged))
	if err != nil {
		return nil, fmt.Errorf("make an index: %w", err)
	}
	inner, err := idx.Advanced()
	if err != nil {
		return nil, errors.Join(err, idx.Close())
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	from := 0
	for _, docs := range shares {
		first := from
		from += len(docs)
		group.Go(func() error { return inner.Batch(newBatch(lex, docs, first)) })
	}
	if err := group.Wait(); err != nil {
		return nil, errors.Join(fmt.Errorf("index %d blocks: %w", from, err), idx.Close())
	}
	return idx, nil
}

// readEngine makes an engine of an index of the documents. It closes the index when it fails.
func readEngine(idx bleve.Index, docs []*document) (*engine, error) {
	inner, err := idx.Advanced()
	if err != nil {
		return nil, errors.Join(err, idx.Close())
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, errors.Join(err, idx.Close())
	}
	o := opened{idx, reader}
	shards, err := readShards(reader, docs)
	if err != nil {
		o.close()
		return nil, err
	}
	e := &engine{docs, shards}
	runtime.AddCleanup(e, opened.close, o)
	return e, nil
}

// readShards gives the shards of an index in order of their documents. The index has them as they became ready.
func readShards(reader index.IndexReader, docs []*document) ([]shard, error) {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("index of another kind: %T", reader)
	}
	shards := make(map[int]shard) // by number of their first document
	found := 0
	for _, s := range snapshot.Segments() {
		numbers, err := readNumbers(s.Segment(), len(docs))
		if err != nil {
			return nil, fmt.Errorf("read the index: %w", err)
		}
		own := make([]*document, len(numbers))
		for i, n := range numbers {
			own[i] = docs[n]
		}
		shards[numbers[0]] = shard{segment: s.Segment(), docs: own, asked: &askedTerms{}}
		found += len(numbers)
	}
	if found != len(docs) {
		return nil, fmt.Errorf("index of %d blocks, want %d", found, len(docs))
	}
	ordered := make([]shard, 0, len(shards))
	for _, first := range slices.Sorted(maps.Keys(shards)) {
		ordered = append(ordered, shards[first])
	}
	return ordered, nil
}

// readNumbers gives the numbers, below some limit, that a segment's documents have among those of the engine. Segments are not empty.
func readNumbers(s segment.Segment, limit int) ([]int, error) {
	numbers := make([]int, s.Count())
	for i := range numbers {
		id, err := s.DocID(uint64(i))
		if err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(string(id))
		if err != nil || n < 0 || n >= limit {
			return nil, fmt.Errorf("block %q of %d", id, limit)
		}
		numbers[i] = n
	}
	return numbers, nil
}

// opened is what an engine's index has to be given back.
type opened struct {
	index  bleve.Index
	reader index.IndexReader
}

// close gives it back, the goroutines, files and memory of the index. Nothing is lost if that fails: the index was only read.
func (o opened) close() {
	_ = o.reader.Close()
	_ = o.index.Close()
}
