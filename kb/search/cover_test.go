package search

import (
	"testing"

	"archbot/kb"
)

// TestExpressionInPieces holds a block that has the words of an expression here and there to have less of it than one that has it.
func TestExpressionInPieces(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# One\n\nKeys go round the ring by consistent hashing.\n\n# Two\n\n"+
		"Passwords are stored by hashing. Nothing else is as important for us, since somebody may read them. What is written is consistent.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	var words []Word
	for _, tok := range Analyze("consistent hashing") {
		words = append(words, Word{Token: tok, Weight: 1})
	}
	snap := index.Snapshot()
	hits, err := snap.Search(t.Context(), Query{Groups: snap.Expand(words)})
	if err != nil {
		t.Fatal(err)
	}
	if len(hits) != 2 || hits[0].Block.Name() != "One" || hits[0].Cover != 1 || hits[1].Cover != 1-inPieces {
		for _, h := range hits {
			t.Errorf("%s has %.2f of it", h.Block.ID, h.Cover)
		}
	}
}
