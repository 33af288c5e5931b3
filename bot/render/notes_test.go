package render_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"archbot/bot/render"
	"archbot/bot/slacksim/blockcheck"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// ask renders the answers to questions about notes in every way there is, and checks each.
func ask(t *testing.T, notes []*kb.Note, questions []string) {
	t.Helper()
	t.Parallel()
	ix, err := search.NewIndex(notes)
	if err != nil {
		t.Fatal(err)
	}
	answerer := answer.New(ix)
	for _, q := range questions {
		a, err := answerer.Answer(t.Context(), answer.Parse(q))
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		for _, o := range []render.Options{{}, {NotesURL: notesURL}} {
			rich, plain := render.Answer(a, o), render.Plain(a, o)
			for _, w := range append(check(rich), check(plain)...) {
				t.Errorf("%q: %s", q, w)
			}
			for _, p := range append(refusals(t, rich, blockcheck.Message), refusals(t, plain, blockcheck.Ack)...) {
				t.Errorf("%q: %v", q, p)
			}
		}
	}
}

// everyBlock is a question for each topic of the notes, and for each kind that stands there.
func everyBlock(notes []*kb.Note) []string {
	var qs []string
	seen := map[string]bool{}
	for _, n := range notes {
		for _, b := range n.Blocks {
			for _, q := range []string{b.Name(), string(b.Kind) + " " + b.Name()} {
				if !seen[q] {
					seen[q] = true
					qs = append(qs, q)
				}
			}
		}
	}
	return qs
}

func TestStarterNotes(t *testing.T) {
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	ask(t, notes, append(everyBlock(notes), "kafka vs rabbitmq", "rest or grpc", "no such thing", "kind:pros", "kind:tip"))
}

func TestSharedNotes(t *testing.T) {
	const dir, file = "../../../shared/notes", "../../../shared/questions/dev.jsonl"
	f, err := os.Open(file)
	if err != nil {
		t.Skipf("real notes and questions are not here: %v", err)
	}
	defer f.Close()
	notes, err := kb.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	questions := everyBlock(notes)
	for s := bufio.NewScanner(f); s.Scan(); {
		var q struct{ Q string }
		if err := json.Unmarshal(s.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		questions = append(questions, q.Q)
	}
	ask(t, notes, questions)
}

// TestAskedAgain looks that what people are told to type finds what they are told it finds.
func TestAskedAgain(t *testing.T) {
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	ix, err := search.NewIndex(notes)
	if err != nil {
		t.Fatal(err)
	}
	answerer := answer.New(ix)
	for _, n := range notes {
		for _, b := range n.Blocks {
			q := render.Question(b.Name(), b.Kind)
			a, err := answerer.Answer(t.Context(), answer.Parse(q))
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Snippets) == 0 || a.Snippets[0].Block.Name() != b.Name() || a.Snippets[0].Block.Kind != b.Kind {
				got := "nothing"
				if len(a.Snippets) > 0 {
					got = a.Snippets[0].Block.ID
				}
				t.Errorf("%q leads to %s %s, not %s", q, a.Outcome, got, b.ID)
			}
		}
	}
}
