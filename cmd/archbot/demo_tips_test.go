package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/metrics"
	"archbot/bot/slacksim"
	"archbot/bot/slacksim/browsertest"
	"archbot/bot/store"
)

// A person sets up tips in a modal, moves the clock to the next morning, sees the tip, and no second one after the bot was restarted.
func TestDemoTipsInABrowser(t *testing.T) {
	cleanEnvironment(t)
	monday := time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)
	w := slacksim.Start(t, slacksim.Options{Clock: slacksim.NewStillClock(monday)})
	database := filepath.Join(t.TempDir(), "archbot.db")
	stop := runBot(t, w, database)
	b := browsertest.Start(t, browsertest.Options{
		Required:  strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "chromium"),
		Artefacts: os.Getenv("ARCHBOT_TEST_ARTEFACTS"),
	})
	p := b.Open(w.URL(), 1280, 1100)

	p.Send("/arch tips")
	p.Shows("A short thing to know from the notes")
	p.Audit()
	p.Picture("tips-modal")
	p.Press("Save")
	p.Until(`document.querySelector(".message.ephemeral")?.innerText.includes("Europe/London weekdays language:en. The next one: 2026-03-02 09:00")`)

	const tips = `[...document.querySelectorAll("#list .message:not(.ephemeral)")].filter((m) => m.innerText.includes("Too basic")).length`
	p.Click("#tray-open")
	p.Press("Tomorrow 09:00")
	p.Until(tips + ` === 1`)
	p.Press("Close faults")
	p.Audit()
	p.Picture("tips-tip")

	stop()
	stop = runBot(t, w, database)
	defer stop()
	p.Send("@archbot kafka")
	p.Until(`document.querySelector("#list .replies") !== null`)
	p.Until(tips + ` === 1`)
	p.Press("👍")
	p.Shows("Thank you. It moves what comes next.")
	p.Press("More on this")
	p.Until(`document.querySelectorAll("#list .replies").length === 2`)
	p.Picture("tips-more")
	if n := countTips(w); n != 1 {
		t.Errorf("%d tips, want 1", n)
	}
	p.Click("#apps button")
	p.Click("#tab-home")
	p.Shows("Daily tips")
	p.Audit()
	p.Picture("tips-home")
}

// runBot connects a bot that remembers in a file, and returns what ends it.
func runBot(t *testing.T, w *slacksim.Workspace, database string) (stop func()) {
	t.Helper()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	env, err := loadBotEnv()
	if err != nil {
		t.Fatal(err)
	}
	notes, err := openOrigin(t.Context(), log, io.Discard, "", env.NotesEnv, true)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), log, store.Options{URL: database, Now: w.Clock().Now})
	if err != nil {
		t.Fatal(err)
	}
	account := bot.Account{AppToken: w.AppToken(), BotToken: w.BotToken(), APIURL: w.APIURL(), Metrics: metrics.New()}
	d, err := newBot(log, io.Discard, notes, s, account, env, w.Clock().Now)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	if err := w.Wait(soon(t), func() bool { open, _ := w.Connections(); return open > 0 }); err != nil {
		t.Fatal(err)
	}
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func countTips(w *slacksim.Workspace) (n int) {
	for _, m := range w.Messages(slacksim.Design) {
		if len(m.Blocks) > 0 {
			id, _ := m.Blocks[0]["block_id"].(string)
			if strings.HasPrefix(id, "tip:") {
				n++
			}
		}
	}
	return n
}
