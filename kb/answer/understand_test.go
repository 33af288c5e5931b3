package answer

import (
	"os"
	"slices"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/search"
)

// inventedIndex indexes notes on products that do not exist.
func inventedIndex(tb testing.TB) *search.Index {
	tb.Helper()
	notes, err := kb.Load(os.DirFS("testdata/invented"))
	if err != nil {
		tb.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		tb.Fatal(err)
	}
	return index
}

func TestUnderstand(t *testing.T) {
	snap := inventedIndex(t).Snapshot()
	tests := []struct {
		question string
		kind     kb.Kind // most wanted first; empty for none
		words    string  // to look for
		sides    string
	}{
		{"what is zephlin?", kb.Definition, "zephlin", ""},
		{"zephlin", "", "zephlin", ""},
		{"drawbacks of quorvex", kb.Cons, "quorvex", ""},
		{"what sucks about quorvex", kb.Cons, "quorvex", ""},
		{"why do people hate quorvex", kb.Why, "quorvex", ""},
		{"why would anyone use zephlin", kb.Why, "zephlin", ""},
		{"in which cases would you pick zephlin", kb.UseCase, "zephlin", ""},
		{"should we use quorvex", kb.UseCase, "quorvex", ""},
		{"is it ok to use quorvex", kb.UseCase, "quorvex", ""},
		{"what happens if zephlin dies", kb.Causation, "zephlin dies", ""},
		{"anything to watch out for with quorvex", kb.Caveat, "quorvex", ""},
		{"best way to size lanes", kb.Tip, "size lanes", ""},
		{"how come zephlin", kb.Why, "zephlin", ""},
		{"explain zephlin with an analogy", kb.Explanation, "zephlin", ""},
		{"zephlin vs quorvex", kb.Comparison, "zephlin quorvex", "zephlin | quorvex"},
		{"zephlin, quorvex or snapvault for archives", kb.Comparison, "zephlin quorvex snapvault archives", "zephlin | quorvex | snapvault"},
		{"compare zephlin, quorvex and snapvault", kb.Comparison, "zephlin quorvex snapvault", "zephlin | quorvex | snapvault"},
		{"difference between zephlin and quorvex", kb.Comparison, "zephlin quorvex", "zephlin | quorvex"},
		{"how does zephlin compare to quorvex", kb.Explanation, "zephlin quorvex", "zephlin | quorvex"},
		{"zephlin or quorvex?", kb.Comparison, "zephlin quorvex", "zephlin | quorvex"},
		{"what is better, zephlin or quorvex", kb.Comparison, "zephlin quorvex", "zephlin | quorvex"},
		{"examples", kb.Example, "examples", ""},
		{"zephlin production data", "", "zephlin production data", ""}, // no products
		{"zephlin products", kb.Tool, "zephlin products", ""},
		{"differential zephlin limits", "", "differential zephlin limits", ""}, // no differences, no limitations
		{"what qualifies as zephlin", kb.Definition, "zephlin", ""},
		{"which zephlin strategies are there", kb.Types, "zephlin", ""},
		{"where is zephlin a bad fit", kb.Cons, "zephlin", ""},
		{"rewrite zephlin from scratch", "", "rewrite zephlin scratch", ""}, // not for beginners
	}
	for _, test := range tests {
		q := understand(snap, Parse(test.question))
		var first kb.Kind
		if len(q.asked) > 0 {
			first = q.asked[0]
		}
		var words []string
		for _, w := range q.words {
			words = append(words, w.Word)
		}
		if got := strings.Join(words, " "); first != test.kind || got != test.words || strings.Join(q.names, " | ") != test.sides {
			t.Errorf("%q: asks for %q about %q, sides %q; want %q about %q, sides %q",
				test.question, first, got, strings.Join(q.names, " | "), test.kind, test.words, test.sides)
		}
	}
}

func TestUnderstandForm(t *testing.T) {
	snap := inventedIndex(t).Snapshot()
	tests := []struct {
		question              string
		people, clip, watches bool
		budget                int
		level                 kb.Level
	}{
		{question: "who knows about zephlin", people: true},
		{question: "who wrote on zephlin?", people: true},
		{question: "experts on zephlin", people: true},
		{question: "who is ada brook"},
		{question: "videos on zephlin", clip: true},
		{question: "watch zephlin 15m", clip: true, watches: true, budget: 900},
		{question: "videos on zephlin, 15 minutes", clip: true, budget: 900},
		{question: "talks on zephlin in under half an hour", clip: true, budget: 1800},
		{question: "watch zephlin 1h", clip: true, watches: true, budget: 3600},
		{question: "15 minutes of zephlin"}, // no recording is asked for
		{question: "watch zephlin 99999999999999999999m", clip: true, watches: true},
		{question: "zephlin for beginners", level: kb.Entry},
		{question: "advanced zephlin", level: kb.Advanced},
	}
	for _, test := range tests {
		q := understand(snap, Parse(test.question))
		if q.people != test.people || q.clip != test.clip || q.watches != test.watches || q.budget != test.budget || q.level != test.level {
			t.Errorf("%q: people %t clip %t watches %t budget %d level %q", test.question, q.people, q.clip, q.watches, q.budget, q.level)
		}
		if slices.ContainsFunc(q.words, func(w search.Word) bool { return w.Word == "15m" || w.Word == "minutes" && test.budget > 0 }) {
			t.Errorf("%q looks for its time budget: %v", test.question, q.words)
		}
	}
}

