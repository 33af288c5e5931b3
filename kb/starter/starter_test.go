package starter_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/starter"
)

// Bounds of a block's body in words. Captions of clips are exempt from both, tables from the upper one.
const (
	minWords      = 40
	maxWords      = 120
	maxTableWords = 150
	maxCellRunes  = 60
)

// sharedRun is how many words in a row a note may not have in common with the notes of others.
const sharedRun = 8

// othersNotes holds real notes where the machine has them. The library cites the same talks and borrows no sentence.
var othersNotes = filepath.Join("..", "..", "..", "shared", "notes")

func notes(t *testing.T) []*kb.Note {
	t.Helper()
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	return notes
}

func TestFS(t *testing.T) {
	entries, err := fs.ReadDir(starter.FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		files = append(files, e.Name())
		if e.IsDir() || filepath.Ext(e.Name()) != ".md" {
			t.Errorf("%s is not a note", e.Name())
		}
	}
	if !slices.Contains(files, "messaging.md") {
		t.Errorf("no messaging.md at the top, only %q", files)
	}
	if _, err := fs.ReadFile(starter.FS(), "messaging.md"); err != nil {
		t.Error(err)
	}
}

func TestNotesAreClean(t *testing.T) {
	for _, n := range notes(t) {
		for _, f := range n.Findings {
			t.Errorf("%s:%d:%d: %s [%s]", n.File, f.Line, f.Col, f.Message, f.Rule)
		}
		if len(n.Blocks) == 0 {
			t.Errorf("%s has no blocks", n.File)
		}
	}
}

// TestAnnotationsAreStrict reads the annotations as JSON: the parser would also take less.
func TestAnnotationsAreStrict(t *testing.T) {
	for _, n := range notes(t) {
		text := read(t, starter.FS(), n.File)
		if i := strings.IndexAny(text, "“”‘’\r\t"); i >= 0 {
			t.Errorf("%s: %q at byte %d; write straight quotes, LF and spaces", n.File, []rune(text[i:])[0], i)
		}
		annotations := 0
		for i, line := range strings.Split(text, "\n") {
			annotation, ok := strings.CutPrefix(line, "###### ")
			if !ok {
				continue
			}
			annotations++
			var values map[string]string
			if err := json.Unmarshal([]byte(annotation), &values); err != nil {
				t.Errorf("%s:%d: %v", n.File, i+1, err)
			}
		}
		if annotations != len(n.Blocks) {
			t.Errorf("%s: %d annotations, %d blocks; every block stands under one", n.File, annotations, len(n.Blocks))
		}
	}
}

func TestBlocks(t *testing.T) {
	for _, n := range notes(t) {
		for _, b := range n.Blocks {
			for _, complaint := range complaints(b) {
				t.Errorf("%s:%d: %s", b.File, b.Line, complaint)
			}
		}
	}
}

// complaints says what a block lacks of what the package documentation promises.
func complaints(b *kb.Block) (found []string) {
	check := func(ok bool, complaint string) {
		if !ok {
			found = append(found, complaint)
		}
	}
	clip := len(b.Source.Clips) > 0
	check(b.Kind.Known(), "unknown kind "+string(b.Kind))
	check(len(b.Source.Authors) > 0, "no author")
	check(b.Source.Link != "" || b.Source.Details != "", "no source")
	check(clip || b.Source.Details != "", "no source-details: what is cited cannot be found once its link is gone")
	check(len(b.Tags) > 0, "no tags")
	check(len(b.Extra) == 0, "unknown keys in the annotation")
	check(!b.Body.Empty(), "no body")
	if clip {
		return found
	}
	limit := maxWords
	for _, e := range b.Body {
		if table, ok := e.(kb.Table); ok {
			limit = maxTableWords
			found = append(found, tableComplaints(table)...)
		}
	}
	n := len(words(b.Body.Text()))
	check(n >= minWords, "too short to stand alone")
	check(n <= limit, "too long for one idea")
	if b.Kind == kb.Comparison {
		check(limit == maxTableWords, "a comparison with no table")
	}
	return found
}

