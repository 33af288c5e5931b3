package main

import (
	"encoding/json"
	"io"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// jsonAnswer is what ask --json prints, one object a line. Programs rely on it: keys are only ever added. Keys with nothing to say
// are left out.
type jsonAnswer struct {
	Question    string         `json:"question"`
	Outcome     answer.Outcome `json:"outcome"`            // answer, comparison, topics or none
	TookUS      int64          `json:"took_us"`            // microseconds
	Subjects    []string       `json:"subjects,omitempty"` // as the notes spell them
	Snippets    []jsonSnippet  `json:"snippets,omitempty"` // best first
	Suggestions []string       `json:"suggestions,omitempty"`
	Missing     []string       `json:"missing,omitempty"` // as asked: sides of a comparison, or the subject, that the notes lack
	Lacks       []kb.Kind      `json:"lacks,omitempty"`   // pros or cons, where either was asked for and the subject has none
	Unknown     []jsonUnknown  `json:"unknown,omitempty"` // filters with a value that there is not
	People      []jsonPerson   `json:"people,omitempty"`  // most blocks first
	Watch       *jsonWatch     `json:"watch,omitempty"`
}

// jsonUnknown is a filter with a value that there is not: a level or kind was left out, with an author, tag or topic there is no answer.
type jsonUnknown struct {
	Filter string `json:"filter"` // level, kind, author, tag or topic
	Value  string `json:"value"`
	Near   string `json:"near,omitempty"` // what was meant, by its spelling
}

// jsonPerson is an author on the subject of a question that asks for people.
type jsonPerson struct {
	Name   string    `json:"name"`
	Blocks int       `json:"blocks"`
	Kinds  []kb.Kind `json:"kinds,omitempty"`
}

// jsonWatch sums up a list of recordings to watch.
type jsonWatch struct {
	TotalS  int `json:"total_s"`
	BudgetS int `json:"budget_s,omitempty"`
	Left    int `json:"left,omitempty"` // recordings that did not fit
}

// jsonSnippet is one block of an answer.
type jsonSnippet struct {
	File    string    `json:"file"` // relative to the notes directory
	Line    int       `json:"line"` // of the annotation, or of the heading where there is none; 1-based
	Kind    kb.Kind   `json:"kind"`
	Topic   []string  `json:"topic"` // path, outermost first
	Text    string    `json:"text,omitempty"`
	Author  string    `json:"author,omitempty"` // several are separated by ", "
	URL     string    `json:"url,omitempty"`    // the deep link, to the moment where the site can do that
	FromS   *int      `json:"from_s,omitempty"` // the first clip, in seconds from the recording's start
	ToS     *int      `json:"to_s,omitempty"`   // left out where the clip's end is not known
	Mastery string    `json:"mastery"`
	Tags    []string  `json:"tags,omitempty"`
	Score   float64   `json:"score,omitempty"` // comparable within one answer only
	Why     []jsonWhy `json:"why,omitempty"`   // with --explain
}

// writeJSON writes a as one line, with reasons if it is to explain itself.
func writeJSON(w io.Writer, a answer.Answer, explain bool) error {
	out := jsonAnswer{Question: a.Question, Outcome: a.Outcome, TookUS: a.Took.Microseconds(), Subjects: a.Subjects}
	for _, s := range a.Snippets {
		one := toJSON(s)
		if explain {
			one.Why = whyJSON(s)
		}
		out.Snippets = append(out.Snippets, one)
	}
	out.Missing, out.Lacks = a.Missing, a.Lacks
	for _, u := range a.Asked.Unknown {
		out.Unknown = append(out.Unknown, jsonUnknown(u))
	}
	for _, p := range a.People {
		out.People = append(out.People, jsonPerson(p))
	}
	if w := a.Watch; w != nil {
		out.Watch = &jsonWatch{w.Total, w.Budget, w.Left}
	}
	for _, s := range a.Suggestions {
		out.Suggestions = append(out.Suggestions, topicPath(s.Topic))
	}
	return encode(w, out)
}

func toJSON(s answer.Snippet) jsonSnippet {
	b := s.Block
	out := jsonSnippet{
		File: b.File, Line: b.Line, Kind: b.Kind, Topic: b.Topic, Text: plainText(s.Body), Author: strings.Join(b.Source.Authors, ", "),
		URL: s.URL, Mastery: b.Level.String(), Tags: b.Tags, Score: s.Score,
	}
	if len(b.Source.Clips) > 0 {
		clip := b.Source.Clips[0]
		out.FromS = &clip.From
		if clip.To > 0 {
			out.ToS = &clip.To
		}
	}
	return out
}

// encode writes v as one line of JSON that a person can read too: no \u003c for <.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// topicPath is a topic path as people read it.
func topicPath(topic []string) string { return strings.Join(topic, " › ") }
