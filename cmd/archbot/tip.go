package main

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"strconv"

	"archbot/bot/tips"
	"archbot/kb"
	"archbot/kb/answer"
)

const tipAbout = `Prints a tip from the notes, as archbot posts them every morning: a block that reads well alone, with its source and its place in the
notes. Each time it is another one.

    archbot tip
    archbot tip --notes docs/architecture --topic kafka --level entry
    archbot tip --json | jq -r .text`

// A tipping is what tip's flags say.
type tipping struct {
	notes, topic, level string
	json                bool
}

func tipCommand() command {
	return command{
		name: "tip", args: "[flags]", summary: "a tip from the notes", about: tipAbout,
		define: func(fs *flag.FlagSet) action {
			var k tipping
			notesFlag(fs, &k.notes)
			fs.StringVar(&k.topic, "topic", "", "only under headings that have a word beginning with `TOPIC`")
			fs.StringVar(&k.level, "level", "", "only of this `LEVEL` and below: entry, medium or advanced")
			fs.BoolVar(&k.json, "json", false, "print one JSON object, as a snippet of ask --json")
			return k.run
		},
	}
}

func (k *tipping) run(ctx context.Context, s streams, args []string) error {
	if err := noArguments("tip", args); err != nil {
		return err
	}
	level, ok := kb.ParseLevel(k.level)
	if k.level != "" && !ok {
		return usagef("--level is %q: want entry, medium or advanced", k.level)
	}
	notes, err := openNotes(ctx, s.err, k.notes)
	if err != nil {
		return err
	}
	plan := tips.Plan{Level: level}
	if k.topic != "" {
		plan.Topics = []string{k.topic}
	}
	choice, ok := tips.NewPool(notes.notes).Choose(strconv.FormatUint(rand.Uint64(), 36), plan, nil, tips.Taste{})
	if !ok {
		return errors.New("the notes have no tip for that: leave out --topic or --level; archbot topics shows what there is")
	}
	answerer, err := notes.answerer(s.err)
	if err != nil {
		return err
	}
	a, err := answerer.Answer(ctx, answer.Request{Blocks: []answer.Ref{{ID: choice.Block.ID, Rev: choice.Block.Rev}}})
	if err != nil {
		return err
	}
	if k.json {
		return encode(s.raw, toJSON(a.Snippets[0]))
	}
	return (&asking{}).shower(s, notes)(a)
}
