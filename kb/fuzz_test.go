package kb

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// seeds are small notes that between them use everything the parser knows.
var seeds = []string{
	"",
	"# A\n\ntext\n\n## B {#b}\n\n###### {\"semantic\":\"why\"}\nbody **_x _**y\n",
	"---\ntitle: T\ntags: [a, b]\ndate: 2024-01-02\n---\n\ntext\n",
	"###### {semantic:warning, 'Tags'=’a, b\", \"time-period\":\"00:02:00 - 00:01:00\"}\n\n*   a\n    *   b\n",
	"# T\n\n<table><tr><td>\n<td><1MB\n<tr><td><ul><li>a<li>b</ul></table>\n",
	"\xef\xbb\xbfa\r\n===\r\n\r\n| a | b |\r\n|---|---|\r\n| `x\\|y` | <br> z | more |\r\n",
	"A → B\n\n\t\t→ C\n\n        → D\n\n=\n\nE\n\n = \n\nF\n",
	"```go\n# x\n```\n> q\n> - l\n\n![i](u \"t\") [l](v) <https://x.y> www.z.org \\\nnext\n",
	"<details><summary>s</summary>\n\ntext\n\n</details><!-- c --><pre>\n a\n</pre>",
	"# 12. Use PostgreSQL\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Decision\n\nWe will.\n",
	"###### {\"semantic\":\"tip\", \"source-link\":\"[a](https://x.org/b))\", \"source-author\":\"A B, C D and E F\"} rest\n",
	"###### {\"semantic\":\"why\",\n  tags: a,\n\"mastery\":\"medium\"\n}\nbody\n",
	"\xff\xfe\x00", "a\x00b \xffc\n# d\xff\n", "~~~~\n###### {\"semantic\":\"tip\"}\n",
	"<!-- lint:off image-alt -->\n![](x.png)\n",
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		before := bytes.Clone(source)
		note := Parse("dir/fuzz.md", source)
		if !bytes.Equal(source, before) {
			t.Fatal("Parse changed its input")
		}
		checkNote(t, note, source)
		checkFixed(t, note, source)
	})
}

// checkNote checks what holds for every note whatever the source was.
func checkNote(t *testing.T, note *Note, source []byte) {
	t.Helper()
	lines := bytes.Count(source, []byte("\n")) + bytes.Count(source, []byte("\r")) + 1
	ids := make(map[string]bool)
	last := 0
	for _, b := range note.Blocks {
		if b.Line <= last && !(b.Line == last && last == 0) || b.Line < 1 || b.End < b.Line || b.End > lines {
			t.Errorf("block %s: lines %d to %d after %d of %d", b.ID, b.Line, b.End, last, lines)
		}
		last = b.Line
		if ids[b.ID] || len(b.ID) > MaxID || !utf8.ValidString(b.ID) {
			t.Errorf("ID %q is not unique or not sound", b.ID)
		}
		ids[b.ID] = true
		if len(b.Topic) == 0 || b.Kind == "" || b.Level == AnyLevel || b.Rev == "" || b.File != note.File {
			t.Errorf("block lacks something: %+v", b)
		}
		for _, c := range b.Source.Clips {
			if c.From < 0 || c.To != 0 && c.To <= c.From {
				t.Errorf("clip %+v", c)
			}
		}
		checkBody(t, b.Body, 0)
	}
	for _, h := range note.Headings {
		if h.Text == "" || h.Line < 1 || h.Line > lines || h.Level < 1 || h.Level > 6 || h.Path[len(h.Path)-1] != h.Text {
			t.Errorf("heading %+v", h)
		}
	}
	line := 0
	for _, f := range note.Findings {
		if f.Line < line || f.Line < 1 || f.Line > lines || f.Col < 1 || f.Col > len(source)+1 || f.Message == "" || f.Rule == "" {
			t.Errorf("finding %+v of %d lines", f, lines)
		}
		line = f.Line
		if f.Fix != nil && (f.Fix.Start < 0 || f.Fix.End < f.Fix.Start || f.Fix.End > len(source)) {
			t.Errorf("fix %+v of %d bytes", f.Fix, len(source))
		}
	}
}

