package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"archbot/bot/store"
	"archbot/bot/store/pgtest"
)

// openLogged opens a store that may fail, and what it logs.
func openLogged(t *testing.T, url string, c *clock) (*store.Store, *bytes.Buffer, error) {
	t.Helper()
	var log bytes.Buffer
	s, err := store.Open(t.Context(), slog.New(slog.NewTextHandler(&log, nil)), store.Options{URL: url, Now: c.now})
	if err == nil {
		t.Cleanup(func() { s.Close() })
	}
	return s, &log, err
}

// says fails unless err has all parts.
func says(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("got %q, want %q in it", err, part)
		}
	}
}

func TestNewerSchema(t *testing.T) {
	for engine, url := range engines {
		if engine == "memory" {
			continue
		}
		t.Run(engine, func(t *testing.T) {
			u, c := url(t)(t), newClock()
			s := open(t, u, c)
			fill(t, s, c)
			s.Close()
			db := dial(t, u)
			_, err := db.ExecContext(t.Context(), `INSERT INTO archbot_schema (version_id, is_applied) VALUES (99, '1')`)
			ok(t, err)
			_, _, err = openLogged(t, u, c)
			says(t, err, "schema 99", "newer archbot")
			if errors.Is(err, store.ErrDown) {
				t.Error("it is taken for something that passes")
			}
			_, err = db.ExecContext(t.Context(), `DELETE FROM archbot_schema WHERE version_id = 99`)
			ok(t, err)
			kept(t, open(t, u, c), c)
		})
	}
}

// TestFullDisk fills the database to its limit: what was confirmed is there, what fails says so, and with room again it goes on.
func TestFullDisk(t *testing.T) {
	path, c := filepath.Join(t.TempDir(), "full.db"), newClock()
	s := open(t, path, c)
	limit := func(pages int) {
		_, err := s.Writer().ExecContext(t.Context(), fmt.Sprintf(`PRAGMA max_page_count=%d`, pages))
		ok(t, err)
	}
	var pages int
	ok(t, s.Writer().QueryRowContext(t.Context(), `PRAGMA page_count`).Scan(&pages))
	limit(pages + 10)
	confirmed, note := 0, strings.Repeat("x", 1000)
	var full error
	for ; full == nil && confirmed < 1000; confirmed++ {
		full = s.PutVote(t.Context(), store.Vote{Person: fmt.Sprint(confirmed), Block: store.Block{ID: "b"}, Value: 1, Note: note})
	}
	confirmed--
	says(t, full, "save the vote", path, "make room on the disk")
	if !errors.Is(full, store.ErrDown) {
		t.Error("a full disk is not taken for something that passes")
	}
	limit(1 << 30)
	ok(t, s.PutVote(t.Context(), store.Vote{Person: "last", Block: store.Block{ID: "b"}, Value: 1}))
	ok(t, s.Close())
	sums, err := open(t, path, c).VoteSums(t.Context(), time.Time{})
	ok(t, err)
	equal(t, "votes kept", sums["b"].Up, confirmed+1)
}

func TestReadOnly(t *testing.T) {
	path, c := filepath.Join(t.TempDir(), "a.db"), newClock()
	s := open(t, path, c)
	fill(t, s, c)
	_, err := s.Writer().ExecContext(t.Context(), `PRAGMA query_only=1`)
	ok(t, err)
	err = putSettings(t.Context(), s, store.OfChannel, "C1", `{}`)
	says(t, err, "save the settings", path, "ARCHBOT_DATABASE_URL")
	if !errors.Is(err, store.ErrPlace) {
		t.Error("not taken for a place that cannot be written")
	}
	value, _, err := s.Settings(t.Context(), store.OfChannel, "C1")
	ok(t, err)
	equal(t, "what is read", value, `{"level":"entry"}`)
}

func TestReadOnlyDirectory(t *testing.T) {
	dir := t.TempDir()
	ok(t, os.Chmod(dir, 0o500))
	if os.Geteuid() == 0 {
		dir = "/proc" // root may write everywhere else
		if _, err := os.Stat("/proc/self"); err != nil {
			t.Skip("root may write everywhere, and there is no /proc: ", err)
		}
	}
	_, _, err := openLogged(t, filepath.Join(dir, "a.db"), newClock())
	says(t, err, "open the database", dir, "ARCHBOT_DATABASE_URL")
	if !errors.Is(err, store.ErrPlace) {
		t.Error("not taken for a place that cannot be written")
	}
}

// TestLocked has another program hold the file: calls end in time and say so, and work once it has let go.
func TestLocked(t *testing.T) {
	path, c := filepath.Join(t.TempDir(), "a.db"), newClock()
	s := open(t, path, c)
	fill(t, s, c)
	other, err := dial(t, "sqlite:"+path).Conn(t.Context())
	ok(t, err)
	_, err = other.ExecContext(t.Context(), `BEGIN IMMEDIATE`)
	ok(t, err)
	short, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	err = putSettings(short, s, store.OfChannel, "C2", `{}`)
	says(t, err, "save the settings", "another program holds it")
	if !errors.Is(err, store.ErrDown) {
		t.Error("a lock is not taken for something that passes")
	}
	_, found, err := s.Settings(t.Context(), store.OfChannel, "C1")
	ok(t, err)
	equal(t, "read meanwhile", found, true)
	waits := make(chan error, 1)
	go func() { waits <- putSettings(t.Context(), s, store.OfChannel, "C2", `{"n":2}`) }()
	_, err = other.ExecContext(t.Context(), `ROLLBACK`)
	ok(t, err)
	ok(t, <-waits)
	value, _, err := s.Settings(t.Context(), store.OfChannel, "C2")
	ok(t, err)
	equal(t, "written after the lock", value, `{"n":2}`)
}

