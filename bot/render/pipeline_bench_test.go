package render_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"archbot/bot/render"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// BenchmarkQuestionToMessage measures the whole of what archbot does for a question: parse, answer, render. On the real notes where
// they are beside the checkout, otherwise on the starter notes.
func BenchmarkQuestionToMessage(b *testing.B) {
	fsys := starter.FS()
	if _, err := os.Stat("../../../shared/notes"); err == nil {
		fsys = os.DirFS("../../../shared/notes")
	}
	notes, err := kb.Load(fsys)
	if err != nil {
		b.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		b.Fatal(err)
	}
	a := answer.New(index)
	for _, question := range []string{"kafka vs rabbitmq", "what is replication", "drawbacks of api gateway", "good morning"} {
		b.Run(question, func(b *testing.B) {
			b.ReportAllocs()
			var times []time.Duration
			for b.Loop() {
				start := time.Now()
				ans, err := a.Answer(b.Context(), answer.Parse(question))
				if err != nil {
					b.Fatal(err)
				}
				render.Answer(ans, render.Options{NotesURL: notesURL})
				times = append(times, time.Since(start))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
		})
	}
}
