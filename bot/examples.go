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
	for _, form := range formsOf(b.opts.Notes().Tree()) {
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

// formsOf are questions that topics lend themselves to, by form: two side by side, when to use, pros, what it is.
func formsOf(tree []*kb.Topic) [][]string {
	var versus, use, pros, what []string
	seen := 0
	var walk func(list []*kb.Topic)
	walk = func(list []*kb.Topic) {
		before := ""
		for _, t := range list {
			if seen++; seen > exampleTopics {
				return
			}
			name := t.Name()
			if plainName(name) {
				if t.Counts[kb.UseCase] > 0 {
					use = append(use, "when to use "+name)
				}
				if t.Counts[kb.Pros] > 0 && t.Counts[kb.Cons] > 0 {
					pros = append(pros, "pros of "+name)
				}
				if t.Counts[kb.Definition] > 0 {
					what = append(what, "what is "+name)
					if before != "" {
						versus = append(versus, before+" vs "+name)
					}
					before = name
				}
			}
			walk(t.Children)
		}
	}
	walk(tree)
	return [][]string{versus, use, pros, what}
}

// plainName reports whether a topic's name reads well within a question.
func plainName(name string) bool {
	return len(name) <= exampleName && len(strings.Fields(name)) <= 3 && !strings.ContainsAny(name, `:;,/()?!"&<>`+"`")
}
