package bot

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"archbot/kb"
	"archbot/kb/answer"
)

// Bounds of the search for examples.
const (
	exampleTopics = 2000                   // looked at
	exampleTries  = 6                      // of each form, before it is given up
	exampleTime   = 300 * time.Millisecond // for all of them
	exampleName   = 40                     // bytes of a topic's name; a longer one is no good question
)

// examples are up to n questions that the notes answer, others every day; see [Examples].
func (b *Bot) examples(ctx context.Context, n int) []string {
	if b.opts.Notes == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, exampleTime)
	defer cancel()
	day := fnv.New32a()
	day.Write([]byte(b.opts.Now().UTC().Format(time.DateOnly)))
	return Examples(ctx, b.answerer, b.opts.Notes(), n, int(day.Sum32()>>1))
}

// Examples are up to n questions that notes answer with what they ask for: each was asked before it is given. A comparison that the notes
// have comes first, then why, pros, cons and other forms, one of each and then another. Turn, from 0 on, chooses among the questions of a
// form; at 0 they are about the topics with most blocks.
func Examples(ctx context.Context, a Answerer, l Library, n, turn int) []string {
	var out []string
	forms := formsOf(l)
	for round := 0; round < n && len(out) < n; round++ {
		for _, form := range forms {
			if len(out) < n {
				if q := firstAnswered(ctx, a, form, turn, out); q != "" {
					out = append(out, q)
				}
			}
		}
	}
	return out
}

// An example is a question, with the kind that its answer is to begin with; of a comparison none.
type example struct {
	question string
	kind     kb.Kind
	blocks   int // of its topic
}

// firstAnswered is a question of a form that is answered as it is meant and was not given before, looked for from a place on that depends on
// the turn; empty where none was found.
func firstAnswered(ctx context.Context, a Answerer, form []example, turn int, given []string) string {
	for i := range min(len(form), exampleTries) {
		e := form[(turn+i*max(1, len(form)/exampleTries))%len(form)]
		if slices.Contains(given, e.question) {
			continue
		}
		req := answer.Parse(e.question)
		req.Limit = 1
		if ans, err := a.Answer(ctx, req); err == nil && e.answered(ans) {
			return e.question
		}
	}
	return ""
}

// answered reports whether an answer is what the question means.
func (e example) answered(a answer.Answer) bool {
	if e.kind == "" {
		return a.Outcome == answer.Compared && len(a.Missing) == 0
	}
	return a.Outcome == answer.Found && len(a.Missing) == 0 && len(a.Snippets) > 0 && a.Snippets[0].Block.Kind == e.kind
}

// forms are questions that topics lend themselves to, by form.
type forms struct {
	library                                   Library
	seen                                      int
	versus, why, pros, cons, use, what, about []example
}

// formsOf are the questions that notes lend themselves to, by form, those on the topics with most blocks first: two side by side, why, pros,
// cons, when to use, what it is, and where nobody wrote a definition, what explains it.
func formsOf(l Library) [][]example {
	f := forms{library: l}
	f.walk(l.Tree())
	all := [][]example{f.versus, f.why, f.pros, f.cons, f.use, f.what, f.about}
	for _, form := range all {
		slices.SortStableFunc(form, func(a, b example) int { return cmp.Compare(b.blocks, a.blocks) })
	}
	return all
}

func (f *forms) walk(list []*kb.Topic) {
	for _, t := range list {
		if f.seen++; f.seen > exampleTopics {
			return
		}
		f.add(t)
		f.walk(t.Children)
	}
}

func (f *forms) add(t *kb.Topic) {
	if t.Counts[kb.Comparison] > 0 {
		for _, b := range f.library.Under(t.Path) {
			if q := sidesOf(b); q != "" {
				f.versus = append(f.versus, example{question: q, blocks: t.Own()})
			}
		}
	}
	name := t.Name()
	if !plainName(name) {
		return
	}
	for _, form := range []struct {
		list *[]example
		asks string
		kind kb.Kind
	}{{&f.why, "why ", kb.Why}, {&f.pros, "pros of ", kb.Pros}, {&f.cons, "cons of ", kb.Cons}, {&f.use, "when to use ", kb.UseCase}, {&f.what, "what is ", kb.Definition},
		{&f.about, "what is ", kb.Explanation}} {
		if t.Counts[form.kind] > 0 {
			*form.list = append(*form.list, example{form.asks + name, form.kind, t.Own()})
		}
	}
}

// sidesOf asks for what a block compares: the two sides of its heading, or the first two columns behind the labels of its table; empty where
// it has neither.
func sidesOf(b *kb.Block) string {
	if b.Kind != kb.Comparison {
		return ""
	}
	if sides := strings.Split(b.Name(), " vs "); len(sides) == 2 {
		return versus(sides[0], sides[1])
	}
	for _, e := range b.Body {
		if t, ok := e.(kb.Table); ok && t.Header && len(t.Rows) > 0 && len(t.Rows[0]) > 2 {
			if q := versus(t.Rows[0][1].Text(), t.Rows[0][2].Text()); q != "" {
				return q
			}
		}
	}
	return ""
}

// versus asks for two sides; empty where one is no name to type.
func versus(one, other string) string {
	one, other = strings.TrimSpace(one), strings.TrimSpace(other)
	if one == "" || other == "" || !plainName(one) || !plainName(other) {
		return ""
	}
	return one + " vs " + other
}

// plainName reports whether a topic's name reads well within a question.
func plainName(name string) bool {
	return len(name) <= exampleName && len(strings.Fields(name)) <= 3 && !strings.ContainsAny(name, `:;,/()?!"&<>`+"`") && !strings.Contains(name, " vs ")
}
