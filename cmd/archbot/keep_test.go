package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestKeptIndex checks that many notes are indexed once, and that what changes between two runs is seen by the second.
func TestKeptIndex(t *testing.T) {
	notes, data := t.TempDir(), t.TempDir()
	t.Setenv("ARCHBOT_DATA_DIR", data)
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(notes, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for f := range 60 { // 6,000 blocks: more than are indexed anew each time
		var b strings.Builder
		fmt.Fprintf(&b, "# Part %d\n\n", f)
		for i := range 100 {
			fmt.Fprintf(&b, "## Piece%dx%d\n\nWhat piece%dx%d is for.\n\n", f, i, f, i)
		}
		write(fmt.Sprintf("part%d.md", f), b.String())
	}
	finds := func(question, file string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"ask", "--json", "--notes", notes, question}, strings.NewReader(""), &out, &errs)
		if code != 0 {
			t.Fatalf("ask %q exits %d: %s", question, code, &errs)
		}
		if file == "" && !strings.Contains(out.String(), `"outcome":"none"`) || !strings.Contains(out.String(), file) {
			t.Errorf("ask %q: %s, want %s", question, &out, file)
		}
	}
	finds("piece7x42", "part7.md")
	stored, err := filepath.Glob(filepath.Join(data, "index", "*", "notes.db"))
	if err != nil || len(stored) != 1 {
		t.Fatalf("kept: %v, %v; want one store", stored, err)
	}
	write("part7.md", "# Part 7\n\n## Novelty\n\nSomething fresh.\n")
	if err := os.Remove(filepath.Join(notes, "part8.md")); err != nil {
		t.Fatal(err)
	}
	finds("novelty", "part7.md")
	finds("piece9x3", "part9.md")
	finds("piece7x42", "")
	finds("piece8x42", "")
}

func TestPatiently(t *testing.T) {
	var said bytes.Buffer
	want := errors.New("no")
	if err := patiently(&said, "counting", func() error { return want }); err != want || said.Len() > 0 {
		t.Errorf("patiently = %v, said %q; want the error and silence for what is soon done", err, &said)
	}
}
