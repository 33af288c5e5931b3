package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
)

// storeVersion is part of every store's name: raise it with any change of the form of notes, documents and engines, or of what a word is.
const storeVersion = "6"

// storeFrom is from how many blocks an index is kept on disk: fewer are read and indexed sooner than one could notice.
const storeFrom = 5_000

// lockWait is how long another process may hold the store, which takes it for single writes and reads only; then it is done without.
const lockWait = 300 * time.Millisecond

// A store keeps notes, their documents and the words these are made of between runs of the program, in one bbolt file, and beside it
// the directory of an engine's files on all of them. It is derived data: whatever is wrong with it, it is thrown away and made anew.
//
// A record has a checksum in front, because bbolt has none for what is stored in it. Nobody holds the file open: it is read as a
// whole at the start, and written when notes have changed.
type store struct {
	dir    string
	build  string
	words  int    // how many of the lexicon's words it has
	writer uint64 // the write that was read or made last
	next   uint64 // the one under way
}

var (
	bucketMeta  = []byte("meta")
	bucketWords = []byte("words") // number -> word
	bucketNotes = []byte("notes") // file -> note
	bucketDocs  = []byte("docs")  // file -> its documents
	keyBuild    = []byte("build")
	keyWriter   = []byte("writer") // counts the writes: who did not read the last one must not write
	keyEngine   = []byte("engine") // name of the engine's directory, and the files in it
)

func (s *store) file() string { return filepath.Join(s.dir, "notes.db") }

// errNoStore says that there is nothing yet, or of another build.
var errNoStore = errors.New("no stored index")

// errForeign says that another process writes the store. Its words have other numbers than ours.
var errForeign = errors.New("another process keeps the index")

// load reads everything into an index. The store is left alone.
func (s *store) load(x *Index) (parts map[string]*part, engine *storedEngine, err error) {
	if _, err := os.Stat(s.file()); err != nil {
		return nil, nil, errNoStore
	}
	db, err := bbolt.Open(s.file(), 0o600, &bbolt.Options{ReadOnly: true, Timeout: lockWait})
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", s.file(), err)
	}
	defer db.Close()
	defer caught(&err)()
	err = db.View(func(tx *bbolt.Tx) error {
		meta, words, notes, docs := tx.Bucket(bucketMeta), tx.Bucket(bucketWords), tx.Bucket(bucketNotes), tx.Bucket(bucketDocs)
		if meta == nil || words == nil || notes == nil || docs == nil || string(meta.Get(keyBuild)) != s.build {
			return errNoStore
		}
		s.writer = counter(meta.Get(keyWriter))
		if err := s.loadWords(words, x.lex); err != nil {
			return err
		}
		if parts, err = loadParts(notes, docs, x.lex.size()); err != nil {
			return err
		}
		engine, err = loadEngine(meta.Get(keyEngine))
		return err
	})
	return parts, engine, err
}

func (s *store) loadWords(words *bbolt.Bucket, lex *lexicon) error {
	err := words.ForEach(func(_, record []byte) error {
		d, err := unseal(record)
		if err != nil {
			return err
		}
		for d.data != "" {
			lex.add(d.string())
		}
		return d.err
	})
	s.words = len(lex.spellings())
	return err
}

func loadParts(notes, docs *bbolt.Bucket, terms int) (map[string]*part, error) {
	parts := make(map[string]*part)
	err := notes.ForEach(func(file, record []byte) error {
		d, err := unseal(record)
		if err != nil {
			return err
		}
		note := d.note()
		if d.err != nil || d.data != "" || note.File != string(file) {
			return errDamaged
		}
		if d, err = unseal(docs.Get(file)); err != nil {
			return err
		}
		docs := d.documents(len(note.Blocks), terms)
		if d.err != nil || d.data != "" {
			return errDamaged
		}
		parts[string(file)] = newPart(note, docs)
		return nil
	})
	return parts, err
}

