package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// First reports whether an event, by a key of its own, is met for the first time by any replica, and remembers it. Calls that come while
// others are being stored are stored together with the next: the busier, the more a commit holds. After an error it is not known.
func (s *Store) First(ctx context.Context, key string) (bool, error) {
	return s.seen.first(ctx, key)
}

// Unsee forgets an event, which may then be met again.
func (s *Store) Unsee(ctx context.Context, key string) error {
	_, err := s.exec(ctx, "forget the event", overRestart, `DELETE FROM seen WHERE id = ?`, key)
	return err
}

// batchMost is how many events are stored at once: far below the number of arguments that either engine takes.
const batchMost = 256

// A batch gathers events to be stored together.
type batch struct {
	store *Store

	mu      sync.Mutex
	waiting []*met
	busy    bool // a goroutine stores what waits
}

// A met is an event that waits for its answer.
type met struct {
	ctx        context.Context // of the call; nobody waits once it has ended
	key, owner string          // owner tells the row that this call made from another's
	first      bool
	err        error
	done       chan struct{}
}

func (b *batch) first(ctx context.Context, key string) (bool, error) {
	m := &met{ctx: ctx, key: key, owner: rand.Text(), done: make(chan struct{})}
	b.mu.Lock()
	b.waiting = append(b.waiting, m)
	lead := !b.busy
	b.busy = true
	b.mu.Unlock()
	if lead {
		go b.run()
	}
	select {
	case <-m.done:
		return m.first, m.err
	case <-ctx.Done():
		return false, b.store.failed("note the event", ctx.Err())
	}
}

// run stores what waits until nothing does.
func (b *batch) run() {
	for {
		b.mu.Lock()
		n := min(len(b.waiting), batchMost)
		if n == 0 {
			b.busy = false
			b.mu.Unlock()
			return
		}
		now := b.waiting[:n:n]
		b.waiting = b.waiting[n:]
		b.mu.Unlock()
		// While the database is away calls come and go: what nobody waits for is not stored when it is back.
		now = slices.DeleteFunc(slices.Clone(now), func(m *met) bool { return m.ctx.Err() != nil })
		if len(now) == 0 {
			continue
		}
		err := b.store.putSeen(now)
		for _, m := range now {
			m.err = err
			close(m.done)
		}
	}
}

// putSeen stores events and says of each whether it is the first of its key.
func (s *Store) putSeen(all []*met) error {
	at := millis(s.now())
	var insert, read strings.Builder
	var values, keys []any
	insert.WriteString(`INSERT INTO seen (id, owner, at) VALUES `)
	read.WriteString(`SELECT id, owner FROM seen WHERE id IN (`)
	for i, m := range all {
		if i > 0 {
			insert.WriteString(", ")
			read.WriteString(", ")
		}
		insert.WriteString("(?, ?, ?)")
		read.WriteString("?")
		values = append(values, m.key, m.owner, at)
		keys = append(keys, m.key)
	}
	insert.WriteString(` ON CONFLICT (id) DO NOTHING`)
	read.WriteString(`)`)
	return s.together(context.Background(), fmt.Sprintf("note %d events", len(all)), overRestart, func(d desk) error {
		if _, err := d.exec(insert.String(), values...); err != nil {
			return err
		}
		owners := make(map[string]string, len(all))
		err := d.each(read.String(), keys, func(rows *sql.Rows) error {
			var key, owner string
			err := rows.Scan(&key, &owner)
			owners[key] = owner
			return err
		})
		for _, m := range all {
			m.first = owners[m.key] == m.owner
		}
		return err
	})
}
