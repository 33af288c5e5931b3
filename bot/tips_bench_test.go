package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// BenchmarkEvents is how many events a second one process takes from the socket to the answer posted, with all that it remembers in SQLite:
// mentions in bursts of 100, each of them two events, compared with what was met, answered from notes, posted and noted. The workspace
// works on the same machine. Slack delivers at most 30,000 events an hour, some 8 a second.
func BenchmarkEvents(b *testing.B) {
	ws := slacksim.Start(b, slacksim.Options{Clock: stillClock()})
	s, err := store.Open(context.Background(), slog.New(slog.DiscardHandler),
		store.Options{URL: "sqlite:" + filepath.Join(b.TempDir(), "archbot.db"), Now: ws.Clock().Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	ix, err := search.NewIndex(simNotes())
	if err != nil {
		b.Fatal(err)
	}
	f := startIn(b, ws, answer.New(ix), bot.Options{Now: ws.Clock().Now, Store: s, Notes: func() bot.Library { return ix.Snapshot() }})
	f.ctx = b.Context()
	const burst = 100
	n := 0
	began := time.Now()
	for b.Loop() {
		n++
		for i := range burst {
			channel := fmt.Sprintf("C%dX%d", n, i)
			f.AddChannel(slacksim.Channel{ID: channel, Name: channel, Members: []string{slacksim.Bot, slacksim.Ada}})
			f.Say(slacksim.Ada, channel, "@archbot topic 3")
		}
		for i := range burst {
			f.posts(fmt.Sprintf("C%dX%d", n, i), 1)
		}
	}
	b.ReportMetric(float64(2*burst*n)/time.Since(began).Seconds(), "events/s")
}
