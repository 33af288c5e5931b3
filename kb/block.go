package kb

import (
	"bytes"
	"fmt"
)

// finish makes a block of the section that ends before line next.
func (p *noteParser) finish(src []byte, next int) {
	s := p.section
	p.section = section{}
	if !s.open {
		return
	}
	body := p.body(s, src)
	if a := s.annotation; body.Empty() && (a == nil || !a.source.given()) {
		if a != nil {
			p.find("empty-block", s.at, "annotation has neither text below it nor a source, and makes no block; add one or remove it", nil)
		}
		return
	}
	b := &Block{File: p.note.File, Line: s.line, Kind: Explanation, Level: Entry, Body: body}
	if b.Line == 0 {
		b.Line = p.firstFull(s, src)
	}
	b.End = p.text.lastFull(b.Line, next-1)
	if b.Topic = p.path(); len(b.Topic) == 0 {
		b.Topic = []string{p.note.Title}
	}
	if a := s.annotation; a != nil {
		b.Kind, b.Level, b.Tags, b.Source, b.Clarity, b.Extra = a.kind, a.level, a.tags, a.source, a.clarity, a.extra
	} else {
		plainBlock(b, s.heading)
	}
	b.ID = p.id(b)
	p.note.Blocks = append(p.note.Blocks, b)
}

// attribute gives the blocks what the note says of itself as a whole, and their revisions. Who wrote the note is not who wrote what a
// block links to.
func (p *noteParser) attribute() {
	for _, b := range p.note.Blocks {
		b.Tags = distinct(append(b.Tags[:len(b.Tags):len(b.Tags)], p.note.Meta.Tags...))
		if len(b.Source.Authors) == 0 && b.Source.Link == "" {
			b.Source.Authors = p.note.Meta.Authors
		}
		b.Rev = revision(b)
	}
}

// given reports whether a source leads anywhere.
func (s Source) given() bool { return s.Link != "" || s.Details != "" || s.InspiredBy != "" }

// body makes the body of a section.
func (p *noteParser) body(s section, src []byte) Body {
	w := &walker{builder: newBuilder(), source: src, find: p.find}
	if s.annotation != nil && s.annotation.rest != "" {
		w.text(s.annotation.rest, 0, "")
	}
	for _, n := range s.nodes {
		w.block(n)
	}
	return w.finish()
}

// firstFull is the line where the text before any heading begins.
func (p *noteParser) firstFull(s section, src []byte) int {
	offset := len(src)
	if len(s.nodes) > 0 {
		if at := s.nodes[0].Pos(); at >= 0 {
			offset = at
		}
	}
	line := p.text.line(min(offset, len(src)))
	for line < len(p.text.starts) && len(bytes.TrimSpace(p.text.lineText(line))) == 0 {
		line++
	}
	return line
}

// duplicates reports blocks that say what an earlier one says.
func (p *noteParser) duplicates() {
	first := make(map[string]*Block)
	for _, b := range p.note.Blocks {
		if b.Body.Empty() && b.Source.Link == "" {
			continue
		}
		if earlier := first[b.Rev]; earlier != nil {
			p.find("duplicate-block", p.text.starts[b.Line-1],
				fmt.Sprintf("block says the same as the one in line %d; remove one", earlier.Line), nil)
			continue
		}
		first[b.Rev] = b
	}
}
