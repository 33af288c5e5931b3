package answer_test

import (
	"strings"
	"testing"

	"archbot/kb/answer"
	"archbot/kb/starter"
)

// slips are what fingers do to the middle of a word.
var slips = map[string]func(word string, at int) string{
	"exchanged": func(w string, at int) string { return w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:] },
	"lost":      func(w string, at int) string { return w[:at] + w[at+1:] },
	"doubled":   func(w string, at int) string { return w[:at] + w[at:at+1] + w[at:] },
}

// TestTypos asks the starter questions with a slip in the longest word of each: nine in ten that were answered right still are.
func TestTypos(t *testing.T) {
	a := newAnswererFS(t, starter.FS())
	right := func(c answer.Case) bool {
		report, err := answer.Evaluate(t.Context(), a, []answer.Case{c})
		if err != nil {
			t.Fatal(err)
		}
		return report.Result[0].Right()
	}
	asked, kept := 0, 0
	for _, c := range readCases(t, "testdata/starter.jsonl") {
		if len(c.Relevant) == 0 || !right(c) {
			continue
		}
		words := strings.Fields(c.Question)
		longest := 0
		for i, w := range words {
			if len(w) > len(words[longest]) {
				longest = i
			}
		}
		word := words[longest]
		if len(word) < 5 || strings.ContainsAny(word, "'-/,.?") {
			continue
		}
		for name, slip := range slips {
			words[longest] = slip(word, len(word)/2)
			misspelt := c
			misspelt.Question = strings.Join(words, " ")
			asked++
			if right(misspelt) {
				kept++
			} else {
				t.Logf("%s: %q", name, misspelt.Question)
			}
		}
	}
	if asked < 30 || kept*10 < asked*9 {
		t.Errorf("%d of %d misspelt questions are answered right", kept, asked)
	}
}

func TestMisspeltAsking(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	for question, want := range map[string]string{
		"disadvnatages of quorvex":             "quorvex:cons.1",
		"quorvex limittaions":                  "quorvex:cons.1",
		"advanatges of zephlyn":                "zephlin:pros.1", // twice
		"any vidoe on zephlin":                 "zephlin:explanation.1",
		"diffrence betwen zephlin and quorvex": "carriers:comparison.1",
	} {
		if id := firstID(ask(t, a, answer.Parse(question))); !strings.HasSuffix(id, "/"+want) {
			t.Errorf("%q: %s, want %s", question, id, want)
		}
	}
}
