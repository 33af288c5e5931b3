package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestNeutral(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain\ttext\n", "plain\ttext\n"},
		{"é 漢字 🎉", "é 漢字 🎉"},
		{"\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		{"\x00\x07\b\r\x7f", "␀␇␈␍␡"},
		{"\u0085\u009b31m", "\ufffd\ufffd31m"},
		{"\u202eright\u202c \u2066to\u2069 left", "\ufffdright\ufffd \ufffdto\ufffd left"},
		{"caf\xe9", "caf\ufffd"},
	}
	for _, tt := range tests {
		var out, err strings.Builder
		s, done := newStreams(strings.NewReader(""), &out, &err)
		for _, b := range []byte(tt.in) { // characters may be cut in two anywhere
			s.out.Write([]byte{b})
			s.err.Write([]byte{b})
		}
		done()
		if out.String() != tt.want || err.String() != tt.want {
			t.Errorf("%q is shown as %q and %q, want %q", tt.in, &out, &err, tt.want)
		}
	}
}

// Whatever a person sees goes through the neutral streams: questions, notes, names of files, arguments.
func TestNothingReachesTheTerminal(t *testing.T) {
	cleanEnvironment(t)
	dir := t.TempDir()
	evil := "# Evil \x1b]0;title\x07\n\n###### {\"semantic\":\"ti\x1bp\", \"source-author\":\"A\x1b[2J\u009b\"}\n\nEvil \x1b[31mred.\n"
	if err := os.WriteFile(dir+"/e\x1bvil.md", []byte(evil), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"ask", "--notes", dir, "evil"}, {"ask", "--notes", dir, "none \x1b[31m of it"}, {"topics", "--notes", dir}, {"lint", dir},
		{"\x1b[31m"}, {"ask", "--\x1b[31m"}, {"lint", "/\x1b"}, {"eval", "\x1b"},
	} {
		r := archbot(t, "", args...)
		if r.stdout+r.stderr == "" {
			t.Errorf("%q says nothing", args)
		}
		if strings.ContainsAny(r.stdout+r.stderr, "\x1b\x07\u009b") {
			t.Errorf("%q lets a control character through: %q", args, r.stdout+r.stderr)
		}
	}
}

func TestEachLine(t *testing.T) {
	var got []string
	err := eachLine(t.Context(), strings.NewReader("one\n\n  two \r\nthree"), func(line string) error {
		got = append(got, line)
		return nil
	})
	if want := []string{"one", "two", "three"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	enough := errors.New("enough")
	if err := eachLine(t.Context(), strings.NewReader("one\ntwo\n"), func(string) error { return enough }); err != enough {
		t.Errorf("got %v, want the error of the one who reads", err)
	}
	if err := eachLine(t.Context(), strings.NewReader(strings.Repeat("x", maxLine+1)), func(string) error { return nil }); err == nil {
		t.Error("an endless line is no error")
	}
}

// An interrupt ends a program that waits for input which does not come.
func TestEachLineInterrupted(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan struct{})
	go func() {
		io.WriteString(w, "one\n")
		<-asked
		cancel()
	}()
	err := eachLine(ctx, r, func(string) error { close(asked); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was interrupted", err)
	}
}
