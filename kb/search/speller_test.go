package search

import (
	"testing"

	"archbot/kb"
)

func TestSpeller(t *testing.T) {
	s := NewSpeller([]string{"advantages", "disadvantages", "video", "pro", "limit", "limits"})
	for word, want := range map[string]string{
		"advantages": "advantages", "advanatges": "advantages", "disadvnatages": "disadvantages", "vidoe": "video", "vido": "video",
		"bideo": "", "prro": "", "limitt": "limit", "xylophone": "", "": "",
	} {
		if got, _ := s.nearest(word); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestCorrect(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# Notes\n\nA quorvex stalls.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	asks := NewSpeller([]string{"drawbacks", "quorvet"})
	for word, want := range map[string]string{
		"drawbakcs": "drawbacks", // asks
		"downitme":  "downtime",  // of the vocabulary
		"quorvex":   "quorvex",   // the notes have it
		"drawback":  "drawback",  // English has it
		"quorvex1":  "quorvex1",  // a name
		"zzzzzz":    "zzzzzz",    // near to nothing
	} {
		if got := index.Snapshot().Correct(Analyze(word)[0], asks); got.Word != want || got.Stem != Stem(want) {
			t.Errorf("%q: %q (%q), want %q", word, got.Word, got.Stem, want)
		}
	}
}
