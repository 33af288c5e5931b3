package kb

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
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
	tree := p.tree(src, newMarkdown)
	p.titleFrom(tree, src)
	p.silences(tree, src)
	p.section = section{open: true}
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := headingOf(n, src); ok {
			line := p.text.line(h.offset)
			p.finish(src, line)
			p.section = section{open: true, line: line, heading: p.heading(h, line)}
			continue
		}
		if n, ok := n.(*annotationLine); ok {
			line := p.text.line(n.start)
			p.finish(src, line)
			a := p.annotation(n, src)
			p.section = section{open: true, line: line, annotation: &a, at: n.start}
			continue
		}
		p.section.nodes = append(p.section.nodes, n)
	}
	p.finish(src, len(p.text.starts)+1)
}

// tree parses the Markdown. Should the Markdown library have a defect that some note brings out, that note is read as plain text.
func (p *noteParser) tree(src []byte, newParser func([]byte, *[]int) parser.Parser) (tree ast.Node) {
	defer func() {
		if r := recover(); r != nil {
			p.find("unreadable-markdown", 0, fmt.Sprintf("Markdown is read as plain text: the parser failed: %v", r), nil)
			text := &plain{}
			text.Lines().Append(markdown.NewSegment(0, len(src)))
			tree = ast.NewDocument()
			tree.AppendChild(tree, text)
		}
	}()
	open := new([]int)
	tree = newParser(src, open).Parse(markdown.NewReader(src))
	for _, offset := range *open {
		p.find("open-comment", offset, "comment is never closed and is shown as text; close it with -->", nil)
	}
	return tree
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
