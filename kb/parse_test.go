package kb

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	markdown "github.com/yuin/goldmark/text"
)

// realNotes reads the notes that the format was read off. They are not part of the project.
func realNotes(t testing.TB) (file string, source []byte) {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	file = "data-distribution.md"
	source, err := os.ReadFile(filepath.Join(filepath.Dir(here), "../../shared/notes", file))
	if err != nil {
		t.Skip("the real notes are not here: ", err)
	}
	return file, source
}

func TestRealNotes(t *testing.T) {
	file, source := realNotes(t)
	note := Parse(file, source)
	checkNote(t, note, source)
	checkFixed(t, note, source)
	annotated := 0
	for i, line := range strings.Split(string(source), "\n") {
		if !strings.HasPrefix(line, "###### {") {
			continue
		}
		annotated++
		found := false
		for _, b := range note.Blocks {
			found = found || b.Line == i+1
		}
		if !found {
			t.Errorf("no block for the annotation in line %d", i+1)
		}
	}
	if annotated != 71 || len(note.Blocks) != 71 || len(note.Headings) != 27 {
		t.Errorf("%d annotations, %d blocks, %d headings; want 71, 71, 27", annotated, len(note.Blocks), len(note.Headings))
	}
	got := make(map[string][]string)
	for _, f := range note.Findings {
		got[f.Rule] = append(got[f.Rule], fmt.Sprintf("%d:%d", f.Line, f.Col))
	}
	delete(got, "image-alt")
	want := map[string][]string{
		"unquoted-value": {"117:20", "242:20", "346:20", "371:20", "514:20", "564:20", "792:20", "796:20", "808:20", "812:20", "824:20", "852:20"},
		"stray-quote":    {"217:161", "268:161", "299:161"},
		"clip-reversed":  {"246:111", "582:111"},
		"key-spelling":   {"303:166", "820:191"},
		"empty-heading":  {"556:1"},
		"unquoted-key":   {"820:191"},
		"equals-sign":    {"820:194"}, "unpaired-quotes": {"820:195"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// blockAt is the block whose annotation or heading stands in a line.
func blockAt(t *testing.T, note *Note, line int) *Block {
	t.Helper()
	for _, b := range note.Blocks {
		if b.Line == line {
			return b
		}
	}
	t.Fatalf("no block in line %d", line)
	return nil
}

func TestRealTable(t *testing.T) {
	file, source := realNotes(t)
	b := blockAt(t, Parse(file, source), 652)
	table, ok := b.Body[0].(Table)
	if len(b.Body) != 1 || !ok || !table.Header || len(table.Rows) != 11 || len(table.Rows[0]) != 3 {
		t.Fatalf("body %#v; want one table of a header and ten rows, a column of names and two of figures", b.Body)
	}
	row := func(i int) string { return rowText(table.Rows[i]) }
	for i, want := range map[int]string{0: " | Kafka | RabbitMQ", 2: "Recommended message size | <1MB | <100kB", 9: "Protocols | Binary | AMQP, MQTT, HTTP"} {
		if row(i) != want {
			t.Errorf("row %d is %q; want %q", i, row(i), want)
		}
	}
	for i, want := range []int{7, 7} {
		list, ok := table.Rows[10][i+1][0].(List)
		if !ok || len(list.Items) != want {
			t.Errorf("last row, column %d: %#v; want a list of %d", i+1, table.Rows[10][i+1], want)
		}
	}
}

func TestRealBlocks(t *testing.T) {
	file, source := realNotes(t)
	note := Parse(file, source)
	drawing := blockAt(t, note, 121).Body.Text()
	if want := "Data Replication → Data Availability / Reliability ▲\n                 → Latency ▼"; !strings.HasPrefix(drawing, want) {
		t.Errorf("drawing %q", drawing)
	}
	clip := blockAt(t, note, 820)
	if diff := cmp.Diff(Source{Link: "https://www.youtube.com/watch?v=avi-TZI9t2I", Authors: []string{"Martin Kleppmann"}, Clips: []Clip{{1104, 2410}}},
		clip.Source); diff != "" || clip.Level != Medium || !cmp.Equal(clip.Tags, []string{"example"}) {
		t.Errorf("%s %v %q", diff, clip.Level, clip.Tags)
	}
	if reversed := blockAt(t, note, 246).Source.Clips; !cmp.Equal(reversed, []Clip{{From: 2730}}) {
		t.Errorf("reversed period is %v; want its start", reversed)
	}
	if b := blockAt(t, note, 850+2); b.Name() != "RabbitMQ" || b.Kind != UseCase || b.End != 873 {
		t.Errorf("last block %+v", b)
	}
	for _, b := range note.Blocks {
		if strings.Contains(b.Body.Text(), "**") || strings.Contains(b.Body.Text(), "__") {
			t.Errorf("%s shows marks of emphasis", b.ID)
		}
	}
}

// TestNoState parses notes in a row and alone: nothing may leak from one to the next.
func TestNoState(t *testing.T) {
	alone := make(map[string]string)
	for i, s := range seeds {
		alone[s] = dump(Parse(fmt.Sprint(i), []byte(s)), []byte(s))
	}
	for i := len(seeds) - 1; i >= 0; i-- {
		s := seeds[i]
		if got := dump(Parse(fmt.Sprint(i), []byte(s)), []byte(s)); got != alone[s] {
			t.Errorf("note %q depends on those before it:\n%s", s, cmp.Diff(alone[s], got))
		}
	}
}

func TestHashAndRev(t *testing.T) {
	a := Parse("a.md", []byte("# T\n\n###### {\"semantic\":\"tip\"}\n\nText.\n"))
	moved := Parse("b.md", []byte("# Other\n\n## T\n\n###### {\"semantic\":tip, \"mastery\":\"medium\"}\nText.\n"))
	changed := Parse("a.md", []byte("# T\n\n###### {\"semantic\":\"tip\"}\n\n[Text](u).\n"))
	if a.Hash == moved.Hash || a.Hash != Parse("c.md", []byte("# T\n\n###### {\"semantic\":\"tip\"}\n\nText.\n")).Hash {
		t.Error("hash is not that of the bytes")
	}
	if a.Blocks[0].Rev != moved.Blocks[0].Rev {
		t.Error("a block that moved has another revision")
	}
	if a.Blocks[0].Rev == changed.Blocks[0].Rev {
		t.Error("a block that changed has the same revision")
	}
}

func TestTooBig(t *testing.T) {
	for size, blocks := range map[int]int{MaxNote: 1, MaxNote + 1: 0, 50 << 20: 0} {
		note := Parse("big.md", bytes.Repeat([]byte("a"), size))
		if len(note.Blocks) != blocks {
			t.Errorf("%d bytes: %d blocks", size, len(note.Blocks))
		}
		if blocks == 0 && (len(note.Findings) != 1 || note.Findings[0].Rule != "too-big" || note.Findings[0].Severity != Error) {
			t.Errorf("%d bytes: findings %+v", size, note.Findings)
		}
	}
}

// TestHostile parses what makes careless parsers quadratic, exhaust the stack or fill the memory. It takes a moment; it would not end
// with a parser that is any of these.
func TestHostile(t *testing.T) {
	const size = 48 << 10
	for _, s := range []string{
		">", "> ", "> > > > x\n", "- ", "- a\n", "-\n", "* a\n  ", "1. a\n", "*", "*a ", "a* ", "**a *b ", "_a __b ", "*a_ ", "a**b\n",
		"[", "[a](", "![a](", "]", "[a]: b\n", "[a]: b\n\n[a][a] ", "[[a](b)", "`a``b```c", "<", "<a ", "<b>", "<div>", "<div>\n\n",
		"<table><tr><td>", "<tr><td>", "<ul><li>", "<blockquote>", "<!--", "<!--\n", "<![CDATA[", "<?", "<!A ", "<pre>\n", "<script>\n",
		"<a href=\"", "a|", "a|b\n-|-\n", "|\n", "# a\n", "a\n==\n", "a\n", "```\n", "~~~\n\n", "~~a ", "&amp", "&#1234567;", "\\", "\n",
		" ", "\t", "    a\n\n", "→ c\n\n", "a → b\n\n    → c\n\n", "=\n\na\n\n", "http://a.b ", "http://", "www.", "(", "a", "\r", "a\xff",
		"###### {\"a\":\"b\"}\n", "###### {\"tags\":\"a,,,,,,,,,,,,,,,b\"}\n", "###### {" + strings.Repeat("\" ", 3000) + "\n",
		"###### {\"a\":\"" + strings.Repeat(",tags:", 1000) + "\n", "###### {a:" + strings.Repeat(" ", 7000) + "\n",
		"---\na: [b\n", "a\\\n", "![a](b)\n\n",
	} {
		source := []byte(strings.Repeat(s, size/len(s)))
		checkNote(t, Parse("hostile.md", source), source)
	}
	wide := strings.Repeat("a|", 3000) + "\n" + strings.Repeat("-|", 3000) + "\n" + strings.Repeat("a\n", 20000)
	sparse := "<table><tr>" + strings.Repeat("<td>a", 3000) + strings.Repeat("<tr><td>a", 5000)
	deep := "---\na: " + strings.Repeat("[", 50000) + "\n---\n"
	bomb := "---\n" + strings.Repeat("a: &a [*a,*a]\n", 3000) + "---\n"
	for _, s := range []string{wide, sparse, deep, bomb} {
		checkNote(t, Parse("hostile.md", []byte(s)), []byte(s))
	}
}

// benchmarkNote is a note of some 300 KB with 500 headings.
func benchmarkNote() []byte {
	var b bytes.Buffer
	for i := range 500 {
		fmt.Fprintf(&b, "## Topic %d {#topic-%d}\n\n", i, i)
		b.WriteString("###### {\"semantic\":\"explanation\", \"source-link\":\"https://example.org/talk\", \"time-period\": \"00:09:32 - 00:13:41\"}\n\n")
		b.WriteString(strings.Repeat("A **_broker _**keeps messages until `n` consumers have [read](https://example.org) them. ", 4))
		b.WriteString("\n\n*   one point\n*   another\n\n")
	}
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	source := benchmarkNote()
	note := Parse("bench.md", source)
	b.SetBytes(int64(len(source)))
	b.ReportMetric(float64(len(note.Blocks)), "blocks/op")
	for b.Loop() {
		Parse("bench.md", source)
	}
}

func BenchmarkParseReal(b *testing.B) {
	file, source := realNotes(b)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		Parse(file, source)
	}
}

type failing struct{ parser.Parser }

func (failing) Parse(markdown.Reader, ...parser.ParseOption) ast.Node { panic("a defect") }

// TestDefect checks that a defect of the Markdown library costs a note its structure and nothing else.
func TestDefect(t *testing.T) {
	src := []byte("# T\n\ntext\n")
	p := &noteParser{note: &Note{File: "a.md"}, text: newText(src)}
	tree := p.tree(src, func([]byte, *[]int) parser.Parser { return failing{} })
	body := p.body(section{nodes: []ast.Node{tree.FirstChild()}}, src)
	if len(p.note.Findings) != 1 || p.note.Findings[0].Rule != "unreadable-markdown" || body.Text() != "# T\n\ntext" {
		t.Errorf("%+v %q", p.note.Findings, body.Text())
	}
}

func TestSubject(t *testing.T) {
	for _, test := range []struct{ topic, want []string }{
		{[]string{"Deployment", "Canary release", "Pros"}, []string{"Deployment", "Canary release"}},
		{[]string{"ADR", "2. Decision:"}, []string{"ADR"}},
		{[]string{"Pros", "Cons"}, []string{"Pros"}},
		{[]string{"Queues", "Pros of queues"}, []string{"Queues", "Pros of queues"}},
	} {
		b := Block{Topic: test.topic}
		if got := b.Subject(); !slices.Equal(got, test.want) {
			t.Errorf("Subject of %q = %q, want %q", test.topic, got, test.want)
		}
	}
}
