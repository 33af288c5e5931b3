package source

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// A drawer holds what came of a file beside notes.
type drawer struct {
	mu    sync.Mutex
	texts []string // each use, "-" for none
	moved chan struct{}
}

func newDrawer() *drawer { return &drawer{moved: make(chan struct{}, 100)} }

func (d *drawer) beside() Beside { return Beside{Name: "words.txt", Max: 10, Use: d.use} }

func (d *drawer) use(text []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if text == nil {
		text = []byte("-")
	}
	d.texts = append(d.texts, string(text))
	d.moved <- struct{}{}
}

func (d *drawer) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.texts, " ")
}

func TestBesideFollows(t *testing.T) {
	d := newDrawer()
	inBubbleWith(t, DirOptions{Beside: []Beside{d.beside()}}, func(t *testing.T, b *bubble) {
		write(t, in(b.dir, "words.txt"), "a=")
		b.tell("words.txt")
		b.pass(500 * time.Millisecond)
		write(t, in(b.dir, "words.txt"), "a=b")
		b.tell("words.txt")
		b.pass(2 * time.Second)
		if d.String() != "a=b" {
			t.Errorf("used %q, want the whole file once", d)
		}
		write(t, in(b.dir, "words.txt"), strings.Repeat("x", 11))
		b.tell("words.txt")
		b.pass(time.Hour)
		if d.String() != "a=b" || b.log.count("it has more than 10 bytes") != 1 {
			t.Errorf("used %q, want what there was before; log:\n%s", d, b.log)
		}
		must(t, os.Remove(in(b.dir, "words.txt")))
		b.tell("words.txt")
		b.pass(2 * time.Second)
		if d.String() != "a=b -" {
			t.Errorf("used %q, want nothing in the end", d)
		}
		if b.history() != "" {
			t.Errorf("notes were taken anew:\n%s", b.history())
		}
	})
}

// TestBesideOneNote follows the file beside a note that is the only one, and reads nothing outside of the directory.
func TestBesideOneNote(t *testing.T) {
	dir := t.TempDir()
	write(t, in(dir, "notes", "a.md"), note("A", "first"))
	write(t, in(dir, "outside.txt"), "secret")
	must(t, os.Symlink(in(dir, "outside.txt"), in(dir, "notes", "words.txt")))
	w, log := newDrawer(), newJournal()
	d := NewDir(log.logger(), in(dir, "notes", "a.md"), DirOptions{Beside: []Beside{w.beside()}})
	_, err := d.Load(t.Context())
	must(t, err)
	if w.String() != "" || log.count("words.txt") != 1 {
		t.Errorf("used %q; log:\n%s", w, log)
	}
	must(t, os.Remove(in(dir, "notes", "words.txt")))
	write(t, in(dir, "notes", "words.txt"), "a=b")
	_, err = d.Load(t.Context())
	must(t, err)
	if w.String() != "a=b" {
		t.Errorf("used %q", w)
	}
	if !d.concerns(in(dir, "notes", "words.txt")) || d.concerns(in(dir, "notes", "other.txt")) {
		t.Error("an event of the file beside is not told from others")
	}
}

func TestBesideInGit(t *testing.T) {
	u := newUpstream(t, map[string]string{"docs/a.md": note("A", "first"), "docs/words.txt": "a=b", "words.txt": "no"})
	w := newDrawer()
	o := u.options()
	o.Dir, o.Beside = "docs", []Beside{w.beside()}
	s, log, _ := followed(t, o)
	if w.String() != "a=b" {
		t.Fatalf("used %q", w)
	}
	<-w.moved
	for _, text := range []string{"c=d", ""} { // an empty file is a deleted one
		u.commit(map[string]string{"docs/words.txt": text})
		select {
		case <-w.moved:
		case <-time.After(patience):
			t.Fatalf("never came: %q", text)
		}
	}
	if w.String() != "a=b c=d -" || s.history() != "" {
		t.Errorf("used %q; notes taken: %q", w, s.history())
	}
	u.commit(map[string]string{"docs/words.txt": strings.Repeat("x", 11)})
	log.wait(t, "it has more than 10 bytes")
	if w.String() != "a=b c=d -" {
		t.Errorf("used %q", w)
	}
}
