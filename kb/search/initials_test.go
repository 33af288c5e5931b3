package search

import (
	"slices"
	"testing"

	"archbot/kb"
)

func TestInitials(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# Quorvex settling law\n\nIt settles.\n\n###### {\"tags\": \"zephlin drift bound\"}\n\nA bound.\n\n"+
		"# Pages\n\nKeep the XWV of all pages low, and look at the map.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"qsl":                       {"quorvex", "settl", "law"}, // of a heading
		"zdb":                       {"zephlin", "drift", "bound"},
		"xtra web values":           {"xwv"},
		"mongo atlas prices":        nil, // "map" is a word
		"quorvex settling law":      {"quorvex"},
		"settling":                  {"settl"},
		"quorvex and settling laws": {"quorvex"}, // not side by side
	} {
		var words []Word
		for _, tok := range Analyze(text) {
			words = append(words, Word{Token: tok, Weight: 1})
		}
		g := index.Snapshot().Expand(words)[0]
		var got []string
		if len(g.Alts) > 0 {
			got = g.Alts[0].Stems
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
