package store_test

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"archbot/bot/store"
)

var update = flag.Bool("update", false, "write the dump of the newest schema, if there is none yet")

// newest is the newest version of the schema.
func newest(t *testing.T) int {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations", err)
	}
	n, err := strconv.Atoi(strings.SplitN(filepath.Base(files[len(files)-1]), "_", 2)[0])
	ok(t, err)
	return n
}

// fill puts something into every table.
func fill(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	b := store.Block{ID: "a.md#Kafka|why|1", Rev: "r1"}
	ok(t, s.PutThread(ctx, store.Thread{Channel: "C1", TS: "1.2", Subject: "Kafka", Request: `{"q":"it's"}`, Level: "entry", Starter: "U1", Asker: "U2", At: c.now()}))
	ok(t, s.PutAnswer(ctx, store.Answer{Channel: "C1", TS: "1.1", Thread: "1.1", Replies: []string{"1.2"}, Asker: "U1", Subject: "Kafka", Surface: "mention",
		Blocks: []store.Block{b}, At: c.now()}))
	_, err := s.Subscribe(ctx, store.Subscription{Channel: "C1", Time: "9:30", Zone: "Europe/Berlin", Weekdays: 62, Topics: []string{"messaging"}, Level: "medium",
		Kinds: []string{"tip"}, Language: "de", Recap: true, NextAt: c.now().Add(time.Hour), By: "U1"})
	ok(t, err)
	p, _, err := s.ClaimPost(ctx, "C1", "2026-03-27", "one", time.Minute)
	ok(t, err)
	p.Block, p.TS = b, "9.9"
	ok(t, s.ConfirmPost(ctx, p, 1))
	ok(t, s.PutVote(ctx, store.Vote{Person: "U1", Block: b, Value: -1, Reason: "unclear", Note: "what is it?"}))
	ok(t, s.CountGap(ctx, store.Gap{Form: store.MissingKind, Topic: "Kafka", Kind: "cons", Quote: "cons of kafka?", By: "U1", Channel: "C1"}))
	ok(t, putSettings(ctx, s, store.OfChannel, "C1", `{"level":"entry"}`))
	for _, try := range []func() (bool, error){
		func() (bool, error) { yes, _, err := s.Allow(ctx, "U1", 1, time.Hour); return yes, err },
		func() (bool, error) { return s.Welcome(ctx, "C1") },
		func() (bool, error) { return s.Lease(ctx, "prune", "one", time.Hour) },
		func() (bool, error) { return s.First(ctx, "event") },
	} {
		first, err := try()
		ok(t, err)
		equal(t, "first", first, true)
	}
}

// kept looks for what fill has put there.
func kept(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	b := store.Block{ID: "a.md#Kafka|why|1", Rev: "r1"}
	th, _, err := s.Thread(ctx, "C1", "1.2")
	ok(t, err)
	equal(t, "thread", th, store.Thread{Channel: "C1", TS: "1.2", State: store.ThreadOpen, Subject: "Kafka", Request: `{"q":"it's"}`, Level: "entry", Starter: "U1",
		Asker: "U2", At: c.now()})
	a, _, err := s.Answer(ctx, "C1", "1.1")
	ok(t, err)
	equal(t, "answer", a, store.Answer{Channel: "C1", TS: "1.1", Thread: "1.1", Replies: []string{"1.2"}, Asker: "U1", Subject: "Kafka", Surface: "mention",
		Blocks: []store.Block{b}, At: c.now()})
	u, _, err := s.Subscription(ctx, "C1")
	ok(t, err)
	equal(t, "subscription", u, store.Subscription{Channel: "C1", Time: "9:30", Zone: "Europe/Berlin", Weekdays: 62, Topics: []string{"messaging"}, Level: "medium",
		Kinds: []string{"tip"}, Language: "de", Recap: true, NextAt: c.now().Add(time.Hour), By: "U1", CreatedAt: c.now(), Version: 1})
	used, err := s.Used(ctx, "C1")
	ok(t, err)
	equal(t, "used", used, []store.Used{{Block: b, Round: 1, At: c.now()}})
	v, _, err := s.Vote(ctx, "U1", b.ID)
	ok(t, err)
	equal(t, "vote", v, store.Vote{Person: "U1", Block: b, Value: -1, Reason: "unclear", Note: "what is it?", At: c.now()})
	gaps, err := s.Gaps(ctx, time.Time{}, 9)
	ok(t, err)
	equal(t, "gaps", gaps, []store.Gap{{Form: store.MissingKind, Topic: "Kafka", Kind: "cons", Asked: 1, Public: 1, Quote: "cons of kafka?", By: "U1", Channel: "C1",
		First: c.now(), At: c.now()}})
	value, _, err := s.Settings(ctx, store.OfChannel, "C1")
	ok(t, err)
	equal(t, "settings", value, `{"level":"entry"}`)
	_, posted, err := s.ClaimPost(ctx, "C1", "2026-03-27", "two", time.Minute)
	ok(t, err)
	allowed, _, err := s.Allow(ctx, "U1", 1, time.Hour)
	ok(t, err)
	welcome, err := s.Welcome(ctx, "C1")
	ok(t, err)
	lease, err := s.Lease(ctx, "prune", "two", time.Hour)
	ok(t, err)
	first, err := s.First(ctx, "event")
	ok(t, err)
	equal(t, "post, limit, welcome, lease and event are taken", []bool{posted, allowed, welcome, lease, first}, make([]bool, 5))
}

