package search

import (
	"maps"
	"sync"
	"sync/atomic"

	"archbot/kb"
)

// mostEngines is how many engines a snapshot has at most: one for the bulk of the notes, the others for what changed since.
const mostEngines = 4

// An Index holds the current [Snapshot] and makes the next one when files change. Asking it never waits for a change.
type Index struct {
	current atomic.Pointer[Snapshot]
	change  sync.Mutex // one change at a time
	lex     *lexicon
	keeper  *keeper // nil where nothing is kept on disk
}

// NewIndex makes an index of notes, in memory. No two may be of the same file.
func NewIndex(notes []*kb.Note) (*Index, error) {
	x := newIndex()
	return x, x.Update(notes, nil)
}

func newIndex() *Index {
	x := &Index{lex: newLexicon()}
	x.current.Store(&Snapshot{lex: x.lex, vocab: fieldWords(), parts: map[string]*part{}})
	return x
}

// Snapshot is the current one.
func (x *Index) Snapshot() *Snapshot { return x.current.Load() }

// Update puts notes in the place of those of the same file, and takes the removed files' away. Files whose hash did not change
// keep their part; an error leaves the current snapshot as it was.
func (x *Index) Update(notes []*kb.Note, removed []string) error {
	x.change.Lock()
	defer x.change.Unlock()
	old := x.current.Load()
	next := &Snapshot{lex: x.lex, vocab: old.vocab, parts: maps.Clone(old.parts), engines: old.engines, stale: old.stale}
	for _, file := range removed {
		next.drop(file)
	}
	w := &writer{lex: x.lex}
	var changed []*part
	for _, note := range notes {
		if p := next.parts[note.File]; p != nil && p.note.Hash == note.Hash {
			continue
		}
		next.drop(note.File)
		p := newPart(note, w.documents(note.Blocks))
		next.parts[note.File] = p
		changed = append(changed, p)
	}
	next.count()
	if err := x.attach(next, changed); err != nil {
		return err
	}
	x.current.Store(next)
	x.keeper.save(next, changed, removed)
	return nil
}

// drop takes a file's part away; its documents stay in the engines until they are made anew.
func (s *Snapshot) drop(file string) {
	if p := s.parts[file]; p != nil {
		s.stale += len(p.docs)
		delete(s.parts, file)
	}
}

// attach makes changed parts searchable: in an engine of their own, which takes the other small ones in when there are too many; or,
// when they and what is stale are half of all, in one new engine for everything.
func (x *Index) attach(s *Snapshot, changed []*part) error {
	var fresh []*document
	for _, p := range changed {
		fresh = append(fresh, p.docs...)
	}
	small := 0 // documents in other engines than the first
	for _, e := range s.engines[min(1, len(s.engines)):] {
		small += len(e.docs)
	}
	switch {
	case (len(fresh)+small+s.stale)*2 > s.blocks:
		s.engines, s.stale = nil, 0
		if e := x.keeper.engine(s); e != nil {
			s.engines = []*engine{e}
			return nil
		}
		return s.addEngine(s.documents())
	case len(fresh) == 0:
		return nil
	case len(s.engines) == mostEngines:
		for _, e := range s.engines[1:] {
			for _, d := range e.docs {
				if s.live(d) {
					fresh = append(fresh, d)
				} else {
					s.stale--
				}
			}
		}
		s.engines = s.engines[:1:1]
	}
	return s.addEngine(fresh)
}

func (s *Snapshot) addEngine(docs []*document) error {
	e, err := newEngine(s.lex, docs)
	if err != nil {
		return err
	}
	s.engines = append(s.engines[:len(s.engines):len(s.engines)], e)
	return nil
}
