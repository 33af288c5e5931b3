package answer_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// answererOf answers from one note.
func answererOf(tb testing.TB, note string) *answer.Answerer {
	tb.Helper()
	notes, err := kb.Load(fstest.MapFS{"a.md": {Data: []byte(note)}})
	if err != nil {
		tb.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		tb.Fatal(err)
	}
	return answer.New(index)
}

func ends(ans answer.Answer) []string {
	var ids []string
	for _, s := range ans.Snippets {
		ids = append(ids, s.Block.ID[strings.LastIndexByte(s.Block.ID, '/')+1:])
	}
	return ids
}

func TestPeople(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	for _, question := range []string{"who knows about zephlin?", "who wrote about zephlin", "experts on zephlin"} {
		ans := ask(t, a, answer.Parse(question))
		if len(ans.People) != 1 {
			t.Errorf("%q: people %v, want Ada Brook", question, ans.People)
			continue
		}
		p := ans.People[0]
		if p.Name != "Ada Brook" || p.Blocks != 2 || !slices.Equal(p.Kinds, []kb.Kind{kb.Definition, kb.Explanation}) {
			t.Errorf("%q: %+v", question, p)
		}
		if got := ends(ans); len(got) != 2 {
			t.Errorf("%q shows %v, want what she wrote", question, got)
		}
	}
	for _, question := range []string{"who knows about quorvex", "who knows about umbrellas"} {
		if ans := ask(t, a, answer.Parse(question)); ans.Outcome != answer.None || len(ans.People) > 0 {
			t.Errorf("%q: %s, people %v, want none: nobody signed", question, ans.Outcome, ans.People)
		}
	}
}

// A block of the kind that a word asks for has that word, although it does not say it: "cache metrics" are those of the cache, and not what
// says "metric" somewhere.
func TestWordsThatAskForAKind(t *testing.T) {
	a := answererOf(t, `# Systems

## Zephlin

###### {"semantic":"intro-definition", "tags":"zephlin"}

A zephlin keeps copies near to whoever asks again.

###### {"semantic":"metrics", "tags":"zephlin"}

Watch the miss ratio: it is the load that the store gets.

## Quorvex

###### {"semantic":"tip"}

Look at the metrics of a quorvex and of a zephlin once a day.
`)
	for _, question := range []string{"zephlin metrics", "how do I measure a zephlin?"} {
		if got := ends(ask(t, a, answer.Parse(question))); len(got) == 0 || got[0] != "zephlin:metrics.1" {
			t.Errorf("%q is answered with %v", question, got)
		}
	}
}

const films = `# Films

## Zephlin

###### {"semantic":"explanation", "mastery":"advanced", "source-link":"https://youtu.be/a", "time-period":"00:00:00 - 00:04:00"}

Insides

###### {"semantic":"explanation", "source-link":"https://youtu.be/b", "time-period":"00:10:00 - 00:18:00"}

First steps

###### {"semantic":"example", "source-link":"https://youtu.be/c", "time-period":"00:01:00"}

No end is known

###### {"semantic":"pros", "source-link":"https://youtu.be/d", "time-period":"00:00:30 - 00:03:30"}

Three minutes

###### {"semantic":"cons"}

No recording of this one.
`

func TestWatch(t *testing.T) {
	a := answererOf(t, films)
	tests := []struct {
		question string
		want     []string
		watch    answer.Watch
	}{
		{"videos on zephlin, 15 minutes", []string{"zephlin:explanation.2", "zephlin:pros.1", "zephlin:explanation.1"}, answer.Watch{Total: 900, Budget: 900, Left: 1}},
		{"watch zephlin 12m", []string{"zephlin:explanation.2", "zephlin:pros.1"}, answer.Watch{Total: 660, Budget: 720, Left: 2}},
		{"watch zephlin", []string{"zephlin:explanation.2", "zephlin:example.1", "zephlin:pros.1", "zephlin:explanation.1"}, answer.Watch{Total: 900}},
		{"watch zephlin 1m", []string{"zephlin:example.1", "zephlin:pros.1", "zephlin:explanation.1", "zephlin:explanation.2"}, answer.Watch{Budget: 60, Left: 4}},
	}
	for _, test := range tests {
		ans := ask(t, a, answer.Parse(test.question))
		if got := ends(ans); ans.Watch == nil || *ans.Watch != test.watch || !slices.Equal(got, test.want) {
			t.Errorf("%q: %+v of %v, want %+v of %v", test.question, ans.Watch, got, test.watch, test.want)
		}
		for _, s := range ans.Snippets {
			if len(s.Moments) == 0 || !s.Moments[0].Exact {
				t.Errorf("%q: %s has no deep link", test.question, s.Block.ID)
			}
		}
	}
}

