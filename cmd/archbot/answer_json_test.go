package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"archbot/kb"
	"archbot/kb/answer"
)

// golden compares got with the file, and with -update writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-update writes it):\n%s", path, diff)
	}
}

// fullAnswer has something in every field that JSON shows.
func fullAnswer() answer.Answer {
	clip := kb.Clip{From: 572, To: 821}
	block := &kb.Block{
		File: "queues/kafka & co.md", Line: 652, Topic: []string{"Queues", "Kafka"}, Kind: kb.Comparison, Level: kb.Medium,
		Tags: []string{"log", "<queue>"}, Source: kb.Source{
			Link: "https://www.youtube.com/watch?v=x", Authors: []string{"Ada Example", "Ben Sample"}, Clips: []kb.Clip{clip, {From: 900}},
		},
	}
	bare := &kb.Block{File: "a.md", Line: 1, Topic: []string{"A"}, Kind: kb.Explanation, Level: kb.Entry}
	open := &kb.Block{File: "a.md", Line: 3, Topic: []string{"A"}, Kind: "home-made", Level: kb.Advanced,
		Source: kb.Source{Clips: []kb.Clip{{From: 0}}}}
	return answer.Answer{
		Question: `kafka "vs" rabbitmq`, Outcome: answer.Compared, Took: 412345 * time.Nanosecond, Subjects: []string{"Kafka", "RabbitMQ"},
		Snippets: []answer.Snippet{
			{Block: block, Body: plainBody("Messages <1MB\nfit & more"), URL: "https://www.youtube.com/watch?v=x&t=572s", Score: 12.25,
				Why: []answer.Evidence{{Word: "kafak", Match: "kafka", Field: "topic", How: "spelling", Gain: 1.5}}},
			{Block: bare}, {Block: open},
		},
		Missing: []string{"pigeons"}, Lacks: []kb.Kind{kb.Cons},
		Asked: answer.Request{Unknown: []answer.Unknown{{Filter: "kind", Value: "prso", Near: string(kb.Pros)}, {Filter: "tag", Value: "kafak", Near: "kafka"}}}, People: []answer.Person{{Name: "Ada Example", Blocks: 2, Kinds: []kb.Kind{kb.Pros}}},
		Watch:       &answer.Watch{Total: 249, Budget: 900, Left: 1},
		Suggestions: []answer.Suggestion{{Topic: []string{"Queues", "NATS"}, Blocks: 3}},
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	for _, a := range []answer.Answer{
		fullAnswer(),
		{Question: "bread", Outcome: answer.None, Took: time.Millisecond},
	} {
		if err := writeJSON(&out, a, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeJSON(&out, fullAnswer(), true); err != nil {
		t.Fatal(err)
	}
	golden(t, "answer.jsonl", out.Bytes())
}

func TestJSONThatCannotBe(t *testing.T) {
	a := answer.Answer{Snippets: []answer.Snippet{{Block: &kb.Block{Topic: []string{"A"}}, Score: math.NaN()}}}
	if err := writeJSON(&bytes.Buffer{}, a, false); err == nil {
		t.Error("a score that is no number is no error")
	}
}

// TestAskJSON asks notes, rather than a made-up answer.
func TestAskJSON(t *testing.T) {
	cleanEnvironment(t)
	r := archbot(t, "", "ask", "--json", "--limit", "1", "--notes", "testdata/notes", "when to use code review")
	var got jsonAnswer
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || r.code != exitFine {
		t.Fatalf("exit code %d, %v in %q", r.code, err, r.stdout)
	}
	from, to := 65, 130
	want := jsonAnswer{
		Question: "when to use code review", Outcome: answer.Found, TookUS: got.TookUS, Subjects: []string{"Code review"},
		Snippets: []jsonSnippet{{
			File: "teamwork.md", Line: 21, Kind: kb.UseCase, Topic: []string{"Working together", "Code review"},
			Text: "Whenever more than one person will own the code.", Author: "Cal Speaker",
			URL:   "https://www.youtube.com/watch?v=abcdefghijk&t=65s",
			FromS: &from, ToS: &to, Mastery: "entry", Score: got.Snippets[0].Score,
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.Snippets[0].Score <= 0 {
		t.Errorf("score %v", got.Snippets[0].Score)
	}
}

// JSON carries notes and questions as they are; only text for people is made harmless.
func TestJSONKeepsControlCharacters(t *testing.T) {
	cleanEnvironment(t)
	const question = "bread \u202e\u0085\x1b[31m"
	r := archbot(t, question+"\n", "ask", "--json", "--notes", "testdata/notes")
	var got jsonAnswer
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || got.Question != question {
		t.Errorf("got question %q, %v", got.Question, err)
	}
}
