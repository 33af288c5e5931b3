package answer_test

import (
	"slices"
	"testing"

	"archbot/kb/answer"
)

// A subject alone is answered by what it is and by what weighs for and against it, the easiest first, before one recording after the other.
func TestSubjectAloneIsMixed(t *testing.T) {
	clip := func(caption, level string) string {
		return "###### {\"semantic\":\"explanation\", \"mastery\":\"" + level + "\", \"source-link\":\"https://www.youtube.com/watch?v=abcdefghijk\", " +
			"\"time-period\":\"00:01:00 - 00:02:00\"}\n\n" + caption + "\n\n"
	}
	clips := clip("Ash through ash: ash and more ash", "advanced") + clip("Ash grain", "entry") + clip("Ash bark", "medium")
	const rest = "###### {\"semantic\":\"warning\"}\n\nSplits.\n\n###### {\"semantic\":\"use-case\"}\n\nFor handles.\n\n" +
		"###### {\"semantic\":\"cons\"}\n\nRots.\n\n###### {\"semantic\":\"pros\", \"mastery\":\"medium\"}\n\nVery tough.\n\n###### {\"semantic\":\"pros\"}\n\nTough.\n\n"
	for note, want := range map[string][]string{
		clips + rest: {"ash:explanation.2", "ash:pros.2", "ash:cons.1", "ash:use-case.1", "ash:warning.1"},
		clips + rest + "###### {\"semantic\":\"intro-definition\"}\n\nA tree.\n\n": {"ash:intro-definition.1", "ash:pros.2", "ash:cons.1", "ash:use-case.1", "ash:warning.1"},
	} {
		a := answererOf(t, "# Wood\n\n## Ash\n\n"+note+"## Birch\n\nPale.\n")
		got := ends(ask(t, a, answer.Parse("ash")))
		if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Errorf("%v, want first %v", got, want)
		}
		if len(got) != len(slices.Compact(slices.Sorted(slices.Values(got)))) {
			t.Errorf("twice among %v", got)
		}
	}
	advanced := ends(ask(t, answererOf(t, "# Wood\n\n## Ash\n\n"+clips+rest), answer.Parse("advanced ash")))
	if advanced[0] != "ash:explanation.1" {
		t.Errorf("advanced: %v", advanced)
	}
}
