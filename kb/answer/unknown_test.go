package answer_test

import (
	"slices"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/answer"
)

const filtered = `# Carriers

## Apache Zephlin

###### {"semantic":"pros", "source-author":"Martin Bleppmann", "source-link":"https://example.com", "tags":"zephlin, event sourcing"}

Lanes spread over many nodes, and smart senders balance them.

## Quorvex

###### {"semantic":"cons", "tags":"memory"}

Its mesh of nodes is an afterthought.

## Snapvault
`

func TestUnknownFilters(t *testing.T) {
	a := answererOf(t, filtered)
	for question, want := range map[string][]answer.Unknown{
		"tag:zephiln":                {{Filter: "tag", Value: "zephiln", Near: "zephlin"}},
		`tag:"event-sourcing" lanes`: {{Filter: "tag", Value: "event-sourcing", Near: "event sourcing"}},
		"tag:event":                  {{Filter: "tag", Value: "event"}}, // the whole of a tag, not a part
		"topic:foo zephlin":          {{Filter: "topic", Value: "foo"}},
		"topic:zephiln nodes":        {{Filter: "topic", Value: "zephiln", Near: "Zephlin"}},
		"author:Smith":               {{Filter: "author", Value: "Smith"}},
		"author:kleppmann":           {{Filter: "author", Value: "kleppmann", Near: "Bleppmann"}},
		`by:"Matrin Bleppman"`:       {{Filter: "author", Value: "Matrin Bleppman", Near: "Martin Bleppmann"}},
		"author:Smith tag:memori topic:Quorvez level:hard": {{Filter: "author", Value: "Smith"}, {Filter: "tag", Value: "memori", Near: "memory"},
			{Filter: "topic", Value: "Quorvez", Near: "Quorvex"}},
		"tag:x level:hard":             {{Filter: "tag", Value: "x"}, {Filter: "level", Value: "hard"}},
		"author:bleppmann tag:memory":  nil, // each there is
		"author:bleppmann snapvault":   nil,
		"topic:snapvault":              nil, // a topic with nothing below it
		"author:BLEPPMANN kind:cons":   nil,
		"tag:MEMORY topic:quorv nodes": nil,
	} {
		ans := ask(t, a, answer.Parse(question))
		if !slices.Equal(ans.Asked.Unknown, want) {
			t.Errorf("%q: unknown %v, want %v", question, ans.Asked.Unknown, want)
		}
		if len(want) > 0 && (ans.Outcome != answer.None || len(ans.Snippets) > 0) {
			t.Errorf("%q: %s with %d snippets, want none: the filter holds", question, ans.Outcome, len(ans.Snippets))
		}
	}
}

// Where a filter is why there is nothing, the suggestions lead to what the rest of the question would have found.
func TestUnknownFilterSuggests(t *testing.T) {
	a := answererOf(t, filtered)
	for question, want := range map[string]string{
		"tag:kafak smart senders":   "Apache Zephlin", // of which no heading has a word
		"topic:foo quorvex":         "Quorvex",
		"tag:kafak kind:cons":       "Quorvex",
		"author:smith tag:memory":   "Quorvex",
		"tag:kafak Smart umbrellas": "",
		"tag:kafak level:medium":    "", // nothing that is asked about
	} {
		ans := ask(t, a, answer.Parse(question))
		var got []string
		for _, s := range ans.Suggestions[:ans.Near] {
			got = append(got, s.Topic[len(s.Topic)-1])
			if s.Blocks == 0 {
				t.Errorf("%q: %v leads to nothing", question, s.Topic)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q leads to %v, want %s", question, got, want)
		}
	}
	if ans := ask(t, a, answer.Request{Under: [][]string{{"Carriers", "Quorvex"}}, Filters: answer.Filters{Tag: "lost"}, Level: kb.Advanced}); ans.Near == 0 ||
		len(ans.Asked.Unknown) != 1 {
		t.Errorf("a button for a tag that is gone: %d near, unknown %v", ans.Near, ans.Asked.Unknown)
	}
}
