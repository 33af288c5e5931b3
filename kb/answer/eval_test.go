package answer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"archbot/kb/answer"
)

// shared is where the company's real notes and questions lie beside a checkout; they are not part of the project.
const shared = "../../../shared"

// readCases reads a file of questions; where it is one of the shared ones and absent, the test is skipped.
func readCases(tb testing.TB, name string) []answer.Case {
	tb.Helper()
	f, err := os.Open(name)
	if err != nil && strings.HasPrefix(name, shared) {
		tb.Skipf("the real notes are not beside this checkout: %v", err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	cases, err := answer.ReadCases(f)
	if err != nil {
		tb.Fatal(err)
	}
	return cases
}

// TestRealQuestions measures the answers to real questions on real notes. `archbot eval` prints the same by type.
func TestRealQuestions(t *testing.T) {
	cases := readCases(t, filepath.Join(shared, "questions/dev.jsonl"))
	report, err := answer.Evaluate(t.Context(), newAnswerer(t, filepath.Join(shared, "notes")), cases)
	if err != nil {
		t.Fatal(err)
	}
	all := report.All
	t.Logf("success@1 %.3f strict %.3f mrr %.3f ndcg %.3f none right %.3f, wrongly none %d",
		all.Success, all.Strict, all.MRR, all.NDCG, all.RightNone, all.WrongNone)
	for _, r := range report.Result {
		if !r.Right() || len(r.Case.Relevant) > 0 && r.Grade < 2 {
			t.Logf("%s %-45q %-10s rank %d grade %d ndcg %.2f %v", r.Case.ID, r.Case.Question, r.Outcome, r.Rank, r.Grade, r.NDCG, r.Found[:min(3, len(r.Found))])
		}
	}
	for _, bound := range []struct {
		name       string
		got, least float64
	}{
		{"success@1", all.Success, 0.93}, {"strict", all.Strict, 0.88}, {"mrr@10", all.MRR, 0.95}, {"ndcg@10", all.NDCG, 0.94},
		{"none right", all.RightNone, 14.0 / 15}, {"not wrongly none", 1 - float64(all.WrongNone)/60, 59.0 / 60},
	} {
		if bound.got < bound.least {
			t.Errorf("%s = %.3f, want at least %.3f", bound.name, bound.got, bound.least)
		}
	}
}

func TestReadCasesErrors(t *testing.T) {
	for _, text := range []string{"", "\n", "{", `{"id":"q1"}`, `{"id":"q1","q":"x","rel":{"a.md:1":"two"}}`} {
		if _, err := answer.ReadCases(strings.NewReader(text)); err == nil {
			t.Errorf("ReadCases(%q): no error", text)
		}
	}
}

func TestEvaluateUnknownBlock(t *testing.T) {
	cases, err := answer.ReadCases(strings.NewReader(`{"id":"q1","q":"zephlin","rel":{"transport.md:9999":2}}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := answer.Evaluate(t.Context(), newAnswerer(t, "testdata/invented"), cases); err == nil {
		t.Error("a case that names a block which is not there: no error")
	}
}

// FuzzReadCases sees that a file of questions is read or refused with the line, and that what was read is whole.
func FuzzReadCases(f *testing.F) {
	for _, s := range []string{
		`{"id":"q1","q":"kafka vs rabbitmq","type":"vs","rel":{"a.md:65":2}}`, "\n\n{\"q\":\"x\"}\r\n", "{}", "", "{", `{"q":1}`, "null\n", `{"q":"x"} {"q":"y"}`,
		`{"q":"` + strings.Repeat("x", 100_000) + `"}`, strings.Repeat("[", 100_000), "\xff\xfe",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cases, err := answer.ReadCases(strings.NewReader(text))
		if (err == nil) != (len(cases) > 0) {
			t.Errorf("%d cases and the error %v", len(cases), err)
		}
		for _, c := range cases {
			if c.Question == "" {
				t.Errorf("a case without a question: %+v", c)
			}
		}
	})
}
