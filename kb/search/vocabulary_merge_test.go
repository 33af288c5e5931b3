package search

import (
	"strings"
	"sync"
	"testing"

	"archbot/kb"
)

func TestSetVocabulary(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# Notes\n\n## Event backbone\n\nAll events of the shop run through it.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	found := func() bool {
		s := index.Snapshot()
		hits, err := s.Search(t.Context(), Query{Groups: s.Expand([]Word{{Token: Analyze("hermes")[0], Weight: 1}})})
		if err != nil {
			t.Fatal(err)
		}
		return len(hits) > 0
	}
	if found() {
		t.Fatal("found before anybody said what it is")
	}
	before := index.Snapshot()
	own, err := ParseVocabulary("hermes = event backbone")
	if err != nil {
		t.Fatal(err)
	}
	index.SetVocabulary(own)
	if !found() {
		t.Error("not found by the team's own word")
	}
	if len(before.vocab.groups["herm"]) > 0 {
		t.Error("an earlier snapshot has learnt it")
	}
	if len(index.Snapshot().vocab.lookUp([]Word{{Token: Token{Stem: "lb"}}})) == 0 {
		t.Error("the field's own words are gone")
	}
	if err := index.Update([]*kb.Note{kb.Parse("b.md", []byte("# B\n\nText.\n"))}, nil); err != nil {
		t.Fatal(err)
	}
	if !found() {
		t.Error("forgotten with the next change of the notes")
	}
	index.SetVocabulary(nil)
	if found() {
		t.Error("still there after it was taken away")
	}
	if len(fieldWords().groups["herm"]) > 0 {
		t.Error("the built-in vocabulary has changed")
	}
}

// TestSetVocabularyWhileAsked is for the race detector.
func TestSetVocabularyWhileAsked(t *testing.T) {
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# Notes\n\nText.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	own, err := ParseVocabulary("x1 ~ x2")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				index.SetVocabulary(own)
				index.Snapshot().Expand([]Word{{Token: Analyze("x1")[0], Weight: 1}})
			}
		})
	}
	wg.Wait()
}

func TestVocabularyErrors(t *testing.T) {
	v, err := ParseVocabulary("a = b\nlonely\n# comment\nc = d ~ e\nf ~ g\n= h\n")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"line 2: \"lonely\"", "line 4: \"c = d ~ e\"", "line 6: \"= h\""} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not name %s", err, want)
		}
	}
	if v.Len() != 4 {
		t.Errorf("%d entries, want those of the good lines: 4", v.Len())
	}
}

func FuzzParseVocabulary(f *testing.F) {
	f.Add("a = b\nc ~ d # e\n=\n~~\n")
	f.Fuzz(func(t *testing.T, text string) {
		if v, _ := ParseVocabulary(text); v == nil {
			t.Error("no vocabulary")
		}
	})
}
