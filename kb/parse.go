package kb

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	markdown "github.com/yuin/goldmark/text"
)

// MaxNote is the number of bytes up to which a note is read. A larger file is no note that a person wrote.
const MaxNote = 8 << 20

// Parse reads a note. It is pure and total: whatever the bytes are, it returns a note, and what it could not read or had to
// guess is in the note's findings. File is the path by which the note is known, with forward slashes.
//
// A block's ID is "file#topic/path:kind.n": the file, the headings above the block in lower case with "-" for all that is no
// letter or digit, the kind, and n counting the blocks of the note that would otherwise have the same ID, from 1. Parts that
// are too long are cut and end in a hash of the whole, so that an ID has at most [MaxID] bytes. It is unique in the note, and
// stays the same while file, topic path, kind and the number of such blocks before it do. A block's Rev is a hash of its kind,
// source and body, so that a block that moved is found again.
func Parse(file string, source []byte) *Note {
	note := &Note{File: file, Hash: Hash(source)}
	note.Title = title(file)
	if finding, ok := unreadable(file, source); ok {
		note.Findings = []Finding{finding}
		return note
	}
	p := &noteParser{note: note, text: newText(source), ids: make(map[string]int)}
	p.encoding()
	front := p.frontMatter()
	p.document(front)
	note.decisionRecord()
	p.attribute()
	p.duplicates()
	note.Findings = slices.DeleteFunc(note.Findings, p.silent.off)
	sort.SliceStable(note.Findings, func(i, j int) bool {
		a, b := note.Findings[i], note.Findings[j]
		return a.Line < b.Line || a.Line == b.Line && a.Col < b.Col
	})
	return note
}

// Hash is the [Note.Hash] of a file with these bytes, for telling whether it has to be parsed again.
func Hash(source []byte) string {
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:16])
}

// unreadable reports a file that is no text of bearable size.
func unreadable(file string, source []byte) (Finding, bool) {
	if len(source) > MaxNote {
		return tooBig(file, int64(len(source))), true
	}
	if message := notText(source); message != "" {
		return fileFinding(file, "not-text", message), true
	}
	return Finding{}, false
}

// Unread is the note for a file of a size above [MaxNote], which need not be read for it.
func Unread(file string, size int64) *Note {
	return &Note{File: file, Title: title(file), Findings: []Finding{tooBig(file, size)}}
}

func tooBig(file string, size int64) Finding {
	return fileFinding(file, "too-big", fmt.Sprintf("file has %d bytes and is not read; a note may have %d; split it", size, MaxNote))
}

// fileFinding is an error that concerns a file as a whole.
func fileFinding(file, rule, message string) Finding {
	return Finding{File: file, Line: 1, Col: 1, Severity: severity(rule), Message: message, Rule: rule}
}

// A noteParser holds what parsing one note needs; nothing of it outlives the note.
type noteParser struct {
	note    *Note
	text    *text
	ids     map[string]int // how many blocks have an ID with this beginning
	stack   []Heading      // the headings above the current place
	section section
	titled  bool // front matter gave the title
	silent  silences
}

// A section is a heading or an annotation and what stands below it, to the next heading or annotation.
type section struct {
	open       bool
	line       int // of the heading or annotation; 0 for text before any
	heading    string
	annotation *annotation
	at         int // offset of the annotation
	nodes      []ast.Node
}

// find adds a finding at an offset of the clean source.
func (p *noteParser) find(rule string, offset int, message string, fix *Fix) {
	f := Finding{File: p.note.File, Severity: severity(rule), Message: message, Rule: rule}
	f.Line, f.Col = p.text.position(min(offset, len(p.text.clean)))
	if fix != nil {
		f.Fix = &Fix{Start: p.text.original(fix.Start), End: p.text.original(fix.End), New: fix.New}
	}
	p.note.Findings = append(p.note.Findings, f)
}

// document reads the note's headings and blocks. src is the clean source with front matter blanked out.
func (p *noteParser) document(src []byte) {
	open := new([]int)
	tree := newMarkdown(src, open).Parse(markdown.NewReader(src))
	for _, offset := range *open {
		p.find("open-comment", offset, "comment is never closed and is shown as text; close it with -->", nil)
	}
	p.titleFrom(tree, src)
	p.silences(tree, src)
	p.section = section{open: true}
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			line := p.text.line(headingOffset(n))
			p.finish(src, line)
			p.section = section{open: true, line: line, heading: p.heading(n, src, line)}
		case *annotationLine:
			line := p.text.line(n.start)
			p.finish(src, line)
			a := p.annotation(n, src)
			p.section = section{open: true, line: line, annotation: &a, at: n.start}
		default:
			p.section.nodes = append(p.section.nodes, n)
		}
	}
	p.finish(src, len(p.text.starts)+1)
}

// headingOffset is where a heading begins: at its "#" or, underlined, at its text.
func headingOffset(n *ast.Heading) int {
	if n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return max(n.Pos(), 0)
}

// annotation reads an annotation and reports what is wrong with it.
func (p *noteParser) annotation(n *annotationLine, src []byte) annotation {
	a, slips := readAnnotation(src, n.start, n.stop)
	for _, s := range slips {
		p.find(s.rule, s.at, s.message, s.fix)
	}
	if n.level != annotationLevel {
		start := p.text.starts[p.text.line(n.start)-1]
		p.find("annotation-level", start, fmt.Sprintf("annotation has %d # and is read all the same; write %d", n.level, annotationLevel),
			&Fix{Start: start, End: n.start, New: strings.Repeat("#", annotationLevel) + " "})
	}
	return a
}

// heading makes a topic of a heading and returns its text, or ends the section where it has none.
func (p *noteParser) heading(n *ast.Heading, src []byte, line int) string {
	for len(p.stack) > 0 && p.stack[len(p.stack)-1].Level >= n.Level {
		p.stack = p.stack[:len(p.stack)-1]
	}
	h := Heading{Level: n.Level, Line: line}
	h.Text, h.Anchor = headingText(n, src)
	if h.Text == "" {
		p.find("empty-heading", p.text.starts[line-1], "heading has no text and ends the section; give it one or remove it", nil)
		return ""
	}
	if len(p.stack) > 0 && n.Level > p.stack[len(p.stack)-1].Level+1 {
		above := p.stack[len(p.stack)-1]
		p.find("heading-skips-level", p.text.starts[line-1],
			fmt.Sprintf("heading of level %d under one of level %d; write %s", n.Level, above.Level, strings.Repeat("#", above.Level+1)), nil)
	}
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

// headingText is a heading's text without markup and its explicit anchor.
func headingText(n *ast.Heading, src []byte) (text, anchor string) {
	w := &walker{builder: newBuilder(), source: src}
	w.inlines(n, 0, "")
	alt := ""
	for _, piece := range w.run {
		if piece.Style&Picture != 0 && alt == "" {
			alt = tidyText(piece.Text)
		}
	}
	text = tidyText(tidy(w.run).String())
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
	if text == "" {
		text = alt
	}
	return text, anchor
}

// titleFrom finds the note's title where front matter gave none.
func (p *noteParser) titleFrom(tree ast.Node, src []byte) {
	if p.titled {
		return
	}
	first := ""
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok {
			continue
		}
		if text, _ := headingText(h, src); text != "" {
			if h.Level == 1 {
				p.note.Title = text
				return
			}
			if first == "" {
				first = text
			}
		}
	}
	if first != "" {
		p.note.Title = first
	}
}
