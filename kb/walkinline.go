package kb

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

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
			said := ""
			if alt != "" {
				said = fmt.Sprintf(" but %q", shorten(alt))
			}
			w.report("image-alt", n.Pos(), fmt.Sprintf("image has no description%s; say what it shows", said))
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
