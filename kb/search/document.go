package search

import (
	"slices"
	"unicode/utf8"

	"archbot/kb"
)

// A field is a part of a block that words are found in; they are weighted one by one inside one sum (see rank.go).
type field uint8

const (
	fieldHeading field = iota // the innermost heading that names a subject: what the block is about
	fieldPath                 // the other headings
	fieldBody
	fieldLabel  // tags, the source's details and what inspired it
	fieldAuthor // names
	fieldLink   // the title in the source's address
	numFields
)

var fieldNames = [numFields]string{"topic", "path", "body", "tags", "author", "link"}

// gap is how many positions lie between two elements of a field, so that no phrase and no closeness reaches across.
const gap = 8

// maxPosition is the last position that is kept apart: a block of more words has the rest of them there.
const maxPosition = 1<<24 - 1

// A spot is where a word stands: its field and its position in it.
type spot uint32

func newSpot(f field, pos int) spot { return spot(f)<<24 | spot(min(pos, maxPosition)) }
func (s spot) field() field         { return field(s >> 24) }
func (s spot) pos() int             { return int(s & maxPosition) }

// A document is a block as ranking reads it: its words with their places, nothing else. It is not changed once made.
type document struct {
	block *kb.Block
	kind  kb.Kind           // that the block's is meant to be
	part  *part             // of the snapshot it was made for and of later ones while the file stays as it is
	terms []termID          // distinct, ascending
	first []uint32          // terms[i] stands at spots[first[i]:first[i+1]]
	spots []spot            //
	parts []piece           // of the body, as kb.Body.Parts numbers them
	words [numFields]uint16 // lengths in words, joined forms not counted
}

// A piece is a part of a body as ranking reads it.
type piece struct {
	start uint32 // position of its first word
	size  uint32 // in characters
}

// at gives the places of a term, nil where it does not occur.
func (d *document) at(id termID) []spot {
	i, ok := slices.BinarySearch(d.terms, id)
	if !ok {
		return nil
	}
	return d.spots[d.first[i]:d.first[i+1]]
}

// A writer collects the words of one block. It is used for many blocks, one after the other.
type writer struct {
	lex    *lexicon
	tokens []Token
	found  []occurrence
	pieces []piece
	words  [numFields]uint16
	next   [numFields]int
}

type occurrence struct {
	term termID
	at   spot
}

// documents makes the documents of a note's blocks.
func (w *writer) documents(blocks []*kb.Block) []*document {
	docs := make([]*document, len(blocks))
	for i, b := range blocks {
		docs[i] = w.document(b)
	}
	return docs
}

// document makes a block's document.
func (w *writer) document(b *kb.Block) *document {
	w.found, w.pieces, w.words, w.next = w.found[:0], w.pieces[:0], [numFields]uint16{}, [numFields]int{}
	about := len(b.Subject()) - 1
	for i, heading := range b.Topic {
		if i != about {
			w.add(fieldPath, heading)
		}
	}
	w.add(fieldHeading, b.Topic[about])
	w.parts(b.Body)
	for _, tag := range b.Tags {
		w.add(fieldLabel, tag)
	}
	w.add(fieldLabel, b.Source.Details)
	w.add(fieldLabel, b.Source.InspiredBy)
	for _, name := range b.Source.Authors {
		w.add(fieldAuthor, name)
	}
	w.add(fieldLink, titleInLink(b.Source.Link))
	return w.build(b)
}

// add takes the words of one element of a field.
func (w *writer) add(f field, text string) {
	w.tokens = appendWords(w.tokens[:0], text, w.next[f])
	if len(w.tokens) == 0 {
		return
	}
	for _, t := range w.tokens {
		w.found = append(w.found, occurrence{w.lex.add(t.Word), newSpot(f, t.Pos)})
		if !t.Whole && w.words[f] < 1<<16-1 {
			w.words[f]++
		}
	}
	w.next[f] = w.tokens[len(w.tokens)-1].Pos + gap
}

// parts takes a body part by part and remembers where each begins and how long it is.
func (w *writer) parts(body kb.Body) {
	for _, part := range body.Parts() {
		start := w.next[fieldBody]
		w.pieces = append(w.pieces, piece{uint32(start), uint32(w.body(part))})
	}
}

// body takes the words of elements and gives the number of characters in them.
func (w *writer) body(body kb.Body) int {
	size := 0
	for _, e := range body {
		switch e := e.(type) {
		case kb.Paragraph:
			size += w.text(e.Text.String())
		case kb.List:
			for _, item := range e.Items {
				size += w.body(item)
			}
		case kb.Table:
			for _, row := range e.Rows {
				for _, cell := range row {
					size += w.body(cell)
				}
			}
		case kb.Code:
			size += w.text(e.Text)
		case kb.Quote:
			size += w.body(e.Body)
		}
	}
	return size
}

func (w *writer) text(text string) int {
	w.add(fieldBody, text)
	return utf8.RuneCountInString(text) + 1
}

// build sorts what was collected into a document.
func (w *writer) build(b *kb.Block) *document {
	slices.SortFunc(w.found, func(a, b occurrence) int {
		if a.term != b.term {
			return int(a.term) - int(b.term)
		}
		return int(a.at) - int(b.at)
	})
	d := &document{block: b, parts: slices.Clone(w.pieces), words: w.words, spots: make([]spot, len(w.found))}
	for i, o := range w.found {
		if i == 0 || o.term != w.found[i-1].term {
			d.terms = append(d.terms, o.term)
			d.first = append(d.first, uint32(i))
		}
		d.spots[i] = o.at
	}
	d.terms, d.first = slices.Clip(d.terms), slices.Clip(append(d.first, uint32(len(w.found))))
	return d
}
