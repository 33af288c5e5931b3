package search

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	berrors "go.etcd.io/bbolt/errors"
)

// Open makes an index that is kept in a directory between runs of the program, so that the next run need not read and index all notes
// again. It begins with the notes as the last run of the same build left them; Snapshot.Notes has them, and [Index.Update] with what has
// changed since makes it current. What is damaged or of another build is thrown away, and said in the log.
//
// Below 5,000 blocks nothing is written. No process waits for another: one that cannot write keeps its index in memory.
func Open(log *slog.Logger, o Kept) *Index { return open(log, o, storeFrom) }

// Kept says where an index is kept.
type Kept struct {
	Dir   string // for this index alone; made when there is something to keep
	Build string // of the program: another one may read notes in another way
	Guest bool   // leave what is kept as it is, for a program that runs for a moment beside the one whose index it is
}

func open(log *slog.Logger, o Kept, from int) *Index {
	x := newIndex()
	newKeeper := func() *keeper {
		return &keeper{log: log, from: from, guest: o.Guest, store: store{dir: o.Dir, build: storeVersion + " " + o.Build}}
	}
	k := newKeeper()
	x.keeper = k
	start := time.Now()
	next, err := k.load(x)
	switch {
	case errors.Is(err, errNoStore):
		return x
	case err != nil:
		x = newIndex() // the other one's lexicon may have got half of the words
		x.keeper = newKeeper()
		if errors.Is(err, berrors.ErrTimeout) {
			x.keeper.giveUp(fmt.Errorf("another process is writing it: %w", err))
			return x
		}
		log.Warn("stored index is damaged, it is made anew", "dir", o.Dir, "error", err)
		return x
	}
	x.current.Store(next)
	log.Info("stored index opened", "blocks", next.blocks, "ms", time.Since(start).Milliseconds())
	return x
}

// A keeper keeps an index on disk. What it cannot do it says in the log, once, and the index goes on in memory.
type keeper struct {
	log   *slog.Logger
	from  int // blocks from which on an index is kept
	guest bool
	store store
	made  *storedEngine // on disk, not yet in the store
	off   bool          // given up
}

// load gives the snapshot that the store has.
func (k *keeper) load(x *Index) (*Snapshot, error) {
	parts, stored, err := k.store.load(x)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{lex: x.lex, vocab: fieldWords(), parts: parts}
	s.count()
	if stored == nil {
		return s, s.addEngine(s.documents())
	}
	docs, stale := stored.documents(parts)
	e, err := openEngine(filepath.Join(k.store.dir, stored.name), stored.sum, docs)
	if err != nil {
		return nil, err
	}
	s.engines, s.stale = []*engine{e}, stale
	var later []*document // changed since the engine was made
	for _, file := range s.files {
		if p := parts[file]; stored.hash[file] != p.note.Hash {
			later = append(later, p.docs...)
		}
	}
	if len(later) > 0 {
		return s, s.addEngine(later)
	}
	return s, nil
}

// keeps reports whether a snapshot is kept on disk.
func (k *keeper) keeps(s *Snapshot) bool {
	return k != nil && !k.off && s.blocks >= k.from && (!k.guest || k.store.words == 0)
}

// engine makes an engine on disk for all documents of a snapshot, nil where it is not kept there.
func (k *keeper) engine(s *Snapshot) *engine {
	if !k.keeps(s) {
		return nil
	}
	start := time.Now()
	k.log.Info("indexing", "blocks", s.blocks)
	e, err := k.makeEngine(s)
	if err != nil {
		k.giveUp(err)
		return nil
	}
	k.log.Info("indexed", "blocks", s.blocks, "ms", time.Since(start).Milliseconds())
	return e
}

const enginePrefix = "index-"

func (k *keeper) makeEngine(s *Snapshot) (*engine, error) {
	if err := os.MkdirAll(k.store.dir, 0o700); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(k.store.dir, enginePrefix)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(dir)
	docs := s.documents()
	sum, err := buildEngine(dir, s.lex, shares(docs, shardSize))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	e, err := openEngine(dir, sum, docs)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	k.made = newStoredEngine(name, s.parts)
	k.made.sum = sum
	return e, nil
}

// save keeps what has changed.
func (k *keeper) save(s *Snapshot, changed []*part, removed []string) {
	if !k.keeps(s) {
		return
	}
	if k.store.words == 0 { // the first time: all of it
		changed = changed[:0:0]
		for _, file := range s.files {
			changed = append(changed, s.parts[file])
		}
	}
	if len(changed) == 0 && len(removed) == 0 && k.made == nil {
		return
	}
	if err := k.store.save(s.lex, changed, removed, k.made); err != nil {
		k.giveUp(err)
		return
	}
	if k.made != nil {
		k.sweep(k.made.name)
		k.made = nil
	}
}

// sweep removes the engines of earlier times. Who has one open keeps it: the files go when they are closed.
func (k *keeper) sweep(keep string) {
	entries, err := os.ReadDir(k.store.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != keep && strings.HasPrefix(e.Name(), enginePrefix) {
			if err := os.RemoveAll(filepath.Join(k.store.dir, e.Name())); err != nil {
				k.log.Warn("old index not removed", "error", err)
			}
		}
	}
}

func (k *keeper) giveUp(err error) {
	k.off = true
	k.log.Warn("index is not kept on disk", "dir", k.store.dir, "error", err)
}
