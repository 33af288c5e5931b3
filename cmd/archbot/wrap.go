package main

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// A margin is what stands before the lines of a paragraph: the first one, and those after it.
type margin struct{ first, rest string }

// indent is the margin of a paragraph that is as far in on its first line as on the others.
func indent(s string) margin { return margin{s, s} }

// wrap breaks s at spaces so that no line is wider than width columns, the margin included. Line breaks in s stay. A word that is wider
// than a line, most often an address, stays whole, unless hard is set, as it is in a table's cell.
func wrap(s string, width int, m margin, hard bool) string {
	var out []string
	prefix := m.first
	for paragraph := range strings.SplitSeq(s, "\n") {
		line, used := prefix, 0 // used: columns of words on this line
		for _, word := range words(paragraph, width-text.StringWidth(m.rest), hard) {
			w := text.StringWidth(word)
			if used > 0 && text.StringWidth(prefix)+used+1+w > width {
				out = append(out, line)
				prefix = m.rest
				line, used = prefix, 0
			}
			if used > 0 {
				line += " "
				used++
			}
			line += word
			used += w
		}
		out = append(out, strings.TrimRight(line, " "))
		prefix = m.rest
	}
	return strings.Join(out, "\n")
}

// words splits s at spaces, and where hard is set also cuts what is wider than width.
func words(s string, width int, hard bool) []string {
	fields := strings.Fields(s)
	if !hard {
		return fields
	}
	var cut []string
	for _, f := range fields {
		cut = append(cut, strings.Split(text.WrapHard(f, max(width, 1)), "\n")...)
	}
	return cut
}
