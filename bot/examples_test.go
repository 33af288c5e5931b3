package bot_test

import (
	"slices"
	"testing"

	"archbot/bot"
)

// Examples are what the notes answer as it is meant: no kind that they lack, no heading that is no name to type, and none twice.
func TestExamples(t *testing.T) {
	ask := func(note string, n int) []string {
		s := newShelf(t, map[string]string{"wood.md": note})
		return bot.Examples(t.Context(), s, s.index.Snapshot(), n, 0)
	}
	const wood = "# Wood\n\n###### {\"semantic\":\"comparison\"}\n\n| | Ash | Birch |\n|---|---|---|\n| Weight | 1 | 2 |\n\n" +
		"## Ash\n\n###### {\"semantic\":\"pros\"}\n\nAsh is tough.\n\n###### {\"semantic\":\"cons\"}\n\nAsh rots.\n\n" +
		"## Birch\n\n###### {\"semantic\":\"pros\"}\n\nBirch is light.\n\n## What (else) grows?\n\n###### {\"semantic\":\"why\"}\n\nRain.\n"
	for n, want := range map[int][]string{
		0: nil,
		1: {"Ash vs Birch"},
		3: {"Ash vs Birch", "pros of Ash", "cons of Ash"},
		9: {"Ash vs Birch", "pros of Ash", "cons of Ash", "pros of Birch"},
	} {
		if got := ask(wood, n); !slices.Equal(got, want) {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := ask("# Wood\n\n## Ash\n\nAsh is a hard wood.\n", 2); !slices.Equal(got, []string{"what is Ash"}) {
		t.Errorf("of notes without kinds: %q", got)
	}
}
