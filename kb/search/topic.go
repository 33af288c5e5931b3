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
	if len(stems) == 0 {
		return false
	}
	for _, topic := range s.subject.words[stems[0]] {
		if !slices.ContainsFunc(stems[1:], func(stem string) bool { return !slices.Contains(s.subject.words[stem], topic) }) {
			return true
		}
	}
	return false
}
