package answer_test

import (
	"io/fs"
	"os"
	"testing"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// newAnswerer answers from the notes in a directory.
func newAnswerer(tb testing.TB, dir string) *answer.Answerer {
	tb.Helper()
	return newAnswererFS(tb, os.DirFS(dir))
}

func newAnswererFS(tb testing.TB, fsys fs.FS) *answer.Answerer {
	tb.Helper()
	notes, err := kb.Load(fsys)
	if err != nil {
		tb.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		tb.Fatal(err)
	}
	return answer.New(index)
}

// TestInventedNames asks about products that do not exist, so that nothing in ranking can lean on names it knows.
func TestInventedNames(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	const carriers = "transport.md#haulage-of-records/carriers"
	tests := []struct {
		question string
		outcome  answer.Outcome
		first    string // ID of the first block
	}{
		{"zephlin vs quorvex", answer.Compared, carriers + ":comparison.1"},
		{"what is zephlin?", answer.Found, carriers + "/zephlin:intro-definition.1"},
		{"drawbacks of quorvex", answer.Found, carriers + "/quorvex:cons.1"},
		{"advantages of zephlin", answer.Found, carriers + "/zephlin:pros.1"},
		{"when should I use quorvex", answer.Found, carriers + "/quorvex:use-case.1"},
		{"zephlyn lane layout", answer.Found, carriers + "/zephlin:explanation.1"},
		{"quorvex gotchas", answer.Found, carriers + "/quorvex:warning.1"},
		{"why snapvault", answer.Found, "transport.md#haulage-of-records/snapvault:why.1"},
		{"how large can a record be", answer.Found, carriers + ":comparison.1"},
		{"what is the largest record of zephlin", answer.Found, carriers + ":comparison.1"},
		{"zephlin vs carrierpigeon", answer.Found, carriers + "/zephlin:use-case.1"},
		{"talk by ada brook on zephlin", answer.Found, carriers + "/zephlin:explanation.1"},
		{"tradewind cluster sizing", answer.None, ""},
		{"where do I park my car", answer.None, ""},
	}
	for _, test := range tests {
		t.Run(test.question, func(t *testing.T) {
			ans, err := a.Answer(t.Context(), answer.Parse(test.question))
			if err != nil {
				t.Fatal(err)
			}
			if ans.Outcome != test.outcome {
				t.Errorf("outcome = %s, want %s", ans.Outcome, test.outcome)
			}
			if first := firstID(ans); first != test.first {
				t.Errorf("first block = %s, want %s", first, test.first)
			}
		})
	}
}

func firstID(ans answer.Answer) string {
	if len(ans.Snippets) == 0 {
		return ""
	}
	return ans.Snippets[0].Block.ID
}
