package main

import (
	"strings"
	"testing"
)

// Bold is the only escape sequence that is written, and only where the terminal shows it.
func TestBold(t *testing.T) {
	for _, tt := range []struct {
		bold bool
		want string
	}{
		{true, "\x1b[1mKaf␛[31mka\x1b[22m text\n\x1b[22m"},
		{false, "Kaf␛[31mka text\n"},
	} {
		var out strings.Builder
		s, done := newStreams(strings.NewReader(""), &out, &out)
		s.bold = tt.bold
		if err := s.print(s.strong("Kaf\x1b[31mka") + " text\n"); err != nil {
			t.Fatal(err)
		}
		done()
		if out.String() != tt.want {
			t.Errorf("bold %v: %q, want %q", tt.bold, out.String(), tt.want)
		}
	}
}
