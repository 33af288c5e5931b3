package search

import (
	"maps"
	"slices"
)

// A storedEngine is an engine on disk: its directory and the notes that are in it, in order.
type storedEngine struct {
	name  string
	sum   uint32            // of its files
	files []string          //
	hash  map[string]string // by file: of the note that is in it
	count map[string]int    // by file: of its blocks
}

func (e *storedEngine) record() []byte {
	var enc encoder
	enc.string(e.name)
	enc.uint(uint64(e.sum))
	enc.uint(uint64(len(e.files)))
	for _, file := range e.files {
		enc.string(file)
		enc.string(e.hash[file])
		enc.uint(uint64(e.count[file]))
	}
	return seal(enc.buf)
}

func loadEngine(record []byte) (*storedEngine, error) {
	if record == nil {
		return nil, nil
	}
	d, err := unseal(record)
	if err != nil {
		return nil, err
	}
	e := &storedEngine{name: d.string(), sum: uint32(d.uint()), hash: make(map[string]string), count: make(map[string]int)}
	for range d.count() {
		file := d.string()
		e.files = append(e.files, file)
		e.hash[file] = d.string()
		e.count[file] = int(d.uint())
	}
	return e, d.err
}

// newStoredEngine describes an engine on all parts.
func newStoredEngine(name string, parts map[string]*part) *storedEngine {
	e := &storedEngine{name: name, files: slices.Sorted(maps.Keys(parts)), hash: make(map[string]string), count: make(map[string]int)}
	for file, p := range parts {
		e.hash[file], e.count[file] = p.note.Hash, len(p.docs)
	}
	return e
}

// documents are the documents of an engine by number: of notes that are still as they were; nil for others.
func (e *storedEngine) documents(parts map[string]*part) (docs []*document, stale int) {
	for _, file := range e.files {
		if p := parts[file]; p != nil && p.note.Hash == e.hash[file] && len(p.docs) == e.count[file] {
			docs = append(docs, p.docs...)
			continue
		}
		docs = append(docs, make([]*document, e.count[file])...)
		stale += e.count[file]
	}
	return docs, stale
}
