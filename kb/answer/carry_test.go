package answer_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// answering answers from notes written out, by file name.
func answering(tb testing.TB, notes map[string]string) *answer.Answerer {
	tb.Helper()
	var parsed []*kb.Note
	for file, text := range notes {
		parsed = append(parsed, kb.Parse(file, []byte(text)))
	}
	index, err := search.NewIndex(parsed)
	if err != nil {
		tb.Fatal(err)
	}
	return answer.New(index)
}

// carry is an answer's request after its way through a button.
func carry(tb testing.TB, ans answer.Answer) answer.Request {
	tb.Helper()
	req, ok := ans.Carry()
	if !ok {
		tb.Fatalf("%q cannot be carried: %s, %d snippets", ans.Question, ans.Outcome, len(ans.Snippets))
	}
	j, err := json.Marshal(req)
	if err != nil {
		tb.Fatal(err)
	}
	if n := len(utf16.Encode([]rune(string(j)))); n > answer.MaxCarried {
		tb.Errorf("%d characters", n)
	}
	back, err := answer.ParseCarried(string(j))
	if err != nil {
		tb.Fatal(err)
	}
	if !reflect.DeepEqual(back, req) {
		tb.Errorf("%+v came back as %+v", req, back)
	}
	return back
}

func ids(ans answer.Answer) []string {
	var list []string
	for _, s := range ans.Snippets {
		list = append(list, s.Block.ID)
	}
	return list
}

// Whatever the notes have an answer to is carried and given again.
func TestCarryGivesTheAnswerAgain(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	for _, question := range []string{
		"zephlin vs quorvex", "compare snapvault and quorvex", "what is zephlin?", "drawbacks of quorvex", "when should I use quorvex",
		"zephlyn lane layout", "zephlin vs carrierpigeon", "quorvex kind:cons", "kind:pros", `author:"ada brook"`, "quorvex gotchas level:medium",
		"quorvex vs zephlin kind:pros", "who wrote about zephlin", "what to watch on zephlin in 5 minutes", "zephlin vs quorvex vs carrierpigeon",
	} {
		t.Run(question, func(t *testing.T) {
			first := ask(t, a, answer.Parse(question))
			req := carry(t, first)
			if j, _ := json.Marshal(req); strings.Contains(string(j), "zephlyn") {
				t.Errorf("carries what was typed: %s", j)
			}
			again := ask(t, a, req)
			if again.Outcome != first.Outcome || again.Gone != 0 || again.Total != first.Total || again.Level != first.Level {
				t.Errorf("%s, %d gone, total %d, level %s; was %s, total %d, level %s",
					again.Outcome, again.Gone, again.Total, again.Level, first.Outcome, first.Total, first.Level)
			}
			if !slices.Equal(ids(again), ids(first)) {
				t.Errorf("blocks %v\nwere %v", ids(again), ids(first))
			}
			if !slices.Equal(again.Subjects, first.Subjects) {
				t.Errorf("subjects %q, were %q", again.Subjects, first.Subjects)
			}
			if !reflect.DeepEqual(again.Missing, first.Missing) || !reflect.DeepEqual(again.People, first.People) || !reflect.DeepEqual(again.Watch, first.Watch) {
				t.Errorf("beside %v %v %v, was %v %v %v", again.Missing, again.People, again.Watch, first.Missing, first.People, first.Watch)
			}
			if got, want := tableText(again.Table), tableText(first.Table); got != want {
				t.Errorf("table\n%swas\n%s", got, want)
			}
			for i := range again.Snippets {
				if first.Outcome == answer.Compared && again.Snippets[i].Side != first.Snippets[i].Side {
					t.Errorf("%s is of side %q, was of %q", again.Snippets[i].Block.ID, again.Snippets[i].Side, first.Snippets[i].Side)
				}
			}
		})
	}
}

