package search

import (
	index "github.com/blevesearch/bleve_index_api"
)

// engineField is the one field of a segment: all terms of a block.
const engineField = "all"

// An entry is a document as bleve's segments are given it: the terms that we found ourselves, so that text is split into words once and
// both sides agree on what a word is. All entries of a segment share one map of terms, which is filled for the entry at hand.
type entry struct {
	doc   *document
	words *words
}

// words are the terms of one document at a time.
type words struct {
	stems   []string // by termID
	heading []string // the same with headingMark, those that have been needed
	often   []string // with oftenMark
	found   index.TokenFrequencies
}

// present is what is told of each term: that it is there. How often and where, documents know.
var present = new(index.TokenFreq)

func (w *words) take(d *document) {
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
	w.found[kindMark+string(d.block.Kind)] = present
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

// VisitFields gives the ID, which every zap document has to have stored and which is empty, and the terms.
func (e entry) VisitFields(visit index.FieldVisitor) {
	visit(idField{})
	e.words.take(e.doc)
	visit(wordsField{words: e.words})
}

func (e entry) ID() string                                 { return "" }
func (e entry) Size() int                                  { return 0 }
func (e entry) VisitComposite(index.CompositeFieldVisitor) {}
func (e entry) HasComposite() bool                         { return false }
func (e entry) NumPlainTextBytes() uint64                  { return 0 }
func (e entry) AddIDField()                                {}
func (e entry) StoredFieldsBytes() uint64                  { return 0 }
func (e entry) Indexed() bool                              { return true }

// emptyField is what all of an entry's fields have in common.
type emptyField struct{}

func (emptyField) Value() []byte                                    { return nil }
func (emptyField) ArrayPositions() []uint64                         { return nil }
func (emptyField) EncodedFieldType() byte                           { return 't' }
func (emptyField) Analyze()                                         {}
func (emptyField) AnalyzedLength() int                              { return 0 }
func (emptyField) AnalyzedTokenFrequencies() index.TokenFrequencies { return nil }
func (emptyField) NumPlainTextBytes() uint64                        { return 0 }

type idField struct{ emptyField }

func (idField) Name() string                        { return "_id" }
func (idField) Options() index.FieldIndexingOptions { return index.StoreField }

type wordsField struct {
	emptyField
	words *words
}

func (wordsField) Name() string { return engineField }
func (wordsField) Options() index.FieldIndexingOptions {
	return index.IndexField | index.SkipFreqNorm
}
func (f wordsField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.words.found }
