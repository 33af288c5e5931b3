package answer_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot/store/pgtest"
)

var (
	benchMost = flag.Int("most", 100_000, "the most blocks that BenchmarkEngines goes up to: a million take 8 GB and half an hour")
	benchOnly = flag.String("engines", "archbot,fts5,postgres,floor,bleve", "what BenchmarkEngines measures")
)

// rounds is how often every question is asked of every engine, after once to warm up. The quickest counts: what the answer takes, without
// what other programs took meanwhile.
const rounds = 3

// everyOf is which questions the databases are asked, which take their time: of so many blocks one in so many.
var everyOf = map[int]int{100_000: 5, 1_000_000: 20}

// BenchmarkEngines measures whole answers of archbot beside other engines on the same blocks: question by question in turn, so that a
// busy machine is busy for all of them alike. It reports the median and the 99th percentile over questions, and at the end what they are
// to each other, which other machines can be compared by:
//
//	go test ./kb/answer -run '^$' -bench Engines -benchtime 1x -timeout 2h -most 1000000
func BenchmarkEngines(b *testing.B) {
	var all []sizeTimes
	for _, n := range []int{71, 10_000, 100_000, 1_000_000} {
		if n > *benchMost || testing.Short() && n > 10_000 {
			continue
		}
		b.Run(fmt.Sprintf("blocks=%d", n), func(b *testing.B) {
			engines := benchEngines(b, n)
			s := sizeTimes{n, measure(b, engines, zipfQuestions(b), max(1, everyOf[n]))}
			all = append(all, s)
			for _, e := range engines {
				b.Run("engine="+e.name, func(b *testing.B) {
					t := s.times[e.name]
					b.ReportMetric(0, "ns/op") // of nothing
					b.ReportMetric(micros(t.percentile(50)), "p50-µs")
					b.ReportMetric(micros(t.percentile(99)), "p99-µs")
				})
			}
		})
	}
	for i, s := range all {
		b.Run(fmt.Sprintf("ratios/blocks=%d", s.blocks), func(b *testing.B) { reportRatios(b, all[max(0, i-1)], s) })
	}
}

// benchEngines makes the engines on n blocks. archbot keeps its index on disk, as serve does.
func benchEngines(b *testing.B, n int) []engine {
	index := openIndex(filepath.Join(b.TempDir(), "index"))
	notes := zipfNotes(b, n)
	if err := index.Update(notes, nil); err != nil {
		b.Fatal(err)
	}
	blocks := blocksOf(notes)
	var engines []engine
	for _, name := range strings.Split(*benchOnly, ",") {
		switch name {
		case "archbot":
			engines = append(engines, newArchbot(index))
		case "fts5":
			engines = append(engines, newFTS5(b, blocks)...)
		case "postgres":
			if err := pgtest.Installed(); err != nil && !strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "postgres") {
				b.Logf("without postgres: %v", err)
				continue
			}
			engines = append(engines, newPostgres(b, blocks)...)
		case "floor":
			engines = append(engines, newFloor(blocks))
		case "bleve":
			engines = append(engines, newBleve(b, blocks))
		default:
			b.Fatalf("unknown engine %q", name)
		}
	}
	runtime.GC()
	return engines
}

// A timing is how long an engine took for each question that it was asked: the best of all rounds.
type timing map[int]time.Duration

func (t timing) percentile(p int) time.Duration {
	var times []time.Duration
	for _, d := range t {
		times = append(times, d)
	}
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[len(times)*p/100]
}

// on is the timing on the questions that another engine was asked too.
func (t timing) on(other timing) timing {
	both := make(timing)
	for i, d := range t {
		if _, ok := other[i]; ok {
			both[i] = d
		}
	}
	return both
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// measure asks every engine every question, databases only each of which the number is a multiple of every.
func measure(b *testing.B, engines []engine, questions []string, every int) map[string]timing {
	times := make(map[string]timing)
	for round := range rounds + 1 {
		for i, question := range questions {
			for _, e := range engines {
				database := strings.HasPrefix(e.name, "fts5") || strings.HasPrefix(e.name, "postgres")
				if database && i%every != 0 {
					continue
				}
				start := time.Now()
				if _, err := e.ask(b.Context(), question); err != nil {
					b.Fatalf("%s: %q: %v", e.name, question, err)
				}
				took := time.Since(start)
				switch t := times[e.name]; {
				case t == nil:
					times[e.name] = make(timing)
				case round == 1 || round > 1 && took < t[i]:
					t[i] = took
				}
			}
		}
	}
	return times
}

// sizeTimes are the timings of all engines on so many blocks.
type sizeTimes struct {
	blocks int
	times  map[string]timing
}

// reportRatios says what the timings are to each other. Of medians, on the questions that both were asked: how many times as long the
// others take as archbot, and archbot as the floor. Of each engine that matters: how much longer it takes than on the size before.
func reportRatios(b *testing.B, before, s sizeTimes) {
	b.ReportMetric(0, "ns/op") // of nothing
	mine := s.times["archbot"]
	for name, theirs := range s.times {
		if last := before.times[name]; len(last) > 0 && before.blocks >= 10_000 && before.blocks < s.blocks && !strings.HasSuffix(name, allWords) {
			b.ReportMetric(float64(theirs.percentile(50))/float64(last.percentile(50)), name+"-growth")
		}
		if name == "archbot" || len(mine) == 0 {
			continue
		}
		ratio := float64(theirs.percentile(50)) / float64(mine.on(theirs).percentile(50))
		if name == "floor" {
			b.ReportMetric(1/ratio, "archbot/floor")
			continue
		}
		b.ReportMetric(ratio, name+"/archbot")
	}
	if len(mine) > 0 {
		b.ReportMetric(float64(mine.percentile(99))/float64(mine.percentile(50)), "p99/p50")
	}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		var average float64
		if _, err := fmt.Sscan(string(load), &average); err == nil {
			b.ReportMetric(average, "load")
		}
	}
}
