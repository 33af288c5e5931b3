package search

import (
	"fmt"
	"sync"
	"testing"

	"archbot/kb"
)

// TestAskedTerms asks a shard for more terms than it keeps, from several goroutines, and twice for each.
func TestAskedTerms(t *testing.T) {
	const blocks = mostAsked + 100
	var text string
	for i := range blocks {
		text += fmt.Sprintf("## H%d\n\nword%d common\n\n", i, i)
	}
	index, err := NewIndex([]*kb.Note{kb.Parse("a.md", []byte(text))})
	if err != nil {
		t.Fatal(err)
	}
	sh := &index.Snapshot().engines[0].shards[0]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 2 * blocks {
				has, err := sh.term(fmt.Sprintf("word%d", i%blocks))
				if err != nil || has.GetCardinality() != 1 {
					t.Errorf("word%d: %v, %v", i%blocks, has, err)
				}
			}
		})
	}
	all.Wait()
	for _, term := range []string{"nowhere", "common"} {
		for range 2 {
			has, err := sh.term(term)
			if err != nil || (has == nil) != (term == "nowhere") || has != nil && has.GetCardinality() != blocks {
				t.Errorf("%s: %v, %v", term, has, err)
			}
		}
	}
	if n := len(sh.asked.sets); n == 0 || n > mostAsked {
		t.Errorf("%d terms are kept", n)
	}
}
