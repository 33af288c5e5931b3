package answer_test

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// openIndex opens an index that is kept in a directory.
func openIndex(dir string) *search.Index {
	return search.Open(slog.New(slog.DiscardHandler), search.Kept{Dir: dir, Build: "bench"})
}

// BenchmarkBuild measures the way from Markdown files on disk to an index that can be asked, in memory and kept on disk, beside bare
// bleve in memory, which is given the same blocks' texts ready-made. Each is done three times in turn; the ratio is that of the medians.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("blocks=%d", n), func(b *testing.B) {
			if testing.Short() && n > 10_000 {
				b.Skip("-short")
			}
			dir := writeNotes(b, n)
			blocks := blocksOf(loadNotes(b, dir))
			took := make(map[string][]time.Duration)
			step := func(name string, run func()) {
				debug.FreeOSMemory() // so that nobody pays for another's garbage
				start := time.Now()
				run()
				took[name] = append(took[name], time.Since(start))
			}
			for b.Loop() {
				for range 3 {
					var bare bleve.Index
					step("bleve", func() { bare = bareBleve(b, blocks) })
					_ = bare.Close()
					step("load", func() { loadNotes(b, dir) })
					step("memory", func() {
						if _, err := search.NewIndex(loadNotes(b, dir)); err != nil {
							b.Fatal(err)
						}
					})
					step("disk", func() {
						if err := openIndex(filepath.Join(b.TempDir(), "index")).Update(loadNotes(b, dir), nil); err != nil {
							b.Fatal(err)
						}
					})
				}
			}
			b.ReportMetric(0, "ns/op") // of all together
			bare := median(took["bleve"])
			for _, name := range []string{"bleve", "load", "memory", "disk"} {
				b.ReportMetric(median(took[name]).Seconds(), name+"-s")
				if name != "bleve" {
					b.ReportMetric(float64(median(took[name]))/float64(bare), name+"/bleve")
				}
			}
		})
	}
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// writeNotes writes Markdown of n blocks to a directory.
func writeNotes(tb testing.TB, n int) string {
	dir := tb.TempDir()
	zipfSource(tb, n, func(file string, source []byte) {
		if err := os.WriteFile(filepath.Join(dir, file), source, 0o600); err != nil {
			tb.Fatal(err)
		}
	})
	return dir
}

func loadNotes(tb testing.TB, dir string) []*kb.Note {
	notes, err := kb.Load(os.DirFS(dir))
	if err != nil {
		tb.Fatal(err)
	}
	return notes
}

// BenchmarkStore measures an index of 100,000 blocks that is kept on disk: opening it again, taking in a changed file, and how much
// memory a process has that does nothing but open it and answer 500 questions.
func BenchmarkStore(b *testing.B) {
	if testing.Short() {
		b.Skip("-short")
	}
	const blocks = 100_000
	dir := filepath.Join(b.TempDir(), "index")
	if err := openIndex(dir).Update(zipfNotes(b, blocks), nil); err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			if n := openIndex(dir).Snapshot().Len(); n != blocks {
				b.Fatalf("%d blocks, want %d", n, blocks)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/open")
	})
	b.Run("resident", func(b *testing.B) {
		b.ReportMetric(0, "ns/op") // of nothing
		for unit, kB := range residentElsewhere(b, dir) {
			b.ReportMetric(kB/1024, unit)
		}
	})
	b.Run("changed file", func(b *testing.B) {
		index := openIndex(dir)
		for i := 0; b.Loop(); i++ {
			note := kb.Parse("000042.md", fmt.Appendf(nil, "# Changed\n\nword%d is new\n", i))
			if err := index.Update([]*kb.Note{note}, nil); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/change")
	})
}

// residentDir names, to a process of its own, the index that TestResident is to open there.
const residentDir = "ARCHBOT_TEST_RESIDENT"

// residentElsewhere runs TestResident in a process of its own and gives what it wrote.
func residentElsewhere(b *testing.B, dir string) map[string]float64 {
	cmd := exec.Command(os.Args[0], "-test.run", "^TestResident$", "-test.v")
	cmd.Env = append(os.Environ(), residentDir+"="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	sizes := make(map[string]float64)
	for line := range strings.Lines(string(out)) {
		var unit string
		var kB float64
		if n, _ := fmt.Sscanf(line, "resident %s %g", &unit, &kB); n == 2 {
			sizes[unit] = kB
		}
	}
	if len(sizes) == 0 {
		b.Skip("the memory of a process is not known here")
	}
	return sizes
}

// TestResident is the process of its own: it opens an index and writes how many kB are resident then, and after 500 questions.
func TestResident(t *testing.T) {
	dir := os.Getenv(residentDir)
	if dir == "" {
		t.Skip("runs for BenchmarkStore only, in a process of its own")
	}
	a := answer.New(openIndex(dir))
	debug.SetGCPercent(20) // as the program does for an index that is kept
	debug.FreeOSMemory()
	writeResident("opened-MB")
	for _, question := range zipfQuestions(t) {
		if _, err := a.Answer(t.Context(), answer.Parse(question)); err != nil {
			t.Fatal(err)
		}
	}
	writeResident("asked-MB")
	debug.FreeOSMemory()
	writeResident("asked-and-freed-MB")
	runtime.KeepAlive(a)
}

// writeResident writes the process's resident memory in kB as Linux tells it, mapped files included; nothing elsewhere.
func writeResident(unit string) {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(data)) {
		var kB int
		if n, _ := fmt.Sscanf(line, "VmRSS: %d", &kB); n == 1 {
			fmt.Printf("resident %s %d\n", unit, kB)
		}
	}
}
