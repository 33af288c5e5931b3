package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"archbot/kb"
)

// columnHeads are the heads of a matrix's narrow columns, by kind; other kinds are written in full.
var columnHeads = map[kb.Kind]string{
	kb.Definition: "def", kb.Explanation: "expl", kb.ComposedOf: "parts", kb.Example: "ex", kb.Metaphor: "metaph", kb.Comparison: "comp",
	kb.Difference: "diff", kb.Similarity: "simil", kb.UseCase: "when", kb.Caveat: "warn", kb.Remember: "rem", kb.Pattern: "pat",
	kb.Antipattern: "anti", kb.Causation: "cause", kb.Correlation: "corr", kb.Metrics: "metr",
}

func columnHead(k kb.Kind) string {
	if head, ok := columnHeads[k]; ok {
		return head
	}
	return string(k)
}

// printMatrix prints the topics that have blocks of their own against the kinds of block that occur.
func printMatrix(s streams, tree []*kb.Topic) error {
	kinds := kindsIn(tree)
	w := tabwriter.NewWriter(s.out, 0, 0, 1, ' ', 0)
	fmt.Fprint(w, "TOPIC")
	for _, k := range kinds {
		fmt.Fprint(w, "\t", columnHead(k))
	}
	fmt.Fprintln(w, "\tLACKS")
	topics, complete, lacking := 0, 0, 0
	err := eachTopic(tree, func(t *kb.Topic) error {
		if t.Own() > 0 {
			topics++
		}
		lacks := t.Lacks()
		if len(lacks) > 0 {
			lacking++
		} else if t.Counts[kb.Pros] > 0 {
			complete++
		}
		_, err := fmt.Fprintln(w, strings.Join(matrixRow(t, kinds, lacks), "\t"))
		return err
	})
	if err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "%s with blocks of their own; of those with pros or cons, %d complete and %d lacking something\n",
		counted(topics, "topic"), complete, lacking)
	return nil
}

// matrixRow is a topic's name, its number of blocks of each kind, and what it lacks where it lacks something.
func matrixRow(t *kb.Topic, kinds, lacks []kb.Kind) []string {
	row := []string{strings.Repeat("  ", len(t.Path)-1) + strings.ReplaceAll(t.Name(), "\t", " ")}
	for _, k := range kinds {
		cell := "·"
		if n := t.Counts[k]; n > 0 {
			cell = strconv.Itoa(n)
		}
		row = append(row, cell)
	}
	if len(lacks) == 0 {
		return row
	}
	var missing []string
	for _, k := range lacks {
		missing = append(missing, k.Label())
	}
	return append(row, strings.Join(missing, ", "))
}

// kindsIn are the kinds that topics have blocks of: the known ones in the order in which a reader meets them, then others by name.
func kindsIn(tree []*kb.Topic) []kb.Kind {
	var known, other []kb.Kind
	total := make(map[kb.Kind]int)
	for _, t := range tree {
		for k, n := range t.Below {
			if total[k] == 0 && n > 0 && !k.Known() {
				other = append(other, k)
			}
			total[k] += n
		}
	}
	for _, k := range kb.Kinds() {
		if total[k] > 0 {
			known = append(known, k)
		}
	}
	slices.Sort(other)
	return append(known, other...)
}
