package answer_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/starter"
)

// TestLibraryQuestions holds the answers from the notes that ship with archbot to what they promise. The questions were written before
// anybody looked at what archbot answers, then notes and ranking were mended on all that are not held out; ranks.golden has what comes first for each, so that a change of a note or of ranking shows what
// it gains and what it loses.
func TestLibraryQuestions(t *testing.T) {
	const leastFirst, leastNone = 0.95, 0.93
	a, cases := newAnswererFS(t, starter.FS()), readCases(t, "../starter/testdata/questions.jsonl")
	report, err := answer.Evaluate(t.Context(), a, cases)
	if err != nil {
		t.Fatal(err)
	}
	if s := report.All; s.Success < leastFirst || s.RightNone < leastNone {
		t.Errorf("success@1 %.3f, none right %.3f; want at least %.2f and %.2f", s.Success, s.RightNone, leastFirst, leastNone)
	}
	compareGolden(t, "../starter/testdata/ranks.golden", sums(t, a, cases)+libraryRanks(t, report))
}

// libraryRanks is a line for each question of a report. Blocks have their IDs there, which a change elsewhere in the note leaves as they are.
func libraryRanks(t *testing.T, report answer.Report) string {
	t.Helper()
	ids := blockIDs(t)
	var b strings.Builder
	for _, r := range report.Result {
		first := "-"
		if len(r.Found) > 0 {
			first = ids[r.Found[0]]
		}
		fmt.Fprintf(&b, "%s %-8s rank %-2d grade %d  %-10s %s\n       %s\n", r.Case.ID, r.Case.Type, r.Rank, r.Grade, r.Outcome, r.Case.Question, first)
	}
	return b.String()
}

// blockIDs are the IDs of the starter notes' blocks by FILE:LINE.
func blockIDs(t *testing.T) map[string]string {
	t.Helper()
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	ids := make(map[string]string)
	for _, n := range notes {
		for _, b := range n.Blocks {
			ids[b.File+":"+strconv.Itoa(b.Line)] = b.ID
		}
	}
	return ids
}
