package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A kept says what a confirmed write survives in SQLite. PostgreSQL keeps every one.
type kept int

const (
	overRestart  kept = iota // the death of the process
	overPowerCut             // that of the machine as well
)

// The wait before a call is made again that has had no effect.
const (
	busyPause = 5 * time.Millisecond
	busyMost  = 100 * time.Millisecond
)

// A session is what statements are run on: a pool, a connection or a transaction.
type session interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// A desk runs statements that are written once for both engines, with ? for each argument.
type desk struct {
	ctx context.Context
	session
	engine engine
}

// exec runs a statement and gives how many rows it changed.
func (d desk) exec(query string, args ...any) (int64, error) {
	r, err := d.ExecContext(d.ctx, d.engine.sql(query), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// get reads the first row; false where there is none.
func (d desk) get(query string, args []any, dest ...any) (bool, error) {
	err := d.QueryRowContext(d.ctx, d.engine.sql(query), args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each reads every row by scan.
func (d desk) each(query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := d.QueryContext(d.ctx, d.engine.sql(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// read runs f on a connection that reads. What f sets is set anew when it runs again.
func (s *Store) read(ctx context.Context, op string, f func(d desk) error) error {
	return s.call(ctx, op, func(ctx context.Context) error { return f(desk{ctx, s.reader, s.engine}) })
}

// write runs f, of a single statement, on a connection that writes.
func (s *Store) write(ctx context.Context, op string, k kept, f func(d desk) error) error {
	return s.call(ctx, op, func(ctx context.Context) error {
		if s.engine != sqliteFile || k == overRestart {
			return f(desk{ctx, s.writer, s.engine})
		}
		return s.synced(ctx, func(c *sql.Conn) error { return f(desk{ctx, c, s.engine}) })
	})
}

// together runs f in one transaction.
func (s *Store) together(ctx context.Context, op string, k kept, f func(d desk) error) error {
	return s.call(ctx, op, func(ctx context.Context) error {
		if s.engine != sqliteFile || k == overRestart {
			return s.transaction(ctx, s.writer, f)
		}
		return s.synced(ctx, func(c *sql.Conn) error { return s.transaction(ctx, c, f) })
	})
}

// synced runs f on the one connection that writes, with every commit on the disk before it returns.
func (s *Store) synced(ctx context.Context, f func(c *sql.Conn) error) error {
	c, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, `PRAGMA synchronous=FULL`); err != nil {
		return err
	}
	err = f(c)
	// With a context of its own: the connection goes back to the pool, also where ctx has ended.
	_, back := c.ExecContext(context.WithoutCancel(ctx), `PRAGMA synchronous=NORMAL`)
	return errors.Join(err, back)
}

func (s *Store) transaction(ctx context.Context, on interface {
	BeginTx(ctx context.Context, o *sql.TxOptions) (*sql.Tx, error)
}, f func(d desk) error) error {
	tx, err := on.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // says no more than that it was committed
	if err := f(desk{ctx, tx, s.engine}); err != nil {
		return err
	}
	return tx.Commit()
}

// call runs f, and tells whoever observes how long that took.
func (s *Store) call(ctx context.Context, op string, f func(ctx context.Context) error) error {
	began := time.Now()
	err := s.run(ctx, op, f)
	if s.observe != nil {
		s.observe(time.Since(began), err)
	}
	return err
}

// run runs f with a deadline, again where it has had no effect, and names what failed.
func (s *Store) run(ctx context.Context, op string, f func(ctx context.Context) error) error {
	if !s.usable.Load() {
		if f := s.broken.Load(); f != nil {
			return &failure{op, "", f}
		}
		return &failure{op, "", ErrDown}
	}
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, callTime)
		defer cancel()
	}
	var cause error // why it had no effect, which says more than that time is up
	for wait := busyPause; ; wait = min(2*wait, busyMost) {
		err := f(ctx)
		if err == nil {
			return nil
		}
		if cause != nil && errors.Is(err, context.DeadlineExceeded) {
			return s.failed(op, cause)
		}
		if !undone(err) || !sleep(ctx, wait) {
			return s.failed(op, err)
		}
		cause = err
	}
}

// get reads the first row of a query into one value; false where there is none.
func (s *Store) get(ctx context.Context, op string, dest any, query string, args ...any) (found bool, err error) {
	err = s.read(ctx, op, func(d desk) (err error) {
		found, err = d.get(query, args, dest)
		return err
	})
	return found, err
}

// exec runs a statement and gives how many rows it changed.
func (s *Store) exec(ctx context.Context, op string, k kept, query string, args ...any) (n int64, err error) {
	err = s.write(ctx, op, k, func(d desk) (err error) {
		n, err = d.exec(query, args...)
		return err
	})
	return n, err
}

// numbered are statements as PostgreSQL wants them. There are as many as the source has.
var numbered sync.Map

// sql is a statement as the engine wants it. No statement here has a question mark elsewhere.
func (e engine) sql(query string) string {
	if e != postgres {
		return query
	}
	if q, ok := numbered.Load(query); ok {
		return q.(string)
	}
	parts := strings.Split(query, "?")
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteString("$" + strconv.Itoa(i))
		}
		b.WriteString(part)
	}
	numbered.Store(query, b.String())
	return b.String()
}
