package answer

import (
	"fmt"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// TestExcerptHasWhatIsAnnounced gives each part of a body its length in characters, "!" some of the question.
func TestExcerptHasWhatIsAnnounced(t *testing.T) {
	p := func(text string) kb.Body { return kb.Body{kb.Paragraph{Text: kb.Inline{{Text: text}}}} }
	list := func(items ...kb.Body) kb.Element { return kb.List{Items: items} }
	table := kb.Table{Header: true, Rows: [][]kb.Body{{p("head"), p("Kafka")}, {p("row 1"), p("2 MB")}, {p("row 2"), p("a lot of them")}}}
	for name, test := range map[string]struct {
		body   kb.Body
		length int
		want   string
	}{
		"the first item too":        {append(p("It depends on:"), list(p("the size of it"), p("the time that it takes"))), 20, "It depends on:|the size of it"},
		"of a list that has begun":  {append(p("It depends on:"), list(p("the size of it"), p("time"))), 18, "It depends on:|time"},
		"room for it":               {append(p("All."), append(p("On:"), list(p("the size"), p("what!")))...), 17, "All.|On:|what!"},
		"no room for it":            {append(p("All is relative."), append(p("It depends on:"), list(p("the size of it")))...), 32, "All is relative."},
		"in the middle":             {append(p("All."), append(p("On:"), list(p("the size of it")), p("That is all!")[0])...), 20, "All.|That is all!"},
		"one after the other":       {append(p("Of use:"), append(p("Mostly:"), list(p("logs"), p("a lot of measurements")))...), 10, "Of use:|Mostly:|logs"},
		"within a quote":            {kb.Body{kb.Quote{Body: append(p("Note:"), list(p("one thing"), p("another thing")))}}, 8, "Note:|one thing"},
		"more than a table's head":  {append(p("How large:"), table), 12, "How large:|head | Kafka|row 1 | 2 MB"},
		"beyond a rule":             {append(append(p("So:"), kb.Rule{}), p("a long sentence after it")...), 10, "So:|a long sentence after it"},
		"an item that announces":    {append(kb.Body{list(p("one thing"), p("do this:"))}, kb.Code{Text: "make everything"}), 20, "one thing"},
		"at the end of the body":    {append(p("A sentence that is long!"), append(p("Another one that is long."), p("See:")...)...), 30, "A sentence that is long!"},
		"and nothing else":          {append(p("This leads in:"), kb.Rule{}), 5, "This leads in:"},
		"a picture is what it says": {kb.Body{kb.Paragraph{Text: kb.Inline{{Text: "So:"}, {Text: "x", Style: kb.Picture}}}, p("a long sentence")[0]}, 10, "So:"},
	} {
		var parts []search.Part
		for _, b := range test.body.Parts() {
			part := search.Part{Size: len(b.Text())}
			if strings.HasSuffix(b.Text(), "!") {
				part.Gain = 1
			}
			parts = append(parts, part)
		}
		short, _, shown := excerpt(test.body, test.length, parts)
		got := strings.Join(strings.Split(strings.ReplaceAll(short.Text(), "  ", ""), "\n"), "|")
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
		if n := len(short.Parts()); n != shown {
			t.Errorf("%s: %d parts are said to be shown, %d are", name, shown, n)
		}
	}
}

// TestExcerptsOfNotes shortens every block of real notes to many lengths.
func TestExcerptsOfNotes(t *testing.T) {
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		t.Fatal(err)
	}
	snap, open := index.Snapshot(), 0
	for _, b := range snap.Blocks() {
		parts := snap.Parts(b, nil, 0)
		if got := standings(b.Body); len(got) != len(parts) {
			t.Fatalf("%s: %d standings of %d parts", b.ID, len(got), len(parts))
		}
		for _, s := range standings(b.Body) {
			if s.leads {
				open++
			}
		}
		for length := 20; length <= furtherLength; length += 20 {
			short, all, shown := excerpt(b.Body, length, parts)
			if shown < all && endsOpen(short) {
				t.Errorf("%s: to %d characters it ends %q", b.ID, length, fmt.Sprintf("%.60q", short[len(short)-1:].Text()))
				break
			}
		}
	}
	if open == 0 {
		t.Error("no note leads in to anything")
	}
}
