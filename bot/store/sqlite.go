package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// readers is how many connections read a file at once, beside the one that writes.
const readers = 4

// pragmas of every connection. With synchronous=NORMAL a commit survives the death of the process; one that must survive a power cut is
// made with FULL, see [Store.write]. A wait for another process's lock is short, since a context cannot end it; write goes on with it.
var pragmas = []string{"busy_timeout(100)", "journal_mode(WAL)", "synchronous(NORMAL)", "temp_store(MEMORY)"}

// sqlitePath is the path that a URL names: sqlite:PATH, sqlite://PATH, file:PATH or PATH itself.
func sqlitePath(u string) string {
	for _, prefix := range []string{"sqlite://", "sqlite:", "file:"} {
		if rest, ok := strings.CutPrefix(u, prefix); ok {
			return rest
		}
	}
	return u
}

func (s *Store) openMemory() error {
	s.engine, s.place = inMemory, "memory"
	db, err := sql.Open("sqlite", "file::memory:?_txlock=immediate")
	if err != nil {
		return fmt.Errorf("open a database in memory: %w", err)
	}
	db.SetMaxOpenConns(1) // a second connection would be another database
	db.SetConnMaxLifetime(0)
	db.SetConnMaxIdleTime(0)
	s.writer, s.reader = db, db
	return nil
}

// openFile opens a database file, which is made where there is none. A damaged one is moved aside, and a new one takes its place.
func (s *Store) openFile(ctx context.Context, path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("open the database %q: %w", path, err)
	}
	s.engine, s.place = sqliteFile, abs
	if err := os.MkdirAll(filepath.Dir(abs), 0o700); err != nil {
		return s.failed("open the database", err)
	}
	unlock, err := lockFile(ctx, abs)
	if err != nil {
		return s.failed("open the database", err)
	}
	defer unlock()
	if err := s.openPools(abs); err != nil {
		return err
	}
	damage := check(ctx, s.writer)
	if damage == nil {
		return nil
	}
	err = s.failed("open the database", damage)
	_ = s.closePools()
	if !damaged(damage) {
		return err
	}
	aside, moveErr := moveAside(abs, s.now().UTC().Format("20060102T150405"))
	if moveErr != nil {
		return errors.Join(err, moveErr)
	}
	s.log.Error("the database is damaged: it was moved aside, and archbot begins with an empty one; subscriptions, votes and settings are in"+
		" the old file, see sqlite3's .recover", "database", abs, "moved to", aside, "error", damage)
	return s.openPools(abs)
}

func (s *Store) openPools(path string) error {
	var err error
	if s.writer, err = sql.Open("sqlite", fileDSN(path, "_txlock=immediate")); err != nil {
		return fmt.Errorf("open the database %q: %w", path, err)
	}
	s.writer.SetMaxOpenConns(1)
	if s.reader, err = sql.Open("sqlite", fileDSN(path)); err != nil {
		return fmt.Errorf("open the database %q: %w", path, err)
	}
	s.reader.SetMaxOpenConns(readers)
	s.reader.SetMaxIdleConns(readers)
	return nil
}

func fileDSN(path string, more ...string) string {
	for _, p := range pragmas {
		more = append(more, "_pragma="+url.QueryEscape(p))
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join(more, "&")
}

// check says what is wrong with the file, if anything is.
func check(ctx context.Context, db *sql.DB) error {
	var result string
	if err := db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return damage(result)
	}
	return nil
}

// A damage is what SQLite's own check found.
type damage string

func (d damage) Error() string { return "the file is damaged: " + string(d) }

// damaged reports whether err says that the file is no sound database.
func damaged(err error) bool {
	if _, ok := errors.AsType[damage](err); ok {
		return true
	}
	code := sqliteCode(err)
	return code == sqlite3.SQLITE_CORRUPT || code == sqlite3.SQLITE_NOTADB
}

// sqliteCode is SQLite's primary result code of err, 0 where it has none.
func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// moveAside renames a database and what belongs to it; nothing is deleted.
func moveAside(path, stamp string) (string, error) {
	aside := path + ".damaged-" + stamp
	for n := 2; exists(aside); n++ {
		aside = fmt.Sprintf("%s.damaged-%s-%d", path, stamp, n)
	}
	if err := os.Rename(path, aside); err != nil {
		return "", fmt.Errorf("move the damaged database aside: %w; move it yourself, and start again", err)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", fmt.Errorf("move the damaged database aside: %w; move it yourself, and start again", err)
		}
	}
	return aside, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// lockFile takes the lock under which a file is opened, checked and migrated: SQLite's own, on an empty file beside it, which ends with
// the process that holds it.
func lockFile(ctx context.Context, path string) (unlock func(), err error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path + ".lock"}).EscapedPath()+"?_pragma="+url.QueryEscape("busy_timeout(50)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for {
		_, err = db.ExecContext(ctx, `BEGIN EXCLUSIVE`)
		switch {
		case err == nil:
			return func() { _ = db.Close() }, nil
		case sqliteCode(err) != sqlite3.SQLITE_BUSY || !sleep(ctx, busyPause):
			_ = db.Close()
			return nil, err
		}
	}
}

// A fileLocker has goose hold lockFile's lock while it migrates.
type fileLocker struct {
	path   string
	unlock func()
}

func (l *fileLocker) SessionLock(ctx context.Context, _ *sql.Conn) (err error) {
	l.unlock, err = lockFile(ctx, l.path)
	return err
}

func (l *fileLocker) SessionUnlock(context.Context, *sql.Conn) error {
	l.unlock()
	return nil
}
