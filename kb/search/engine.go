package search

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	bleveDocument "github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveSearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// engineField is the one field that candidates are found in: all words of a block.
const engineField = "all"

// What a term of the field stands for is told by its first byte: a word of the block has none.
const (
	headingMark = "\x01" // a word of the heading: it is there twice, marked and unmarked
	kindMark    = "\x02" // the block's kind
)

// memoryBatch is how many blocks one segment in memory has: bleve holds all words of a batch at once, some 15 kB a block.
const memoryBatch = 25_000

// An engine finds candidate blocks by their words with bleve: in memory a scorch index written in a few batches, each of which gives a
// segment (scorch has no merger in memory, and every segment costs a query 3.5 µs a term); on disk see disk.go. It is not changed
// once made.
// Whoever drops the last reference to it has it closed.
type engine struct {
	index  bleve.Index
	docs   []*document // by number, which is also the document's ID in bleve; nil for a block that is gone
	tokens int         // over all documents, as bleve was given them
}

func newEngine(lex *lexicon, docs []*document) (*engine, error) {
	m := mapping.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	idx, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	e := &engine{index: idx, docs: docs}
	batch := idx.NewBatch()
	for i, d := range docs {
		e.tokens += len(d.spots)
		bd := bleveDocument.NewDocument(strconv.Itoa(i))
		bd.AddField(bleveDocument.NewTextFieldCustom(engineField, nil, nil, index.IndexField, analyzed{d, lex}))
		if err := batch.IndexAdvanced(bd); err != nil {
			return nil, fmt.Errorf("index %s: %w", d.block.ID, err)
		}
		if batch.Size() == memoryBatch || i == len(docs)-1 {
			if err := idx.Batch(batch); err != nil {
				return nil, fmt.Errorf("write the index: %w", err)
			}
			batch.Reset()
		}
	}
	runtime.AddCleanup(e, func(idx bleve.Index) { _ = idx.Close() }, idx) // nothing is lost in memory if this fails
	return e, nil
}

// analyzed hands bleve the words that we found ourselves, so that both sides agree on what a word is.
type analyzed struct {
	doc *document
	lex *lexicon
}

// Analyze implements bleve's analysis.Analyzer; the text is not looked at.
func (a analyzed) Analyze([]byte) analysis.TokenStream {
	stream := make(analysis.TokenStream, 0, len(a.doc.spots)+8)
	add := func(term string) {
		stream = append(stream, &analysis.Token{Term: []byte(term), Position: len(stream) + 1})
	}
	for i, id := range a.doc.terms {
		stem := a.lex.stem(id)
		for _, at := range a.doc.spots[a.doc.first[i]:a.doc.first[i+1]] {
			add(stem)
			if at.field() == fieldHeading {
				add(headingMark + stem)
			}
		}
	}
	add(kindMark + strings.ReplaceAll(string(a.doc.block.Kind), " ", "_"))
	return stream
}

// candidates gives the n best documents by a query, in bleve's order. The statistics are those of the index as it is: without them
// bleve takes the number of distinct terms for the number of words and sinks long blocks.
func (e *engine) candidates(ctx context.Context, q query.Query, n int) ([]*document, error) {
	defer runtime.KeepAlive(e)
	if len(e.docs) == 0 {
		return nil, nil
	}
	ctx = context.WithValue(ctx, bleveSearch.BM25StatsKey, &bleveSearch.BM25Stats{
		DocCount: float64(len(e.docs)), FieldCardinality: map[string]int{engineField: e.tokens},
	})
	result, err := e.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, n, 0, false))
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	found := make([]*document, 0, len(result.Hits))
	for _, hit := range result.Hits {
		i, err := strconv.Atoi(hit.ID)
		if err != nil || i >= len(e.docs) {
			return nil, fmt.Errorf("search: unknown document %q", hit.ID)
		}
		if e.docs[i] != nil {
			found = append(found, e.docs[i])
		}
	}
	return found, nil
}
