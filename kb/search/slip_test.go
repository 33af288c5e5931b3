package search

import (
	"testing"

	"archbot/kb"
)

func TestExchanged(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# Two-phase commit\n\nA key is asked.\n\n# Zorblat's law\n\nIt holds.\n\n# Idempotency key\n\nA header.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	snap := index.Snapshot()
	for text, want := range map[string]string{
		"tow phase commit": "two phase commit",
		"zorblats lwa":     "zorblats law",
		"idempotancy kye":  "idempotancy key", // its neighbour is misspelt too
		"two phase commit": "two phase commit",
		"kye asked":        "kye asked", // no name
		"tow":              "tow",
		"消 key":            "消 key",
	} {
		tokens := Analyze(text)
		got := ""
		for i := range tokens {
			if i > 0 {
				got += " "
			}
			got += snap.Exchanged(tokens, i).Word
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
