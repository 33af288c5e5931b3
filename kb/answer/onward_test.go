package answer_test

import (
	"slices"
	"testing"

	"archbot/kb/answer"
)

// A topic that compares is no subject to compare with, and is compared with none.
func TestCompareWithSubjectsOnly(t *testing.T) {
	const compares = "\n\n###### {\"semantic\":\"comparison\"}\n\nAsh is hard, birch is soft, cedar smells; ash or birch, ash vs cedar.\n\n"
	a := answererOf(t, "# Wood\n\n## Ash vs cedar"+compares+"## Ash or birch"+compares+"## Birch\n\nPale.\n\n## Cedar\n\nRed.\n\n## Ash\n\nTough.\n")
	for topic, want := range map[string][]string{"Ash": {"Birch", "Cedar"}, "Ash vs cedar": nil, "Ash or birch": nil} {
		ans := ask(t, a, answer.Request{Under: [][]string{{"Wood", topic}}, Onward: true})
		if ans.Onward == nil || !slices.Equal(ans.Onward.Compare, want) {
			t.Errorf("%s: compare with %+v, want %q", topic, ans.Onward, want)
		}
	}
}
