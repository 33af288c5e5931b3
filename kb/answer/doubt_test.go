package answer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"archbot/kb/answer"
)

// doubtNotes have words that questions on other things have too.
const doubtNotes = "# Woodwork\n\n## Quenlit\n\n###### {\"semantic\":\"warning\"}\n\nThe lignorot of quenlit stops all sawing; freeze it in time.\n\n" +
	"###### {\"semantic\":\"use-case\"}\n\nFor tables. The rest is made of ash.\n\n" +
	"## Saws\n\n###### {\"semantic\":\"metrics\"}\n\n3 saws stand one loss, 5 saws stand two.\n\n" +
	"## Workshop\n\n###### {\"semantic\":\"cons\", \"tags\":\"plank hand\"}\n\nPlanks are slow. There is no laptop in the dust.\n\n" +
	"###### {\"semantic\":\"pat\"}\n\nPartition walls keep the dust out.\n"

// TestDoubt holds answers apart from what only happens to have some of a question's words.
func TestDoubt(t *testing.T) {
	var others strings.Builder // in few notes every word is common
	for i := range 40 {
		fmt.Fprintf(&others, "\n## Tree %d\n\nIts bark is brown.\n", i)
	}
	a := answererOf(t, doubtNotes+others.String())
	tests := []struct {
		question string
		outcome  answer.Outcome
		first    string // ending of the first block's ID
	}{
		{"quenlit lgnid lignorot", answer.Found, "quenlit:warning.1"}, // two names out of three
		{"zorvex vs rest", answer.None, ""},                           // not the rest that is made of ash
		{"zorvex vs quenlit", answer.Found, "quenlit:use-case.1"},     // one side is a topic
		{"3 or 5 saws", answer.Found, "saws:metrics.1"},               // no comparison of 3 with 5 saws
		{"best laptop for walls", answer.None, ""},                    // the shop, not the notes
		{"why shouldnt quenlit be frozen", answer.Found, "quenlit:warning.1"},
		{"partion walls", answer.Found, "workshop:pat.1"}, // two letters lost of a word of nine
	}
	for _, test := range tests {
		ans := ask(t, a, answer.Parse(test.question))
		if id := firstID(ans); ans.Outcome != test.outcome || !strings.HasSuffix(id, test.first) {
			t.Errorf("%q: %s, first %q; want %s, …%s", test.question, ans.Outcome, id, test.outcome, test.first)
		}
	}
}

// TestSidesAsTyped holds a side that the notes lack to be called as it was typed, however it is read.
func TestSidesAsTyped(t *testing.T) {
	a := answererOf(t, doubtNotes)
	for question, want := range map[string]string{
		"Zorvex/3 vs quenlit":            "Zorvex/3",
		"quenlit vs C++?":                "C++",
		"(node.js) or quenlit":           "node.js",
		"quenlit versus `zorvex-core` !": "zorvex-core",
	} {
		ans := ask(t, a, answer.Parse(question))
		if !slices.Equal(ans.Missing, []string{want}) {
			t.Errorf("%q: missing %q, want %q", question, ans.Missing, want)
		}
	}
}
