package render_test

import (
	"strings"
	"testing"

	"archbot/bot/render"
	"archbot/bot/slacksim/blockcheck"
	"archbot/kb"
	"archbot/kb/answer"
)

// A maker makes bodies of any shape out of bytes. The shape is read from the front, the words are taken from anywhere, so
// that a small change in the input is a small change in the body.
type maker struct {
	bytes []byte
	words []string
	at    int
}

func newMaker(shape []byte, words string) *maker {
	return &maker{bytes: shape, words: strings.Split(words, "|")}
}

func (m *maker) pick(n int) int {
	if len(m.bytes) == 0 {
		return 0
	}
	b := m.bytes[0]
	m.bytes = m.bytes[1:]
	return int(b) % n
}

func (m *maker) word() string {
	m.at++
	w := m.words[m.at%len(m.words)]
	if m.pick(16) == 15 {
		return strings.Repeat(w+" ", 1+m.pick(250)*20/(1+len(w)))
	}
	return w
}

func (m *maker) inline() kb.Inline {
	var in kb.Inline
	for range 1 + m.pick(5) {
		s := kb.Span{Text: m.word(), Style: kb.Style(m.pick(32))}
		if m.pick(4) == 3 || s.Style&kb.Picture != 0 {
			s.Link = [...]string{m.word(), "https://example.com/" + m.word(), "../" + m.word(), "mailto:" + m.word()}[m.pick(4)]
		}
		in = append(in, s)
	}
	return in
}

func (m *maker) body(depth int) kb.Body {
	var b kb.Body
	for range m.pick(5) {
		b = append(b, m.element(depth))
	}
	return b
}

func (m *maker) element(depth int) kb.Element {
	kind := m.pick(8)
	if depth > 12 {
		kind = 0
	}
	switch kind {
	case 1:
		l := kb.List{Ordered: m.pick(2) == 1, Start: m.pick(200)}
		for range m.pick(40) {
			l.Items = append(l.Items, m.body(depth+1))
		}
		return l
	case 2:
		t := kb.Table{Header: m.pick(2) == 1}
		rows, cols := m.pick(130), m.pick(25)
		for range rows {
			row := make([]kb.Body, cols)
			for c := range row {
				if len(m.bytes) > 0 {
					row[c] = m.body(depth + 3)
				}
			}
			t.Rows = append(t.Rows, row)
		}
		return t
	case 3:
		return kb.Code{Lang: m.word(), Text: m.word() + "\n" + m.word()}
	case 4:
		return kb.Image{URL: [...]string{m.word(), "https://example.com/" + m.word()}[m.pick(2)], Alt: m.word(), Title: m.word()}
	case 5:
		return kb.Quote{Body: m.body(depth + 1)}
	case 6:
		return kb.Rule{}
	}
	return kb.Paragraph{Text: m.inline()}
}

func (m *maker) snippet() answer.Snippet {
	b := &kb.Block{File: m.word() + ".md", Line: m.pick(200), Kind: kb.Kind(m.word()), Level: kb.Level(1 + m.pick(3))}
	for range 1 + m.pick(4) {
		b.Topic = append(b.Topic, m.word())
	}
	b.Source = kb.Source{Details: m.word(), Authors: []string{m.word()}, InspiredBy: m.word()}
	b.Body = m.body(0)
	s := answer.Snippet{Block: b, Body: b.Body, Parts: m.pick(50), Shown: m.pick(50), URL: m.word()}
	for range m.pick(3) {
		s.Moments = append(s.Moments, answer.Moment{
			Clip: kb.Clip{From: m.pick(250), To: m.pick(250) * 60}, URL: "https://example.com/" + m.word(), Exact: m.pick(2) == 1,
		})
	}
	return s
}

func (m *maker) answer() answer.Answer {
	a := answer.Answer{Question: m.word(), Gone: m.pick(2) * m.pick(9), Total: m.pick(3) * m.pick(40)}
	a.Outcome = [...]answer.Outcome{answer.Found, answer.Compared, answer.Topics, answer.None}[m.pick(4)]
	for range m.pick(4) {
		a.Subjects = append(a.Subjects, m.word())
	}
	for range m.pick(8) {
		s := m.snippet()
		if len(a.Subjects) > 0 {
			s.Side = a.Subjects[m.pick(len(a.Subjects))]
		}
		a.Snippets = append(a.Snippets, s)
	}
	for range m.pick(60) {
		a.Suggestions = append(a.Suggestions, answer.Suggestion{Topic: []string{m.word(), m.word()}, Blocks: m.pick(9)})
	}
	if a.Outcome == answer.Compared {
		a.Table = &answer.Table{Sides: a.Subjects, Written: m.pick(2) == 1}
		for range m.pick(130) {
			r := answer.Row{Label: m.word()}
			for range m.pick(5) {
				c := answer.Cell{Body: m.body(1)}
				if !a.Table.Written && len(a.Snippets) > 0 {
					c.Snippet = &a.Snippets[m.pick(len(a.Snippets))]
				}
				r.Cells = append(r.Cells, c)
			}
			a.Table.Rows = append(a.Table.Rows, r)
		}
	}
	return a
}

const nastyWords = "Kafka|<!channel>|<@U123>|@here|*x*|_y_|~z~|`code`|```|> quote|a & b < c|<https://evil.example|x>|" +
	"\u202egnp|\x00\x07|\xff\xfe|日本語のとても長い文章です。|👩‍👩‍👧‍👦|snake_case_name|2 * 3 * 4|\n|  | |a\nb\nc|:100:|&lt;b&gt;|" +
	"javascript:alert(1)|https://example.com/a|b>c|one two three four. Five six seven"

func FuzzRender(f *testing.F) {
	f.Add([]byte{}, "")
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09abcdefghij"), nastyWords)
	f.Add([]byte(strings.Repeat("\x0f\x01\x03\xfa", 60)), nastyWords)
	f.Add([]byte(strings.Repeat("kafka vs rabbitmq ", 30)), nastyWords)
	f.Add([]byte(strings.Repeat("\x01\x04\x01\x27", 200)), "<!channel>|日本語")
	f.Fuzz(func(t *testing.T, shape []byte, words string) {
		if len(shape) > 2000 || len(words) > 4000 {
			t.Skip("larger than any answer")
		}
		a := newMaker(shape, words).answer()
		for _, o := range []render.Options{
			{}, {Surface: render.Home, Command: words}, {NotesURL: notesURL}, {NotesURL: words},
			{Surface: render.Private, Share: words, SharedBy: words}, {Surface: render.Private, Share: strings.Repeat("\"", render.MaxButtonValue)},
			{SharedBy: "U0ADA"},
		} {
			rich, plain := render.Answer(a, o), render.Plain(a, o)
			verify(t, rich)
			verify(t, plain)
			surface := blockcheck.Message
			if o.Surface == render.Home {
				surface = blockcheck.Home
			}
			for _, p := range append(refusals(t, rich, surface), refusals(t, plain, blockcheck.Ack)...) {
				t.Error(p)
			}
			if !plain.Classic() {
				t.Error("Plain made a block that may not ride in an ack")
			}
		}
		verify(t, render.Notice(words))
		verify(t, render.Sorry(words, ""))
	})
}
