package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

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
	printHelp(s.out, c)
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

func printHelp(w io.Writer, c command) {
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

	fmt.Fprintf(w, "usage: archbot %s\n\n%s\n", strings.TrimSpace(c.name+" "+c.args), strings.TrimSpace(c.about))
	if flags.Len() > 0 {
		fmt.Fprintf(w, "\nFlags:\n\n%s", &flags)
	}
}

// unknownCommand is the error for a command that does not exist, with the one that was probably meant.
func unknownCommand(name string) error {
	best, distance := "", len(name)/2+1
	for _, c := range commands() {
		d := levenshtein.ComputeDistance(strings.ToLower(name), c.name)
		if strings.HasPrefix(c.name, strings.ToLower(name)) && name != "" {
			d = 0
		}
		if d < distance {
			best, distance = c.name, d
		}
	}
	if best == "" {
		return usagef("unknown command %q; archbot help lists them", name)
	}
	return usagef("unknown command %q; did you mean %q? archbot help lists all", name, best)
}