// caught turns a panic into an error until the function that it gives is called: bbolt panics on pages that are not what they should
// be, and reading beyond the end of a file that was cut off is a fault.
func caught(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			*err = fmt.Errorf("%w: %v", errDamaged, p)
		}
	}
}

// save writes what is new: words, and notes that changed; removed files go. With an engine, it takes the old one's place. A store that
// was not read is written anew, in a file beside it that then takes its place, so that nothing damaged is built upon.
func (s *store) save(lex *lexicon, changed []*part, removed []string, engine *storedEngine) (err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	name := s.file()
	if s.words == 0 {
		name += ".new"
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := s.write(name, lex, changed, removed, engine); err != nil || name == s.file() {
		return err
	}
	return os.Rename(name, s.file())
}

func (s *store) write(name string, lex *lexicon, changed []*part, removed []string, engine *storedEngine) (err error) {
	db, err := bbolt.Open(name, 0o600, &bbolt.Options{Timeout: lockWait})
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	defer db.Close()
	defer caught(&err)()
	words := s.words
	err = db.Update(func(tx *bbolt.Tx) error {
		meta, err := s.begin(tx)
		if err != nil {
			return err
		}
		if words, err = saveWords(tx.Bucket(bucketWords), lex, s.words); err != nil {
			return err
		}
		for _, p := range changed {
			if err := savePart(tx, p); err != nil {
				return err
			}
		}
		for _, file := range removed {
			if err := errors.Join(tx.Bucket(bucketNotes).Delete([]byte(file)), tx.Bucket(bucketDocs).Delete([]byte(file))); err != nil {
				return err
			}
		}
		if engine == nil {
			return nil
		}
		return meta.Put(keyEngine, engine.record())
	})
	if err == nil {
		s.words, s.writer = words, s.next
	}
	return err
}

// begin makes the buckets of a new store, and sees to it that nobody else has written to an old one.
func (s *store) begin(tx *bbolt.Tx) (meta *bbolt.Bucket, err error) {
	if meta := tx.Bucket(bucketMeta); meta == nil && s.words > 0 || meta != nil && counter(meta.Get(keyWriter)) != s.writer {
		return nil, errForeign
	}
	for _, name := range [][]byte{bucketMeta, bucketWords, bucketNotes, bucketDocs} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return nil, err
		}
	}
	meta = tx.Bucket(bucketMeta)
	next := s.writer + 1
	if s.words == 0 {
		next = rand.Uint64() // so that nobody who knows another store takes it for his
	}
	s.next = next
	return meta, errors.Join(meta.Put(keyBuild, []byte(s.build)), meta.Put(keyWriter, binary.BigEndian.AppendUint64(nil, next)))
}

func counter(value []byte) uint64 {
	if len(value) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(value)
}

// saveWords appends the words from number have on, and gives the number of all.
func saveWords(bucket *bbolt.Bucket, lex *lexicon, have int) (int, error) {
	forms := lex.spellings()
	if have == len(forms) {
		return have, nil
	}
	var e encoder
	for _, f := range forms[have:] {
		e.string(f.word)
	}
	return len(forms), bucket.Put(binary.BigEndian.AppendUint64(nil, uint64(have)), seal(e.buf))
}

func savePart(tx *bbolt.Tx, p *part) error {
	var note, docs encoder
	note.note(p.note)
	docs.documents(p.docs)
	file := []byte(p.note.File)
	return errors.Join(tx.Bucket(bucketNotes).Put(file, seal(note.buf)), tx.Bucket(bucketDocs).Put(file, seal(docs.buf)))
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal puts a checksum in front of a record.
func seal(data []byte) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, crc32.Checksum(data, castagnoli)), data...)
}

// unseal checks a record's checksum and begins to decode it.
func unseal(record []byte) (*decoder, error) {
	if len(record) < 4 || binary.LittleEndian.Uint32(record) != crc32.Checksum(record[4:], castagnoli) {
		return nil, errDamaged
	}
	return &decoder{data: string(record[4:])}, nil
}
