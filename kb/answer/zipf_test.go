package answer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// zipfSource makes Markdown of n blocks from the words of the starter notes, with the frequencies of natural text (Zipf's law), file by
// file. There are no more words with more blocks, so that every word stands in ever more of them: that is the hard case.
func zipfSource(tb testing.TB, n int, yield func(file string, source []byte)) {
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
	for file := 0; n > 0; file++ {
		var md strings.Builder
		fmt.Fprintf(&md, "# %s\n\n", text(1, 3))
		for i := range min(n, perFile) {
			if i%perTopic == 0 {
				fmt.Fprintf(&md, "## %s\n\n", text(1, 2))
			}
			fmt.Fprintf(&md, "###### {\"semantic\":%q}\n\n%s\n\n", kinds[rng.IntN(len(kinds))], text(20, 80))
		}
		n -= perFile
		yield(fmt.Sprintf("%06d.md", file), []byte(md.String()))
	}
}

// zipfNotes are the same, parsed.
func zipfNotes(tb testing.TB, n int) []*kb.Note {
	var notes []*kb.Note
	zipfSource(tb, n, func(file string, source []byte) { notes = append(notes, kb.Parse(file, source)) })
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

// zipfForms are the forms of questions, by how many in a hundred have it: 64 are two to four words and nothing else.
var zipfForms = []struct {
	percent int
	form    string
}{
	{28, "%s %s"}, {22, "%s %s %s"}, {14, "%s %s %s %s"},
	{5, "what is %s %s"}, {5, "%s vs %s"}, {4, "pros of %s"}, {4, "why %s %s %s"}, {4, "when should we use %s for %s"},
	{4, "we have a %s that loses its %s when the %s does not answer, what do the notes say about %s"},
	{4, "our %s team moved from %s to %s last year and since then every %s has a slow %s, is there a better %s"},
	{3, "%s xyzzyq %s plughq"}, {3, "how does a xyzzyq plughq frobnitzel"}, // without an answer
}

// zipfQuestions are 500 questions in words of the starter notes, rare and frequent ones mixed as people mix them, in random order.
func zipfQuestions(tb testing.TB) []string {
	rng := rand.New(rand.NewPCG(3, 4))
	words := slices.DeleteFunc(starterWords(tb), func(w string) bool { return len(w) < 4 })
	pick := func() string { return words[min(len(words)-1, int(rng.ExpFloat64()*float64(len(words))/6))] }
	var questions []string
	for _, f := range zipfForms {
		for range f.percent * 5 {
			args := make([]any, strings.Count(f.form, "%s"))
			for i := range args {
				args[i] = pick()
			}
			questions = append(questions, fmt.Sprintf(f.form, args...))
		}
	}
	rng.Shuffle(len(questions), func(i, j int) { questions[i], questions[j] = questions[j], questions[i] })
	return questions
}
