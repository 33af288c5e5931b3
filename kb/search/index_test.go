package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"archbot/kb"
)

// newNote makes a note with a block for each text, all under one heading.
func newNote(file, heading, hash string, texts ...string) *kb.Note {
	n := &kb.Note{File: file, Hash: hash, Title: heading}
	n.Headings = []kb.Heading{{Level: 1, Text: heading, Path: []string{heading}, Line: 1}}
	for i, text := range texts {
		n.Blocks = append(n.Blocks, &kb.Block{
			ID: fmt.Sprintf("%s#%s:%d", file, heading, i), File: file, Line: i + 2, Topic: []string{heading},
			Kind: kb.Explanation, Level: kb.Entry, Body: kb.Body{kb.Paragraph{Text: kb.Inline{{Text: text}}}},
		})
	}
	return n
}

// found gives the IDs of the blocks found for a text, best first.
func found(tb testing.TB, s *Snapshot, text string) []string {
	tb.Helper()
	var words []Word
	for _, token := range Analyze(text) {
		if !token.Whole {
			words = append(words, Word{Token: token, Weight: 1})
		}
	}
	hits, err := s.Search(context.Background(), Query{Groups: s.Expand(words)})
	if err != nil {
		tb.Fatal(err)
	}
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.Block.ID)
	}
	return ids
}

func TestUpdate(t *testing.T) {
	x, err := NewIndex([]*kb.Note{
		newNote("a.md", "Apples", "1", "red fruit", "green fruit"),
		newNote("b.md", "Bricks", "1", "red stone"),
	})
	if err != nil {
		t.Fatal(err)
	}
	before := x.Snapshot()
	if err := x.Update([]*kb.Note{newNote("a.md", "Apples", "2", "yellow fruit"), newNote("c.md", "Coal", "1", "black stone")}, nil); err != nil {
		t.Fatal(err)
	}
	after := x.Snapshot()
	if before.parts["b.md"] != after.parts["b.md"] {
		t.Error("the part of an unchanged file was made anew")
	}
	tests := []struct {
		snap *Snapshot
		text string
		want []string
	}{
		{before, "red", []string{"a.md#Apples:0", "b.md#Bricks:0"}},
		{after, "red", []string{"b.md#Bricks:0"}},
		{after, "yellow", []string{"a.md#Apples:0"}},
		{after, "green", nil},
		{before, "green", []string{"a.md#Apples:1"}},
		{after, "black", []string{"c.md#Coal:0"}},
	}
	for _, test := range tests {
		got := found(t, test.snap, test.text)
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q found %v, want %v", test.text, got, test.want)
		}
	}
	if err := x.Update(nil, []string{"a.md"}); err != nil {
		t.Fatal(err)
	}
	if got := found(t, x.Snapshot(), "fruit"); got != nil {
		t.Errorf("a removed file's blocks are found: %v", got)
	}
	if n := x.Snapshot().Len(); n != 2 {
		t.Errorf("%d blocks, want 2", n)
	}
}

// TestManyUpdates checks that however notes came to be as they are, questions find the same.
func TestManyUpdates(t *testing.T) {
	x, err := NewIndex(nil)
	if err != nil {
		t.Fatal(err)
	}
	var latest []*kb.Note
	for i := range 30 {
		file := fmt.Sprintf("%d.md", i%7)
		n := newNote(file, "Topic "+file, fmt.Sprint(i), fmt.Sprintf("common word%d", i), "common second")
		latest = slices.DeleteFunc(latest, func(old *kb.Note) bool { return old.File == file })
		latest = append(latest, n)
		if err := x.Update([]*kb.Note{n}, nil); err != nil {
			t.Fatal(err)
		}
		if n := len(x.Snapshot().engines); n > mostEngines {
			t.Fatalf("%d engines after %d updates, want at most %d", n, i+1, mostEngines)
		}
	}
	fresh, err := NewIndex(latest)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"common", "word29", "second topic", "word1"} {
		got, want := found(t, x.Snapshot(), text), found(t, fresh.Snapshot(), text)
		if !slices.Equal(got, want) {
			t.Errorf("%q found %v after updates, %v in a fresh index", text, got, want)
		}
	}
}

// TestAskWhileUpdating runs under -race.
func TestAskWhileUpdating(t *testing.T) {
	x, err := NewIndex([]*kb.Note{newNote("a.md", "Apples", "0", "fruit")})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				if len(found(t, x.Snapshot(), "fruit")) == 0 {
					t.Error("nothing found during updates")
					return
				}
			}
		})
	}
	for i := range 50 {
		if err := x.Update([]*kb.Note{newNote("a.md", "Apples", fmt.Sprint(i+1), "fruit", "word"+strings.Repeat("x", i))}, nil); err != nil {
			t.Fatal(err)
		}
	}
	wg.Wait()
}

func TestFieldVocabulary(t *testing.T) {
	if _, err := ParseVocabulary(fieldVocabulary + fieldSituations); err != nil {
		t.Error(err)
	}
}

func TestParseVocabularyErrors(t *testing.T) {
	for _, text := range []string{"no separator", "a = b ~ c", "ok = fine\nbad line"} {
		if _, err := ParseVocabulary(text); err == nil {
			t.Errorf("ParseVocabulary(%q): no error", text)
		}
	}
}

func TestSpelling(t *testing.T) {
	x, err := NewIndex([]*kb.Note{newNote("a.md", "RabbitMQ", "0", "Kafka replication of asynchronous communication, brokers and rest")})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ word, want string }{
		{"rabitmq", "rabbitmq"}, {"kakfa", "kafka"}, {"kafca", ""}, {"replicaton", "replication"}, {"asynchronus", "asynchronous"},
		{"comunicaton", "communication"}, {"brokres", "brokers"}, {"rest1", ""}, {"ret", ""}, {"broken", ""}, {"zookeeper", ""},
	}
	for _, test := range tests {
		got := ""
		if all := x.Snapshot().spell(test.word); len(all) > 0 {
			got = all[0].form.word
		}
		if got != test.want {
			t.Errorf("spell(%q) = %q, want %q", test.word, got, test.want)
		}
	}
}
