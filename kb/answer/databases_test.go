package answer_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"archbot/bot/store/pgtest"
	"archbot/kb"
)

// How the databases are asked: for blocks with any of the words, as archbot looks for them and as a question in plain words needs it;
// and for blocks with all of them, which is less to do and finds nothing for most long questions.
const (
	anyWord  = ""
	allWords = "-all"
)

// newFTS5 is SQLite's full text: the five columns weighted as archbot weighs them, Porter's stemmer, bm25, in a file.
func newFTS5(tb testing.TB, blocks []*kb.Block) []engine {
	db, err := sql.Open("sqlite", filepath.Join(tb.TempDir(), "fts5.db")+"?_pragma=journal_mode(off)&_pragma=synchronous(off)&_pragma=cache_size(-400000)")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	run := func(query string) {
		if _, err := db.Exec(query); err != nil {
			tb.Fatalf("%s: %v", query, err)
		}
	}
	run(`CREATE VIRTUAL TABLE block USING fts5(heading, path, body, tags, authors, id UNINDEXED, tokenize = 'porter unicode61')`)
	tx, err := db.Begin()
	if err != nil {
		tb.Fatal(err)
	}
	insert, err := tx.Prepare(`INSERT INTO block(heading, path, body, tags, authors, id) VALUES (?, ?, ?, ?, ?, ?)`)
	if err != nil {
		tb.Fatal(err)
	}
	for _, b := range blocks {
		c := columnsOf(b)
		if _, err := insert.Exec(c.heading, c.path, c.body, c.tags, c.authors, b.ID); err != nil {
			tb.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		tb.Fatal(err)
	}
	run(`INSERT INTO block(block) VALUES ('optimize')`)
	run(`INSERT INTO block(block, rank) VALUES ('rank', 'bm25(1.8, 0.7, 1.0, 1.0, 0.6)')`)
	ask := sqlEngine(tb, db, `SELECT id FROM block WHERE block MATCH ? ORDER BY rank LIMIT 10`)
	match := func(operator string) func([]string) string {
		return func(words []string) string { return `"` + strings.Join(words, `" `+operator+` "`) + `"` }
	}
	return []engine{ask("fts5"+anyWord, match("OR")), ask("fts5"+allWords, match("AND"))}
}

// newPostgres is PostgreSQL's full text: one weighted vector a block in a GIN index, ranked by cover density.
func newPostgres(tb testing.TB, blocks []*kb.Block) []engine {
	dsn := pgtest.Start(tb, pgtest.Options{
		Required: strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "postgres"),
		Settings: []string{"shared_buffers=1GB", "work_mem=256MB", "maintenance_work_mem=512MB", "max_wal_size=4GB", "jit=off"},
	})
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	run := func(query string) {
		if _, err := db.Exec(query); err != nil {
			tb.Fatalf("%s: %v", query, err)
		}
	}
	run(`CREATE TABLE block (id text, words tsvector)`)
	run(`CREATE TEMP TABLE plain (heading text, path text, body text, tags text, authors text, id text)`)
	copyBlocks(tb, db, blocks)
	run(`INSERT INTO block SELECT id, setweight(to_tsvector('english', heading), 'A') || setweight(to_tsvector('english', tags || ' ' || authors), 'B')
		|| setweight(to_tsvector('english', path), 'C') || to_tsvector('english', body) FROM plain`)
	run(`DROP TABLE plain`)
	run(`CREATE INDEX ON block USING gin (words)`)
	run(`VACUUM ANALYZE block`)
	ask := sqlEngine(tb, db, `SELECT id FROM block, to_tsquery('english', $1) AS q WHERE words @@ q ORDER BY ts_rank_cd(words, q) DESC LIMIT 10`)
	match := func(operator string) func([]string) string {
		return func(words []string) string { return "'" + strings.Join(words, "' "+operator+" '") + "'" }
	}
	return []engine{ask("postgres"+anyWord, match("|")), ask("postgres"+allWords, match("&"))}
}

// copyBlocks fills the table of plain texts.
func copyBlocks(tb testing.TB, db *sql.DB, blocks []*kb.Block) {
	conn, err := db.Conn(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close()
	err = conn.Raw(func(driver any) error {
		rows := pgx.CopyFromSlice(len(blocks), func(i int) ([]any, error) {
			c := columnsOf(blocks[i])
			return []any{c.heading, c.path, c.body, c.tags, c.authors, blocks[i].ID}, nil
		})
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(tb.Context(), pgx.Identifier{"plain"}, []string{"heading", "path", "body", "tags", "authors", "id"}, rows)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
}

// sqlEngine asks a database by a prepared query with one parameter, which match makes of a question's words.
func sqlEngine(tb testing.TB, db *sql.DB, query string) func(name string, match func(words []string) string) engine {
	stmt, err := db.Prepare(query)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = stmt.Close() })
	return func(name string, match func(words []string) string) engine {
		return engine{name, func(ctx context.Context, question string) (ids []string, err error) {
			words := plainWords(question)
			if len(words) == 0 {
				return nil, nil
			}
			rows, err := stmt.QueryContext(ctx, match(words))
			if err != nil {
				return nil, err
			}
			defer rows.Close()
			for rows.Next() {
				var id string
				if err := rows.Scan(&id); err != nil {
					return nil, err
				}
				ids = append(ids, id)
			}
			return ids, rows.Err()
		}}
	}
}
