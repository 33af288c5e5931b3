package render

import (
	"testing"

	"archbot/kb"
)

var english = Options{}.voice()

// The kinds' labels are ours to translate, and in English they are those of the notes' own package.
func TestKindWords(t *testing.T) {
	for _, k := range kb.Kinds() {
		if got := english.kind(k); got != k.Label() {
			t.Errorf("%q is %q, want %q", k, got, k.Label())
		}
		if (Options{Language: "de"}).voice().kind(k) == "" {
			t.Errorf("%q has no word", k)
		}
	}
	if got := (Options{Language: "de-DE"}).voice().kind("odd <kind>"); got != "odd <kind>" {
		t.Errorf("an unknown kind became %q", got)
	}
}
