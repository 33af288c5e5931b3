package search

import (
	"encoding/binary"
	"slices"

	"archbot/kb"
)

// The form of a stored note is private to this package and to one build of the program: numbers are varints, a text is its length and
// its bytes, a list its length and its elements. There is no description of the form in it; see storeVersion.

// An encoder appends values to buf.
type encoder struct{ buf []byte }

func (e *encoder) uint(n uint64) { e.buf = binary.AppendUvarint(e.buf, n) }
func (e *encoder) int(n int)     { e.buf = binary.AppendVarint(e.buf, int64(n)) }

func (e *encoder) string(s string) {
	e.uint(uint64(len(s)))
	e.buf = append(e.buf, s...)
}

func (e *encoder) strings(all []string) {
	e.uint(uint64(len(all)))
	for _, s := range all {
		e.string(s)
	}
}

func (e *encoder) note(n *kb.Note) {
	e.string(n.File)
	e.string(n.Hash)
	e.string(n.Title)
	e.strings(n.Meta.Authors)
	e.strings(n.Meta.Tags)
	e.string(n.Meta.Status)
	date, _ := n.Meta.Date.MarshalBinary() // only fails for zones with parts of a minute
	e.string(string(date))
	e.uint(uint64(len(n.Headings)))
	for _, h := range n.Headings {
		e.int(h.Level)
		e.string(h.Text)
		e.strings(h.Path)
		e.string(h.Anchor)
		e.int(h.Line)
	}
	e.uint(uint64(len(n.Findings)))
	for _, f := range n.Findings {
		e.finding(f)
	}
	e.uint(uint64(len(n.Blocks)))
	for _, b := range n.Blocks {
		e.block(b)
	}
}

func (e *encoder) finding(f kb.Finding) {
	e.string(f.File)
	e.int(f.Line)
	e.int(f.Col)
	e.string(string(f.Severity))
	e.string(f.Message)
	e.string(f.Rule)
	if f.Fix == nil {
		e.uint(0)
		return
	}
	e.uint(1)
	e.int(f.Fix.Start)
	e.int(f.Fix.End)
	e.string(f.Fix.New)
}

func (e *encoder) block(b *kb.Block) {
	e.string(b.ID)
	e.string(b.Rev)
	e.int(b.Line)
	e.int(b.End)
	e.strings(b.Topic)
	e.string(string(b.Kind))
	e.uint(uint64(b.Level))
	e.strings(b.Tags)
	e.string(b.Source.Link)
	e.strings(b.Source.Authors)
	e.string(b.Source.Details)
	e.string(b.Source.InspiredBy)
	e.uint(uint64(len(b.Source.Clips)))
	for _, c := range b.Source.Clips {
		e.int(c.From)
		e.int(c.To)
	}
	e.string(b.Clarity)
	keys := make([]string, 0, len(b.Extra))
	for k := range b.Extra {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	e.uint(uint64(len(keys)))
	for _, k := range keys {
		e.string(k)
		e.string(b.Extra[k])
	}
	e.body(b.Body)
}

// What an element is, as its first number says.
const (
	isParagraph = iota
	isList
	isTable
	isCode
	isImage
	isQuote
	isRule
)

func (e *encoder) body(b kb.Body) {
	e.uint(uint64(len(b)))
	for _, el := range b {
		switch el := el.(type) {
		case kb.Paragraph:
			e.uint(isParagraph)
			e.inline(el.Text)
		case kb.List:
			e.uint(isList)
			e.bool(el.Ordered)
			e.int(el.Start)
			e.bodies(el.Items)
		case kb.Table:
			e.uint(isTable)
			e.bool(el.Header)
			e.uint(uint64(len(el.Rows)))
			for _, row := range el.Rows {
				e.bodies(row)
			}
		case kb.Code:
			e.uint(isCode)
			e.string(el.Lang)
			e.string(el.Text)
		case kb.Image:
			e.uint(isImage)
			e.string(el.URL)
			e.string(el.Alt)
			e.string(el.Title)
		case kb.Quote:
			e.uint(isQuote)
			e.body(el.Body)
		case kb.Rule:
			e.uint(isRule)
		}
	}
}

func (e *encoder) bool(b bool) {
	if b {
		e.uint(1)
	} else {
		e.uint(0)
	}
}

func (e *encoder) bodies(all []kb.Body) {
	e.uint(uint64(len(all)))
	for _, b := range all {
		e.body(b)
	}
}

func (e *encoder) inline(in kb.Inline) {
	e.uint(uint64(len(in)))
	for _, s := range in {
		e.string(s.Text)
		e.uint(uint64(s.Style))
		e.string(s.Link)
	}
}

// documents appends all documents of a note, and first how many terms and places they have together.
func (e *encoder) documents(all []*document) {
	terms, spots := 0, 0
	for _, d := range all {
		terms += len(d.terms)
		spots += len(d.spots)
	}
	e.uint(uint64(terms))
	e.uint(uint64(spots))
	for _, d := range all {
		e.document(d)
	}
}

func (e *encoder) document(d *document) {
	e.uint(uint64(len(d.terms)))
	last := termID(0)
	for i, id := range d.terms {
		e.uint(uint64(id - last))
		last = id
		spots := d.spots[d.first[i]:d.first[i+1]]
		e.uint(uint64(len(spots)))
		for _, at := range spots {
			e.uint(uint64(at))
		}
	}
	e.uint(uint64(len(d.parts)))
	for _, p := range d.parts {
		e.uint(uint64(p.start))
		e.uint(uint64(p.size))
	}
	for _, n := range d.words {
		e.uint(uint64(n))
	}
}