// tableComplaints says what keeps a table from being read side by side: no heads, long cells.
func tableComplaints(table kb.Table) (found []string) {
	if !table.Header {
		found = append(found, "table without a header")
	}
	for _, row := range table.Rows {
		for _, cell := range row {
			if text := cell.Text(); len([]rune(text)) > maxCellRunes {
				found = append(found, "long cell: "+text)
			}
		}
	}
	return found
}

// TestKafkaAndRabbitMQ holds the library to what a first visitor asks.
func TestKafkaAndRabbitMQ(t *testing.T) {
	kinds := map[string]map[kb.Kind]bool{"Kafka": {}, "RabbitMQ": {}}
	compared := false
	for _, n := range notes(t) {
		for _, b := range n.Blocks {
			if have := kinds[b.Name()]; have != nil {
				have[b.Kind] = true
			}
			for _, e := range b.Body {
				if table, ok := e.(kb.Table); ok && b.Kind == kb.Comparison && len(table.Rows[0]) == 3 {
					compared = compared || table.Rows[0][1].Text() == "Kafka" && table.Rows[0][2].Text() == "RabbitMQ"
				}
			}
		}
	}
	if !compared {
		t.Error("no table with the heads Kafka and RabbitMQ")
	}
	for name, have := range kinds {
		for _, k := range []kb.Kind{kb.Definition, kb.ComposedOf, kb.UseCase, kb.Pros, kb.Cons, kb.Caveat, kb.Tip} {
			if !have[k] {
				t.Errorf("%s has no block of kind %s", name, k)
			}
		}
	}
}

func TestSentencesAreOurs(t *testing.T) {
	theirs := map[string]bool{}
	for _, text := range readOthers(t) {
		for _, run := range runs(words(text)) {
			theirs[run] = true
		}
	}
	for _, n := range notes(t) {
		for _, b := range n.Blocks {
			for _, run := range runs(words(b.Body.Text())) {
				if theirs[run] {
					t.Errorf("%s:%d: also in the notes of others: %q", b.File, b.Line, run)
				}
			}
		}
	}
}

// TestClipsAreKnown checks that a moment in a recording was taken from notes, not made up.
func TestClipsAreKnown(t *testing.T) {
	known := map[string]bool{}
	clip := regexp.MustCompile(`"source-link":"([^"]+)".*"time-period": ?"([^"]+)"`)
	for _, text := range readOthers(t) {
		for _, m := range clip.FindAllStringSubmatch(text, -1) {
			known[m[1]+" "+m[2]] = true
		}
	}
	for _, n := range notes(t) {
		for i, line := range strings.Split(read(t, starter.FS(), n.File), "\n") {
			if m := clip.FindStringSubmatch(line); m != nil && !known[m[1]+" "+m[2]] {
				t.Errorf("%s:%d: no note knows %s at %s", n.File, i+1, m[1], m[2])
			}
		}
	}
}

// readOthers returns the texts of the notes of others, and skips the test where there are none.
func readOthers(t *testing.T) (texts []string) {
	t.Helper()
	fsys := os.DirFS(othersNotes)
	files, err := fs.Glob(fsys, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("no notes in %s to compare with", othersNotes)
	}
	for _, file := range files {
		texts = append(texts, read(t, fsys, file))
	}
	return texts
}

func read(t *testing.T, fsys fs.FS, file string) string {
	t.Helper()
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var word = regexp.MustCompile(`[\pL\pN]+(?:['’.-][\pL\pN]+)*`)

// words are the words of a text in lower case, without markup.
func words(text string) []string {
	return word.FindAllString(strings.ToLower(text), -1)
}

// runs are all stretches of sharedRun words.
func runs(words []string) (all []string) {
	for i := 0; i+sharedRun <= len(words); i++ {
		all = append(all, strings.Join(words[i:i+sharedRun], " "))
	}
	return all
}
