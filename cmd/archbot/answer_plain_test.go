package main

import (
	"testing"

	"archbot/kb"
)

func TestPlainText(t *testing.T) {
	body := func(note string) kb.Body {
		n := kb.Parse("a.md", []byte("# A\n\n"+note))
		return n.Blocks[0].Body
	}
	for note, want := range map[string]string{
		"One.\n\nTwo\\\nlines.":                         "One.\n\nTwo\nlines.",
		"Use it if:\n\n* a <1MB *fire hose*\n* order\n": "Use it if:\n\n- a <1MB fire hose\n- order",
		"3. c\n4. d\n\n    more\n    * in d\n":          "3. c\n4. d\n   more\n   - in d",
		"| | X |\n|---|---|\n| a | 1 |\n":               " | X\na | 1",
	} {
		if got := plainText(body(note)); got != want {
			t.Errorf("%q: %q, want %q", note, got, want)
		}
	}
}
