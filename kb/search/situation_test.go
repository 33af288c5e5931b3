package search

import (
	"slices"
	"testing"

	"archbot/kb"
)

func TestSituation(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# Notes\n\nThe zorvex key is rotated.\n\n# Others\n\nEvery quenlit repository has one.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	own, err := ParseVocabulary("quenlit/carboy + spilt/broken + floor ~ rotated ~ ?! ~ zorvex key")
	if err != nil {
		t.Fatal(err)
	}
	index.SetVocabulary(own)
	for text, want := range map[string]bool{
		"a carboy was spilt on the floor":            true,
		"the floor is wet: two quenlits have broken": true,
		"a carboy was spilt":                         false, // no floor
		"spilt floor":                                false,
	} {
		var words []Word
		for _, tok := range Analyze(text) {
			words = append(words, Word{Token: tok, Weight: 1})
		}
		var found []string
		for _, g := range index.Snapshot().Expand(words) {
			for _, a := range g.Alts {
				if a.How == "near" {
					found = append(found, a.Stems...)
				}
			}
		}
		if got := slices.Contains(found, "rotat") && slices.Contains(found, "zorvex"); got != want {
			t.Errorf("%q: near are %q, want the situation's: %t", text, found, want)
		}
	}
	index.SetVocabulary(nil)
	if len(index.Snapshot().vocab.hints.of("carboy")) > 0 {
		t.Error("still there after it was taken away")
	}
}

func TestSituationErrors(t *testing.T) {
	for _, text := range []string{"two words + b ~ c", "a + ~ c", "a + b ~ ", "a/ + b ~ c"} {
		if _, err := ParseVocabulary(text); err == nil {
			t.Errorf("ParseVocabulary(%q): no error", text)
		}
	}
	if _, err := ParseVocabulary("C++ ~ native code"); err != nil {
		t.Error(err)
	}
}
