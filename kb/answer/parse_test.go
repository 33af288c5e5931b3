package answer

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"archbot/kb"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text string
		want Request
	}{
		{"kafka vs rabbitmq", Request{Question: "kafka vs rabbitmq"}},
		{"  kafka\n\tvs \x00 rabbitmq\u202e ", Request{Question: "kafka vs rabbitmq"}},
		{`kind:pros author:"Martin Kleppmann" kafka`, Request{Question: "kafka", Kinds: []kb.Kind{kb.Pros}, Filters: Filters{Author: "Martin Kleppmann"}}},
		{`author:“Clemens Vasters” level:Medium tag:cqrs topic:'api gateway'`,
			Request{Level: kb.Medium, Filters: Filters{Author: "Clemens Vasters", Tag: "cqrs", Topic: "api gateway"}}},
		{"kind:drawbacks kind:when level:hard", Request{Kinds: []kb.Kind{kb.Cons, kb.UseCase}, Unknown: []Unknown{{Filter: "level", Value: "hard"}}}},
		{`kind:prso kafka kind:"no such" Mastery:Foo kind:fourth`, Request{Question: "kafka", Unknown: []Unknown{{"kind", "prso", "pros"}, {"kind", "no such", ""},
			{"level", "Foo", ""}}}},
		{"kind:use-case", Request{Kinds: []kb.Kind{kb.UseCase}}},
		{`author:"unclosed name`, Request{Question: "name", Filters: Filters{Author: `"unclosed`}}},
		{"author: kafka http://x:8080 a:b", Request{Question: "author: kafka http://x:8080 a:b"}},
		{"", Request{}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Parse(test.text)); diff != "" {
			t.Errorf("Parse(%q):\n%s", test.text, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`kind:pros author:"A B" <!channel> level:x`)
	f.Fuzz(func(t *testing.T, text string) {
		req := Parse(text)
		if n := utf8.RuneCountInString(req.Question); n > MaxQuestion {
			t.Errorf("question of %d characters", n)
		}
		for _, r := range req.Question {
			if unicode.IsControl(r) {
				t.Errorf("control character %q in %q", r, req.Question)
			}
		}
	})
}
