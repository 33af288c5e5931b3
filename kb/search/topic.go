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
