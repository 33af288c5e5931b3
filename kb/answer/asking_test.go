package answer_test

import (
	"slices"
	"strings"
	"testing"

	"archbot/kb/answer"
)

// TestWordsThatOnlyLookLikeAsking holds words to be about the subject where they only sometimes ask for something.
func TestWordsThatOnlyLookLikeAsking(t *testing.T) {
	const notes = "# Studio\n\n## Video packaging\n\n###### {\"semantic\":\"pros\"}\n\nJust-in-time packaging keeps one master of a video.\n\n" +
		"###### {\"semantic\":\"explanation\", \"source-link\":\"https://www.youtube.com/watch?v=abc\", \"time-period\":\"00:01:00 - 00:02:00\"}\n\nA talk on packaging.\n\n" +
		"## Kiln\n\n###### {\"semantic\":\"metrics\"}\n\nThe age of the oldest pot in the kiln.\n\n" +
		"###### {\"semantic\":\"explanation\", \"source-link\":\"https://www.youtube.com/watch?v=def\", \"time-period\":\"00:01:00 - 00:02:00\"}\n\nKiln, filmed.\n\n" +
		"###### {\"semantic\":\"warning\"}\n\nThe kiln cracks pots in production.\n\n###### {\"semantic\":\"tool\"}\n\nTongs for the kiln.\n\n" +
		"## Measures\n\n###### {\"semantic\":\"comparison\"}\n\n| | HOT | USE |\n|---|---|---|\n| of | pots | tools |\n\n###### {\"semantic\":\"intro-definition\"}\n\nNumbers.\n\n" +
		"## Order of glazes\n\n###### {\"semantic\":\"intro-definition\"}\n\nFires-before is a promise on the order of two glazes.\n"
	a := answererOf(t, notes)
	for question, want := range map[string]string{
		"advantages of packaging video just in time": "video-packaging:pros.1",
		"any video on packaging":                     "video-packaging:explanation.1",
		"metrics to watch on the kiln":               "kiln:metrics.1",
		"what to watch on the kiln":                  "kiln:explanation.1",
		"what to watch out for with the kiln":        "kiln:warning.1",

		"HOT vs USE":                  "measures:comparison.1", // in capitals it is a name
		"what even is a kiln":         "kiln:explanation.1",
		"what counts as fires-before": "order-of-glazes:intro-definition.1",
	} {
		if id := firstID(ask(t, a, answer.Parse(question))); !strings.HasSuffix(id, "/"+want) {
			t.Errorf("%q: %s, want %s", question, id, want)
		}
	}
}

// TestNoWordOfThreeLettersIsMeant holds "wasm" not to be read as "was".
func TestNoWordOfThreeLettersIsMeant(t *testing.T) {
	for _, s := range ask(t, answererOf(t, "# Kiln\n\nIt was hot.\n\n## Oven\n\nCold.\n"), answer.Parse("wasx kiln hot")).Snippets {
		if slices.ContainsFunc(s.Why, func(e answer.Evidence) bool { return e.How == "spelling" }) {
			t.Errorf("%+v", s.Why)
		}
	}
}
