package answer_test

import (
	"slices"
	"testing"

	"archbot/kb/answer"
)

// TestMissingSubject holds answers to say that the notes lack what was asked about where blocks only name it in passing, and not to where one
// speaks of it.
func TestMissingSubject(t *testing.T) {
	var far string // from the beginning of the text, where a block says what it is about
	for range 45 {
		far += "planks dry slowly. "
	}
	a := answererOf(t, "# Wood\n\n## Ash\n\n###### {\"semantic\":\"pros\"}\n\nHard. "+far+"It suits event-sourcing, zorvex and glue.\n\n"+
		"## Birch\n\n###### {\"semantic\":\"pros\"}\n\nBirch takes quenlit well.\n\n"+
		"## Cedar\n\n###### {\"semantic\":\"cons\", \"tags\":\"tolvane\"}\n\nSoft.\n")
	tests := []struct {
		question string
		missing  []string
		nearest  []string
	}{
		{"pros of Event Sourcing", []string{"Event Sourcing"}, []string{"Ash"}},
		{"zorvex", []string{"zorvex"}, []string{"Ash"}},
		{"what is quenlit", nil, nil},    // a block begins with it
		{"cons of tolvane", nil, nil},    // a tag
		{"pros of ash", nil, nil},        // a topic
		{"zorvex pros of ash", nil, nil}, // names a topic beside it
		{"zorvex kind:pros", []string{"zorvex"}, []string{"Ash"}},
		{"zorvex topic:ash", nil, nil}, // the reader said where
	}
	for _, test := range tests {
		ans := ask(t, a, answer.Parse(test.question))
		if ans.Outcome != answer.Found || !slices.Equal(ans.Missing, test.missing) || !slices.Equal(ans.Nearest(), test.nearest) {
			t.Errorf("%q: %s, missing %q, nearest %q; want %q, %q", test.question, ans.Outcome, ans.Missing, ans.Nearest(), test.missing, test.nearest)
		}
	}
	one := ask(t, newAnswerer(t, "testdata/invented"), answer.Parse("zephlin vs carrierpigeon"))
	if len(one.Missing) != 1 || one.Nearest() != nil {
		t.Errorf("one side that the notes have: missing %q, nearest %q", one.Missing, one.Nearest())
	}
}

// A subject is called as the topic is that has the name to itself.
func TestSubjectAsItsTopicSpellsIt(t *testing.T) {
	a := answererOf(t, "# Woodwork and ash\n\nBoth.\n\n## Ash\n\n###### {\"semantic\":\"pros\"}\n\nTough.\n\n## Birch\n\nPale.\n")
	if ans := ask(t, a, answer.Parse("PROS OF ASH")); !slices.Equal(ans.Subjects, []string{"Ash"}) {
		t.Errorf("subjects %q", ans.Subjects)
	}
}
