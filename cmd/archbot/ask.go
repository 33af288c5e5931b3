package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

const askAbout = `Answers a question from the notes, as archbot does in Slack. With no QUESTION, one is read from each line of standard input.

    archbot ask kafka vs rabbitmq
    archbot ask --notes docs/architecture "pros of api gateway"
    archbot ask 'author:"Martin Kleppmann"'          all blocks of an author, in file order; topic: and tag: too
    archbot ask --level entry partitioning           nothing above that level
    archbot ask --context Kafka "and cons?"          as in a thread about Kafka
    archbot ask --explain "kafka ordering"           why each block stands where it stands
    archbot ask "who knows about kafka"
    archbot ask "videos on kafka, 15 minutes"
    archbot ask --json "why partitioning" | jq .     one object a line, for programs
    archbot ask --json < questions.txt

A question that the notes do not answer is no failure: it exits 0 like any other, with outcome "none".`

// An asking is what ask's flags say.
type asking struct {
	notes   string
	json    bool
	limit   count // 0: as many as the answerer finds right
	level   string
	context string
	explain bool
}

func askCommand() command {
	return command{
		name: "ask", args: "[flags] [QUESTION]", summary: "answers a question in the terminal", about: askAbout,
		define: func(fs *flag.FlagSet) action {
			var k asking
			notesFlag(fs, &k.notes)
			fs.BoolVar(&k.json, "json", false, "print one JSON object a line")
			fs.Var(&k.limit, "limit", fmt.Sprintf("show at most `N` blocks (%d; all of them for filters alone)", answer.DefaultLimit))
			fs.StringVar(&k.level, "level", "", "only blocks of this `LEVEL` and below: entry, medium or advanced")
			fs.StringVar(&k.context, "context", "", "the `SUBJECT` of a question that names none")
			fs.BoolVar(&k.explain, "explain", false, "say why each block stands where it stands")
			return k.run
		},
	}
}

// A count is a number from 1 on; 0 where none was given.
type count int

// Set implements flag.Value.
func (c *count) Set(value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return errors.New("want a number from 1 on")
	}
	*c = count(n)
	return nil
}

// String implements flag.Value; empty for 0, so that help shows no default.
func (c *count) String() string {
	if *c == 0 {
		return ""
	}
	return strconv.Itoa(int(*c))
}

// Get implements flag.Getter.
func (c *count) Get() any { return int(*c) }

func (k *asking) run(ctx context.Context, s streams, args []string) error {
	level, ok := kb.ParseLevel(k.level)
	switch {
	case k.level != "" && !ok:
		return usagef("--level is %q: want entry, medium or advanced", k.level)
	case len(args) > 0 && strings.TrimSpace(strings.Join(args, "")) == "":
		return usagef("the question is empty; see archbot help ask")
	}
	notes, err := openNotes(ctx, s.err, k.notes)
	if err != nil {
		return err
	}
	answerer, err := notes.answerer(s.err)
	if err != nil {
		return err
	}
	ask := func(question string) (answer.Answer, error) {
		r := answer.Parse(question)
		r.Limit, r.Context = int(k.limit), k.context
		if level != kb.AnyLevel {
			r.Level = level
		}
		a, err := answerer.Answer(ctx, r)
		a.Question = question // with its filters
		return a, err
	}
	show := k.shower(s, notes)
	if len(args) > 0 {
		a, err := ask(strings.Join(args, " "))
		if err != nil {
			return err
		}
		return show(a)
	}
	if interactive(s.in) {
		fmt.Fprintln(s.err, "One question a line; Ctrl-D ends.")
	}
	return eachLine(ctx, s.in, func(line string) error {
		a, err := ask(line)
		if err != nil {
			return err
		}
		if !k.json && !interactive(s.in) {
			fmt.Fprintf(s.out, "> %s\n\n", line)
		}
		if err := show(a); err != nil || k.json {
			return err
		}
		_, err = fmt.Fprintln(s.out)
		return err
	})
}

// shower returns the function that prints an answer, in the form that the flags ask for.
func (k *asking) shower(s streams, notes library) func(answer.Answer) error {
	if k.json {
		return func(a answer.Answer) error { return writeJSON(s.raw, a, k.explain) }
	}
	p := answerPage{page: page{width: s.width}, place: notes.place, strong: s.strong, explain: k.explain}
	return func(a answer.Answer) error { return s.print(p.answer(a)) }
}
