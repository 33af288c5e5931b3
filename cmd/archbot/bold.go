package main

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Marks around what is bold, until it is written: two of Unicode's noncharacters, which are for a program's own use and in no text.
const boldOn, boldOff = "\ufdd0", "\ufdd1"

// emboldens reports whether w is a terminal that shows bold, and nobody said no: https://no-color.org.
func emboldens(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// strong is s with the marks of bold, where that is shown.
func (s streams) strong(text string) string {
	if !s.bold {
		return text
	}
	return boldOn + text + boldOff
}

// print writes a text for people to standard output. The marks become escape sequences after everything else has been made harmless, so
// that no other sequence gets through.
func (s streams) print(text string) error {
	if !s.bold {
		_, err := io.WriteString(s.out, text)
		return err
	}
	const on, off = "\x1b[1m", "\x1b[22m"
	text = strings.NewReplacer(boldOn, on, boldOff, off).Replace(strings.Map(neutral, text))
	_, err := io.WriteString(s.raw, text+off)
	return err
}
