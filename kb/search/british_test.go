package search

import "testing"

func TestAmerican(t *testing.T) {
	for word, want := range map[string]string{
		"colour": "color", "behaviours": "behaviors", "neighbouring": "neighboring", "optimise": "optimize", "serialisation": "serialization",
		"authorised": "authorized", "analysing": "analyzing", "modelling": "modeling", "labelled": "labeled", "cancelled": "canceled",
		"signalling": "signaling", "artefacts": "artifacts", "catalogue": "catalog", "centre": "center",
		"hour": "hour", "four": "four", "raise": "raise", "noise": "noise", "rise": "rise", "source": "source", "resource": "resource",
		"analysis": "analysis", "spelling": "spelling", "misspelling": "misspelling", "selling": "selling", "telling": "telling",
		"calling": "calling", "installing": "installing", "controller": "controller", "scaling": "scaling", "this": "this", "": "",
	} {
		if got := american(word); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	for _, pair := range [][2]string{{"behaviour", "behavior"}, {"synchronised", "synchronize"}, {"modelled", "model"}, {"favourites", "favorite"}, {"promises", "promise"}, {"exercising", "exercise"}} {
		if a, b := Stem(pair[0]), Stem(pair[1]); a != b {
			t.Errorf("stem of %q is %q, of %q %q", pair[0], a, pair[1], b)
		}
	}
	if !isEnglish("colour") || !isEnglish("organised") || isEnglish("kafkaise") {
		t.Error("what is English in America is English")
	}
}
