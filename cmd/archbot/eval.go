package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"archbot/kb/answer"
)

const evalAbout = `Asks the questions of FILE, whose answers are known, and measures how well they are answered. FILE has a JSON object a line; rel grades
blocks by FILE:LINE of their annotation (2 answers best, 1 is useful), and an empty rel says that the notes have no answer:

    {"id":"q1","q":"kafka vs rabbitmq","type":"vs","rel":{"messaging.md:65":2,"messaging.md:80":1}}
    {"id":"q2","q":"who won the cup","type":"none","rel":{}}

The measures, over the questions that have an answer:

    S@1      share where a graded block comes first
    strict   share where a block of grade 2 comes first
    MRR@10   mean of 1/rank of the first graded block
    nDCG@10  whole order of the first ten, gain 2^grade-1
    wrongly  how many got none although there is an answer
    none ok  over the others: the share that got none

    archbot eval --notes docs/architecture questions.jsonl
    archbot eval --notes docs/architecture --misses questions.jsonl
    archbot eval --min 0.9 questions.jsonl          for CI: exit 1 where S@1 is below 0.9`

// An evaluation is what eval's flags say.
type evaluation struct {
	notes  string
	json   bool
	misses bool
	least  float64
}

func evalCommand() command {
	return command{
		name: "eval", args: "[flags] FILE", summary: "scores questions with known answers", about: evalAbout,
		define: func(fs *flag.FlagSet) action {
			var e evaluation
			notesFlag(fs, &e.notes)
			fs.BoolVar(&e.json, "json", false, "print one JSON object: all, types and results")
			fs.BoolVar(&e.misses, "misses", false, "also list the questions that were not answered right at the first place")
			fs.Float64Var(&e.least, "min", 0, "exit 1 where S@1 of all is below this `SHARE`, from 0 to 1")
			return e.run
		},
	}
}

func (e *evaluation) run(ctx context.Context, s streams, args []string) error {
	switch {
	case len(args) != 1:
		return usagef("want one FILE of questions; see archbot help eval")
	case !(e.least >= 0 && e.least <= 1):
		return usagef("--min is %v: want a share from 0 to 1", e.least)
	}
	cases, err := readCases(args[0])
	if err != nil {
		return err
	}
	notes, err := openNotes(ctx, s.err, e.notes)
	if err != nil {
		return err
	}
	answerer, err := notes.answerer(s.err)
	if err != nil {
		return err
	}
	report, err := answer.Evaluate(ctx, answerer, cases)
	if err != nil {
		return err
	}
	if e.json {
		err = encode(s.raw, report)
	} else {
		err = e.print(s.out, report)
	}
	if err == nil && report.All.Success < e.least {
		return fmt.Errorf("S@1 is %.3f, below %v", report.All.Success, e.least)
	}
	return err
}

func readCases(path string) ([]answer.Case, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w; give a file of them, archbot help eval says of what form", err)
	}
	defer f.Close()
	cases, err := answer.ReadCases(f)
	if err != nil {
		return nil, fmt.Errorf("read questions: %s: %w; archbot help eval says of what form they are", path, err)
	}
	return cases, nil
}

func (e *evaluation) print(w io.Writer, r answer.Report) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "type\tquestions\tS@1\tstrict\tMRR@10\tnDCG@10\twrongly\tnone ok\t")
	for _, s := range append(slices.Clone(r.Types), r.All) {
		fmt.Fprintln(tw, strings.Join(scoreColumns(s), "\t")+"\t")
	}
	if err := tw.Flush(); err != nil || !e.misses {
		return err
	}
	for _, result := range r.Result {
		if result.Right() {
			continue
		}
		if _, err := fmt.Fprintf(w, "\n%s (%s) %s\n    want: %s\n    got:  %s\n", result.Case.ID, result.Case.Type, result.Case.Question,
			wanted(result.Case), got(result)); err != nil {
			return err
		}
	}
	return nil
}

// scoreColumns is a row of the table; a measure over no questions is a dash.
func scoreColumns(s answer.Score) []string {
	share := func(x float64, n int) string {
		if n == 0 {
			return "–"
		}
		return strconv.FormatFloat(x, 'f', 3, 64)
	}
	n := s.Answerable
	return []string{
		s.Type, strconv.Itoa(n + s.Unanswered), share(s.Success, n), share(s.Strict, n), share(s.MRR, n), share(s.NDCG, n),
		strconv.Itoa(s.WrongNone), share(s.RightNone, s.Unanswered),
	}
}

// wanted lists a case's blocks, the best grade first.
func wanted(c answer.Case) string {
	if len(c.Relevant) == 0 {
		return "none"
	}
	at := slices.SortedFunc(maps.Keys(c.Relevant), func(a, b string) int {
		if d := c.Relevant[b] - c.Relevant[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for i, a := range at {
		at[i] = fmt.Sprintf("%s (%d)", a, c.Relevant[a])
	}
	return strings.Join(at, ", ")
}

// got lists the first blocks that came instead.
func got(r answer.Result) string {
	const most = 5
	switch {
	case len(r.Found) == 0:
		return string(r.Outcome)
	case len(r.Found) > most:
		return strings.Join(r.Found[:most], ", ") + " …"
	}
	return strings.Join(r.Found, ", ")
}
