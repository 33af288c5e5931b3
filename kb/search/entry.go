package search

import (
	"strconv"

	index "github.com/blevesearch/bleve_index_api"
)

// engineField is the one field of a segment: all terms of a block.
const engineField = "all"

// A shardEntry is what bleve is given of a shard: one document in which those of the blocks are nested. Nested ones keep their order in
// the segment, behind the one that they are in; documents of a batch get there in any order, so that equally good candidates would be
// others from one run to the next.
type shardEntry struct {
	emptyEntry
	id     string
	blocks []entry
}

// shardID is the ID of the shard whose first document has a number among those of the engine.
func shardID(from int) string { return strconv.Itoa(from) }

func newShardEntry(lex *lexicon, id string, docs []*document) *shardEntry {
	w := &words{stems: lex.allStems(), found: make(index.TokenFrequencies)}
	s := &shardEntry{id: id, blocks: make([]entry, len(docs))}
	for i, d := range docs {
		s.blocks[i] = entry{doc: d, words: w}
	}
	return s
}

func (s *shardEntry) ID() string                           { return s.id }
func (s *shardEntry) VisitFields(visit index.FieldVisitor) { visit(idField{id: s.id}) }
func (s *shardEntry) VisitNestedDocuments(visit func(index.Document)) {
	for i := range s.blocks {
		visit(&s.blocks[i])
	}
}

// An entry is a document as bleve is given it: the terms that we found ourselves, so that text is split into words once and both sides
// agree on what a word is. All entries of a shard share one map of terms, which is filled for the entry at hand.
type entry struct {
	emptyEntry
	doc   *document
	words *words
}

// VisitFields gives the ID, which every document has to have stored and which is empty, and the terms.
func (e *entry) VisitFields(visit index.FieldVisitor) {
	visit(idField{})
	visit(wordsField{entry: e})
}

// emptyEntry is what documents have in common.
type emptyEntry struct{}

func (emptyEntry) ID() string                                 { return "" }
func (emptyEntry) Size() int                                  { return 0 }
func (emptyEntry) VisitComposite(index.CompositeFieldVisitor) {}
func (emptyEntry) HasComposite() bool                         { return false }
func (emptyEntry) NumPlainTextBytes() uint64                  { return 0 }
func (emptyEntry) AddIDField()                                {}
func (emptyEntry) StoredFieldsBytes() uint64                  { return 0 }
func (emptyEntry) Indexed() bool                              { return true }

// emptyField is what fields have in common.
type emptyField struct{}

func (emptyField) Value() []byte             { return nil }
func (emptyField) ArrayPositions() []uint64  { return nil }
func (emptyField) EncodedFieldType() byte    { return 't' }
func (emptyField) Analyze()                  {}
func (emptyField) AnalyzedLength() int       { return 0 }
func (emptyField) NumPlainTextBytes() uint64 { return 0 }

// An idField is a document's ID. bleve looks those of a new batch up in the other segments, to see which documents it replaces.
type idField struct {
	emptyField
	id string // empty for an entry, which nobody looks up
}

func (idField) Name() string                        { return "_id" }
func (idField) Options() index.FieldIndexingOptions { return index.IndexField | index.StoreField }
func (f idField) Value() []byte                     { return []byte(f.id) }
func (f idField) AnalyzedTokenFrequencies() index.TokenFrequencies {
	if f.id == "" {
		return nil
	}
	return index.TokenFrequencies{f.id: present}
}

// A wordsField is an entry's terms.
type wordsField struct {
	emptyField
	entry *entry
}

func (wordsField) Name() string { return engineField }
func (wordsField) Options() index.FieldIndexingOptions {
	return index.IndexField | index.SkipFreqNorm
}
func (f wordsField) AnalyzedTokenFrequencies() index.TokenFrequencies {
	return f.entry.words.of(f.entry.doc)
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
	w.found[kindMark+string(d.block.Kind)] = present
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