func tableText(t *answer.Table) string {
	if t == nil {
		return "none\n"
	}
	var b strings.Builder
	fmt.Fprintln(&b, t.Written, t.Sides)
	for _, row := range t.Rows {
		fmt.Fprint(&b, row.Label)
		for _, c := range row.Cells {
			fmt.Fprintf(&b, " | %s", c.Body.Text())
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

// The same on notes that people wrote, for all the questions there are.
func TestCarryOnFrozenQuestions(t *testing.T) {
	a := newAnswerer(t, "testdata/frozen")
	carried := 0
	for _, c := range readCases(t, "testdata/frozen/questions.jsonl") {
		first := ask(t, a, answer.Parse(c.Question))
		if _, ok := first.Carry(); !ok {
			if len(first.Snippets) > 0 {
				t.Errorf("%q cannot be carried", c.Question)
			}
			continue
		}
		carried++
		again := ask(t, a, carry(t, first))
		if len(again.People) != len(first.People) || (again.Watch == nil) != (first.Watch == nil) || !slices.Equal(again.Missing, first.Missing) {
			t.Errorf("%q: beside %v %v %v, was %v %v %v", c.Question, again.Missing, again.People, again.Watch, first.Missing, first.People, first.Watch)
		}
		if again.Outcome != first.Outcome || again.Gone != 0 || tableText(again.Table) != tableText(first.Table) {
			t.Errorf("%q: %s with table %swas %s with table %s", c.Question, again.Outcome, tableText(again.Table), first.Outcome, tableText(first.Table))
		}
		got, want := ids(again), ids(first)
		if len(got) < min(5, len(want)) || !slices.Equal(got, want[:min(len(got), len(want))]) {
			t.Errorf("%q: blocks %v\nwere %v", c.Question, got, want)
		}
	}
	if carried < 50 {
		t.Errorf("only %d questions were answered", carried)
	}
}

func TestCarryNothing(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	for _, question := range []string{"", "zephlin gpu scheduling quota", "author:nobody"} {
		if req, ok := ask(t, a, answer.Parse(question)).Carry(); ok {
			t.Errorf("%q is carried as %+v", question, req)
		}
	}
}

const belts = `# Belts

## Norvex

###### {"semantic":"pros"}

Runs without oil.

###### {"semantic":"cons"}

Squeaks in the cold.
`

// What becomes of an answer's block when the notes change under it.
func TestCarriedBlockChanges(t *testing.T) {
	const pros, cons = "belts.md#belts/norvex:pros.1", "belts.md#belts/norvex:cons.1"
	first := ask(t, answering(t, map[string]string{"belts.md": belts}), answer.Parse("pros of norvex"))
	if !slices.Equal(ids(first), []string{pros, cons}) {
		t.Fatalf("found %v", ids(first))
	}
	req := carry(t, first)
	before := "## Norvex\n\n###### {\"semantic\":\"pros\"}\n\nIs cheap.\n"
	tests := map[string]struct {
		notes map[string]string
		want  []string // IDs
		says  string   // the first block
		gone  int
	}{
		"moved to another file": {map[string]string{"drives.md": belts},
			[]string{"drives.md#belts/norvex:pros.1", "drives.md#belts/norvex:cons.1"}, "Runs without oil.", 0},
		"topic renamed": {map[string]string{"belts.md": strings.ReplaceAll(belts, "Norvex", "Norvex 2")},
			[]string{"belts.md#belts/norvex-2:pros.1", "belts.md#belts/norvex-2:cons.1"}, "Runs without oil.", 0},
		"another before it": {map[string]string{"belts.md": strings.Replace(belts, "## Norvex\n", before, 1)},
			[]string{"belts.md#belts/norvex:pros.2", cons}, "Runs without oil.", 0},
		"edited": {map[string]string{"belts.md": strings.Replace(belts, "without oil", "with little oil", 1)},
			[]string{pros, cons}, "Runs with little oil.", 0},
		"one gone": {map[string]string{"belts.md": belts[:strings.LastIndex(belts, "######")]}, []string{pros}, "Runs without oil.", 1},
		"moved, with a copy in another file": {map[string]string{"a.md": belts, "belts.md": strings.ReplaceAll(belts, "Norvex", "Norvex 2")},
			[]string{"belts.md#belts/norvex-2:pros.1", "belts.md#belts/norvex-2:cons.1"}, "Runs without oil.", 0},
		"all gone, asked anew": {map[string]string{"b.md": "# Belts\n\n## Norvex\n\n###### {\"semantic\":\"pros\"}\n\nNever tears.\n"},
			[]string{"b.md#belts/norvex:pros.1"}, "Never tears.", 2},
		"all gone, nothing left": {map[string]string{"c.md": "# Cups\n\nAre round.\n"}, nil, "", 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			again := ask(t, answering(t, test.notes), req)
			if !slices.Equal(ids(again), test.want) || again.Gone != test.gone {
				t.Errorf("%v, %d gone; want %v, %d", ids(again), again.Gone, test.want, test.gone)
			}
			switch {
			case len(test.want) == 0 && again.Outcome != answer.None:
				t.Errorf("outcome %s", again.Outcome)
			case len(test.want) > 0 && (again.Outcome != answer.Found || again.Snippets[0].Body.Text() != test.says):
				t.Errorf("%s: %+v", again.Outcome, again.Snippets)
			}
		})
	}
}

// With no subject there is nothing to ask anew.
func TestCarriedAllGoneWithoutSubjects(t *testing.T) {
	ans := ask(t, newAnswerer(t, "testdata/invented"), answer.Request{Kinds: []kb.Kind{kb.Pros}, Blocks: []answer.Ref{{"x.md#x:pros.1", "0"}, {"", ""}}})
	if ans.Outcome != answer.None || ans.Gone != 2 || len(ans.Suggestions) == 0 {
		t.Errorf("%s, %d gone, suggestions %v", ans.Outcome, ans.Gone, ans.Suggestions)
	}
}

// A comparison whose table is gone is composed of the sides, and one whose blocks are all gone is asked anew.
func TestCarriedComparisonChanges(t *testing.T) {
	text, err := os.ReadFile("testdata/invented/transport.md")
	if err != nil {
		t.Fatal(err)
	}
	first := ask(t, answering(t, map[string]string{"transport.md": string(text)}), answer.Parse("quorvex vs zephlin"))
	req := carry(t, first)
	if !first.Table.Written || !slices.Equal(req.Subjects, []string{"Quorvex", "Zephlin"}) {
		t.Fatalf("written %v, sides %v", first.Table.Written, req.Subjects)
	}

	without := answering(t, map[string]string{"transport.md": strings.Replace(string(text), "| Largest record", "| *", 1)})
	if again := ask(t, without, req); again.Gone != 0 || !again.Table.Written || again.Table.Rows[1].Label == "Largest record" {
		t.Errorf("%d gone after the table was edited, %s", again.Gone, tableText(again.Table))
	}

	var rest []string
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "|") && !strings.Contains(line, `"comparison"`) {
			rest = append(rest, line)
		}
	}
	again := ask(t, answering(t, map[string]string{"transport.md": strings.Join(rest, "")}), req)
	if again.Outcome != answer.Compared || again.Gone != 1 || again.Table == nil || again.Table.Written {
		t.Errorf("%s, %d gone, %s", again.Outcome, again.Gone, tableText(again.Table))
	}

	req.Blocks = []answer.Ref{{"gone.md#x:pros.1", "0"}}
	again = ask(t, answering(t, map[string]string{"transport.md": string(text)}), req)
	if again.Gone != 1 || !slices.Equal(ids(again), ids(first)) || tableText(again.Table) != tableText(first.Table) {
		t.Errorf("asked anew: %d gone, %v", again.Gone, ids(again))
	}
}

