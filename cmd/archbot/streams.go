package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// defaultWidth is how many columns text is wrapped to where the output is no terminal.
const defaultWidth = 100

// maxLine is how long a line of standard input may be, in bytes: far above any question.
const maxLine = 1 << 20

// streams are the ends of the program. What is meant for people goes to out and err, which show control characters instead of
// obeying them; JSON goes to raw as it is.
type streams struct {
	in       io.Reader
	out, err io.Writer
	raw      io.Writer
	width    int  // columns to wrap to
	bold     bool // standard output shows bold
}

// newStreams returns the streams, and a function that writes what is still buffered.
func newStreams(stdin io.Reader, stdout, stderr io.Writer) (s streams, done func()) {
	out := transform.NewWriter(stdout, runes.Map(neutral))
	err := transform.NewWriter(stderr, runes.Map(neutral))
	s = streams{in: stdin, out: out, err: &locked{w: err}, raw: stdout, width: columns(stdout), bold: emboldens(stdout)}
	return s, func() { out.Close(); err.Close() }
}

// A locked writer takes one write at a time: the log and the program both write to standard error.
type locked struct {
	mu sync.Mutex
	w  io.Writer
}

// Write implements io.Writer.
func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

// neutral makes a character harmless to a terminal: notes are other people's text, and an escape sequence in one could recolour,
// overwrite or answer for the reader. C0 controls become their Unicode pictures, so that they can be seen; C1 controls and the
// characters that reorder text (Unicode's "Trojan Source" set) become the replacement character.
func neutral(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r < 0x20:
		return '\u2400' + r
	case r == 0x7f:
		return '\u2421'
	case r >= 0x80 && r < 0xa0, r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return '\ufffd'
	}
	return r
}

// columns is the width to wrap to: the terminal's, where w is one.
func columns(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return max(width, 40)
		}
	}
	return defaultWidth
}

// interactive reports whether a person types at r.
func interactive(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// eachLine calls do with every line of r that is not blank, until one fails, the input ends or ctx does. It does not wait for a read
// that never returns, so that an interrupt ends a program that waits for its next question.
func eachLine(ctx context.Context, r io.Reader, do func(line string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lines, ended := make(chan string), make(chan error, 1)
	go func() {
		scanner := bufio.NewScanner(r)
		scanner.Buffer(nil, maxLine)
		for scanner.Scan() {
			select {
			case lines <- scanner.Text():
			case <-ctx.Done():
				return
			}
		}
		ended <- scanner.Err()
	}()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-ended:
			return err
		case line := <-lines:
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			if err := do(line); err != nil {
				return err
			}
		}
	}
}
