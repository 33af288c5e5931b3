package answer_test

import (
	"slices"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/answer"
)

func ask(tb testing.TB, a *answer.Answerer, req answer.Request) answer.Answer {
	tb.Helper()
	ans, err := a.Answer(tb.Context(), req)
	if err != nil {
		tb.Fatal(err)
	}
	return ans
}

func TestWrittenComparison(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	ans := ask(t, a, answer.Parse("quorvex vs zephlin"))
	if ans.Table == nil || !ans.Table.Written {
		t.Fatalf("table = %+v, want the note's own", ans.Table)
	}
	if want := []string{"Quorvex", "Zephlin"}; !slices.Equal(ans.Table.Sides, want) {
		t.Errorf("columns = %v, want %v: in the order asked", ans.Table.Sides, want)
	}
	row := ans.Table.Rows[1]
	if row.Label != "Largest record" || row.Cells[0].Body.Text() != "<300kB" || row.Cells[1].Body.Text() != "<2MB" {
		t.Errorf("row = %+v", row)
	}
	var sides []string
	for _, s := range ans.Snippets[1:3] {
		sides = append(sides, s.Side+" "+string(s.Block.Kind))
	}
	if want := []string{"Quorvex use-case", "Zephlin use-case"}; !slices.Equal(sides, want) {
		t.Errorf("after the lead come %v, want %v", sides, want)
	}
}

func TestComposedComparison(t *testing.T) {
	ans := ask(t, newAnswerer(t, "testdata/invented"), answer.Parse("compare snapvault and quorvex"))
	if ans.Outcome != answer.Compared || ans.Table == nil || ans.Table.Written {
		t.Fatalf("outcome %s, table %+v, want one composed of blocks", ans.Outcome, ans.Table)
	}
	cells := make(map[string][2]string)
	for _, row := range ans.Table.Rows {
		var ids [2]string
		for i, cell := range row.Cells {
			if cell.Snippet != nil {
				ids[i] = cell.Snippet.Block.ID[strings.LastIndexByte(cell.Snippet.Block.ID, '/')+1:]
			}
		}
		cells[row.Label] = ids
	}
	for label, want := range map[string][2]string{
		"definition": {"snapvault:intro-definition.1", "quorvex:intro-definition.1"},
		"why":        {"snapvault:why.1", ""},
		"pros":       {"", "quorvex:pros.1"},
		"warning":    {"", "quorvex:warning.1"},
	} {
		if cells[label] != want {
			t.Errorf("row %s = %q, want %q", label, cells[label], want)
		}
	}
}

func TestMissingSide(t *testing.T) {
	ans := ask(t, newAnswerer(t, "testdata/invented"), answer.Parse("zephlin vs carrierpigeon"))
	if ans.Outcome != answer.Found || !slices.Equal(ans.Missing, []string{"carrierpigeon"}) || !slices.Equal(ans.Subjects, []string{"Zephlin"}) {
		t.Errorf("outcome %s, missing %v, subjects %v", ans.Outcome, ans.Missing, ans.Subjects)
	}
	if ans.Table != nil {
		t.Error("a table of one side")
	}
}

func TestNone(t *testing.T) {
	ans := ask(t, newAnswerer(t, "testdata/invented"), answer.Parse("zephlin gpu scheduling quota"))
	if ans.Outcome != answer.None || len(ans.Snippets) > 0 {
		t.Fatalf("outcome %s with %d snippets, want none", ans.Outcome, len(ans.Snippets))
	}
	if len(ans.Suggestions) == 0 || ans.Suggestions[0].Topic[len(ans.Suggestions[0].Topic)-1] != "Zephlin" {
		t.Errorf("suggestions = %v, want Zephlin first", ans.Suggestions)
	}
}

func TestFilters(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	tests := []struct {
		question string
		want     []string // ends of IDs, in order
	}{
		{`author:"ada brook"`, []string{"zephlin:intro-definition.1", "zephlin:explanation.1"}},
		{"kind:pros", []string{"zephlin:pros.1", "quorvex:pros.1"}},
		{"kind:pros topic:quorvex", []string{"quorvex:pros.1"}},
		{"tag:MEMORY", []string{"quorvex:warning.1"}},
		{"topic:quorvex level:entry kind:warning", nil},
		{"quorvex kind:cons", []string{"quorvex:cons.1"}},
		{"quorvex level:entry kind:warning", nil},
		{"author:nobody", nil},
	}
	for _, test := range tests {
		ans := ask(t, a, answer.Parse(test.question))
		var got []string
		for _, s := range ans.Snippets {
			got = append(got, s.Block.ID[strings.LastIndexByte(s.Block.ID, '/')+1:])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: %v, want %v", test.question, got, test.want)
		}
		if (ans.Outcome == answer.None) != (len(test.want) == 0) {
			t.Errorf("%q: outcome %s", test.question, ans.Outcome)
		}
	}
}

func TestFiltersAloneCountAll(t *testing.T) {
	req := answer.Parse("kind:pros")
	req.Limit = 1
	if ans := ask(t, newAnswerer(t, "testdata/invented"), req); ans.Total != 2 || len(ans.Snippets) != 1 {
		t.Errorf("%d of %d, want 1 of 2", len(ans.Snippets), ans.Total)
	}
}

func TestLevel(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	req := answer.Parse("quorvex gotchas")
	req.Level = kb.Medium
	for _, s := range ask(t, a, req).Snippets {
		if s.Block.Level > kb.Medium {
			t.Errorf("%s of level %s was shown to a reader of level medium", s.Block.ID, s.Block.Level)
		}
	}
}

func TestEmptyQuestion(t *testing.T) {
	ans := ask(t, newAnswerer(t, "testdata/invented"), answer.Request{})
	if ans.Outcome != answer.Topics || len(ans.Suggestions) == 0 {
		t.Errorf("outcome %s with %d suggestions, want the topics", ans.Outcome, len(ans.Suggestions))
	}
}

func TestNoNotes(t *testing.T) {
	a := newAnswerer(t, t.TempDir())
	for _, question := range []string{"", "kafka", "a vs b", "kind:pros", "<!channel>"} {
		ans := ask(t, a, answer.Parse(question))
		if len(ans.Snippets) > 0 || ans.Outcome != answer.None && ans.Outcome != answer.Topics {
			t.Errorf("%q of no notes: %s with %d snippets", question, ans.Outcome, len(ans.Snippets))
		}
	}
}

func FuzzAnswer(f *testing.F) {
	for _, s := range []string{"zephlin vs quorvex", "<!channel>", "a, b or c for x", "vs", "vs vs vs", "zephlyn", "什么是 zephlin", ",,,", "or",
		"difference between", "compare", strings.Repeat("zephlin ", 600), "\x00\xff", "who", "kind:pros kind:cons"} {
		f.Add(s, "")
	}
	f.Add("and the cons?", "Zephlin")
	a := newAnswerer(f, "testdata/invented")
	f.Fuzz(func(t *testing.T, question, context string) {
		req := answer.Parse(question)
		req.Context = context
		ans := ask(t, a, req)
		if len(ans.Snippets) > answer.DefaultLimit {
			t.Errorf("%d snippets", len(ans.Snippets))
		}
		if ans.Outcome == answer.None && len(ans.Snippets) > 0 || ans.Outcome == answer.Found && len(ans.Snippets) == 0 {
			t.Errorf("outcome %s with %d snippets", ans.Outcome, len(ans.Snippets))
		}
		for _, s := range ans.Snippets {
			if s.Shown > s.Parts {
				t.Errorf("%d of %d parts", s.Shown, s.Parts)
			}
		}
	})
}