// However long IDs are, the request fits, and has as many of them as it can.
func TestCarryIsBounded(t *testing.T) {
	ans := answer.Answer{Outcome: answer.Found, Subjects: []string{"Kafka"}, Kinds: []kb.Kind{kb.Pros}}
	for i := range 50 {
		id := fmt.Sprintf("%0*d", kb.MaxID, i)
		ans.Snippets = append(ans.Snippets, answer.Snippet{Block: &kb.Block{ID: id, Rev: "0123456789abcdef", Topic: []string{"T"}}})
	}
	req := carry(t, ans)
	if n := len(req.Blocks); n != 8 || req.Blocks[0].ID != ans.Snippets[0].Block.ID {
		t.Errorf("%d blocks carried, want the first 8", n)
	}
	ans.Subjects = []string{strings.Repeat("long ", 390)}
	if _, ok := ans.Carry(); ok {
		t.Error("carried without any block")
	}
	ans.Outcome = answer.Compared
	if _, ok := ans.Carry(); ok {
		t.Error("a comparison is carried without any block")
	}
}

func TestParseCarried(t *testing.T) {
	for _, text := range []string{
		"", "null", "{}", "[]", "x", `{"q":"kafka"}`, `{"subjects":["a"],"context":"b"}`, `{"subjects":["a"],"level":4}`, `{"subjects":["a"],"level":-1}`,
		`{"subjects":["a","b","c","d","e","f"]}`, `{"blocks":"x"}`, `{"blocks":[{"id":"` + strings.Repeat("x", answer.MaxCarried) + `"}]}`, `{"subjects":["a"]}}`,
		`{"subjects":["a"],"beside":{"missing":["b","c","d","e","f"]}}`, `{"subjects":["a"],"beside":{"watch":{"Left":-1}}}`,
	} {
		if r, err := answer.ParseCarried(text); err == nil {
			t.Errorf("%.60q is read as %+v", text, r)
		} else if strings.Contains(err.Error(), "kafka") {
			t.Errorf("%v quotes it", err)
		}
	}
	later := `{"subjects":["a","b"],"mood":"later builds may say more"}`
	if r, err := answer.ParseCarried(later); err != nil || !slices.Equal(r.Subjects, []string{"a", "b"}) {
		t.Errorf("%+v, %v", r, err)
	}
}

// Whatever a button says, asking it does no harm, and what it gives can be carried again.
func FuzzParseCarried(f *testing.F) {
	a := newAnswerer(f, "testdata/invented")
	for _, q := range []string{"zephlin vs quorvex", "drawbacks of quorvex", "kind:pros", "quorvex level:entry"} {
		j, err := json.Marshal(carry(f, ask(f, a, answer.Parse(q))))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(j))
	}
	f.Add(`{"subjects":["!!!","",",,"],"blocks":[{"id":".","rev":""},{"id":"transport.md#haulage-of-records/carriers/zephlin:cons.1"}]}`)
	f.Add(`{"subjects":["a","\u0000"],"kinds":["<!channel>"],"level":3,"limit":-1,"blocks":[{}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		req, err := answer.ParseCarried(text)
		if err != nil {
			return
		}
		sameJSON(t, req)
		ans := ask(t, a, req)
		if ans.Gone > len(req.Blocks) {
			t.Errorf("%d of %d gone", ans.Gone, len(req.Blocks))
		}
		if _, ok := ans.Carry(); !ok {
			return
		}
		if again := ask(t, a, carry(t, ans)); again.Gone != 0 || again.Outcome != ans.Outcome {
			t.Errorf("%s with %d gone, was %s", again.Outcome, again.Gone, ans.Outcome)
		}
	})
}