// TestDamaged opens files that are no sound databases: they are moved aside, whole, and a new one takes their place.
func TestDamaged(t *testing.T) {
	garble := map[string]func(t *testing.T, path string) []byte{
		"no database": func(t *testing.T, path string) []byte {
			text := []byte(strings.Repeat("this is a letter, not a database\n", 200))
			ok(t, os.WriteFile(path, text, 0o600))
			return text
		},
		"pages overwritten": func(t *testing.T, path string) []byte {
			c := newClock()
			s := open(t, path, c)
			fill(t, s, c)
			_, err := s.Writer().ExecContext(t.Context(), `PRAGMA wal_checkpoint(TRUNCATE)`)
			ok(t, err)
			ok(t, s.Close())
			data, err := os.ReadFile(path)
			ok(t, err)
			for i := 4096; i < len(data); i++ {
				data[i] = 0xa5
			}
			ok(t, os.WriteFile(path, data, 0o600))
			return data
		},
	}
	for name, garble := range garble {
		t.Run(name, func(t *testing.T) {
			path, c := filepath.Join(t.TempDir(), "a.db"), newClock()
			want := garble(t, path)
			s, log, err := openLogged(t, path, c)
			ok(t, err)
			fill(t, s, c)
			kept(t, s, c)
			aside, err := filepath.Glob(path + ".damaged-*")
			ok(t, err)
			if len(aside) == 0 || !strings.Contains(log.String(), aside[0]) || !strings.Contains(log.String(), "moved aside") {
				t.Fatalf("aside: %v; log:\n%s", aside, log)
			}
			got, err := os.ReadFile(aside[0])
			ok(t, err)
			if !bytes.Equal(got, want) {
				t.Error("what was moved aside is not what was there")
			}
		})
	}
}

// TestRestart stops PostgreSQL and starts it again under a store in use: calls meanwhile fail in time, nothing confirmed is lost, and it heals.
func TestRestart(t *testing.T) {
	server := pgtest.StartServer(t, pgtest.Options{Required: required("postgres"), Settings: []string{"synchronous_commit=on"}})
	c := newClock()
	s := open(t, server.URL, c)
	fill(t, s, c)
	confirmed := 0
	vote := func(ctx context.Context) error {
		err := s.PutVote(ctx, store.Vote{Person: fmt.Sprint(confirmed), Block: store.Block{ID: "b"}, Value: 1})
		if err == nil {
			confirmed++
		}
		return err
	}
	for range 3 {
		ok(t, vote(t.Context()))
		server.Stop(t)
		short, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		err := vote(short)
		cancel()
		says(t, err, "save the vote", "is PostgreSQL running")
		if !errors.Is(err, store.ErrDown) {
			t.Error("not taken for something that passes")
		}
		server.Start(t)
		ok(t, vote(t.Context()))
	}
	sums, err := s.VoteSums(t.Context(), time.Time{})
	ok(t, err)
	equal(t, "votes", sums["b"].Up, confirmed)
	kept(t, s, c)
}

// TestDownAtStart opens a store whose server is not there yet, and starts it.
func TestDownAtStart(t *testing.T) {
	server := pgtest.StartServer(t, pgtest.Options{Required: required("postgres")})
	server.Stop(t)
	s, log, err := openLogged(t, server.URL, newClock())
	ok(t, err)
	if _, err := s.First(t.Context(), "e"); !errors.Is(err, store.ErrDown) {
		t.Errorf("got %v, want ErrDown", err)
	}
	if !strings.Contains(log.String(), "cannot be used yet") {
		t.Errorf("log:\n%s", log)
	}
	server.Start(t)
	for s.Ping(t.Context()) != nil { // until it has healed
		if t.Context().Err() != nil {
			t.Fatal("it does not heal")
		}
	}
	first, err := s.First(t.Context(), "e")
	ok(t, err)
	equal(t, "first", first, true)
}

// TestWrongPassword asks servers with a password that they refuse, and addresses that cannot be read: no message shows it.
func TestWrongPassword(t *testing.T) {
	server := pgtest.StartServer(t, pgtest.Options{Required: required("postgres"), Password: "right"})
	u, err := url.Parse(server.URL)
	ok(t, err)
	u.User = url.UserPassword("archbot", "right")
	open(t, u.String(), newClock())
	u.User = url.UserPassword("archbot", "hunter2")
	_, log, err := openLogged(t, u.String(), newClock())
	says(t, err, "user and password in ARCHBOT_DATABASE_URL")
	for _, address := range []string{"postgres://archbot:hunter2@h:port/d", "postgres://archbot:hunter2%zz@h/d", "mysql://archbot:hunter2@h/d",
		"postgres://archbot:hunter2@h/d?sslmode=hunter2"} {
		_, more, bad := openLogged(t, address, newClock())
		if bad == nil {
			t.Errorf("%q is taken for an address", address)
		}
		err = errors.Join(err, bad)
		log.Write(more.Bytes())
	}
	if said := err.Error() + log.String(); strings.Contains(said, "hunter2") {
		t.Errorf("the password is shown: %s", said)
	}
}

// TestConfirmedSurvivesKill looks at the files as a killed process leaves them: what it confirmed is there.
func TestConfirmedSurvivesKill(t *testing.T) {
	path, c := filepath.Join(t.TempDir(), "a.db"), newClock()
	s := open(t, path, c)
	fill(t, s, c)
	// As after a kill: the files as they are, with no checkpoint and no close.
	copied := filepath.Join(t.TempDir(), "b.db")
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		ok(t, err)
		ok(t, os.WriteFile(copied+suffix, data, 0o600))
	}
	kept(t, open(t, copied, c), c)
}
