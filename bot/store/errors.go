package store

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrDown is a database that cannot be used at the moment. The same call may work later, with nothing to do about the store.
var ErrDown = errors.New("the database cannot be used")

// ErrPlace is a place where a database cannot be made or written to.
var ErrPlace = errors.New("the database cannot be written there")

// A failure is a call that failed. Its text says what was to be done, why it failed, and what a person can do; never a password.
type failure struct {
	op, advice string
	err        error
}

func (f *failure) Error() string {
	text := f.op + ": " + f.err.Error()
	if f.advice != "" {
		text += ": " + f.advice
	}
	return text
}

func (f *failure) Unwrap() error { return f.err }

// Is makes what passes by itself an [ErrDown], and what needs another place an [ErrPlace].
func (f *failure) Is(target error) bool {
	return target == ErrDown && passes(f.err) || target == ErrPlace && unwritable(f.err)
}

func unwritable(err error) bool {
	switch sqliteCode(err) {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return true
	}
	if _, connecting := errors.AsType[*pgconn.ConnectError](err); connecting {
		return false // a socket that is not there is a server that does not run
	}
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOTDIR) ||
		errors.Is(err, fs.ErrNotExist) // in a directory that takes no files, such as /proc for root
}

// failed names the place of a failure and what to do about it.
func (s *Store) failed(op string, err error) *failure {
	if f, ok := errors.AsType[*failure](err); ok {
		return f
	}
	return &failure{op + " (" + s.place + ")", s.advice(err), err}
}

// advice is what a person can do about err; empty where nothing more is known.
func (s *Store) advice(err error) string {
	switch sqliteCode(err) {
	case sqlite3.SQLITE_FULL:
		return "make room on the disk; nothing that was saved is lost"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return "let the user that runs archbot write to the file and its directory, or name another place in ARCHBOT_DATABASE_URL"
	case sqlite3.SQLITE_CANTOPEN:
		return "let the user that runs archbot make files in its directory, or name another place in ARCHBOT_DATABASE_URL"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "another program holds it; end that one"
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return "the file is damaged; at its next start archbot moves it aside and begins with an empty one"
	case sqlite3.SQLITE_IOERR:
		return "look at the disk"
	}
	if unwritable(err) {
		return "name a place that can be written in ARCHBOT_DATABASE_URL or ARCHBOT_DATA_DIR"
	}
	return pgAdvice(err)
}

func pgAdvice(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "28P01", "28000":
			return "look at the user and password in ARCHBOT_DATABASE_URL, and at the server's pg_hba.conf"
		case "3D000":
			return "make that database, or name another in ARCHBOT_DATABASE_URL"
		case "42501":
			return "give the user in ARCHBOT_DATABASE_URL the right to make tables"
		case "53100":
			return "make room on the server's disk"
		case "53300":
			return "raise max_connections, or run fewer replicas"
		case "25006":
			return "the server takes no writes: name the primary in ARCHBOT_DATABASE_URL"
		}
		return ""
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return "is PostgreSQL running, and is ARCHBOT_DATABASE_URL its address?"
	}
	return ""
}

// passes reports whether err is of a kind that ends by itself, or with a repair of the database, with nothing to change here.
func passes(err error) bool {
	if errors.Is(err, ErrDown) || errors.Is(err, context.DeadlineExceeded) || lost(err) {
		return true
	}
	switch sqliteCode(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR:
		return true
	}
	e, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		_, connecting := errors.AsType[*pgconn.ConnectError](err)
		return connecting
	}
	switch e.Code[:2] {
	case "08", "40", "53", "57", "58": // connection, rollback, resources, operator, system
		return true
	}
	return e.Code == "25006"
}

// lost reports whether err is the end of a connection.
func lost(err error) bool {
	_, network := errors.AsType[net.Error](err)
	return network || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET)
}

// undone reports whether a call that failed has certainly had no effect and may well work when it is made again.
func undone(err error) bool {
	if pgconn.SafeToRetry(err) {
		return true
	}
	switch sqliteCode(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return true
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "57P01", "57P02", "57P03", "40001", "40P01", "53300":
			return true
		}
	}
	return false
}
