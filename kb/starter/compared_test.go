package starter_test

import (
	"strings"
	"testing"

	"archbot/kb"
)

// TestWhatIsWeighedIsCompared holds every topic with pros or cons to a comparison of which it is a side, under its own name: who weighs it
// weighs it against something, and asks "X or Y" with the names that the topics have.
func TestWhatIsWeighedIsCompared(t *testing.T) {
	all := notes(t)
	sides := make(map[string]bool)
	for _, n := range all {
		for _, b := range n.Blocks {
			if b.Kind != kb.Comparison {
				continue
			}
			for _, s := range sidesOf(b) {
				sides[side(s)] = true
			}
		}
	}
	var visit func(topics []*kb.Topic)
	visit = func(topics []*kb.Topic) {
		for _, topic := range topics {
			weighed := topic.Counts[kb.Pros]+topic.Counts[kb.Cons] > 0
			if weighed && !sides[side(topic.Name())] {
				t.Errorf("%s:%d: %s is weighed, but is a side of no comparison", topic.File, topic.Line, topic.Name())
			}
			visit(topic.Children)
		}
	}
	visit(kb.Tree(all))
}

// sidesOf are what a comparison compares: the sides of its heading and the columns of its tables.
func sidesOf(b *kb.Block) []string {
	sides := strings.Split(b.Name(), " vs ")
	if len(sides) == 1 {
		sides = nil
	}
	for _, e := range b.Body {
		if table, ok := e.(kb.Table); ok {
			for _, head := range table.Rows[0][1:] {
				sides = append(sides, head.Text())
			}
		}
	}
	return sides
}

// side is a name as sides are told apart by: in lower case and the singular, with no remark in brackets.
func side(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return strings.TrimSuffix(strings.ToLower(strings.TrimSpace(name)), "s")
}