// TestEveryVersion opens databases as archbots of each older schema have left them, with data, on both engines.
func TestEveryVersion(t *testing.T) {
	for engine, url := range engines {
		if engine == "memory" {
			continue
		}
		t.Run(engine, func(t *testing.T) {
			empty := url(t)
			if engine == "sqlite" && *update {
				dump(t, empty(t))
			}
			fresh := empty(t)
			open(t, fresh, newClock())
			for version := 1; version <= newest(t); version++ {
				t.Run(fmt.Sprint(version), func(t *testing.T) {
					old := empty(t)
					load(t, old, version)
					c := newClock()
					kept(t, open(t, old, c), c)
					equal(t, "tables, compared with those of an empty start", columns(t, old), columns(t, fresh))
				})
			}
		})
	}
}

// dial opens a database with no store about it.
func dial(t *testing.T, url string) *sql.DB {
	t.Helper()
	driver, dsn := "pgx", url
	if path, file := strings.CutPrefix(url, "sqlite:"); file {
		driver, dsn = "sqlite", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	}
	db, err := sql.Open(driver, dsn)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// versionTables are goose's own tables as each engine has them.
var versionTables = map[bool]string{
	true: `CREATE TABLE archbot_schema (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now')))`,
	false: `CREATE TABLE archbot_schema (id integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, version_id bigint NOT NULL, is_applied boolean NOT NULL,
		tstamp timestamp NOT NULL DEFAULT now())`,
}

// load makes a database of a version from its dump.
func load(t *testing.T, url string, version int) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("testdata/schema%d.sql", version))
	ok(t, err)
	db := dial(t, url)
	statements := strings.Split(string(text), ";\n")
	statements = append(statements, versionTables[strings.HasPrefix(url, "sqlite:")])
	for v := range version + 1 {
		statements = append(statements, fmt.Sprintf("INSERT INTO archbot_schema (version_id, is_applied) VALUES (%d, '1')", v))
	}
	for _, statement := range statements {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	ok(t, db.Close())
}

// dump writes what a database of the newest schema holds, as statements that both engines take. A dump, once written, is never changed.
func dump(t *testing.T, url string) {
	file := fmt.Sprintf("testdata/schema%d.sql", newest(t))
	if _, err := os.Stat(file); err == nil {
		return
	}
	c := newClock()
	s := open(t, url, c)
	fill(t, s, c)
	ok(t, s.Close())
	db := dial(t, url)
	var b strings.Builder
	for _, q := range []string{"table", "index"} {
		for _, row := range strings.Split(lines(t, db, `SELECT sql FROM sqlite_master WHERE type = '`+q+`' AND sql IS NOT NULL
			AND name NOT LIKE 'sqlite_%' AND name <> 'archbot_schema' ORDER BY name`, "\x00"), "\x00") {
			fmt.Fprintf(&b, "%s;\n", comments.ReplaceAllString(row, ""))
		}
	}
	for table, names := range columns(t, url) {
		values := "quote(" + strings.Join(names, ") || ', ' || quote(") + ")"
		rows := lines(t, db, "SELECT "+values+" FROM "+table, "\x00")
		fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES (%s);\n", table, strings.Join(names, ", "), rows)
	}
	ok(t, os.WriteFile(file, []byte(b.String()), 0o644))
}

var comments = regexp.MustCompile(` *--[^\n]*`)

// lines are the rows of a query of one column.
func lines(t *testing.T, db *sql.DB, query, sep string) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	ok(t, err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		ok(t, rows.Scan(&s))
		all = append(all, s)
	}
	ok(t, rows.Err())
	return strings.Join(all, sep)
}

// columns are the columns of our tables, each sorted.
func columns(t *testing.T, url string) map[string][]string {
	t.Helper()
	query := `SELECT m.name || ' ' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`
	if !strings.HasPrefix(url, "sqlite:") {
		query = `SELECT table_name || ' ' || column_name FROM information_schema.columns WHERE table_schema = 'public'`
	}
	all := map[string][]string{}
	for _, line := range strings.Split(lines(t, dial(t, url), query, "\n"), "\n") {
		table, column, _ := strings.Cut(line, " ")
		if table != "archbot_schema" {
			all[table] = append(all[table], column)
		}
	}
	for _, names := range all {
		slices.Sort(names)
	}
	return all
}

// TestMigrateAtOnce starts several archbots at once on one empty database.
func TestMigrateAtOnce(t *testing.T) {
	for engine, url := range engines {
		if engine == "memory" {
			continue
		}
		t.Run(engine, func(t *testing.T) {
			empty := url(t)(t)
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() {
					s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: empty, Now: newClock().now})
					if err != nil {
						t.Error(err)
						return
					}
					defer s.Close()
					if err := s.Ping(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			versions := strings.Fields(lines(t, dial(t, empty), `SELECT CAST(version_id AS TEXT) FROM archbot_schema ORDER BY id`, " "))
			if len(versions) != newest(t)+1 || !reflect.DeepEqual(versions, slices.Compact(slices.Clone(versions))) {
				t.Errorf("versions applied: got %v, want each once", versions)
			}
		})
	}
}
