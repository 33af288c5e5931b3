package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/tools/txtar"

	"archbot/kb"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name, in string
		width    int
		margin   margin
		hard     bool
		want     string
	}{
		{"fits", "one two", 7, margin{}, false, "one two"},
		{"one past", "one two", 6, margin{}, false, "one\ntwo"},
		{"breaks stay", "one\ntwo three", 9, margin{}, false, "one\ntwo three"},
		{"hanging", "one two three", 9, margin{"• ", "  "}, false, "• one two\n  three"},
		{"a long word stays whole", "see https://example.org/a now", 10, margin{}, false, "see\nhttps://example.org/a\nnow"},
		{"a long word in a cell", "abcdefghij kl", 4, margin{}, true, "abcd\nefgh\nij\nkl"},
		{"wide characters", "漢字 漢字", 8, margin{}, false, "漢字\n漢字"},
		{"wide characters fit", "漢字 漢字", 9, margin{}, false, "漢字 漢字"},
		{"empty", "", 5, indent("  "), false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := wrap(tt.in, tt.width, tt.margin, tt.hard); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestBody draws the notes in testdata/body: each archive has a note and what it looks like at some widths.
func TestBody(t *testing.T) {
	archives, err := filepath.Glob("testdata/body/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			note := kb.Parse("note.md", archive.Files[0].Data)
			for i, f := range archive.Files[1:] {
				width, err := strconv.Atoi(f.Name)
				if err != nil {
					t.Fatal(err)
				}
				got := page{width: width}.body(note.Blocks[0].Body, "") + "\n"
				if diff := cmp.Diff(string(f.Data), got); diff != "" && !*update {
					t.Errorf("width %d:\n%s", width, diff)
				}
				archive.Files[i+1].Data = []byte(got)
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestColumnWidths(t *testing.T) {
	tests := []struct {
		natural []int
		room    int
		want    []int
		ok      bool
	}{
		{[]int{5, 5}, 20, []int{5, 5}, true},
		{[]int{5, 100}, 40, []int{5, 35}, true},
		{[]int{100, 5, 100}, 65, []int{30, 5, 30}, true},
		{[]int{100, 100}, 2 * minColumn, []int{minColumn, minColumn}, true},
		{[]int{100, 100}, 2*minColumn - 1, []int{minColumn - 1, minColumn - 1}, false},
		{[]int{0, 3}, 10, []int{1, 3}, true},
		{[]int{30, 31, 90}, 99, []int{30, 31, 38}, true},
	}
	for _, tt := range tests {
		got, ok := columnWidths(tt.natural, tt.room)
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != tt.ok {
			t.Errorf("columnWidths(%v, %d) = %v, %v; want %v, %v", tt.natural, tt.room, got, ok, tt.want, tt.ok)
		}
	}
}

// FuzzBody draws any note at any width: nothing crashes, no table is wider than the page, and all text is there.
func FuzzBody(f *testing.F) {
	f.Add("# T\n\na *b* [c](https://example.org)\n\n- d\n  - e\n\n1. f\n", 40)
	f.Add("# T\n\n| a | b |\n| --- | --- |\n| long text in a cell | <1MB |\n", 60)
	f.Add("# T\n\n<table><tr><td><ul><li>x<li>y</ul><td>z</table>\n\n> quote\n\n```go\ncode\n```\n", 80)
	f.Add("# T\n\n漢字 ![x](https://example.org/x.png)\n\n---\n", 50)
	f.Fuzz(func(t *testing.T, source string, width int) {
		width = 40 + abs(width)%161
		for _, b := range kb.Parse("n.md", []byte(source)).Blocks {
			drawn := page{width: width}.body(b.Body, "")
			if !utf8.ValidString(drawn) {
				t.Errorf("%q is no UTF-8", drawn)
			}
			for line := range strings.SplitSeq(drawn, "\n") {
				if strings.HasPrefix(line, "│") && strings.HasSuffix(line, "│") && text.StringWidth(line) > width {
					t.Errorf("a table's line is wider than %d: %q", width, line)
				}
			}
			if len(b.Body) == 1 && isParagraph(b.Body[0]) && !inOrder(b.Body.Text(), drawn) {
				t.Errorf("%q is not all in %q", b.Body.Text(), drawn)
			}
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func isParagraph(e kb.Element) bool {
	_, ok := e.(kb.Paragraph)
	return ok
}

// inOrder reports whether all of part's characters but spaces are in whole, in that order. Between them stand what wrapping moves and
// the addresses of links.
func inOrder(part, whole string) bool {
	rest := []rune(whole)
	for _, r := range strings.Join(strings.Fields(part), "") {
		i := slices.Index(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}
