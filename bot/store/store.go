package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Memory is the URL of a store that ends with the process.
const Memory = "memory"

// Options say where a store is.
type Options struct {
	// URL is "sqlite:PATH" or a path, "postgres://…", or [Memory]. Empty means Memory.
	URL string
	// Now is the clock of all that is stored; time.Now. What a lease or a limit is worth follows it, time-outs do not.
	Now func() time.Time
	// Observe is told of every call how long it took, tries included, and what came of it. It may be nil.
	Observe func(took time.Duration, err error)
}

// A Store is what must outlive a restart. Any number of goroutines may use it, and with PostgreSQL any number of processes.
type Store struct {
	log     *slog.Logger
	now     func() time.Time
	observe func(took time.Duration, err error) // nil where nobody does

	engine engine
	place  string // where it is, as people may read it: never with a password

	writer *sql.DB // one connection for SQLite, which has one writer
	reader *sql.DB // the same as writer for PostgreSQL and in memory

	usable atomic.Bool // it has the schema that this build knows
	broken atomic.Pointer[failure]
	seen   batch
	end    context.CancelFunc
	ended  sync.WaitGroup
}

// An engine is a kind of database.
type engine int

const (
	inMemory engine = iota
	sqliteFile
	postgres
)

// callTime is what a call is given whose context has no deadline.
const callTime = 10 * time.Second

// Open opens a store and brings its schema up to date. A database that cannot be reached now is no error: the store is given back, every
// call fails with [ErrDown] meanwhile, and it heals by itself. An error says what to do, and never holds a password.
func Open(ctx context.Context, log *slog.Logger, o Options) (*Store, error) {
	s := &Store{log: log, now: o.Now, observe: o.Observe}
	if s.now == nil {
		s.now = time.Now
	}
	var err error
	switch url := strings.TrimSpace(o.URL); {
	case url == "" || url == Memory:
		err = s.openMemory()
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		err = s.openPostgres(url)
	case unknownKind(url):
		return nil, errKind(url)
	default:
		err = s.openFile(ctx, sqlitePath(url))
	}
	if err != nil {
		return nil, err
	}
	s.seen.store = s
	living, end := context.WithCancel(context.WithoutCancel(ctx))
	s.end = end
	if err := s.prepare(ctx); err != nil {
		if !errors.Is(err, ErrDown) {
			s.Close()
			return nil, err
		}
		log.Warn("the database cannot be used yet; trying again", "database", s.place, "error", err)
		s.ended.Go(func() { s.heal(living) })
	}
	return s, nil
}

// unknownKind reports whether a URL names a kind of database that is not known here.
func unknownKind(url string) bool {
	return strings.Contains(url, "://") && !strings.HasPrefix(url, "sqlite://")
}

func errKind(url string) error {
	scheme, _, _ := strings.Cut(url, "://")
	return fmt.Errorf("open the database: %q is no kind of database known here: want sqlite:PATH or postgres://…", scheme+"://…")
}

// Close ends the use of a store.
func (s *Store) Close() error {
	s.end()
	s.ended.Wait()
	return errors.Join(s.closePools())
}

func (s *Store) closePools() error {
	err := s.writer.Close()
	if s.reader != s.writer {
		err = errors.Join(s.reader.Close(), err)
	}
	return err
}

// Ping reports whether the store can be written to and read.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	_, err := s.get(ctx, "ask the database", &one, `SELECT 1`)
	return err
}

// String says where the store is, with no password.
func (s *Store) String() string { return s.place }

// Shared reports whether other processes may use this store as well.
func (s *Store) Shared() bool { return s.engine == postgres }

// The pace at which a database that could not be used is tried again.
const (
	healEvery = 500 * time.Millisecond
	healMost  = 15 * time.Second
)

// heal tries until the schema is up to date.
func (s *Store) heal(ctx context.Context) {
	wait := healEvery
	for said := ""; ; wait = min(2*wait, healMost) {
		if !sleep(ctx, wait) {
			return
		}
		err := s.prepare(ctx)
		switch {
		case err == nil:
			s.log.Info("the database can be used", "database", s.place)
			return
		case ctx.Err() != nil:
			return
		case err.Error() != said:
			said = err.Error()
			s.log.Error("the database cannot be used; trying again", "database", s.place, "error", err)
		}
	}
}

// prepare brings the schema up to date.
func (s *Store) prepare(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, migrateTime)
	defer cancel()
	if err := s.migrate(ctx); err != nil {
		f := s.failed("bring the database up to date", err)
		s.broken.Store(f)
		return f
	}
	s.broken.Store(nil)
	s.usable.Store(true)
	return nil
}

// sleep waits; false where ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
