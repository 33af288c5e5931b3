package kb

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A headingLine is a heading as found, in Markdown or in HTML.
type headingLine struct {
	level  int
	text   string // without markup; empty where it ends a section
	anchor string
	offset int // where it begins: at its "#" or, underlined, at its text
}

// headingOf reads a block as a heading; ok is false where it is none.
func headingOf(n ast.Node, src []byte) (h headingLine, ok bool) {
	switch n := n.(type) {
	case *ast.Heading:
		h = headingLine{level: n.Level, offset: max(n.Pos(), 0)}
		if n.Lines().Len() > 0 {
			h.offset = n.Lines().At(0).Start
		}
		h.text, h.anchor = headingText(n, src)
		return h, true
	case *ast.HTMLBlock:
		return htmlHeading(n, src)
	}
	return h, false
}

// htmlHeading reads an HTML block that is one heading and nothing else: <h2 align="center">Kafka</h2>.
func htmlHeading(n *ast.HTMLBlock, src []byte) (h headingLine, ok bool) {
	if n.Lines().Len() == 0 || n.Lines().Len() > maxHeadingLines {
		return h, false
	}
	text := bytes.TrimSpace(linesOf(n, src))
	open, ok := tag{}, false
	if len(text) < maxHeading && bytes.HasPrefix(text, []byte("<")) {
		open, ok = tagAt(text)
	}
	if !ok || open.close || len(open.name) != 2 || open.name[0] != 'h' || open.name[1] < '1' || open.name[1] > '6' {
		return h, false
	}
	closing := "</" + open.name + ">"
	inner, ok := strings.CutSuffix(string(lowerASCII(text)), closing)
	if !ok || strings.Contains(inner, closing) {
		return h, false
	}
	b := newBuilder()
	b.html(text[len(open.source):len(text)-len(closing)], 0)
	h = headingLine{level: int(open.name[1] - '0'), offset: n.Lines().At(0).Start, anchor: open.attr("id")}
	h.text = runText(b.run)
	return h, len(b.frames) == 1 && len(b.frames[0].body) == 0
}

// maxHeadingLines is the number of lines of a heading in HTML.
const maxHeadingLines = 8

// headingText is a heading's text without markup and its explicit anchor.
func headingText(n *ast.Heading, src []byte) (text, anchor string) {
	w := &walker{builder: newBuilder(), source: src}
	w.inlines(n, 0, "")
	text = runText(w.run)
	if i := anchorStart([]byte(text)); i >= 0 {
		text = strings.TrimSpace(text[:i])
	}
	if lines := n.Lines(); lines.Len() > 0 {
		segment := lines.At(lines.Len() - 1)
		raw := segment.Value(src)
		if i := anchorStart(raw); i >= 0 {
			anchor = tidyText(string(raw[i+2 : len(raw)-1]))
		}
	}
	return text, anchor
}

// runText is running text without markup; of a picture alone its description.
func runText(run []piece) string {
	if text := tidyText(tidy(run).String()); text != "" {
		return text
	}
	for _, piece := range run {
		if piece.Style&Picture != 0 && meaningfulAlt(piece.Text) {
			return tidyText(piece.Text)
		}
	}
	return ""
}

// heading makes a topic of a heading and returns its text, or ends the section where it has none.
func (p *noteParser) heading(found headingLine, line int) string {
	for len(p.stack) > 0 && p.stack[len(p.stack)-1].Level >= found.level {
		p.stack = p.stack[:len(p.stack)-1]
	}
	if found.text == "" {
		p.find("empty-heading", p.text.starts[line-1], "heading has no text and ends the section; give it one or remove it", nil)
		return ""
	}
	if len(p.stack) > 0 && found.level > p.stack[len(p.stack)-1].Level+1 {
		above := p.stack[len(p.stack)-1]
		p.find("heading-skips-level", p.text.starts[line-1], fmt.Sprintf("heading of level %d under one of level %d; write %s",
			found.level, above.Level, strings.Repeat("#", above.Level+1)), nil)
	}
	h := Heading{Level: found.level, Line: line, Text: found.text, Anchor: found.anchor}
	h.Path = append(append([]string(nil), p.path()...), h.Text)
	p.stack = append(p.stack, h)
	p.note.Headings = append(p.note.Headings, h)
	return h.Text
}

// path is the topic path at the current place; empty before any heading.
func (p *noteParser) path() []string {
	if len(p.stack) == 0 {
		return nil
	}
	return p.stack[len(p.stack)-1].Path
}

// titleFrom finds the note's title where front matter gave none.
func (p *noteParser) titleFrom(tree ast.Node, src []byte) {
	if p.titled {
		return
	}
	first := ""
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := headingOf(n, src)
		if !ok || h.text == "" {
			continue
		}
		if h.level == 1 {
			p.note.Title = h.text
			return
		}
		if first == "" {
			first = h.text
		}
	}
	if first != "" {
		p.note.Title = first
	}
}
