package render

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"archbot/kb"
)

// A grid is a table of any origin: heads and rows of the same number of cells.
type grid struct {
	heads []string // empty where the table has none
	rows  [][]kb.Body
}

// gridOf is a note's own table.
func gridOf(t kb.Table) grid {
	g := grid{rows: t.Rows}
	if t.Header && len(t.Rows) > 0 {
		for _, cell := range t.Rows[0] {
			g.heads = append(g.heads, line(flat(cell).String()))
		}
		g.rows = t.Rows[1:]
	}
	return g
}

// table sets a table as a piece of its own, or as text: a line a row, "• *Throughput* — Kafka: … · RabbitMQ: …".
func (s *setter) table(t kb.Table, m *margin, gap string) {
	if s.blocks && m.rest == "" && len(t.Rows) > 0 {
		s.out = append(s.out, piece{gap: gap, table: &t})
		return
	}
	for _, row := range gridOf(t).lines() {
		inner := &margin{m.take() + bullet(m.rest), deeper(m.rest)}
		s.paragraph(row, inner, gap)
		gap = below
	}
}

// lines is the table as running text, a line a row; rows with nothing in them are left out.
func (g grid) lines() []kb.Inline {
	var out []kb.Inline
	for _, row := range g.rows {
		if l := g.line(row); len(l) > 0 {
			out = append(out, l)
		}
	}
	return out
}

func (g grid) line(row []kb.Body) kb.Inline {
	var out kb.Inline
	for i, cell := range row {
		text := flat(cell)
		if strings.TrimSpace(text.String()) == "" {
			continue
		}
		if i == 0 && len(row) > 1 {
			out = append(out, kb.Span{Text: line(text.String()), Style: kb.Bold}, kb.Span{Text: " — "})
			continue
		}
		if len(out) > 2 || len(out) == 1 {
			out = append(out, kb.Span{Text: wordSeparator})
		}
		if i < len(g.heads) && g.heads[i] != "" && len(row) > 1 {
			out = append(out, kb.Span{Text: g.heads[i] + ": "})
		}
		out = append(out, text...)
	}
	return out
}

var lineBreaks = strings.NewReplacer("\n", " ", "\r", " ")

// ending is the last character that can be seen, 0 for none.
func ending(in kb.Inline) rune {
	for _, span := range slices.Backward(in) {
		text := span.Text
		if span.Style&kb.Picture != 0 {
			text = visible(kb.Inline{span})
		}
		if text = strings.TrimSpace(text); text != "" {
			r, _ := utf8.DecodeLastRuneInString(text)
			return r
		}
	}
	return 0
}

// flat is a body as one line of running text: paragraphs and items in a row, divided by semicolons.
func flat(body kb.Body) kb.Inline {
	var out kb.Inline
	join := func(in kb.Inline) {
		if strings.TrimSpace(visible(in)) == "" {
			return
		}
		if len(out) > 0 {
			sep := "; "
			if strings.ContainsRune(".,;:!?", ending(out)) {
				sep = " "
			}
			out = trimSpans(out)
			out = append(out, kb.Span{Text: sep})
		}
		for _, s := range in {
			s.Text = lineBreaks.Replace(s.Text)
			out = append(out, s)
		}
	}
	for _, e := range body {
		switch e := e.(type) {
		case kb.Paragraph:
			join(e.Text)
		case kb.List:
			for _, item := range e.Items {
				join(flat(item))
			}
		case kb.Table:
			for _, l := range gridOf(e).lines() {
				join(l)
			}
		case kb.Code:
			join(kb.Inline{{Text: line(e.Text), Style: kb.Monospace}})
		case kb.Image:
			join(kb.Inline{{Text: e.Alt, Style: kb.Picture, Link: e.URL}})
		case kb.Quote:
			join(flat(e.Body))
		}
	}
	return out
}

// lines is a body as running text with a line for each of its parts, and for each item of its lists.
func lines(body kb.Body) kb.Inline {
	var out kb.Inline
	add := func(mark string, part kb.Body) {
		in := flat(part)
		if len(in) == 0 {
			return
		}
		if len(out) > 0 {
			mark = below + mark
		}
		out = append(append(out, kb.Span{Text: mark}), in...)
	}
	for _, e := range body {
		l, ok := e.(kb.List)
		if !ok {
			add("", kb.Body{e})
			continue
		}
		for i, item := range l.Items {
			mark := bullet("")
			if l.Ordered {
				mark = strconv.Itoa(l.Start+i) + ". "
			}
			add(mark, item)
		}
	}
	return out
}

// visibleUnits is the length of what [visible] gives.
func visibleUnits(in kb.Inline) (n int) {
	for i := range in {
		if in[i].Style&kb.Picture != 0 {
			n += units(visible(in[i : i+1]))
			continue
		}
		n += units(in[i].Text)
	}
	return n
}

// visible is the text of all spans, pictures included, to be measured.
func visible(in kb.Inline) string {
	if len(in) == 1 && in[0].Style&kb.Picture == 0 {
		return in[0].Text
	}
	var b strings.Builder
	b.Grow(textLen(in))
	for _, s := range in {
		if s.Style&kb.Picture != 0 {
			b.WriteString(Options{}.voice().pictureText(s.Text))
			continue
		}
		b.WriteString(s.Text)
	}
	return b.String()
}
