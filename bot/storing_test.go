package bot_test

import (
	"database/sql"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/bot/store"
)

// TestStoreIsHeld holds the store's file: questions are answered all the same, the log says once that memory is missing, and once that it is
// back.
func TestStoreIsHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	st, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: path, Now: stillClock().Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	f := start(t, answers(echo), bot.Options{Store: st})
	ask := func(n int) {
		f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
		f.await("an answer", func() bool { return len(f.public(slacksim.Design)) == n })
	}
	ask(1)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	n := 1
	for range 5 {
		n++
		ask(n)
	}
	if got := strings.Count(f.log.String(), "the store is down"); got != 1 {
		t.Errorf("the log says %d times that the store is down:\n%s", got, f.log)
	}
	if _, err := other.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	for !strings.Contains(f.log.String(), "the store is back") && f.ctx.Err() == nil {
		n++
		ask(n)
	}
	f.log.wait(f.ctx, t, "the store is back", 1)
}

// TestStoreIsDownIsSaidOnce asks again and again while no database answers: each answer comes, and the log says once why nothing is remembered.
func TestStoreIsDownIsSaidOnce(t *testing.T) {
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: "postgres://127.0.0.1:1/archbot"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	f := start(t, answers(echo), bot.Options{Store: s})
	for range 3 {
		f.answersAgain()
	}
	log := f.log.String()
	if n := strings.Count(log, "the store is down"); n != 1 {
		t.Errorf("the log says %d times that the store is down: %s", n, log)
	}
	if strings.Count(log, "count against the limit") > 1 || strings.Count(log, "read the settings") > 1 {
		t.Errorf("the log says it of each question: %s", log)
	}
}
