package search

import (
	"slices"

	"archbot/kb"
)

// topic is how much a block belongs to the topics that the question names: 1 where it stands directly under one of them, less further
// below.
func (q *Query) topic(b *kb.Block) float64 {
	best := 0.0
	for _, path := range q.Topics {
		if len(path) > len(b.Topic) || !slices.Equal(b.Topic[:len(path)], path) {
			continue
		}
		gain := 1.0
		for range len(b.Subject()) - len(path) {
			gain *= furtherDown
		}
		best = max(best, gain)
	}
	return best
}

// InOneHeading reports whether a topic of the notes has all these stems in its heading.
func (s *Snapshot) InOneHeading(stems ...string) bool {
	in := make([][]int, len(stems)) // topics by number, in order
	for i, stem := range stems {
		in[i] = s.subject.words[stem]
	}
	slices.SortFunc(in, func(a, b []int) int { return len(a) - len(b) }) // a word can be in very many headings
	return len(in) > 0 && slices.ContainsFunc(in[0], func(topic int) bool {
		return !slices.ContainsFunc(in[1:], func(topics []int) bool {
			_, found := slices.BinarySearch(topics, topic)
			return !found
		})
	})
}
