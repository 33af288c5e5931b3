package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The exit codes.
const (
	exitFine    = 0
	exitFinding = 1 // a finding, or a failure
	exitUsage   = 2 // wrong usage; for lint also: could not run
)

// run is the program: args without the program's name, and where it reads and writes. It returns the exit code. The environment it
// reads is the process's.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s, done := newStreams(stdin, stdout, stderr)
	defer done()
	name, err := dispatch(ctx, s, args)
	if err == nil {
		return exitFine
	}
	code := exitFinding
	if e, ok := errors.AsType[*exitError](err); ok {
		code, err = e.code, e.err
	}
	if err != nil {
		fmt.Fprintln(s.err, strings.TrimSpace("archbot "+name)+": "+err.Error())
	}
	return code
}

// dispatch runs the command that args name and returns that name, empty where there is none.
func dispatch(ctx context.Context, s streams, args []string) (name string, err error) {
	if len(args) == 0 {
		printOverview(s.err)
		return "", &exitError{code: exitUsage}
	}
	switch args[0] {
	case "-h", "-help", "--help":
		printOverview(s.out)
		return "", nil
	case "-version", "--version":
		args = []string{"version"}
	}
	c, ok := findCommand(args[0])
	if !ok {
		return "", unknownCommand(args[0])
	}
	return c.name, c.run(ctx, s, args[1:])
}

// An exitError ends the program with a code of its own; err may be nil where everything has been said already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usage is err as an error of whoever called the program.
func usage(err error) error { return &exitError{code: exitUsage, err: err} }

// usagef is an error of whoever called the program.
func usagef(format string, args ...any) error { return usage(fmt.Errorf(format, args...)) }

// found ends the program with exit code 1 and no further word: what was found has been printed.
func found() error { return &exitError{code: exitFinding} }