func TestFollowUps(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	tests := []struct{ context, question, want string }{
		{"Zephlin", "and the cons?", "zephlin:cons.1"},
		{"Zephlin", "vs quorvex?", "carriers:comparison.1"},
		{"Zephlin", "compared to quorvex?", "carriers:comparison.1"},
		{"Zephlin", "or quorvex?", "carriers:comparison.1"},
		{"Quorvex", "when?", "quorvex:use-case.1"},
		{"Zephlin", "what about quorvex drawbacks", "quorvex:cons.1"},
		{"Quorvex", "simpler", "quorvex:intro-definition.1"},
		{"Quorvex", "deeper", "quorvex:warning.1"},
		{"Zephlin", "any video?", "zephlin:explanation.1"},
		{"Snapvault", "why?", "snapvault:why.1"},
		{"Quorvex", "is it worth it?", "quorvex:use-case.1"},
		{"Quorvex", "anything to watch out for?", "quorvex:warning.1"},
		{"Zephlin", "who knows about it?", "zephlin:intro-definition.1"},
		{"Zephlin", "what about snapvault?", "snapvault:intro-definition.1"},
	}
	for _, test := range tests {
		req := answer.Parse(test.question)
		req.Context = test.context
		if id := firstID(ask(t, a, req)); !strings.HasSuffix(id, "/"+test.want) {
			t.Errorf("%q about %s: %s, want %s", test.question, test.context, id, test.want)
		}
	}
}

// After a comparison, what goes on with it compares, and what names a subject of its own does not.
func TestFollowUpsOfAComparison(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	for question, want := range map[string]answer.Outcome{
		"and the cons?": answer.Compared, "simpler": answer.Compared, "vs snapvault?": answer.Compared, "what is snapvault?": answer.Found,
	} {
		req := answer.Parse(question)
		req.Context = "Zephlin vs Quorvex"
		ans := ask(t, a, req)
		if ans.Outcome != want || want == answer.Compared && (len(ans.Subjects) < 2 || ans.Subjects[0] != "Zephlin" || ans.Subjects[1] != "Quorvex") {
			t.Errorf("%q: %s of %v, want %s", question, ans.Outcome, ans.Subjects, want)
		}
	}
}

// Who asks for a recording while two things are compared is shown recordings, and not what each is for.
func TestRecordingsOfAComparison(t *testing.T) {
	req := answer.Parse("any video?")
	req.Context = "Zephlin vs Quorvex"
	ans := ask(t, newAnswerer(t, "testdata/invented"), req)
	for _, s := range ans.Snippets {
		if len(s.Moments) == 0 {
			t.Errorf("%s has no recording", s.Block.ID)
		}
	}
	if len(ans.Snippets) == 0 {
		t.Errorf("nothing is shown: %s", ans.Outcome)
	}
}

func TestManySides(t *testing.T) {
	a := newAnswerer(t, "testdata/invented")
	for _, question := range []string{"zephlin, quorvex or snapvault for archives", "compare zephlin, quorvex and snapvault", "zephlin vs quorvex vs snapvault"} {
		ans := ask(t, a, answer.Parse(question))
		if ans.Outcome != answer.Compared || !slices.Equal(ans.Subjects, []string{"Zephlin", "Quorvex", "Snapvault"}) || ans.Table == nil {
			t.Errorf("%q: %s of %v, table %t", question, ans.Outcome, ans.Subjects, ans.Table != nil)
			continue
		}
		empty := 0
		for _, row := range ans.Table.Rows {
			if len(row.Cells) != 3 {
				t.Errorf("%q: row %s has %d cells", question, row.Label, len(row.Cells))
			}
			for _, cell := range row.Cells {
				if cell.Body.Empty() != (cell.Snippet == nil) {
					t.Errorf("%q: row %s: a cell with text of no block, or of a block with none", question, row.Label)
				}
				if cell.Body.Empty() {
					empty++
				}
			}
		}
		if empty == 0 {
			t.Errorf("%q: no empty cell, though nobody wrote on the cons of Snapvault", question)
		}
	}
}

func TestManySidesOneMissing(t *testing.T) {
	ans := ask(t, newAnswerer(t, "testdata/invented"), answer.Parse("zephlin vs quorvex vs carrierpigeon"))
	if !slices.Equal(ans.Missing, []string{"carrierpigeon"}) || ans.Table == nil || !ans.Table.Written {
		t.Errorf("missing %v, table %+v: want the note's own table of the two that it has", ans.Missing, ans.Table)
	}
}

func TestListOfTopics(t *testing.T) {
	ans := ask(t, newAnswerer(t, "testdata/invented"), answer.Parse("cons of zephlin and quorvex"))
	if ans.Outcome != answer.Compared || !slices.Contains(ends(ans)[:3], "zephlin:cons.1") || !slices.Contains(ends(ans)[:3], "quorvex:cons.1") {
		t.Errorf("%s of %v, want the cons of both", ans.Outcome, ends(ans))
	}
}

