package search

import (
	"strconv"

	index "github.com/blevesearch/bleve_index_api"
)

// engineField is the one field of a segment: all terms of a block.
const engineField = "all"

// An entry is a document as bleve is given it: the terms that we found ourselves, so that text is split into words once and both sides
// agree on what a word is.
//
// Which document it is, is settled when a segment first asks for its terms. Entries of a batch come to the segment in any order, but it
// asks them in its own; so documents are in order there, and equally good candidates the same from one run to the next.
type entry struct {
	id    string // tells it from the batch's others
	queue *queue
	at    int // the document's place in the queue, from 1 on; 0 while it has none
}

// A queue is the documents that the entries of a batch become, one after the other. They share one map of terms, which is filled for the
// entry at hand.
type queue struct {
	docs  []*document
	from  int // number of the first one among all of the engine
	taken int
	words words
}

// newBatch makes the batch of a share of an engine's documents.
func newBatch(lex *lexicon, docs []*document, from int) *index.Batch {
	q := &queue{docs: docs, from: from, words: words{stems: lex.allStems(), found: make(index.TokenFrequencies)}}
	batch := index.NewBatch()
	for n := range docs {
		batch.Update(&entry{id: strconv.Itoa(from + n), queue: q})
	}
	return batch
}

// terms gives the terms of the document that the entry is, until another entry is asked.
func (e *entry) terms() index.TokenFrequencies {
	if e.at == 0 {
		e.queue.taken++
		e.at = e.queue.taken
	}
	return e.queue.words.of(e.queue.docs[e.at-1])
}

func (e *entry) ID() string { return e.id }

func (e *entry) VisitFields(visit index.FieldVisitor) {
	visit(idField{entry: e})
	visit(wordsField{entry: e})
}

func (*entry) Size() int                                  { return 0 }
func (*entry) VisitComposite(index.CompositeFieldVisitor) {}
func (*entry) HasComposite() bool                         { return false }
func (*entry) NumPlainTextBytes() uint64                  { return 0 }
func (*entry) AddIDField()                                {}
func (*entry) StoredFieldsBytes() uint64                  { return 0 }
func (*entry) Indexed() bool                              { return true }

// emptyField is what fields have in common.
type emptyField struct{}

func (emptyField) Value() []byte             { return nil }
func (emptyField) ArrayPositions() []uint64  { return nil }
func (emptyField) EncodedFieldType() byte    { return 't' }
func (emptyField) Analyze()                  {}
func (emptyField) AnalyzedLength() int       { return 0 }
func (emptyField) NumPlainTextBytes() uint64 { return 0 }

// An idField is the number of an entry's document. It is stored only: no document is ever replaced, so none is looked up.
type idField struct {
	emptyField
	entry *entry
}

func (idField) Name() string                                     { return "_id" }
func (idField) Options() index.FieldIndexingOptions              { return index.StoreField }
func (idField) AnalyzedTokenFrequencies() index.TokenFrequencies { return nil }
func (f idField) Value() []byte {
	return strconv.AppendInt(nil, int64(f.entry.queue.from+f.entry.at-1), 10)
}

// A wordsField is an entry's terms.
type wordsField struct {
	emptyField
	entry *entry
}

func (wordsField) Name() string                                       { return engineField }
func (wordsField) Options() index.FieldIndexingOptions                { return index.IndexField | index.SkipFreqNorm }
func (f wordsField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.entry.terms() }

// words are the terms of one document at a time.
type words struct {
	stems   []string // by termID
	heading []string // the same with headingMark, those that have been needed
	often   []string // with oftenMark
	found   index.TokenFrequencies
}

// present is what is told of each term: that it is there. How often and where, documents know.
var present = new(index.TokenFreq)

// of gives the terms of a document, until it is called again.
func (w *words) of(d *document) index.TokenFrequencies {
	clear(w.found)
	for i, id := range d.terms {
		w.found[w.stems[id]] = present
		spots := d.spots[d.first[i]:d.first[i+1]]
		if len(spots) > 1 {
			w.found[mark(&w.often, oftenMark, id, w.stems)] = present
		}
		if spots[0].field() == fieldHeading { // the first of all fields
			w.found[mark(&w.heading, headingMark, id, w.stems)] = present
		}
	}
	w.found[kindMark+string(d.block.Kind.Meant())] = present
	return w.found
}

// mark gives a marked term, made once.
func mark(marked *[]string, mark string, id termID, stems []string) string {
	if *marked == nil {
		*marked = make([]string, len(stems))
	}
	if (*marked)[id] == "" {
		(*marked)[id] = mark + stems[id]
	}
	return (*marked)[id]
}
