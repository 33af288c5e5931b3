package render_test

import (
	"encoding/json"
	"fmt"

	"archbot/bot/render"
	"archbot/kb"
	"archbot/kb/answer"
)

// carry is what a button carries in these samples.
func carry(r answer.Request) string {
	j, err := json.Marshal(r)
	if err != nil {
		return ""
	}
	return "1:" + string(j)
}

// leading is where an answer on Kafka leads on to, with names that would do harm if they were not cleaned.
func leading() *answer.Onward {
	return &answer.Onward{
		Topics:  [][]string{{"Messaging <systems>", "Kafka"}},
		Kinds:   []answer.KindCount{{Kind: kb.Pros, Blocks: 2}, {Kind: kb.Cons, Blocks: 3}, {Kind: kb.Tip, Blocks: 1}, {Kind: kb.Why, Blocks: 1}, {Kind: kb.Example, Blocks: 9}},
		Videos:  4,
		Simpler: true, Deeper: true,
		Compare:   []string{"RabbitMQ", "<!channel> & \u202eco"},
		Elsewhere: []answer.Suggestion{{Topic: []string{"Storage", "Kafka"}, Blocks: 2}},
	}
}

// browsed are places in a tree of topics.
func browsed() map[string]render.Browse {
	var many []*kb.Topic
	for i := range 20 {
		t := &kb.Topic{Path: []string{"All <b>", fmt.Sprintf("*Topic* %d", i)}, Below: map[kb.Kind]int{kb.Pros: i + 1, kb.Explanation: 2}}
		if i == 1 {
			t.Below[kb.Metaphor] = 4 // a kind that no button has: the numbers do not add up
		}
		if i%2 == 0 {
			t.Children = []*kb.Topic{{Path: append(t.Path[:2:2], "below")}}
		}
		many = append(many, t)
	}
	return map[string]render.Browse{
		"roots": {Topics: many[:3], Total: 12},
		"page":  {Path: []string{"Above", "All <b>"}, Topics: many, From: 8, Own: 3, Total: 250},
		"last":  {Path: []string{"All <b>"}, Topics: many, From: 16, Total: 250},
		"leaf":  {Path: []string{"All <b>", "Leaf"}, Own: 1, Total: 1},
		"empty": {From: 7},
	}
}
