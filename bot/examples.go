package bot

import (
	"context"
	"hash/fnv"
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

// examples are up to n questions of different forms that the notes answer: each was asked before it is shown. They are others every day.
func (b *Bot) examples(ctx context.Context, n int) []string {
	if b.opts.Notes == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, exampleTime)
	defer cancel()
	day := fnv.New32a()
	day.Write([]byte(b.opts.Now().UTC().Format(time.DateOnly)))
	var out []string
	for _, form := range formsOf(b.opts.Notes()) {
		if len(out) < n {
			if q := b.firstAnswered(ctx, form, int(day.Sum32()>>1)); q != "" {
				out = append(out, q)
			}
		}
	}
	return out
}

// firstAnswered is a question of a form that the notes answer, looked for from a place on that depends on the day; empty where none was found.
func (b *Bot) firstAnswered(ctx context.Context, form []string, from int) string {
	for i := range min(len(form), exampleTries) {
		q := form[(from+i*len(form)/exampleTries)%len(form)]
		req := answer.Parse(q)
		req.Limit = 1
		a, err := b.answerer.Answer(ctx, req)
		if err == nil && (a.Outcome == answer.Compared || a.Outcome == answer.Found && len(a.Missing) == 0) {
			return q
		}
	}
	return ""
}

// forms are questions that topics lend themselves to, by form.
type forms struct {
	library                 Library
	seen                    int
	versus, use, pros, what []string
}

// formsOf are the questions that notes lend themselves to, by form: two side by side, when to use, pros, what it is.
func formsOf(l Library) [][]string {
	f := forms{library: l}
	f.walk(l.Tree())
	return [][]string{f.versus, f.use, f.pros, f.what}
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
				f.versus = append(f.versus, q)
			}
		}
	}
	name := t.Name()
	if !plainName(name) {
		return
	}
	if t.Counts[kb.UseCase] > 0 {
		f.use = append(f.use, "when to use "+name)
	}
	if t.Counts[kb.Pros] > 0 && t.Counts[kb.Cons] > 0 {
		f.pros = append(f.pros, "pros of "+name)
	}
	if t.Counts[kb.Definition] > 0 {
		f.what = append(f.what, "what is "+name)
	}
}

// sidesOf asks for what a block compares in a table, the first two columns behind the labels; empty where it has none.
func sidesOf(b *kb.Block) string {
	if b.Kind != kb.Comparison {
		return ""
	}
	for _, e := range b.Body {
		if t, ok := e.(kb.Table); ok && t.Header && len(t.Rows) > 0 && len(t.Rows[0]) > 2 {
			one, other := strings.TrimSpace(t.Rows[0][1].Text()), strings.TrimSpace(t.Rows[0][2].Text())
			if one != "" && other != "" && plainName(one) && plainName(other) {
				return one + " vs " + other
			}
		}
	}
	return ""
}

// plainName reports whether a topic's name reads well within a question.
func plainName(name string) bool {
	return len(name) <= exampleName && len(strings.Fields(name)) <= 3 && !strings.ContainsAny(name, `:;,/()?!"&<>`+"`")
}