func TestLongQuestionsAreStories(t *testing.T) {
	snap := inventedIndex(t).Snapshot()
	weight := func(question, word string) float64 {
		for _, w := range understand(snap, Parse(question)).words {
			if w.Word == word {
				return w.Weight
			}
		}
		t.Fatalf("%q has no word %q", question, word)
		return 0
	}
	short := weight("zephlin lantern", "lantern")
	long := weight("yesterday our lantern fell on the carpet, somebody cried and then zephlin lost three records of last week", "lantern")
	if long >= short {
		t.Errorf("a word that the notes lack weighs %.2f in a story, %.2f in a short question", long, short)
	}
}

func TestWeigh(t *testing.T) {
	q := understand(inventedIndex(t).Snapshot(), Parse("exceeds 7000 lanterns piece by piece"))
	want := map[string]float64{"exceeds": actWeight, "7000": actWeight, "lanterns": unknownWeight}
	var pieces []float64
	for _, w := range q.words {
		if weight, ok := want[w.Word]; ok && weight != w.Weight {
			t.Errorf("%q weighs %.2f, want %.2f", w.Word, w.Weight, weight)
		}
		if w.Word == "piece" {
			pieces = append(pieces, w.Weight)
		}
	}
	if len(pieces) != 2 || pieces[1] != againWeight {
		t.Errorf(`"piece by piece" weighs %v: want its words once, and kept together`, pieces)
	}
}

// TestWhatIsDoneIsLight holds what is done with a subject to be light after what is asked for, unless it is the subject.
func TestWhatIsDoneIsLight(t *testing.T) {
	snap := inventedIndex(t).Snapshot()
	for question, light := range map[string]bool{
		"what do we gain from stopping quorvex writers": true,
		"drawbacks of stopping quorvex":                 true,
		"stopping quorvex writers":                      false, // nothing is asked for
		"drawbacks of stopping":                         false, // it is the subject
	} {
		q := understand(snap, Parse(question))
		i := slices.IndexFunc(q.words, func(w search.Word) bool { return w.Word == "stopping" })
		if i < 0 || (q.words[i].Weight <= leanerWeight) != light {
			t.Errorf("%q: words %v, want stopping to be light: %t", question, q.words, light)
		}
	}
}

func TestWordsTypedAsOne(t *testing.T) {
	snap := inventedIndex(t).Snapshot()
	for question, want := range map[string]int{"lane-first quorvex": 2, "lane first quorvex": 0, "lane-by-lane-first quorvex": 2} { // lane stands there twice
		if got := understand(snap, Parse(question)).words[0].Joins; got != want {
			t.Errorf("%q: %d words are one, want %d", question, got, want)
		}
	}
}

// TestJudge is about what is believed, by what a block has of a question.
func TestJudge(t *testing.T) {
	answerer := New(inventedIndex(t))
	for question, want := range map[string]Outcome{
		"zephlin":                               Found,
		"zephlyn":                               Found,
		"zephlin grpcweb tunnelling":            None, // terms that the notes lack beside a product that they have
		"kubectl zephlin":                       None,
		"how do i get my train ticket refunded": None,
		"who is zephlin":                        None,
		"who needs zephlin":                     Found,
		"who should stop writers":               Found,
		"who stops writers":                     Found,
		"which day is the zephlin party":        None,
		"who is stopping writers":               None,
		"thanks, the best records ever":         None,
		"thanks! and zephlin?":                  Found,
		"zephlin with laptop and printer":       None,
		"a lot of thanks":                       None,
		"quorvex, zephlin and carrierpigeon":    Found,
		"large record":                          Found,
	} {
		ans, err := answerer.Answer(t.Context(), Parse(question))
		if err != nil {
			t.Fatal(err)
		}
		if ans.Outcome != want && !(want == Found && ans.Outcome == Compared) {
			t.Errorf("%q: %s, want %s", question, ans.Outcome, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	var body kb.Body
	var parts []search.Part
	for _, text := range []string{"leads in", "first", "second", "third"} {
		body = append(body, kb.Paragraph{Text: kb.Inline{{Text: text}}})
		parts = append(parts, search.Part{Size: 10})
	}
	parts[3].Gain = 2
	tests := []struct {
		length int
		want   string
		shown  int
	}{
		{40, "leads in|first|second|third", 4}, {39, "leads in|first|third", 3}, {20, "leads in|third", 2}, {10, "leads in", 1}, {1, "leads in", 1},
	}
	for _, test := range tests {
		short, all, shown := excerpt(body, test.length, parts)
		var texts []string
		for _, e := range short {
			texts = append(texts, kb.Body{e}.Text())
		}
		if got := strings.Join(texts, "|"); got != test.want || all != 4 || shown != test.shown {
			t.Errorf("%d characters: %q, %d of %d", test.length, got, shown, all)
		}
	}
}