func TestColumnsOfABiggerTable(t *testing.T) {
	a := answererOf(t, "# Carriers\n\n###### {\"semantic\":\"comparison\"}\n\n| | Ash | Birch | Cedar |\n|---|---|---|---|\n| Weight | 1 | 2 | 3 |\n| Colour | a | | c |\n")
	ans := ask(t, a, answer.Parse("cedar vs birch"))
	if ans.Table == nil || !slices.Equal(ans.Table.Sides, []string{"Cedar", "Birch"}) {
		t.Fatalf("table %+v, want the columns asked for", ans.Table)
	}
	if row := ans.Table.Rows[1]; row.Cells[0].Body.Text() != "c" || !row.Cells[1].Body.Empty() {
		t.Errorf("row %+v", row)
	}
}

func TestSidesInsideBlocks(t *testing.T) {
	a := answererOf(t, "# Queues\n\n## Delivery\n\nAn eager carrier sends at once. A patient carrier waits for a full cart.\n\n## Other\n\nNothing here.\n")
	ans := ask(t, a, answer.Parse("eager vs patient carrier"))
	if ans.Outcome != answer.Compared || !strings.Contains(firstID(ans), "delivery") {
		t.Errorf("%s led by %s", ans.Outcome, firstID(ans))
	}
}

func TestWideSubject(t *testing.T) {
	var note strings.Builder
	note.WriteString("# Systems\n\n## Messaging\n\n")
	for _, name := range []string{"Ash", "Birch", "Cedar"} {
		note.WriteString("### " + name + "\n\n")
		for _, kind := range []string{"pros", "cons", "use-case"} {
			note.WriteString("###### {\"semantic\":\"" + kind + "\"}\n\nSomething about it.\n\n")
		}
	}
	a := answererOf(t, note.String())
	ans := ask(t, a, answer.Parse("messaging"))
	if ans.Outcome != answer.Topics || len(ans.Suggestions) != 3 || ans.Suggestions[0].Blocks != 3 {
		t.Errorf("%s with %v, want the three topics below", ans.Outcome, ans.Suggestions)
	}
	if ans := ask(t, a, answer.Parse("pros of messaging")); ans.Outcome != answer.Found {
		t.Errorf("pros of a wide subject: %s", ans.Outcome)
	}
	direct := strings.Replace(note.String(), "## Messaging\n", "## Messaging\n\nWhat sends.\n", 1)
	if ans := ask(t, answererOf(t, direct), answer.Parse("messaging")); ans.Outcome != answer.Found || len(ans.Snippets) == 0 || len(ans.Snippets[0].Block.Topic) != 2 {
		t.Errorf("a subject with a block of its own: %s led by %s", ans.Outcome, firstID(ans))
	}
}

// Two sides that one topic speaks of have no columns of their own.
func TestSidesOfOneTopic(t *testing.T) {
	a := answererOf(t, "# Stores\n\n## Ash and birch\n\n###### {\"semantic\":\"diff\"}\n\nAsh is hard, birch is soft.\n\n###### {\"semantic\":\"tool\"}\n\nA saw.\n")
	ans := ask(t, a, answer.Parse("birch vs ash"))
	if ans.Outcome != answer.Compared || ans.Table != nil || !strings.HasSuffix(firstID(ans), "ash-and-birch:diff.1") {
		t.Errorf("%s led by %s, table %+v", ans.Outcome, firstID(ans), ans.Table)
	}
}

func TestSectionsAreNoSubjects(t *testing.T) {
	a := answererOf(t, "# Use Ash\n\n## Status\n\nAccepted.\n\n## Decision\n\nWe take ash, since birch is soft.\n")
	if ans := ask(t, a, answer.Parse("the decision on ash")); slices.Contains(ans.Subjects, "Decision") {
		t.Errorf("subjects %v", ans.Subjects)
	}
}

// A side that the notes have, of which there is no recording, is not one that they lack; and nothing is compared with a comparison.
func TestSidesThatAreThere(t *testing.T) {
	a := answererOf(t, "# Brokers\n\n## Ash\n\n###### {\"semantic\":\"explanation\", \"source-link\":\"https://www.youtube.com/watch?v=abc\", "+
		"\"time-period\":\"00:00:10 - 00:00:40\"}\n\nHow Ash stores records.\n\n## Birch\n\n###### {\"semantic\":\"intro-definition\"}\n\nBirch routes records.\n\n"+
		"## Queue vs topic\n\n###### {\"semantic\":\"comparison\"}\n\nAsh is a topic, Birch is a queue: Queue vs topic.\n")
	ans := ask(t, a, answer.Parse("ash vs birch video"))
	if len(ans.Missing) > 0 || len(ans.Snippets) == 0 || len(ans.Snippets[0].Moments) == 0 {
		t.Errorf("%s, missing %v, %v", ans.Outcome, ans.Missing, ends(ans))
	}
	req := answer.Parse("ash")
	req.Onward = true
	if ans := ask(t, a, req); ans.Onward == nil || !slices.Equal(ans.Onward.Compare, []string{"Birch"}) {
		t.Errorf("leads on to %+v, want a comparison with Birch alone", ans.Onward)
	}
}
