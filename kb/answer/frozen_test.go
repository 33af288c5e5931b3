package answer_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"archbot/kb/answer"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFrozenQuestions measures the answers to questions on notes that are kept for this, by people who had not seen how ranking works.
// testdata/frozen/ranks.golden has the rank of every question, so that a change of ranking shows what it gains and what it loses. Those
// marked as held out in questions.jsonl (the even numbers) are not for tuning.
func TestFrozenQuestions(t *testing.T) {
	cases := readCases(t, "testdata/frozen/questions.jsonl")
	a := newAnswerer(t, "testdata/frozen")
	report, err := answer.Evaluate(t.Context(), a, cases)
	if err != nil {
		t.Fatal(err)
	}
	var tuned, held []answer.Case
	for i, c := range cases {
		if i%2 == 0 {
			tuned = append(tuned, c)
		} else {
			held = append(held, c)
		}
	}
	var b strings.Builder
	b.WriteString("# success@1 strict mrr ndcg | none right, wrongly none\n")
	for _, part := range []struct {
		name  string
		cases []answer.Case
	}{{"tuned on", tuned}, {"held out", held}} {
		r, err := answer.Evaluate(t.Context(), a, part.cases)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(summary(part.name, r))
	}
	compareGolden(t, "testdata/frozen/ranks.golden", b.String()+ranks(report))
}

// summary is a report in one line.
func summary(name string, r answer.Report) string {
	s := r.All
	return fmt.Sprintf("# %s: %.3f %.3f %.3f %.3f | %.3f, %d of %d\n", name, s.Success, s.Strict, s.MRR, s.NDCG, s.RightNone, s.WrongNone, s.Answerable)
}

// ranks is a line for each question of a report.
func ranks(report answer.Report) string {
	var b strings.Builder
	for _, r := range report.Result {
		first := "-"
		if len(r.Found) > 0 {
			first = r.Found[0]
		}
		fmt.Fprintf(&b, "%s %-9s rank %-2d grade %d  %-10s %-32s %s\n", r.Case.ID, r.Case.Type, r.Rank, r.Grade, r.Outcome, first, r.Case.Question)
	}
	return b.String()
}

// compareGolden compares got with a golden file line by line; -update writes it.
func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(data), "\n")
	lines := strings.Split(got, "\n")
	for i := range max(len(want), len(lines)) {
		var w, g string
		if i < len(want) {
			w = want[i]
		}
		if i < len(lines) {
			g = lines[i]
		}
		if w != g {
			t.Errorf("%s:%d:\n got %s\nwant %s\n(-update writes it anew)", name, i+1, g, w)
		}
	}
}
