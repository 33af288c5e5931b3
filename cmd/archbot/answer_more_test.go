package main

import (
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/answer"
)

func TestTextSaysWhatIsGone(t *testing.T) {
	p := answerPage{page: page{width: 80}, place: func(file string) string { return file }, strong: streams{}.strong}
	for n, want := range map[int]string{1: "\n1 block of the original answer is gone.\n", 3: "\n3 blocks of the original answer are gone.\n"} {
		if got := p.answer(answer.Answer{Outcome: answer.None, Question: "kafka", Gone: n}); !strings.Contains(got, want) {
			t.Errorf("%d gone: %q", n, got)
		}
	}
	if got := p.answer(answer.Answer{Outcome: answer.None, Question: "kafka"}); strings.Contains(got, "gone") {
		t.Errorf("none gone: %q", got)
	}
}

func TestTextSaysWhatTheNotesLack(t *testing.T) {
	p := answerPage{page: page{width: 80}, place: func(file string) string { return file }, strong: streams{}.strong}
	block := func(topic string) answer.Snippet {
		return answer.Snippet{Block: &kb.Block{File: "a.md", Line: 1, Topic: []string{"A", topic}, Kind: kb.Pros}}
	}
	a := answer.Answer{Outcome: answer.Found, Missing: []string{"pigeons"}, Snippets: []answer.Snippet{block("Owls"), block("Owls"), block("Doves")}}
	if got, want := p.answer(a), "\nThe notes have no topic “pigeons”; nearest: Owls, Doves.\n"; !strings.Contains(got, want) {
		t.Errorf("a subject: %q, want %q", got, want)
	}
	a.Subjects = []string{"Owls"}
	if got, want := p.answer(a), "\nThe notes have nothing on “pigeons”.\n"; !strings.Contains(got, want) {
		t.Errorf("a side: %q, want %q", got, want)
	}
}

func TestTextSaysWhichSideIsLacking(t *testing.T) {
	p := answerPage{page: page{width: 80}, place: func(file string) string { return file }, strong: streams{}.strong}
	a := answer.Answer{Outcome: answer.Found, Subjects: []string{"Owls"}, Lacks: []kb.Kind{kb.Cons},
		Snippets: []answer.Snippet{{Block: &kb.Block{File: "a.md", Line: 1, Topic: []string{"Owls"}, Kind: kb.Pros}}}}
	if got, want := p.answer(a), "\nThe notes have no cons of Owls yet.\n"; !strings.Contains(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTextSaysWhatFilterIsUnknown(t *testing.T) {
	for want, u := range map[string]answer.Unknown{
		"There is no level “foo”; there are entry, medium and advanced.": {Filter: "level", Value: "foo"},
		"There is no kind “intr”; did you mean “definition”?":            {Filter: "kind", Value: "intr", Near: string(kb.Definition)},
		"The notes have no tag “kafak”; did you mean “kafka”?":           {Filter: "tag", Value: "kafak", Near: "kafka"},
		"The notes have no author “Smith”.":                              {Filter: "author", Value: "Smith"},
		"There is no kind “x”; there are definition, explanation, why,":  {Filter: "kind", Value: "x"},
	} {
		p := answerPage{page: page{width: 80}, place: func(file string) string { return file }, strong: streams{}.strong}
		got := p.answer(answer.Answer{Outcome: answer.None, Question: "kafka", Asked: answer.Request{Unknown: []answer.Unknown{u}}})
		if !strings.Contains(strings.ReplaceAll(got, "\n", " "), want) {
			t.Errorf("%q, want %q in it", got, want)
		}
		if nothing := strings.Contains(got, "nothing on"); nothing != (u.Filter == "level" || u.Filter == "kind") { // which are left out
			t.Errorf("%q says that the notes have nothing on the question: %t", got, nothing)
		}
	}
}
