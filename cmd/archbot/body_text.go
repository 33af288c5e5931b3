package main

import (
	"strconv"
	"strings"

	"archbot/kb"
)

// A page draws bodies as text for a terminal of some width.
type page struct {
	width int
	cell  bool // inside a table's cell, where nothing may be wider than width
}

// body draws b, its paragraphs apart by an empty line, everything indented by in.
func (p page) body(b kb.Body, in string) string {
	var parts []string
	for _, e := range b {
		if s := p.element(e, in); strings.TrimSpace(s) != "" {
			parts = append(parts, s)
		}
	}
	if p.cell {
		return strings.Join(parts, "\n")
	}
	return strings.Join(parts, "\n\n")
}

func (p page) element(e kb.Element, in string) string {
	switch e := e.(type) {
	case kb.Paragraph:
		return p.wrap(inline(e.Text), indent(in))
	case kb.List:
		return p.list(e, in)
	case kb.Table:
		return p.grid(e, in)
	case kb.Code:
		if p.cell {
			return p.wrap(e.Text, indent(in))
		}
		return in + "    " + strings.ReplaceAll(e.Text, "\n", "\n"+in+"    ")
	case kb.Image:
		return p.wrap("[image] "+e.URL, indent(in))
	case kb.Quote:
		return p.body(e.Body, in+"│ ")
	case kb.Rule:
		return in + strings.Repeat("─", max(0, min(p.width-len(in), 20)))
	}
	return ""
}

func (p page) wrap(s string, m margin) string { return wrap(s, p.width, m, p.cell) }

// list draws a list tightly: an item a line, nested items further in.
func (p page) list(l kb.List, in string) string {
	items := make([]string, 0, len(l.Items))
	for i, item := range l.Items {
		bullet := "• "
		if l.Ordered {
			bullet = strconv.Itoa(l.Start+i) + ". "
		}
		inner := in + strings.Repeat(" ", len([]rune(bullet)))
		var lines []string
		for _, e := range item {
			if s := p.element(e, inner); strings.TrimSpace(s) != "" {
				lines = append(lines, s)
			}
		}
		drawn := strings.Join(lines, "\n")
		items = append(items, in+bullet+strings.TrimPrefix(drawn, inner))
	}
	return strings.Join(items, "\n")
}

// inline is running text with the addresses of its links behind their words.
func inline(text kb.Inline) string {
	var b strings.Builder
	for i, s := range text {
		if s.Style&kb.Picture != 0 {
			if s.Link != "" {
				b.WriteString("[image] " + s.Link)
			}
			continue
		}
		b.WriteString(s.Text)
		ends := i+1 == len(text) || text[i+1].Link != s.Link
		if s.Link != "" && ends && s.Link != s.Text {
			b.WriteString(" (" + s.Link + ")")
		}
	}
	return b.String()
}
