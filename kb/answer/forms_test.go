package answer_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"archbot/kb"
	"archbot/kb/answer"
)

const formNotes = `# Storage

## Document store

###### {"semantic":"tip", "tags":"store"}

Design a document store from the screens backward.

## Message broker

###### {"semantic":"intro-definition"}

It passes messages on.

## Choosing a store

###### {"semantic":"use-case"}

Write down the reads and the rates first.

## Block storage

###### {"semantic":"intro-definition"}

A volume that one machine mounts.

###### {"semantic":"warning"}

Not safe to share between two machines.

## File storage

###### {"semantic":"intro-definition"}

Files in folders over the network.

###### {"semantic":"tip"}

Mount it with a timeout, so that a stalled server does not hang the machine.

###### {"semantic":"cons"}

It costs a round trip for each operation.

## Block vs file storage

###### {"semantic":"comparison"}

| | Block | File |
| --- | --- | --- |
| Shared | No | Yes |

# Law

## Conway's law

###### {"semantic":"tip", "tags":"conway"}

Use conway on purpose; conway helps.

###### {"semantic":"intro-definition"}

Systems are shaped like their teams.

## JWT

###### {"semantic":"cons"}

JWTs are hard to revoke.

## Circuit breaker

###### {"semantic":"tip", "tags":"circuit breaker"}

Set the breaker of a circuit by its traffic.

###### {"semantic":"intro-definition"}

It opens after failures.

## Stream processing

###### {"semantic":"warning"}

State grows.

## NATS

###### {"semantic":"warning", "tags":"JetStream"}

JetStream flushes every two minutes.
`

// TestForms asks in forms that are read as more than the words in them.
func TestForms(t *testing.T) {
	a := newAnswererFS(t, fstest.MapFS{"notes.md": {Data: []byte(formNotes)}})
	tests := []struct {
		question string
		subjects []string
		name     string // of the first block's topic
		kind     kb.Kind
	}{
		{"which store should I choose", nil, "Choosing a store", kb.UseCase},
		{"block vs file storage", []string{"Block storage", "File storage"}, "Block vs file storage", kb.Comparison},
		{"ten small machines: block storage or file storage", []string{"Block storage", "File storage"}, "Block vs file storage", kb.Comparison},
		{"ten small machines, block storage or file storage", []string{"Block storage", "File storage"}, "Block vs file storage", kb.Comparison},
		{"is block storage safe to share", []string{"Block storage"}, "Block storage", kb.Caveat},
		{"how do I mount file storage", []string{"File storage"}, "File storage", kb.Tip},
		{"what does file storage cost us", []string{"File storage"}, "File storage", kb.Cons},
		{"explain file storage", []string{"File storage"}, "File storage", kb.Definition},
		{"conway", nil, "Conway's law", kb.Definition},
		{"jwts", []string{"JWT"}, "JWT", kb.Cons},
		{"circut braker", []string{"Circuit breaker"}, "Circuit breaker", kb.Definition},
		{"gotchas of JetStream", nil, "NATS", kb.Caveat},
	}
	for _, tt := range tests {
		ans, err := a.Answer(t.Context(), answer.Request{Question: tt.question})
		if err != nil {
			t.Fatal(err)
		}
		if len(ans.Snippets) == 0 {
			t.Errorf("%q: %s", tt.question, ans.Outcome)
			continue
		}
		first := ans.Snippets[0].Block
		if first.Name() != tt.name || first.Kind != tt.kind {
			t.Errorf("%q: first comes %s of %s, want %s of %s", tt.question, first.Kind, first.Name(), tt.kind, tt.name)
		}
		if tt.subjects != nil && !slices.Equal(ans.Subjects, tt.subjects) || tt.subjects == nil && slices.Contains(ans.Subjects, "Stream processing") {
			t.Errorf("%q: about %q, want %q", tt.question, ans.Subjects, tt.subjects)
		}
		if len(ans.Missing) > 0 {
			t.Errorf("%q: says that the notes lack %q", tt.question, ans.Missing)
		}
		if written := ans.Table != nil && ans.Table.Written; written != (tt.kind == kb.Comparison) {
			t.Errorf("%q: the note's own table %t", tt.question, written)
		}
	}
}

// TestAskedFirst checks that of two kinds asked for, the first comes first, whichever way round.
func TestAskedFirst(t *testing.T) {
	a := newAnswererFS(t, fstest.MapFS{"notes.md": {Data: []byte("# Cache\n\n###### {\"semantic\":\"cons\"}\n\nA cache is stale.\n\n###### {\"semantic\":\"pros\"}\n\nA cache is fast.\n")}})
	for question, want := range map[string]kb.Kind{"pros and cons of a cache": kb.Pros, "cons and pros of a cache": kb.Cons} {
		ans, err := a.Answer(t.Context(), answer.Request{Question: question})
		if err != nil {
			t.Fatal(err)
		}
		if len(ans.Snippets) != 2 || ans.Snippets[0].Block.Kind != want {
			t.Errorf("%q: %d snippets, the first of kind %s", question, len(ans.Snippets), ans.Snippets[0].Block.Kind)
		}
	}
}
