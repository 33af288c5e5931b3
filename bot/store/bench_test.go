package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"archbot/bot/store"
	"archbot/bot/store/pgtest"
)

// rate is how many events a second come, many times what Slack delivers to an app.
const rate = 200

// BenchmarkSeen sends events at a steady rate through the store, one in ten for a second time, while answers and votes are stored beside them,
// and reports what that adds to each. An operation is an event; p99-ms is what the slowest of a hundred waits.
func BenchmarkSeen(b *testing.B) {
	urls := map[string]func(b *testing.B) string{
		"sqlite": func(b *testing.B) string { return b.TempDir() + "/bench.db" },
		"postgres": func(b *testing.B) string {
			return pgtest.Start(b, pgtest.Options{Required: required("postgres")})
		},
	}
	for name, url := range urls {
		b.Run(name, func(b *testing.B) {
			s := open(b, url(b), newClock())
			times := make([]time.Duration, b.N)
			var all sync.WaitGroup
			tick := time.NewTicker(time.Second / rate)
			defer tick.Stop()
			for i := range b.N {
				<-tick.C
				all.Go(func() {
					began := time.Now()
					n := i
					if i%10 == 9 {
						n = i - 1
					}
					if _, err := s.First(b.Context(), fmt.Sprint("event ", n)); err != nil {
						b.Error(err)
					}
					times[i] = time.Since(began)
				})
				if i%25 == 0 { // 8 answers a second, Slack's own limit
					all.Go(func() {
						if err := s.PutAnswer(b.Context(), store.Answer{Channel: "C1", TS: fmt.Sprint(rand.Uint64()), Replies: []string{"1.2"}}); err != nil {
							b.Error(err)
						}
						if err := s.PutVote(b.Context(), store.Vote{Person: fmt.Sprint(i), Block: store.Block{ID: "b"}, Value: 1}); err != nil {
							b.Error(err)
						}
					})
				}
			}
			all.Wait()
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}
