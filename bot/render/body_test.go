package render

import (
	"fmt"
	"strings"
	"testing"

	"archbot/kb"
)

func p(s string) kb.Paragraph { return kb.Paragraph{Text: kb.Inline{{Text: s}}} }

func items(bodies ...kb.Body) kb.List { return kb.List{Items: bodies} }

// set is a body as one text.
func set(body kb.Body, limit int) string {
	text := ""
	for _, q := range (notes{}).pieces(body, limit, false) {
		if text != "" {
			text += q.gap
		}
		text += q.text
	}
	return text
}

func TestPieces(t *testing.T) {
	grid := kb.Table{Header: true, Rows: [][]kb.Body{
		{nil, {p("A")}, {p("B")}}, {{p("x")}, {p("1")}, {p("2")}}, {{p("y")}, nil, {p("3")}}, {nil, nil, nil},
	}}
	for _, c := range []struct {
		name string
		body kb.Body
		want string
	}{
		{"paragraphs", kb.Body{p("a\nb"), p(" "), p("c")}, "a\nb\n\nc"},
		{"list", kb.Body{p("a:"), items(kb.Body{p("b")}, kb.Body{p("c")})}, "a:\n• b\n• c"},
		{"nested", kb.Body{items(kb.Body{p("a"), items(kb.Body{p("b\nc"), items(kb.Body{p("d")})})}, kb.Body{p("e")})},
			"• a\n    ◦ b\n        c\n        ▪ d\n• e"},
		{"numbers", kb.Body{kb.List{Ordered: true, Start: 9, Items: []kb.Body{{p("a")}, {}, {p("b")}}}}, "9. a\n11. b"},
		{"empty items", kb.Body{items(kb.Body{}, kb.Body{p("a")}, kb.Body{p("")})}, "• a"},
		{"two paragraphs in an item", kb.Body{items(kb.Body{p("a"), p("b")})}, "• a\n    b"},
		{"code in an item", kb.Body{items(kb.Body{kb.Code{Text: "x"}})}, "•\n```\nx\n```"},
		{"quote", kb.Body{kb.Quote{Body: kb.Body{p("a\nb"), items(kb.Body{p("c")}), kb.Quote{Body: kb.Body{p("d")}}}}},
			"> a\n> b\n> • c\n> d"},
		{"code in a quote", kb.Body{kb.Quote{Body: kb.Body{kb.Code{Text: "a\n> b"}}}}, "> a\n> \u2060&gt; b"},
		{"code", kb.Body{kb.Code{Text: "\n\tif a < b {\r\n}\n"}}, "```\n\tif a &lt; b {\n}\n```"},
		{"fence in code", kb.Body{kb.Code{Text: "```go\nx\n```"}}, "```\n`\u2060`\u2060`go\nx\n`\u2060`\u2060`\n```"},
		{"no code", kb.Body{kb.Code{Text: " \n"}}, ""},
		{"table", kb.Body{grid}, "• *x* — A: 1 · B: 2\n• *y* — B: 3"},
		{"table without heads", kb.Body{kb.Table{Rows: [][]kb.Body{{{p("a")}, {p("b")}, {p("c")}}, {nil, {p("d")}, nil}}}}, "• *a* — b · c\n• d"},
		{"table of one column", kb.Body{kb.Table{Rows: [][]kb.Body{{{p("a")}}, {{p("b")}}}}}, "• a\n• b"},
		{"list in a cell", kb.Body{kb.Table{Rows: [][]kb.Body{{{p("a")}, {items(kb.Body{p("b")}, kb.Body{p("c,")}, kb.Body{p("d")})}}}}},
			"• *a* — b; c, d"},
		{"picture", kb.Body{kb.Image{URL: "https://e.com/x.png", Alt: "alt_text"}}, "<https://e.com/x.png|[picture]>"},
		{"picture nowhere", kb.Body{kb.Image{URL: "x.png", Title: "Ring"}}, "[picture: Ring]"},
		{"rule", kb.Body{kb.Rule{}}, ""},
	} {
		if got := set(c.body, MaxSectionText); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
}

// TestPiecesFit cuts long content of each sort and looks that nothing is lost but links.
func TestPiecesFit(t *testing.T) {
	words := make([]string, 3000)
	for i := range words {
		words[i] = fmt.Sprintf("w%d&", i)
	}
	long := strings.Join(words, " ")
	deep := kb.Body{p(long)}
	for range 30 {
		deep = kb.Body{items(deep)}
	}
	for name, body := range map[string]kb.Body{
		"paragraph": {p(long)},
		"lines":     {p(strings.Join(words, "\n"))},
		"one word":  {p(strings.ReplaceAll(long, " ", ""))},
		"code":      {kb.Code{Text: strings.Join(words, "\n")}},
		"one line":  {kb.Code{Text: long}},
		"deep":      deep,
		"quote":     {kb.Quote{Body: deep}},
		"link":      {kb.Paragraph{Text: kb.Inline{{Text: long, Link: "https://e.com/" + strings.Repeat("x", 1000)}}}},
		"bold":      {kb.Paragraph{Text: kb.Inline{{Text: long, Style: kb.Bold}}}},
	} {
		for _, limit := range []int{minPiece, 1000, MaxSectionText} {
			all := ""
			for _, q := range (notes{}).pieces(body, limit, false) {
				if units(q.text) > limit {
					t.Errorf("%s: a piece of %d units, more than %d", name, units(q.text), limit)
				}
				if strings.Count(q.text, "```")%2 != 0 {
					t.Errorf("%s: a fence is left open", name)
				}
				text := strings.TrimSuffix(strings.TrimPrefix(q.text, "```\n"), "\n```")
				if !strings.HasPrefix(name, "one") { // a word: it is cut anywhere
					text += " "
				}
				all += text
			}
			for i := range words {
				if !strings.Contains(all, fmt.Sprintf("w%d&amp;", i)) {
					t.Errorf("%s by %d: word %d is lost", name, limit, i)
					break
				}
			}
		}
	}
}

func TestShorten(t *testing.T) {
	body := kb.Body{p("Use it if:"), items(kb.Body{p("one two")}, kb.Body{p("three")}, kb.Body{p("four")}), p("end")}
	for _, c := range []struct {
		limit int
		want  string
		cut   bool
	}{
		{100, "Use it if:\n• one two\n• three\n• four\n\nend", false},
		{26, "Use it if:\n• one two\n• three\n• four", true},
		{22, "Use it if:\n• one two\n• three", true},
		{12, "Use it if:\n• one two", true},
		{7, "Use it…", true},
	} {
		short, cut := shorten(body, c.limit)
		if got := set(short, MaxSectionText); got != c.want || cut != c.cut {
			t.Errorf("to %d: %q (cut %v), want %q (%v)", c.limit, got, cut, c.want, c.cut)
		}
	}
	short, cut := shorten(kb.Body{p("Use it if:"), items(kb.Body{p("one")}), p("Avoid it if:"), items(kb.Body{p("two and more")})}, 26)
	if got := set(short, MaxSectionText); got != "Use it if:\n• one" || !cut {
		t.Errorf("what leads in to nothing: %q", got)
	}
	nested := items(kb.Body{p("Categories:"), items(kb.Body{p("one")})}, kb.Body{p("Categories:"), items(kb.Body{p("two, which is long")})})
	if got, _ := shorten(kb.Body{nested}, 30); set(got, MaxSectionText) != "• Categories:\n    ◦ one" {
		t.Errorf("what leads in to nothing in a list: %q", set(got, MaxSectionText))
	}
	head := kb.Table{Header: true, Rows: [][]kb.Body{{{p("Aspect")}, {p("Kafka")}}, {{p("Throughput")}, {p("605 MB/s")}}, {{p("Order")}, {p("in a partition")}}}}
	if got, _ := shorten(kb.Body{p("The two:"), head}, 12); set(got, MaxSectionText) != "The two:\n\n• *Throughput* — Kafka: 605 MB/s" {
		t.Errorf("a table is cut to %q", set(got, MaxSectionText))
	}
	if got, _ := shorten(kb.Body{p("A text of its own."), head}, 22); set(got, MaxSectionText) != "A text of its own." {
		t.Errorf("a table without a row: %q", set(got, MaxSectionText))
	}
	short, cut = shorten(kb.Body{kb.Code{Text: "aaaa\nbbbb\ncccc"}}, 11)
	if got := short[0].(kb.Code).Text; got != "aaaa\nbbbb\n…" || !cut {
		t.Errorf("code: %q", got)
	}
}

func TestCutInline(t *testing.T) {
	bold := func(text string) kb.Span { return kb.Span{Text: text, Style: kb.Bold} }
	picture := kb.Span{Text: "a drawing", Style: kb.Picture}
	for _, c := range []struct {
		in    kb.Inline
		limit int
		want  string
	}{
		{kb.Inline{{Text: "A "}, bold("topic"), {Text: " is split into parts"}}, 13, "A topic is…"},
		{kb.Inline{{Text: "A "}, bold("topic"), {Text: " is split into parts"}}, 7, "A…"},
		{kb.Inline{{Text: "A "}, bold("topic"), {Text: " is split into parts"}}, 8, "A topic…"},
		{kb.Inline{{Text: "One thing is. Another is not."}}, 28, "One thing is."},
		{kb.Inline{{Text: "One thing is. Another is not. A third"}}, 29, "One thing is. Another is not."},
		{kb.Inline{bold("Throughput."), {Text: " Sequential writes and reads gave 605 MB/s on three brokers"}}, 50, "Throughput. Sequential writes and reads gave 605…"},
		{kb.Inline{{Text: "Some tools, e.g. Envoy, do it. i.e. not all of them"}}, 25, "Some tools, e.g. Envoy…"},
		{kb.Inline{{Text: "It is Kafka vs. NATS and others"}}, 21, "It is Kafka vs. NATS…"},
		{kb.Inline{{Text: "At 3. Oktober it was 1.5 times as much"}}, 20, "At 3. Oktober it…"},
		{kb.Inline{{Text: "A consumer of a group: one of many"}}, 24, "A consumer of a group…"},
		{kb.Inline{{Text: "See "}, picture, {Text: " for more of it"}}, 20, "See…"},
		{kb.Inline{picture, {Text: " for more of it"}}, 30, " for more…"},
		{kb.Inline{{Text: strings.Repeat("分散", 40)}}, 30, strings.Repeat("分散", 14) + "分…"},
		{kb.Inline{{Text: "不 " + strings.Repeat("分散", 40)}}, 31, "不 " + strings.Repeat("分散", 14) + "…"},
		{kb.Inline{{Text: "word"}}, 2, "w…"},
	} {
		if got := cutInline(c.in, c.limit).String(); got != c.want {
			t.Errorf("%q to %d: %q, want %q", c.in.String(), c.limit, got, c.want)
		}
	}
}
