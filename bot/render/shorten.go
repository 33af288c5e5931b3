package render

import (
	"strings"

	"archbot/kb"
)

// shorten cuts a body after about limit UTF-16 units of text: whole paragraphs, list items, table rows and lines of code
// as far as they fit; only the first is cut within, at a word. cut tells whether anything was left out.
func shorten(body kb.Body, limit int) (short kb.Body, cut bool) {
	s := shortener{left: limit}
	short = s.body(body)
	return short, s.cut
}

type shortener struct {
	left  int
	taken bool // something was taken whole: from then on nothing is cut within
	cut   bool
}

func (s *shortener) body(body kb.Body) kb.Body {
	var out kb.Body
	for _, e := range body {
		if s.cut {
			break
		}
		if short := s.element(e); short != nil {
			out = append(out, short)
		}
	}
	return out
}

func (s *shortener) element(e kb.Element) kb.Element {
	switch e := e.(type) {
	case kb.Paragraph:
		if in := s.inline(e.Text); len(in) > 0 {
			return kb.Paragraph{Text: in}
		}
	case kb.List:
		return s.list(e)
	case kb.Table:
		return s.rows(e)
	case kb.Code:
		return s.codeLines(e)
	case kb.Quote:
		if b := s.body(e.Body); len(b) > 0 {
			return kb.Quote{Body: b}
		}
	case kb.Image:
		if s.take(len("[picture]")) {
			return e
		}
	}
	return nil
}

// take reports whether n units more fit, and takes them.
func (s *shortener) take(n int) bool {
	if n > s.left {
		s.cut = true
		return false
	}
	s.left -= n
	s.taken = s.taken || n > 0
	return true
}

func (s *shortener) inline(in kb.Inline) kb.Inline {
	n := units(visible(in))
	if n <= s.left {
		s.take(n)
		return in
	}
	s.cut = true
	if s.taken {
		return nil
	}
	return cutInline(in, s.left)
}

// cutInline cuts running text at a word, with an ellipsis.
func cutInline(in kb.Inline, limit int) kb.Inline {
	var out kb.Inline
	for _, span := range in {
		n := units(span.Text)
		if n > limit {
			if text := shortenText(span.Text, max(limit, 2)); span.Style&kb.Picture == 0 {
				span.Text = text
				return append(out, span)
			}
			return append(out, kb.Span{Text: "…"})
		}
		limit -= n
		out = append(out, span)
	}
	return out
}

func (s *shortener) list(l kb.List) kb.Element {
	var items []kb.Body
	for _, item := range l.Items {
		if s.cut {
			break
		}
		if short := s.body(item); len(short) > 0 || len(item) == 0 {
			items = append(items, short)
		}
	}
	if len(items) == 0 {
		return nil
	}
	l.Items = items
	return l
}

func (s *shortener) rows(t kb.Table) kb.Element {
	var rows [][]kb.Body
	for _, row := range t.Rows {
		n := 0
		for _, cell := range row {
			n += units(cell.Text())
		}
		if len(rows) > 0 && !s.take(n) {
			break
		}
		if len(rows) == 0 { // the first always: it names the columns
			s.left, s.taken = max(0, s.left-n), true
		}
		rows = append(rows, row)
	}
	t.Rows = rows
	return t
}

func (s *shortener) codeLines(c kb.Code) kb.Element {
	if units(c.Text) <= s.left {
		s.take(units(c.Text))
		return c
	}
	s.cut = true
	var kept []string
	for _, l := range strings.Split(c.Text, "\n") {
		n := units(l) + 1
		if n > s.left {
			break
		}
		s.left -= n
		kept = append(kept, l)
	}
	if len(kept) == 0 {
		if s.taken {
			return nil
		}
		first, _, _ := strings.Cut(c.Text, "\n")
		kept = []string{shortenText(first, max(s.left, 2))}
	}
	return kb.Code{Lang: c.Lang, Text: strings.Join(append(kept, "…"), "\n")}
}
