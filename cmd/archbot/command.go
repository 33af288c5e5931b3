package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// A command is a subcommand of the program.
type command struct {
	name    string
	args    string // what may follow the name, as the usage line shows it
	summary string // a few words, for the list of commands
	about   string // what it does, and examples: what help shows between the usage line and the flags

	// define declares the flags and returns what the command does once they are parsed.
	define func(fs *flag.FlagSet) action
}

// An action does a command's work with the arguments that are not flags.
type action func(ctx context.Context, s streams, args []string) error

// commands lists the subcommands in the order in which a newcomer meets them.
func commands() []command {
	return []command{
		demoCommand(), manifestCommand(), doctorCommand(), serveCommand(), askCommand(), lintCommand(), topicsCommand(), tipCommand(), evalCommand(),
		healthCommand(), versionCommand(), helpCommand(),
	}
}

func findCommand(name string) (c command, ok bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

func (c command) run(ctx context.Context, s streams, args []string) error {
	fs, do := c.flags()
	rest, err := parseFlags(fs, args)
	if errors.Is(err, flag.ErrHelp) {
		printHelp(s, c)
		return nil
	}
	if err != nil {
		return usagef("%s; see archbot help %s", flagError(err.Error(), fs), c.name)
	}
	return do(ctx, s, rest)
}

func (c command) flags() (*flag.FlagSet, action) {
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard) // run words the errors
	return fs, c.define(fs)
}

// parseFlags parses flags wherever they stand and returns the other arguments. After "--" nothing is a flag.
func parseFlags(fs *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := fs.Parse(args); err != nil {
			return nil, err
		}
		parsed := len(args) - fs.NArg()
		if parsed > 0 && args[parsed-1] == "--" {
			return append(rest, fs.Args()...), nil
		}
		if fs.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

// flagError writes an error of package flag the way the help shows flags, with the flag that was probably meant.
func flagError(message string, fs *flag.FlagSet) string {
	name, unknown := strings.CutPrefix(message, "flag provided but not defined: -")
	if !unknown {
		return strings.Replace(message, "for flag -", "for flag --", 1)
	}
	var names []string
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if best := nearest(name, names); best != "" {
		return fmt.Sprintf("unknown flag --%s (did you mean --%s?)", name, best)
	}
	return "unknown flag --" + name
}

// noArguments is the error for arguments that a command does not take.
func noArguments(c string, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("%q is one argument too many; see archbot help %s", args[0], c)
}
