package answer_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// zipfNotes makes notes of about n blocks from the words of the starter notes, with the frequencies of natural text (Zipf's law).
func zipfNotes(tb testing.TB, n int) []*kb.Note {
	tb.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	words := starterWords(tb)
	zipf := rand.NewZipf(rng, 1.1, 4, uint64(len(words)-1))
	text := func(least, most int) string {
		var b strings.Builder
		for range least + rng.IntN(most-least+1) {
			b.WriteString(words[zipf.Uint64()])
			b.WriteByte(' ')
		}
		return strings.TrimSpace(b.String())
	}
	kinds := kb.Kinds()
	const perFile, perTopic = 20, 4
	var notes []*kb.Note
	for len(notes)*perFile < n {
		var md strings.Builder
		fmt.Fprintf(&md, "# %s\n\n", text(1, 3))
		for i := range perFile {
			if i%perTopic == 0 {
				fmt.Fprintf(&md, "## %s\n\n", text(1, 2))
			}
			fmt.Fprintf(&md, "###### {\"semantic\":%q}\n\n%s\n\n", kinds[rng.IntN(len(kinds))], text(20, 80))
		}
		name := fmt.Sprintf("%06d.md", len(notes))
		notes = append(notes, kb.Parse(name, []byte(md.String())))
	}
	return notes
}

// starterWords are the distinct words of the starter notes, the most frequent first.
func starterWords(tb testing.TB) []string {
	tb.Helper()
	notes, err := kb.Load(starter.FS())
	if err != nil {
		tb.Fatal(err)
	}
	count := make(map[string]int)
	for _, note := range notes {
		for _, b := range note.Blocks {
			for _, t := range search.Analyze(b.Name() + " " + b.Body.Text()) {
				if !t.Whole {
					count[t.Word]++
				}
			}
		}
	}
	var words []string
	for w := range count {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return words
}

// BenchmarkScale measures whole answers to questions of two to four words, long ones and ones without an answer, on more and more
// blocks. It reports the median and the 99th percentile.
func BenchmarkScale(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if testing.Short() && n > 10_000 {
				b.Skip("-short")
			}
			index, err := search.NewIndex(zipfNotes(b, n))
			if err != nil {
				b.Fatal(err)
			}
			a := answer.New(index)
			questions := zipfQuestions(b)
			var times []time.Duration
			i := 0
			for b.Loop() {
				start := time.Now()
				if _, err := a.Answer(b.Context(), answer.Parse(questions[i%len(questions)])); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start))
				i++
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-µs")
		})
	}
}

// zipfQuestions are questions in words of the starter notes, rare and frequent ones mixed as people mix them.
func zipfQuestions(tb testing.TB) []string {
	rng := rand.New(rand.NewPCG(3, 4))
	words := starterWords(tb)
	words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 })
	pick := func() string { return words[min(len(words)-1, int(rng.ExpFloat64()*float64(len(words))/6))] }
	forms := []string{"%s %s", "what is %s %s", "%s vs %s", "pros of %s", "why %s %s %s", "%s %s %s", "when should we use %s for %s",
		"we have a %s that loses its %s when the %s does not answer, what do the notes say about %s", "%s xyzzyq %s plughq"}
	var questions []string
	for i := range 400 {
		form := forms[i%len(forms)]
		args := make([]any, strings.Count(form, "%s"))
		for j := range args {
			args[j] = pick()
		}
		questions = append(questions, fmt.Sprintf(form, args...))
	}
	return questions
}

// BenchmarkStore measures an index of 100,000 blocks that is kept on disk: making it from parsed notes, opening it again, and taking in a
// changed file.
func BenchmarkStore(b *testing.B) {
	if testing.Short() {
		b.Skip("-short")
	}
	log := slog.New(slog.DiscardHandler)
	dir := filepath.Join(b.TempDir(), "index")
	notes := zipfNotes(b, 100_000)
	start := time.Now()
	if err := search.Open(log, dir, "bench").Update(notes, nil); err != nil {
		b.Fatal(err)
	}
	b.Logf("made in %v", time.Since(start))
	notes = nil
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			if n := search.Open(log, dir, "bench").Snapshot().Len(); n < 100_000 {
				b.Fatalf("%d blocks", n)
			}
		}
	})
	index := search.Open(log, dir, "bench")
	runtime.GC()
	debug.FreeOSMemory()
	b.Logf("resident after opening: %s", resident())
	b.Run("changed file", func(b *testing.B) {
		i := 0
		for b.Loop() {
			i++
			note := kb.Parse("000042.md", fmt.Appendf(nil, "# Changed\n\nword%d is new\n", i))
			if err := index.Update([]*kb.Note{note}, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// resident is the process's resident memory as Linux tells it.
func resident() string {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "not known here"
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return "not known here"
}
