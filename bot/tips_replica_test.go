package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// replicaVariable holds what a replica of the simulation has to know, when this test binary is run as one.
const replicaVariable = "ARCHBOT_TEST_REPLICA"

func TestMain(m *testing.M) {
	if told := os.Getenv(replicaVariable); told != "" {
		if err := replica(told); err != nil {
			fmt.Fprintln(os.Stderr, "replica:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// A replicaOrder is what a replica is told.
type replicaOrder struct {
	Name               string
	API, Bot, App      string // how to get in at Slack
	Database, Director string // addresses
}

// replica runs a bot as serve does, by the director's clock. It is killed, or ends when its standard input does.
func replica(told string) error {
	var o replicaOrder
	if err := json.Unmarshal([]byte(told), &o); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	d := &directed{order: o}
	d.step("start")
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelInfo}))
	s, err := store.Open(ctx, log, store.Options{URL: o.Database, Now: d.now})
	if err != nil {
		return err
	}
	defer s.Close()
	ix, err := search.NewIndex(simNotes())
	if err != nil {
		return err
	}
	api := slack.New(o.Bot, slack.OptionAppLevelToken(o.App), slack.OptionAPIURL(o.API), slack.OptionHTTPClient(&http.Client{Timeout: patience}))
	b := bot.New(log, api, answer.New(ix), bot.Options{
		Now: d.now, Store: s, Notes: func() bot.Library { return ix.Snapshot() }, FlushTime: time.Millisecond,
		MaxConnects: 1_000_000, // the simulation cuts connections at will
		TipsRun:     tips.Options{Every: time.Millisecond, Step: d.step},
	})
	return b.Run(ctx)
}

// directed is a replica's end of its line to the director.
type directed struct {
	order replicaOrder
	clock atomic.Int64
}

// step reports a step, perhaps never to return, and learns the time.
func (d *directed) step(name string) {
	resp, err := http.PostForm(d.order.Director, url.Values{"replica": {d.order.Name}, "step": {name}})
	if err != nil {
		os.Exit(3) // the director is gone
	}
	defer resp.Body.Close()
	var ms int64
	if _, err := fmt.Fscan(resp.Body, &ms); err != nil {
		os.Exit(3)
	}
	d.clock.Store(ms)
}

func (d *directed) now() time.Time { return time.UnixMilli(d.clock.Load()).UTC() }

// simNotes are notes with tips of all levels.
func simNotes() []*kb.Note {
	text := "# Systems\n\n"
	levels := []string{"entry", "medium", "advanced"}
	kinds := tips.Kinds()
	for i := range 12 {
		text += fmt.Sprintf("## Topic %d\n\n", i)
		for j := range 5 {
			text += fmt.Sprintf("###### {\"semantic\":%q, \"mastery\":%q}\n\nThing number %d of topic %d is good to know for everybody.\n\n",
				kinds[(i+j)%len(kinds)], levels[(i+j)%3], j, i)
		}
	}
	return []*kb.Note{kb.Parse("systems.md", []byte(text))}
}
