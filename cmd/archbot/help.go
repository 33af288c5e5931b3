package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

const overview = `archbot answers architecture questions in Slack from your team's Markdown notes, in the notes' own words.

Try it now, with no Slack account:

    archbot demo

Commands:
`

func helpCommand() command {
	return command{
		name:    "help",
		args:    "[COMMAND]",
		summary: "explains a command, with examples",
		about:   "Explains a command, with examples, or lists them all.\n\n    archbot help ask",
		define:  func(*flag.FlagSet) action { return help },
	}
}

func help(_ context.Context, s streams, args []string) error {
	if len(args) == 0 {
		printOverview(s.out)
		return nil
	}
	c, ok := findCommand(args[0])
	if !ok {
		return unknownCommand(args[0])
	}
	printHelp(s, c)
	return nil
}

func printOverview(w io.Writer) {
	fmt.Fprint(w, overview)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range commands() {
		fmt.Fprintf(tw, "    %s\t%s\n", c.name, c.summary)
	}
	tw.Flush()
	fmt.Fprint(w, "\n\"archbot help COMMAND\" explains one, with examples.\n")
}

func printHelp(s streams, c command) {
	fs, _ := c.flags()
	var flags strings.Builder
	tw := tabwriter.NewWriter(&flags, 0, 0, 2, ' ', 0)
	fs.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			usage += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		fmt.Fprintf(tw, "    --%s\t%s\n", strings.TrimSpace(f.Name+" "+value), usage)
	})
	tw.Flush()

	said := fmt.Sprintf("usage: archbot %s\n\n%s\n", strings.TrimSpace(c.name+" "+c.args), strings.TrimSpace(c.about))
	if flags.Len() > 0 {
		said += "\nFlags:\n\n" + flags.String()
	}
	io.WriteString(s.out, reflow(said, s.width))
}

// reflow makes help fit a terminal: paragraphs are wrapped, and so is the last column of a line that is indented; an example stays whole.
func reflow(help string, width int) string {
	var out, paragraph []string
	end := func() {
		if len(paragraph) > 0 {
			out = append(out, wrap(strings.Join(paragraph, " "), width, margin{}, false))
			paragraph = nil
		}
	}
	for line := range strings.SplitSeq(help, "\n") {
		if line != "" && line[0] != ' ' {
			paragraph = append(paragraph, line)
			continue
		}
		end()
		if at := lastColumn.FindStringIndex(line); at != nil && utf8.RuneCountInString(line) > width {
			before := line[:at[1]]
			hang := utf8.RuneCountInString(before)
			if width-hang < minColumn { // no room beside it
				hang = 8
			}
			line = wrap(line[at[1]:], width, margin{before, strings.Repeat(" ", hang)}, false)
		}
		out = append(out, line)
	}
	end()
	return strings.Join(out, "\n")
}

// lastColumn matches all before the last column of an indented line: columns are two spaces apart.
var lastColumn = regexp.MustCompile(`^ +\S.*\S  +`)

// unknownCommand is the error for a command that does not exist, with the one that was probably meant.
func unknownCommand(name string) error {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	if best := nearest(name, names); best != "" {
		return usagef("unknown command %q; did you mean %q? archbot help lists all", name, best)
	}
	return usagef("unknown command %q; archbot help lists them", name)
}

// nearest is the name that was probably meant by one that is none of them; empty where none is near.
func nearest(name string, names []string) string {
	best, distance := "", len(name)/2+1
	for _, n := range names {
		d := levenshtein.ComputeDistance(strings.ToLower(name), n)
		if strings.HasPrefix(n, strings.ToLower(name)) && name != "" {
			d = 0
		}
		if d < distance {
			best, distance = n, d
		}
	}
	return best
}