func checkBody(t *testing.T, body Body, depth int) {
	t.Helper()
	if depth > 3*maxNesting {
		t.Fatal("body is too deep")
	}
	text := func(s string) {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Errorf("text %q is not clean", s)
		}
	}
	for _, e := range body {
		switch e := e.(type) {
		case Paragraph:
			if len(e.Text) == 0 {
				t.Error("empty paragraph")
			}
			for _, s := range e.Text {
				text(s.Text)
				text(s.Link)
			}
		case List:
			if len(e.Items) == 0 {
				t.Error("empty list")
			}
			for _, item := range e.Items {
				checkBody(t, item, depth+1)
			}
		case Table:
			for _, row := range e.Rows {
				if len(row) != len(e.Rows[0]) || len(row) == 0 {
					t.Errorf("row of %d cells in a table of %d columns", len(row), len(e.Rows[0]))
				}
				for _, cell := range row {
					checkBody(t, cell, depth+1)
				}
			}
		case Code:
			text(e.Text)
		case Image:
			text(e.URL + e.Alt + e.Title)
		case Quote:
			checkBody(t, e.Body, depth+1)
		}
	}
}

// checkFixed checks that what fixes mend is not found again.
func checkFixed(t *testing.T, note *Note, source []byte) {
	t.Helper()
	fixed := Fixed(source, note.Findings)
	if !bytes.Equal(fixed, source) != hasFix(note) && !hasFix(note) {
		t.Error("Fixed changed a note without fixes")
	}
	if !hasFix(note) || notText(fixed) != "" { // a shorter file may have too large a share of odd bytes
		return
	}
	again := Parse(note.File, fixed)
	checkNote(t, again, fixed)
	if len(again.Blocks) != len(note.Blocks) {
		t.Errorf("fixed note has %d blocks, had %d\n%q\n%q", len(again.Blocks), len(note.Blocks), source, fixed)
	}
	for i := range min(len(again.Blocks), len(note.Blocks)) {
		a, b := *note.Blocks[i], *again.Blocks[i]
		a.Body, b.Body, a.Line, b.Line, a.End, b.End = nil, nil, 0, 0, 0, 0
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("fixes changed what a block says: %s\n%q\n%q", diff, source, fixed)
		}
	}
	for _, f := range again.Findings {
		if f.Fix != nil {
			t.Errorf("fixed note has something to fix: %+v %+v\n%q\n%q", f, f.Fix, source, fixed)
		}
	}
}

func hasFix(note *Note) bool {
	for _, f := range note.Findings {
		if f.Fix != nil {
			return true
		}
	}
	return false
}

func FuzzAnnotation(f *testing.F) {
	for _, s := range []string{
		`{"semantic":"why", "source-link":"https://x.org", "source-author":"A B", "time-period":"00:01:00 - 00:02:00"}`,
		`{"semantic":warning, Tag=’example"}`, `{'mastery':'medium' "tags":"a, b`, `{semantic:why,source-link:[u](https://u.org)}`,
		`{"semantic":"why, "tags":"a"} {#anchor}`, `{\"semantic\":\"why\"}`, `{"tags":["a","b"]} rest`, `{“tags”:“a, ‘b’”}`, `{}`, `{`,
		`{"source-author":"Parr, Jr., A and B; C", "time-period":"1:2, 00:40:00-00:40:301"}`, `{tip}`, `{0.0,0""`, `{"x":"\u00e9\\"}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, annotation string) {
		if strings.ContainsAny(annotation, "\n\r") {
			return
		}
		source := []byte("# T\n\n###### " + annotation + "\n\nText.\n")
		note := Parse("a.md", source)
		checkNote(t, note, source)
		checkFixed(t, note, source)
	})
}

// FuzzFrontMatter sees that YAML, whatever it is, costs at most itself: the note below it is read.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{
		"title: T\nauthors: [A B, {name: C D}]\ntags: a, b\nstatus: accepted\ndate: 2024-01-02", "title: *a", "a: &a [*a, *a]\ntitle: *a", "a: b: c", "\t", "- a",
		"a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\ntags: *c", "date: 99999-99-99", "title: !!binary aGk=", "? a\n: b",
		"title: |\n  a\n  b", "<<: {title: T}", "a: " + strings.Repeat("[", 2000), "title: \"\\u202e<!channel>\"", "%YAML 9.9\n", "tags: !!float .nan",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, front string) {
		source := []byte("---\n" + front + "\n---\n\n# Below\n\nText below.\n")
		note := Parse("a.md", source)
		checkNote(t, note, source)
		checkFixed(t, note, source)
		for _, text := range append(append([]string{note.Title, note.Meta.Status}, note.Meta.Authors...), note.Meta.Tags...) {
			if !utf8.ValidString(text) || len(text) > 4*len(front)+len("Below") {
				t.Errorf("%q of %q", text, front)
			}
		}
		if !strings.Contains(front, "\n") && !strings.Contains(front, "\r") && notText(source) == "" && len(note.Blocks) == 0 {
			t.Errorf("nothing is left of the note below %q", front)
		}
	})
}
