package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"archbot/kb"
)

// zipfNotes are n blocks of random words, as frequent as in natural text (Zipf's law).
func zipfNotes(n int) []*kb.Note {
	rng := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(rng, 1.1, 4, 3000)
	text := func(least, most int) string {
		var b strings.Builder
		for range least + rng.IntN(most-least+1) {
			fmt.Fprintf(&b, "word%d ", zipf.Uint64())
		}
		return strings.TrimSpace(b.String())
	}
	var notes []*kb.Note
	for len(notes)*20 < n {
		var texts []string
		for range 20 {
			texts = append(texts, text(20, 80))
		}
		note := newNote(fmt.Sprintf("%06d.md", len(notes)), text(1, 3), "1", texts...)
		for i, b := range note.Blocks {
			b.Kind = kb.Kinds()[rng.IntN(len(kb.Kinds()))]
			if i%4 == 0 {
				b.Topic = append(b.Topic, text(1, 2))
			} else {
				b.Topic = note.Blocks[i-1].Topic
			}
		}
		notes = append(notes, note)
	}
	return notes
}

// TestGather compares what is found with what ranking all blocks finds, by the scores of the ten best: of all blocks, and of the few that
// pass a filter, which have to be found whatever else there is.
func TestGather(t *testing.T) {
	const blocks = 5000
	x, err := NewIndex(zipfNotes(blocks))
	if err != nil {
		t.Fatal(err)
	}
	rare := func(b *kb.Block) bool { return b.Line == 7 && strings.HasSuffix(b.File, "3.md") }
	for _, test := range []struct {
		name  string
		pass  func(*kb.Block) bool
		least float64
	}{{"all", nil, 0.995}, {"few", rare, 0.9999}} {
		t.Run(test.name, func(t *testing.T) {
			var sum float64
			questions := randomQuestions(x.Snapshot(), 200)
			for _, q := range questions {
				q.Pass = test.pass
				part := partFound(t, x.Snapshot(), q)
				if part < 0.9 {
					t.Errorf("%v: the ten best have %.3f of the scores that they could have", asked(q), part)
				}
				sum += part
			}
			if mean := sum / float64(len(questions)); mean < test.least {
				t.Errorf("the ten best have %.4f of the scores that they could have, want %.4f", mean, test.least)
			}
		})
	}
}

// randomQuestions are of two to seven words, rare and frequent ones mixed.
func randomQuestions(s *Snapshot, n int) []Query {
	rng := rand.New(rand.NewPCG(3, 4))
	var all []Query
	for i := range n {
		var words []Word
		for range 2 + i%6 {
			stem := fmt.Sprintf("word%d", min(2999, int(rng.ExpFloat64()*500)))
			words = append(words, Word{Token: Token{Word: stem, Stem: stem, Pos: len(words)}, Weight: 1})
		}
		q := Query{Groups: s.Expand(words)}
		if i%5 == 0 {
			q.Kinds = map[kb.Kind]float64{kb.Kinds()[i%7]: 1}
		}
		all = append(all, q)
	}
	return all
}

func asked(q Query) (words []string) {
	for _, g := range q.Groups {
		words = append(words, g.Word)
	}
	return words
}

// partFound is what the ten best that are found have of the scores of the ten best there are.
func partFound(t *testing.T, s *Snapshot, q Query) float64 {
	hits, err := s.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var found, best float64
	for _, h := range hits[:min(10, len(hits))] {
		found += h.Score
	}
	all := exhaustive(s, &q)
	for _, score := range all[:min(10, len(all))] {
		best += score
	}
	if best == 0 {
		return 1
	}
	return found / best
}

// exhaustive gives the scores of all blocks, the best first.
func exhaustive(s *Snapshot, q *Query) []float64 {
	r := newRanker(s, q)
	h := Hit{Found: make([]Found, len(q.Groups))}
	var scores []float64
	for _, d := range s.documents() {
		if q.Pass != nil && !q.Pass(d.block) {
			continue
		}
		if r.rank(d, &h); h.Score > 0 {
			scores = append(scores, h.Score)
		}
	}
	slices.Sort(scores)
	slices.Reverse(scores)
	return scores
}
