package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTopicsMatrix(t *testing.T) {
	cleanEnvironment(t)
	r := archbot(t, "", "topics", "--matrix", "--notes", "testdata/notes")
	want := strings.Join([]string{
		"TOPIC                             def expl comp pros cons when warn tip LACKS",
		"Delivery                          ·   1    ·    ·    ·    ·    ·    ·",
		"  Feature flags                   ·   ·    ·    ·    ·    ·    ·    1",
		"Working together                  1   ·    ·    ·    ·    ·    ·    ·",
		"  Code review                     ·   ·    ·    1    1    1    ·    · definition, warning, tip",
		"  Pair programming                ·   ·    ·    1    ·    1    ·    · definition, cons, warning, tip",
		"  Code review vs pair programming ·   ·    1    ·    ·    ·    1    ·",
		"",
	}, "\n")
	if r.stdout != want {
		t.Errorf("got\n%s\nwant\n%s", r.stdout, want)
	}
	if want := "6 topics with blocks of their own; of those with pros or cons, 0 complete and 2 lacking something\n"; r.stderr != want {
		t.Errorf("says %q, want %q", r.stderr, want)
	}
}

func TestTopicsMatrixUnknownKind(t *testing.T) {
	cleanEnvironment(t)
	note := filepath.Join(t.TempDir(), "note.md")
	text := "# A\n\n###### {\"semantic\":\"legend\"}\n\nB\n\n###### {\"semantic\":\"tip\"}\n\nC\n"
	if err := os.WriteFile(note, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r := archbot(t, "", "topics", "--matrix", "--notes", note)
	if want := "TOPIC tip legend LACKS\nA     1   1\n"; r.stdout != want {
		t.Errorf("got %q, want %q", r.stdout, want)
	}
}
