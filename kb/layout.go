package kb

import (
	"strings"
	"unicode/utf8"
)

// arrows begin the lines of drawings that people lay out with tabs and spaces: "Replication → Availability ▲".
var arrows = []string{"→", "⇒", "⟶", "⟹", "➔", "➜", "↦", "↔", "⇔", "←", "⇐", "↑", "↓", "->", "=>", "-->", "==>"}

func startsWithArrow(s string) bool {
	s = strings.TrimLeft(s, " \t")
	for _, a := range arrows {
		if strings.HasPrefix(s, a) {
			return true
		}
	}
	return false
}

// arrowAt is where the first arrow stands in a line, or -1.
func arrowAt(line string) int {
	at := -1
	for _, a := range arrows {
		if i := strings.Index(line, a); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	return at
}

// arrowLines are the lines of indented text of which each begins with an arrow; ok is false for anything else.
func arrowLines(text string) (lines []string, ok bool) {
	for line := range strings.Lines(text) {
		line = tidyText(line)
		if line == "" {
			continue
		}
		if !startsWithArrow(line) {
			return nil, false
		}
		lines = append(lines, line)
	}
	return lines, len(lines) > 0
}

// maxDrawing is the number of bytes of a drawing's first line; a longer one is prose with an arrow in it.
const maxDrawing = 200

// maxSynonyms is the number of bytes that a list of synonyms may grow to.
const maxSynonyms = 1000

// add appends an element, and joins it to the one before where the two were one for the writer: the lines of a drawing with
// arrows, the synonyms of "Sharding", "=", "Region", "=", ….
func (f *frame) add(e Element) {
	p, isParagraph := e.(Paragraph)
	joining := f.joining
	f.joining = false
	if !isParagraph {
		f.body = append(f.body, e)
		return
	}
	text := p.Text.String()
	if lines, ok := arrowLines(text); ok && f.addArrows(lines) {
		return
	}
	if first, rest, found := strings.Cut(text, "\n"); found && plainStyle(p.Text) && arrowAt(first) >= 0 {
		if lines, ok := arrowLines(rest); ok && len(first) <= maxDrawing {
			f.draw(first, lines)
			return
		}
	}
	if last, ok := f.lastParagraph(); ok && (joining || text == "=") && size(last) <= maxSynonyms {
		last = append(last[:len(last):len(last)], Span{Text: " "})
		last = append(last, p.Text...)
		f.body[len(f.body)-1] = Paragraph{merge(last)}
		f.joining = text == "="
		return
	}
	f.body = append(f.body, p)
}

// addArrows adds lines that begin with arrows to the drawing they belong to; false where there is none.
func (f *frame) addArrows(lines []string) bool {
	n := len(f.body)
	if n == 0 {
		return false
	}
	last := f.body[n-1]
	if drawing, ok := last.(Code); ok && f.drawing == n && len(drawing.Text) < 20*maxDrawing {
		f.body[n-1] = Code{Text: drawing.Text + drawLines(f.indent, lines)}
		return true
	}
	p, ok := last.(Paragraph)
	if !ok || size(p.Text) > maxDrawing || !plainStyle(p.Text) {
		return false
	}
	text := p.Text.String()
	if arrowAt(text) < 0 || strings.Contains(text, "\n") {
		return false
	}
	f.body = f.body[:n-1]
	f.draw(text, lines)
	return true
}

// draw adds a drawing: the arrows of all lines stand under that of the first.
func (f *frame) draw(first string, lines []string) {
	f.indent = 0
	if at := arrowAt(first); at > 0 {
		f.indent = utf8.RuneCountInString(first[:at])
	}
	f.body = append(f.body, Code{Text: first + drawLines(f.indent, lines)})
	f.drawing = len(f.body)
}

func drawLines(indent int, lines []string) string {
	var w strings.Builder
	for _, line := range lines {
		w.WriteByte('\n')
		w.WriteString(strings.Repeat(" ", indent))
		w.WriteString(line)
	}
	return w.String()
}

func (f *frame) lastParagraph() (Inline, bool) {
	if n := len(f.body); n > 0 {
		p, ok := f.body[n-1].(Paragraph)
		return p.Text, ok
	}
	return nil, false
}

func size(in Inline) int {
	n := 0
	for _, s := range in {
		n += len(s.Text)
	}
	return n
}

func plainStyle(in Inline) bool {
	for _, s := range in {
		if s.Style != 0 || s.Link != "" {
			return false
		}
	}
	return true
}

// merge joins neighbours of equal style.
func merge(in Inline) Inline {
	var out Inline
	for _, s := range in {
		if n := len(out); n > 0 && out[n-1].Style == s.Style && out[n-1].Link == s.Link && s.Style&Picture == 0 {
			out[n-1].Text += s.Text
		} else {
			out = append(out, s)
		}
	}
	return out
}
