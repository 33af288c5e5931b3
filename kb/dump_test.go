package kb

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestParse reads archives of notes. Beside each note NAME stands NAME.want: what is made of it.
func TestParse(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file))+"/"+strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := make(map[string]string)
			for _, f := range archive.Files {
				want[f.Name] = string(f.Data)
			}
			var files []txtar.File
			for _, f := range archive.Files {
				if strings.HasSuffix(f.Name, ".want") {
					continue
				}
				source := unquote(f.Data)
				note := Parse(f.Name, source)
				checkNote(t, note, source)
				checkFixed(t, note, source)
				got := dump(note, source)
				if !*update && got != want[f.Name+".want"] {
					t.Errorf("%s:\n%s", f.Name, cmp.Diff(want[f.Name+".want"], got))
				}
				files = append(files, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
			}
			if *update {
				archive.Files = files
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// unquote puts bytes into a case that a text file cannot show: <CR>, <BOM>, <FF>, <FE>, <NUL>, and <END> for no line break at the end.
func unquote(data []byte) []byte {
	for mark, b := range map[string]string{"<CR>": "\r", "<BOM>": "\xef\xbb\xbf", "<FF>": "\xff", "<FE>": "\xfe", "<NUL>": "\x00", "<END>\n": ""} {
		data = bytes.ReplaceAll(data, []byte(mark), []byte(b))
	}
	return data
}

// dump writes a note as text that a person can check.
func dump(note *Note, source []byte) string {
	var w strings.Builder
	fmt.Fprintf(&w, "title %q\n", note.Title)
	if m := note.Meta; len(m.Authors)+len(m.Tags) > 0 || m.Status != "" || !m.Date.IsZero() {
		fmt.Fprintf(&w, "meta authors %q, tags %q, status %q, date %s\n", m.Authors, m.Tags, m.Status, m.Date.Format("2006-01-02"))
	}
	for _, h := range note.Headings {
		fmt.Fprintf(&w, "heading %d line %d: %s", h.Level, h.Line, strings.Join(h.Path, " › "))
		if h.Anchor != "" {
			fmt.Fprintf(&w, " {#%s}", h.Anchor)
		}
		w.WriteByte('\n')
	}
	for _, b := range note.Blocks {
		dumpBlock(&w, b)
	}
	for _, f := range note.Findings {
		fmt.Fprintf(&w, "%d:%d: %s: %s [%s]", f.Line, f.Col, f.Severity, f.Message, f.Rule)
		if f.Fix != nil {
			fmt.Fprintf(&w, " fix %q to %q", source[f.Fix.Start:f.Fix.End], f.Fix.New)
		}
		w.WriteByte('\n')
	}
	return w.String()
}

func dumpBlock(w *strings.Builder, b *Block) {
	fmt.Fprintf(w, "\nblock %s\n  lines %d-%d, %s, %s, under %s\n", b.ID, b.Line, b.End, b.Kind, b.Level, strings.Join(b.Topic, " › "))
	if s := b.Source; s.Link != "" || len(s.Authors) > 0 || s.Details != "" || s.InspiredBy != "" || len(s.Clips) > 0 {
		fmt.Fprintf(w, "  source %s", s.Link)
		for _, a := range s.Authors {
			fmt.Fprintf(w, " [%s]", a)
		}
		for _, c := range s.Clips {
			fmt.Fprintf(w, " %d-%d", c.From, c.To)
		}
		if s.Details != "" {
			fmt.Fprintf(w, " details %q", s.Details)
		}
		if s.InspiredBy != "" {
			fmt.Fprintf(w, " inspired by %q", s.InspiredBy)
		}
		w.WriteByte('\n')
	}
	if len(b.Tags) > 0 {
		fmt.Fprintf(w, "  tags %q\n", b.Tags)
	}
	if b.Clarity != "" || len(b.Extra) > 0 {
		fmt.Fprintf(w, "  clarity %q, extra %q\n", b.Clarity, b.Extra)
	}
	dumpBody(w, b.Body, "    ")
}

func dumpBody(w *strings.Builder, body Body, indent string) {
	for _, e := range body {
		switch e := e.(type) {
		case Paragraph:
			fmt.Fprintf(w, "%sparagraph: %s\n", indent, dumpInline(e.Text))
		case List:
			fmt.Fprintf(w, "%slist ordered=%t start=%d\n", indent, e.Ordered, e.Start)
			for _, item := range e.Items {
				fmt.Fprintf(w, "%s  item\n", indent)
				dumpBody(w, item, indent+"    ")
			}
		case Table:
			fmt.Fprintf(w, "%stable header=%t\n", indent, e.Header)
			for _, row := range e.Rows {
				fmt.Fprintf(w, "%s  row\n", indent)
				for _, cell := range row {
					fmt.Fprintf(w, "%s    cell\n", indent)
					dumpBody(w, cell, indent+"      ")
				}
			}
		case Code:
			fmt.Fprintf(w, "%scode %q\n", indent, e.Lang)
			for line := range strings.Lines(e.Text) {
				fmt.Fprintf(w, "%s  |%s\n", indent, strings.TrimSuffix(line, "\n"))
			}
		case Image:
			fmt.Fprintf(w, "%simage %s alt %q title %q\n", indent, e.URL, e.Alt, e.Title)
		case Quote:
			fmt.Fprintf(w, "%squote\n", indent)
			dumpBody(w, e.Body, indent+"  ")
		case Rule:
			fmt.Fprintf(w, "%srule\n", indent)
		}
	}
}

// dumpInline shows plain text as it is and styled text as ‹style|text›, with the link after the style.
func dumpInline(in Inline) string {
	var w strings.Builder
	for _, s := range in {
		text := strings.ReplaceAll(s.Text, "\n", "⏎")
		if s.Style == 0 && s.Link == "" {
			w.WriteString(text)
			continue
		}
		style := ""
		for i, name := range []string{"b", "i", "s", "m", "picture"} {
			if s.Style&(1<<i) != 0 {
				style += name
			}
		}
		if s.Link != "" {
			style += "→" + s.Link
		}
		fmt.Fprintf(&w, "‹%s|%s›", style, text)
	}
	return w.String()
}
