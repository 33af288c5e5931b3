package search

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"archbot/kb"
)

// TestEngine checks that engines of several segments have the documents of each term in order, in memory and on disk, however often they
// are made: candidates that are equally good are taken in that order.
func TestEngine(t *testing.T) {
	x, err := NewIndex(zipfNotes(2000))
	if err != nil {
		t.Fatal(err)
	}
	s := x.Snapshot()
	docs := s.documents()
	small := shares(docs, 300) // small segments in disorder would show
	for range 3 {
		idx, err := buildIndex("", s.lex, small)
		if err != nil {
			t.Fatal(err)
		}
		memory, err := readEngine(idx, docs)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		sum, err := buildEngine(dir, s.lex, small)
		if err != nil {
			t.Fatal(err)
		}
		disk, err := openEngine(dir, sum, docs)
		if err != nil {
			t.Fatal(err)
		}
		for name, e := range map[string]*engine{"memory": memory, "disk": disk} {
			if len(e.shards) != len(small) {
				t.Errorf("%s: %d segments, want %d", name, len(e.shards), len(small))
			}
			checkTerms(t, name, s.lex, e)
		}
	}
}

// checkTerms compares which documents an engine gives for terms with which have them.
func checkTerms(t *testing.T, name string, lex *lexicon, e *engine) {
	t.Helper()
	f := (&Snapshot{engines: []*engine{e}}).finder()
	check := func(term string, has func(*document) bool) {
		t.Helper()
		with, err := f.term(term)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []*document
		f.each(with, func(d *document) bool {
			got = append(got, d)
			return true
		})
		for _, d := range e.docs {
			if has(d) {
				want = append(want, d)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q is in %d documents, in another order or others than the %d that have it", name, term, len(got), len(want))
		}
	}
	for _, n := range []int{0, 1, 7, 50, 300, 1500, 2999} {
		stem := fmt.Sprintf("word%d", n)
		id, _ := lex.term(stem)
		check(stem, func(d *document) bool { return slices.Contains(d.terms, id) })
	}
	for _, kind := range kb.Kinds() {
		check(kindMark+string(kind), func(d *document) bool { return d.block.Kind.Meant() == kind })
	}
	check("nowhere", func(*document) bool { return false })
}

// TestReadEngineOther checks that an index of other documents is not taken for these.
func TestReadEngineOther(t *testing.T) {
	x, err := NewIndex(zipfNotes(100))
	if err != nil {
		t.Fatal(err)
	}
	s := x.Snapshot()
	docs := s.documents()
	for name, indexed := range map[string][][]*document{
		"fewer": shares(docs[:90], 30), "more": {docs, docs[:10]}, "more in one": {append(docs[:len(docs):len(docs)], docs...)}, "none": nil,
	} {
		idx, err := buildIndex("", s.lex, indexed)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readEngine(idx, docs); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// openIndexes is how many of bleve's indexes are open: each has a goroutine of its own.
func openIndexes() int {
	stacks := make([]byte, 1<<20)
	return bytes.Count(stacks[:runtime.Stack(stacks, true)], []byte("scorch.(*Scorch).introducerLoop("))
}

// waitIndexes collects garbage until no more than some indexes are open.
func waitIndexes(t *testing.T, most int) {
	t.Helper()
	for start := time.Now(); openIndexes() > most; runtime.Gosched() {
		if time.Since(start) > 30*time.Second {
			t.Fatalf("%d indexes are open, want at most %d", openIndexes(), most)
		}
		runtime.GC()
	}
}

// TestEnginesClosed checks that engines that nobody has any more have their indexes closed.
func TestEnginesClosed(t *testing.T) {
	x := openSmall(silent, t.TempDir(), "b1")
	if err := x.Update(manyNotes(keptFiles), nil); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if err := x.Update([]*kb.Note{newNote("a.md", "A", fmt.Sprint(i), "alpha")}, nil); err != nil {
			t.Fatal(err)
		}
	}
	engines := len(x.Snapshot().engines)
	waitIndexes(t, engines)
	if n := openIndexes(); n != engines {
		t.Errorf("%d indexes are open for %d engines", n, engines)
	}
	checkIndex(t, x, keptFiles*50+1)
	runtime.KeepAlive(x)
	x = nil
	waitIndexes(t, 0)
}
