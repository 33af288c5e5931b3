package search

import (
	"math"
	"testing"

	"archbot/kb"
)

// TestExpressionInPieces holds a block that has the words of an expression here and there to have less of it than one that has it.
func TestExpressionInPieces(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# One\n\nKeys go round, round, round and round the ring by consistent hashing.\n\n# Two\n\n"+
		"Passwords are stored by hashing. Nothing else is as important for us, since somebody may read them. What is written is consistent.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	snap := index.Snapshot()
	for _, test := range []struct {
		text  string
		typed int
		lost  float64
	}{
		{"consistent hashing", 0, inPieces}, // of the vocabulary
		{"else important", 0, 0},            // no expression
		{"ring keys", 2, typedInPieces},     // "ring-keys"
	} {
		var words []Word
		for _, tok := range Analyze(test.text) {
			words = append(words, Word{Token: tok, Weight: 1})
		}
		words[0].Joins = test.typed
		hits, err := snap.Search(t.Context(), Query{Groups: snap.Expand(words)})
		if err != nil {
			t.Fatal(err)
		}
		if last := hits[len(hits)-1]; math.Abs(last.Cover-(1-test.lost)) > 1e-9 {
			t.Errorf("%q: %s has %.2f of it, want %.2f", test.text, last.Block.ID, last.Cover, 1-test.lost)
		}
	}
}
