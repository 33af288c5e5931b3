package kb

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A walker feeds what the Markdown tree says to a builder.
type walker struct {
	*builder
	source []byte
	cell   bool                                                    // inside a pipe table, where "\|" in code is "|"
	skip   int                                                     // text that begins before this offset is left out
	find   func(rule string, offset int, message string, fix *Fix) // nil where nothing is to be reported
}

// block adds one block of Markdown.
func (w *walker) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n)
	case *ast.Heading:
		w.nestedHeading(n)
		w.flush()
		w.inlines(n, Bold, "")
		w.flush()
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.quote(n)
	case *ast.FencedCodeBlock:
		if _, open := n.AttributeString(openFence); open {
			w.report("open-fence", n.Pos(), "code fence is never closed; it ends at the next annotation or the end of the note; close it")
		}
		w.code(string(n.Language(w.source)), linesOf(n, w.source))
	case *ast.CodeBlock:
		w.indented(linesOf(n, w.source))
	case *ast.ThematicBreak:
		w.add(Rule{})
	case *ast.HTMLBlock:
		w.html(linesOf(n, w.source), 0)
	case *extast.Table:
		w.table(n)
	case *plain:
		w.flush()
		w.text(string(linesOf(n, w.source)), 0, "")
		w.flush()
	default:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			w.block(c)
		}
	}
}

func (w *walker) report(rule string, offset int, message string) {
	if w.find != nil {
		w.find(rule, max(offset, 0), message, nil)
	}
}

// nestedHeading reports an annotation inside a list or quotation, where it begins no block.
func (w *walker) nestedHeading(n *ast.Heading) {
	if n.Lines().Len() == 0 || n.Level != annotationLevel {
		return
	}
	if start := n.Lines().At(0).Start; w.source[start] == '{' {
		w.report("nested-annotation", start, "annotation inside a list or quotation is read as text; begin it at the start of a line")
	}
}

// paragraph adds running text. Inside a table in HTML it goes on in the cell's line where the tag stands before it.
func (w *walker) paragraph(n ast.Node) {
	w.flush()
	w.inlines(n, 0, "")
	w.flush()
}

// nested adds the children of a container.
func (w *walker) nested(f frame, n ast.Node) {
	depth := w.open(f)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
	w.closeTo(depth)
	w.flush()
}

// callout begins a quotation that is a callout, such as [!NOTE].
var callout = regexp.MustCompile(`^\[!([A-Za-z]{3,20})\][ \t]*(?:\n|$)`)

// quote adds a quotation. The mark of a callout becomes a word: "Note".
func (w *walker) quote(n *ast.Blockquote) {
	depth := w.open(frame{kind: holdQuote, fixed: true})
	first := n.FirstChild()
	if p, ok := first.(*ast.Paragraph); ok {
		if m := callout.FindSubmatch(linesOf(p, w.source)); m != nil {
			word := strings.ToLower(string(m[1]))
			w.text(strings.ToUpper(word[:1])+word[1:], Bold, "")
			w.flush()
			w.skip = p.Lines().At(0).Stop
			w.paragraph(p)
			w.skip = 0
			first = first.NextSibling()
		}
	}
	for c := first; c != nil; c = c.NextSibling() {
		w.block(c)
	}
	w.closeTo(depth)
	w.flush()
}

func (w *walker) list(n *ast.List) {
	depth := w.open(frame{kind: listFrame, fixed: true, list: List{Ordered: n.IsOrdered(), Start: n.Start}})
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.nested(frame{kind: holdItem, fixed: true}, c)
	}
	w.closeTo(depth)
}

func (w *walker) table(n *extast.Table) {
	depth := w.open(frame{kind: tableFrame, fixed: true})
	w.cell = true
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r := w.open(frame{kind: rowFrame, fixed: true})
		header := isHeader(row)
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			c := w.open(frame{kind: holdCell, fixed: true, header: header})
			w.inlines(cell, 0, "")
			if cell.NextSibling() == nil && !header {
				w.surplus(cell)
			}
			w.closeTo(c)
		}
		w.closeTo(r)
	}
	w.cell = false
	w.closeTo(depth)
}

// surplus adds what a row has beyond the columns of its table, which Markdown drops, to the last cell.
func (w *walker) surplus(cell ast.Node) {
	n := cell.Lines().Len()
	if n == 0 {
		return
	}
	rest := w.source[cell.Lines().At(n-1).Stop:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	if rest = bytes.Trim(rest, " \t|"); len(rest) > 0 {
		w.text(" | "+plainText(rest), 0, "")
	}
}

func (w *walker) code(lang string, lines []byte) {
	text := codeText(string(lines))
	if strings.TrimSpace(text) != "" {
		w.add(Code{Lang: tidyText(lang), Text: text})
	}
}

// indented adds an indented code block, which for people is as often a layout: of arrows, or of HTML.
func (w *walker) indented(lines []byte) {
	if w.within(tableFrame, listFrame) >= 0 && !w.top().fixed {
		w.html(lines, 0)
		return
	}
	if arrows, ok := arrowLines(string(lines)); ok {
		w.flush()
		if w.holder().addArrows(arrows) {
			return
		}
		w.add(Code{Text: strings.Join(arrows, "\n")})
		return
	}
	w.code("", lines)
}
