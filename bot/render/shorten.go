package render

import (
	"strings"

	"archbot/kb"
)

// leastText is what the first part of a body gets where what leads in to it has taken the room.
const leastText = 40

// shorten cuts a body after about limit UTF-16 units of text: whole paragraphs, list items, table rows and lines of code
// as far as they fit; only the first is cut within, after a sentence or else after a word. What leads in to something ("Use
// it for:") never comes last: it stands with some of that or not at all. cut tells whether anything was left out.
func shorten(body kb.Body, limit int) (short kb.Body, cut bool) {
	s := shortener{left: limit}
	short = s.body(body)
	return short, s.cut
}

type shortener struct {
	left  int
	taken bool // something was taken whole that says something by itself: from then on nothing is cut within
	led   bool // what leads in to something was taken
	cut   bool
}

func (s *shortener) body(body kb.Body) kb.Body {
	out := make(kb.Body, 0, min(len(body), 4))
	for _, e := range body {
		if s.cut {
			break
		}
		if short := s.element(e); short != nil {
			out = append(out, short)
		}
	}
	if s.cut {
		return unannounced(out)
	}
	return out
}

func (s *shortener) element(whole kb.Element) kb.Element {
	switch e := whole.(type) {
	case kb.Paragraph:
		switch in := s.inline(e.Text); {
		case len(in) == 0:
		case &in[0] == &e.Text[0] && len(in) == len(e.Text):
			return whole
		default:
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
		if s.take(len("[picture]")) || !s.taken {
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
	room := s.left
	if s.led && !s.taken {
		room = max(room, leastText)
	}
	if n := visibleUnits(in); n <= room {
		s.left = max(0, s.left-n)
		if announces(in) {
			s.led = true
		} else {
			s.taken = s.taken || n > 0
		}
		return in
	}
	s.cut = true
	if s.taken {
		return nil
	}
	return cutInline(in, room)
}

func (s *shortener) list(l kb.List) kb.Element {
	items := make([]kb.Body, 0, min(len(l.Items), 8))
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

// rows takes the row that names the columns together with one that has something in them.
func (s *shortener) rows(t kb.Table) kb.Element {
	head := 0
	if t.Header {
		head = min(1, len(t.Rows))
	}
	kept := head
	for i, row := range t.Rows {
		n := 0
		for _, cell := range row {
			n += units(cell.Text())
		}
		if i < head {
			s.left = max(0, s.left-n)
			continue
		}
		if !s.take(n) && s.taken {
			break
		}
		kept = i + 1
		if s.cut {
			break
		}
	}
	if kept == head && s.cut {
		return nil
	}
	t.Rows = t.Rows[:kept]
	s.taken = s.taken || kept > 0
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
