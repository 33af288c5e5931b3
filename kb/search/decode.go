package search

import (
	"encoding/binary"
	"errors"

	"archbot/kb"
)

// errDamaged is a stored note that is not what an encoder wrote.
var errDamaged = errors.New("stored note is damaged")

// A decoder takes values off data, which the texts it gives share. After the first damage it gives zero values, and err says so.
type decoder struct {
	data string
	err  error
}

func (d *decoder) fail() {
	d.data, d.err = "", errDamaged
}

func (d *decoder) uint() uint64 {
	var n uint64
	for i := 0; i < len(d.data) && i < binary.MaxVarintLen64; i++ {
		b := d.data[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			d.data = d.data[i+1:]
			return n
		}
	}
	d.fail()
	return 0
}

func (d *decoder) int() int {
	n := d.uint()
	return int(int64(n>>1) ^ -int64(n&1)) // as binary.AppendVarint has it
}

// count takes the length of a list, each element of which takes a byte at least.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.data)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) bool() bool { return d.uint() == 1 }

func (d *decoder) string() string {
	n := d.count()
	s := d.data[:n]
	d.data = d.data[n:]
	return s
}

func (d *decoder) strings() []string { return list(d, d.string) }

// list takes a list, nil where it is empty.
func list[T any](d *decoder, element func() T) []T {
	n := d.count()
	if n == 0 {
		return nil
	}
	all := make([]T, n)
	for i := range all {
		all[i] = element()
	}
	return all
}

func (d *decoder) note() *kb.Note {
	n := &kb.Note{File: d.string(), Hash: d.string(), Title: d.string()}
	n.Meta = kb.Meta{Authors: d.strings(), Tags: d.strings(), Status: d.string()}
	if date := d.string(); n.Meta.Date.UnmarshalBinary([]byte(date)) != nil && date != "" {
		d.fail()
	}
	n.Headings = list(d, func() kb.Heading {
		return kb.Heading{Level: d.int(), Text: d.string(), Path: d.strings(), Anchor: d.string(), Line: d.int()}
	})
	n.Findings = list(d, d.finding)
	n.Blocks = list(d, func() *kb.Block {
		b := d.block()
		b.File = n.File
		return b
	})
	return n
}

func (d *decoder) finding() kb.Finding {
	f := kb.Finding{File: d.string(), Line: d.int(), Col: d.int(), Severity: kb.Severity(d.string()), Message: d.string(), Rule: d.string()}
	if d.bool() {
		f.Fix = &kb.Fix{Start: d.int(), End: d.int(), New: d.string()}
	}
	return f
}

func (d *decoder) block() *kb.Block {
	b := &kb.Block{ID: d.string(), Rev: d.string(), Line: d.int(), End: d.int(), Topic: d.strings(), Kind: kb.Kind(d.string()),
		Level: kb.Level(d.uint()), Tags: d.strings()}
	if len(b.Topic) == 0 || b.Level < kb.Entry || b.Level > kb.Advanced {
		d.fail()
	}
	b.Source = kb.Source{Link: d.string(), Authors: d.strings(), Details: d.string(), InspiredBy: d.string()}
	b.Source.Clips = list(d, func() kb.Clip { return kb.Clip{From: d.int(), To: d.int()} })
	b.Clarity = d.string()
	if n := d.count(); n > 0 {
		b.Extra = make(map[string]string, n)
		for range n {
			key := d.string()
			b.Extra[key] = d.string()
		}
	}
	b.Body = d.body(0)
	return b
}

// deepest is how many bodies may stand in one another: more was not written by an encoder.
const deepest = 10_000

func (d *decoder) body(depth int) kb.Body {
	if depth > deepest {
		d.fail()
		return nil
	}
	return list(d, func() kb.Element { return d.element(depth) })
}

func (d *decoder) element(depth int) kb.Element {
	switch d.uint() {
	case isParagraph:
		return kb.Paragraph{Text: d.inline()}
	case isList:
		return kb.List{Ordered: d.bool(), Start: d.int(), Items: d.bodies(depth)}
	case isTable:
		return kb.Table{Header: d.bool(), Rows: list(d, func() []kb.Body { return d.bodies(depth) })}
	case isCode:
		return kb.Code{Lang: d.string(), Text: d.string()}
	case isImage:
		return kb.Image{URL: d.string(), Alt: d.string(), Title: d.string()}
	case isQuote:
		return kb.Quote{Body: d.body(depth + 1)}
	case isRule:
		return kb.Rule{}
	}
	d.fail()
	return kb.Rule{}
}

func (d *decoder) bodies(depth int) []kb.Body {
	return list(d, func() kb.Body { return d.body(depth + 1) })
}

func (d *decoder) inline() kb.Inline {
	return list(d, func() kb.Span { return kb.Span{Text: d.string(), Style: kb.Style(d.uint()), Link: d.string()} })
}

// documents takes the documents of a note of so many blocks, whose terms are all below limit. They share their memory, so that it is none
// too much; a note's documents go together.
func (d *decoder) documents(blocks, limit int) []*document {
	terms, spots := d.count(), d.count()
	room := documentRoom{make([]document, blocks), make([]termID, terms), make([]uint32, terms+blocks), make([]spot, spots)}
	all := make([]*document, blocks)
	for i := range all {
		all[i] = &room.docs[i]
		d.document(all[i], &room, limit)
	}
	return all
}

// documentRoom is memory for documents that have not been decoded yet.
type documentRoom struct {
	docs  []document
	terms []termID
	first []uint32
	spots []spot
}

// cut takes n elements off the front of a slice.
func cut[T any](d *decoder, from *[]T, n int) []T {
	if n > len(*from) {
		d.fail()
		n = 0
	}
	taken := (*from)[:n:n]
	*from = (*from)[n:]
	return taken
}

func (d *decoder) document(doc *document, room *documentRoom, limit int) {
	doc.terms = cut(d, &room.terms, d.count())
	doc.first = cut(d, &room.first, len(doc.terms)+1)
	all := room.spots
	last := uint64(0)
	for i := range doc.terms {
		last += d.uint()
		if last >= uint64(limit) {
			d.fail()
		}
		doc.terms[i] = termID(last)
		for j := range cut(d, &room.spots, d.count()) {
			all[int(doc.first[i])+j] = spot(d.uint())
		}
		doc.first[i+1] = uint32(len(all) - len(room.spots))
	}
	doc.spots = all[: len(all)-len(room.spots) : len(all)-len(room.spots)]
	doc.parts = list(d, func() piece { return piece{start: uint32(d.uint()), size: uint32(d.uint())} })
	for f := range doc.words {
		doc.words[f] = uint16(d.uint())
	}
}
