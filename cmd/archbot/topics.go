package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"archbot/kb"
)

const topicsAbout = `Prints the topics of the notes as a tree: how many blocks stand at each and below it, and of which kinds those at it are. It is
the coverage of the notes: what has pros and no cons, what is only a heading. --matrix has a column for each kind, and says what is
lacking: a topic with pros or cons is something to choose, so it should also say what it is, when to use it, what to beware of, and
give a tip.

    archbot topics --notes docs/architecture
    archbot topics --notes docs/architecture --matrix
    archbot topics --notes docs/architecture --json | jq -c 'select(.kinds.pros and (.kinds.cons | not)) | .topic'`

func topicsCommand() command {
	return command{
		name: "topics", args: "[flags]", summary: "what the notes cover: topics with counts by kind", about: topicsAbout,
		define: func(fs *flag.FlagSet) action {
			var path string
			notesFlag(fs, &path)
			asJSON := fs.Bool("json", false, "print one JSON object a line, a topic each")
			matrix := fs.Bool("matrix", false, "print topics by kinds, and what each topic lacks")
			return func(ctx context.Context, s streams, args []string) error {
				if err := noArguments("topics", args); err != nil {
					return err
				}
				l, err := openNotes(ctx, s.err, path)
				if err != nil {
					return err
				}
				if *asJSON {
					return eachTopic(kb.Tree(l.notes), func(t *kb.Topic) error { return encode(s.raw, newJSONTopic(t)) })
				}
				if *matrix {
					return printMatrix(s, kb.Tree(l.notes))
				}
				return printTopics(s, l)
			}
		},
	}
}

// jsonTopic is what topics --json prints, one object a line, those above before those below. Programs rely on it: keys are only added.
type jsonTopic struct {
	Topic  []string        `json:"topic"` // path, outermost first
	File   string          `json:"file"`  // of its first heading
	Line   int             `json:"line"`
	Blocks int             `json:"blocks"`          // at the topic
	Below  int             `json:"below"`           // at it and at all topics below
	Kinds  map[kb.Kind]int `json:"kinds,omitempty"` // of those at the topic
	Lacks  []kb.Kind       `json:"lacks,omitempty"` // of what a topic with pros or cons should have
}

func newJSONTopic(t *kb.Topic) jsonTopic {
	return jsonTopic{Topic: t.Path, File: t.File, Line: t.Line, Blocks: t.Own(), Below: t.Total(), Kinds: t.Counts, Lacks: t.Lacks()}
}

// eachTopic calls do with every topic, those above before those below.
func eachTopic(topics []*kb.Topic, do func(*kb.Topic) error) error {
	for _, t := range topics {
		if err := do(t); err != nil {
			return err
		}
		if err := eachTopic(t.Children, do); err != nil {
			return err
		}
	}
	return nil
}

func printTopics(s streams, l library) error {
	topics, bare := 0, 0
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "TOPIC\tBLOCKS\tOF THESE HERE")
	err := eachTopic(kb.Tree(l.notes), func(t *kb.Topic) error {
		topics++
		if t.Total() == 0 {
			bare++
		}
		return printTopic(w, t)
	})
	if err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "%s, %s in %s; %s without a block\n", counted(topics, "topic"), counted(l.blocks(), "block"),
		counted(len(l.notes), "file"), counted(bare, "topic"))
	return nil
}

func printTopic(w io.Writer, t *kb.Topic) error {
	total := "–"
	if n := t.Total(); n > 0 {
		total = strconv.Itoa(n)
	}
	name := strings.Repeat("  ", len(t.Path)-1) + strings.ReplaceAll(t.Name(), "\t", " ")
	_, err := fmt.Fprintf(w, "%s\t%s\t%s\n", name, total, kindCounts(t.Counts))
	return err
}

// kindCounts lists counts by kind in the order in which a reader meets the kinds; those that are not known come last.
func kindCounts(counts map[kb.Kind]int) string {
	order := kb.Kinds()
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		if !k.Known() {
			order = append(order, k)
		}
	}
	var parts []string
	for _, k := range order {
		if n := counts[k]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, k.Label()))
		}
	}
	return strings.Join(parts, ", ")
}
