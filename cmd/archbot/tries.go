package main

import (
	"cmp"
	"slices"

	"archbot/kb"
)

// tries are three things to try in the demo: about the starter notes, or made from what the notes have most to say on.
func tries(l library) []string {
	if l.starter {
		return []string{"/arch kafka vs rabbitmq", "@archbot why partitioning?", "/arch when to use rabbitmq"}
	}
	topics := fullestTopics(l.notes)
	first, second := topics[0], topics[min(1, len(topics)-1)]
	return []string{"/arch " + first.name, "@archbot " + first.question(), "/arch " + second.name}
}

// A fullTopic is a heading with how many blocks stand directly under it.
type fullTopic struct {
	name   string
	blocks int
	kinds  map[kb.Kind]bool
}

// question asks for something that the topic has.
func (t fullTopic) question() string {
	switch {
	case t.kinds[kb.Why]:
		return "why " + t.name + "?"
	case t.kinds[kb.UseCase]:
		return "when to use " + t.name + "?"
	case t.kinds[kb.Cons]:
		return "cons of " + t.name + "?"
	case t.kinds[kb.Pros]:
		return "pros of " + t.name + "?"
	}
	return "what is " + t.name + "?"
}

// fullestTopics are the topics of notes, those with the most blocks first, equal ones in file order. There is at least one.
func fullestTopics(notes []*kb.Note) []fullTopic {
	var topics []fullTopic
	at := map[string]int{}
	for _, n := range notes {
		for _, b := range n.Blocks {
			i, ok := at[b.Name()]
			if !ok {
				i = len(topics)
				at[b.Name()] = i
				topics = append(topics, fullTopic{name: b.Name(), kinds: map[kb.Kind]bool{}})
			}
			topics[i].blocks++
			topics[i].kinds[b.Kind] = true
		}
	}
	if len(topics) == 0 {
		topics = append(topics, fullTopic{name: "kafka"})
	}
	slices.SortStableFunc(topics, func(a, b fullTopic) int { return cmp.Compare(b.blocks, a.blocks) })
	return topics
}
