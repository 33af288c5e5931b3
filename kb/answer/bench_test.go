package answer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// benchNotes are the real notes where they are beside the checkout, otherwise the starter notes.
func benchNotes(b *testing.B) []*kb.Note {
	fsys := starter.FS()
	if _, err := os.Stat(filepath.Join(shared, "notes")); err == nil {
		fsys = os.DirFS(filepath.Join(shared, "notes"))
	}
	notes, err := kb.Load(fsys)
	if err != nil {
		b.Fatal(err)
	}
	return notes
}

// BenchmarkAnswer measures whole answers: understanding, candidates, ranking, judging, composing.
func BenchmarkAnswer(b *testing.B) {
	index, err := search.NewIndex(benchNotes(b))
	if err != nil {
		b.Fatal(err)
	}
	a := answer.New(index)
	for _, bench := range []struct{ name, question string }{
		{"definition", "what is replication"},
		{"comparison", "kafka vs rabbitmq"},
		{"composed", "replication vs partitioning"},
		{"misspelt", "asynchronus comunication"},
		{"none", "how does a gossip protocol converge"},
		{"long", "we have a service that must keep working when a node dies, what do the notes say about that, and is there a video?"},
		{"filters", "kind:pros"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := a.Answer(b.Context(), answer.Parse(bench.question)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkIndex measures making an index of parsed notes, per block.
func BenchmarkIndex(b *testing.B) {
	notes := benchNotes(b)
	blocks := 0
	for _, n := range notes {
		blocks += len(n.Blocks)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := search.NewIndex(notes); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*blocks), "µs/block")
}

// ExampleAnswerer_Answer asks the starter notes.
func ExampleAnswerer_Answer() {
	notes, err := kb.Load(starter.FS())
	if err != nil {
		panic(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		panic(err)
	}
	ans, err := answer.New(index).Answer(context.Background(), answer.Parse("kafka vs rabbitmq"))
	if err != nil {
		panic(err)
	}
	fmt.Println(ans.Outcome, ans.Subjects, ans.Table.Sides)
	// Output: comparison [Kafka RabbitMQ] [Kafka RabbitMQ]
}
