package kb

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
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

// inlines adds the running text below n.
func (w *walker) inlines(n ast.Node, style Style, link string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c, style, link)
	}
}

func (w *walker) inline(n ast.Node, style Style, link string) {
	switch n := n.(type) {
	case *ast.Text:
		w.textNode(n, style, link)
	case *ast.String:
		w.text(string(n.Value), style, link)
	case *ast.CodeSpan:
		w.codeSpan(n, style|Monospace, link)
	case *ast.Emphasis:
		if n.Level == 1 {
			w.inlines(n, style|Italic, link)
		} else {
			w.inlines(n, style|Bold, link)
		}
	case *extast.Strikethrough:
		w.inlines(n, style|Strike, link)
	case *ast.Link:
		w.inlines(n, style, safeLink(plainText(n.Destination)))
	case *ast.AutoLink:
		w.autoLink(n, style, link)
	case *ast.Image:
		if alt := altText(n, w.source); !meaningfulAlt(alt) {
			w.report("image-alt", n.Pos(), fmt.Sprintf("image has no description but %q; say what it shows", shorten(alt)))
		}
		w.picture(safeLink(plainText(n.Destination)), altText(n, w.source), plainText(n.Title), link)
	case *ast.RawHTML:
		var raw []byte
		for i := range n.Segments.Len() {
			segment := n.Segments.At(i)
			raw = append(raw, segment.Value(w.source)...)
		}
		w.html(raw, style)
	default:
		w.inlines(n, style, link)
	}
}

func (w *walker) textNode(n *ast.Text, style Style, link string) {
	value := n.Segment.Value(w.source)
	if n.Segment.Start < w.skip {
		return
	}
	if n.IsRaw() {
		w.text(string(value), style, link)
		return
	}
	ending := ""
	switch rest := w.source[min(n.Segment.Stop, len(w.source)):]; {
	case n.HardLineBreak():
		ending = "\n"
	case n.SoftLineBreak():
		ending = softBreak(value, nextLine(rest))
	}
	// A backslash and blanks before a line's end were meant as a line break, one at the paragraph's end leads nowhere.
	trimmed := bytes.TrimRight(value, " \t\n")
	if lone := bytes.HasSuffix(trimmed, []byte(`\`)) && !bytes.HasSuffix(trimmed, []byte(`\\`)); lone && endsLine(n) {
		value = trimmed[:len(trimmed)-1]
		if n.NextSibling() != nil {
			ending = "\n"
		}
	}
	w.text(plainText(value), style, link)
	w.text(ending, style, link)
}

// endsLine reports whether nothing follows a text on its line.
func endsLine(n *ast.Text) bool {
	next, ok := n.NextSibling().(*ast.Text)
	return n.NextSibling() == nil || n.SoftLineBreak() || n.HardLineBreak() ||
		ok && next.Segment.Len() == 0 && next.SoftLineBreak()
}

// nextLine is what follows a line break, to the end of that line.
func nextLine(b []byte) []byte {
	i := bytes.IndexByte(b[:min(len(b), 64)], '\n')
	if i < 0 {
		return nil
	}
	return b[i+1 : min(len(b), i+65)]
}

func (w *walker) codeSpan(n *ast.CodeSpan, style Style, link string) {
	var b []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b = append(b, t.Segment.Value(w.source)...)
		}
	}
	text := strings.ReplaceAll(string(b), "\n", " ")
	if w.cell {
		text = strings.ReplaceAll(text, `\|`, "|")
	}
	w.text(text, style, link)
}

func (w *walker) autoLink(n *ast.AutoLink, style Style, link string) {
	label := string(n.Label(w.source))
	if link == "" {
		link = string(n.URL(w.source))
		if n.AutoLinkType == ast.AutoLinkEmail {
			link = "mailto:" + strings.TrimPrefix(link, "mailto:")
		}
	}
	w.text(label, style, safeLink(link))
}

// altText is an image's alternative text.
func altText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.WriteString(plainText(t.Segment.Value(source)))
		} else {
			b.WriteString(altText(c, source))
		}
	}
	return b.String()
}

// safeLink is a link that may be shown as one, cleaned: to the web, to a mail address or relative to the note; else empty.
func safeLink(s string) string {
	s = tidyText(s)
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "":
		return s
	}
	return ""
}

// listStart is the number of an HTML list's first item.
func listStart(t tag) int {
	if t.name != "ol" {
		return 0
	}
	if n, err := strconv.Atoi(t.attr("start")); err == nil {
		return n
	}
	return 1
}
