package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"archbot/bot/slacksim"
	"archbot/bot/slacksim/browsertest"
	"archbot/bot/store"
)

// openRemembering opens the page of a workspace whose bot remembers in a file. The bot ends with stop, or with the test.
func openRemembering(t *testing.T) (p *browsertest.Page, database string, stop func()) {
	t.Helper()
	cleanEnvironment(t)
	w := slacksim.Start(t, slacksim.Options{Clock: slacksim.NewStillClock(time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC))})
	database = filepath.Join(t.TempDir(), "archbot.db")
	stop = runBot(t, w, database)
	b := browsertest.Start(t, browsertest.Options{
		Required:  strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "chromium"),
		Artefacts: os.Getenv("ARCHBOT_TEST_ARTEFACTS"),
	})
	return b.Open(w.URL(), 1280, 1100), database, stop
}

// A person asks what the notes do not have, asks the channel, finds it among the gaps, and writes the note: a block that lint has nothing to
// say of.
func TestDemoGapsInABrowser(t *testing.T) {
	p, _, stop := openRemembering(t)
	defer stop()
	p.Send("/arch zephlin connector")
	p.Until(`document.querySelector(".message.ephemeral")?.innerText.includes("have nothing on")`)
	p.Audit()
	p.Picture("gaps-none")
	p.Press("Ask the channel")
	p.Until(`document.querySelector(".modal textarea[data-action='ask-channel-question']")?.value === "zephlin connector"`)
	p.Audit()
	p.Picture("gaps-ask-modal")
	p.Type(".modal textarea[data-action='ask-channel-question']", " for billing?")
	p.Press("Ask")
	p.Until(`[...document.querySelectorAll("#list .message:not(.ephemeral)")].some((m) => m.innerText.includes("zephlin connector for billing?") &&
		m.innerText.includes("the notes do not answer it yet"))`)
	p.Picture("gaps-asked")

	p.Send("@archbot what is a quorvex bridge?") // in public, so that others may read of it
	p.Until(`document.querySelector("#list .replies") !== null`)
	p.Send("/arch gaps")
	const gaps = `[...document.querySelectorAll(".message.ephemeral")].findLast((m) => m.innerText.includes("What was asked and is not in the notes"))`
	p.Until(gaps + `?.innerText.includes("quorvex bridge · not in the notes · asked 1 time")`)
	p.Until(gaps + `.innerText.includes("1 question more, asked privately") && !` + gaps + `.innerText.includes("zephlin")`)
	p.Audit()
	p.Picture("gaps-list")

	p.Press("Write this note")
	p.Until(`document.querySelector(".modal [data-action='note-topic']")?.value === "quorvex bridge"`)
	p.Type(".modal [data-action='note-text']", "A quorvex bridge copies records both ways.\n\n* so mind loops")
	p.Type(".modal [data-action='note-author']", "Ann Author")
	p.Type(".modal [data-action='note-link']", "https://example.com/bridge")
	p.Audit()
	p.Picture("gaps-note-modal")
	p.Press("Make the entry")
	p.Until(`document.querySelector(".modal")?.innerText.includes("Ready for the notes")`)
	p.Audit()
	p.Picture("gaps-note-ready")
	block := p.Read(`document.querySelector(".modal pre").innerText`)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "bridges.md"), []byte("# Bridges\n\n"+block+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	stdout := newOutput()
	if code := run(t.Context(), []string{"lint", dir}, strings.NewReader(""), stdout, io.Discard); code != exitFine {
		t.Errorf("lint exits with %d and says %q of\n%s", code, stdout, block)
	}
	if !strings.Contains(block, `"semantic":"explanation"`) || !strings.Contains(block, "* so mind loops") {
		t.Errorf("the block is\n%s", block)
	}
}

// A thumb down opens the question for a reason; the vote counts once, however often it is cast.
func TestDemoVotesInABrowser(t *testing.T) {
	p, database, stop := openRemembering(t)
	p.Send("@archbot why kafka?")
	p.Until(`document.querySelector("#list .replies") !== null`)
	p.Click("#list .replies")
	p.Until(`document.querySelector("#thread .message:nth-child(2) .app") !== null`)
	for _, reason := range []string{"wrong", "outdated"} {
		p.Press("Not helpful")
		p.Until(`document.querySelector(".modal")?.innerText.includes("Nobody in the channel sees this")`)
		p.Audit()
		p.Picture("votes-reason")
		p.Click(`.modal input[type=radio][value=` + reason + `]`)
		p.Press("Send")
		p.Until(`document.querySelector(".modal") === null`)
	}
	p.Picture("votes-cast")
	stop()
	st, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: database})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	sums, err := st.VoteSums(t.Context(), time.Time{})
	if err != nil || len(sums) != 1 {
		t.Fatalf("%v %v", sums, err)
	}
	for block, v := range sums {
		if v.Up != 0 || v.Down != 1 || v.Reasons["outdated"] != 1 || len(v.Reasons) != 1 {
			t.Errorf("%s: %+v", block, v)
		}
	}
}
