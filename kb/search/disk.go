package search

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// buildEngine writes an engine of the documents into an empty directory, a file a segment, and gives the checksum of its files.
func buildEngine(dir string, lex *lexicon, docs []*document) (sum uint32, err error) {
	_, err = makeEngine(docs, func(n int, docs []*document) (segment.Segment, error) {
		s, err := newSegment(lex, docs)
		if err != nil {
			return nil, err
		}
		return nil, s.(segment.UnpersistedSegment).Persist(segmentFile(dir, n)) // it is read again from there
	})
	if err != nil {
		return 0, fmt.Errorf("write the index: %w", err)
	}
	return sumFiles(dir)
}

func segmentFile(dir string, n int) string { return filepath.Join(dir, strconv.Itoa(n)+".zap") }

// openEngine opens an index that buildEngine wrote, for reading only, after looking at its checksum. A nil document stands for a
// block that is no longer as it was.
func openEngine(dir string, sum uint32, docs []*document) (*engine, error) {
	if now, err := sumFiles(dir); err != nil || now != sum {
		return nil, fmt.Errorf("index %s is not what was written (%v)", dir, err)
	}
	return makeEngine(docs, func(n int, docs []*document) (segment.Segment, error) {
		s, err := new(zap.ZapPlugin).Open(segmentFile(dir, n))
		if err != nil {
			return nil, fmt.Errorf("open the index: %w", err)
		}
		if s.Count() != uint64(len(docs)) {
			_ = s.Close()
			return nil, fmt.Errorf("index %s has %d blocks, want %d", segmentFile(dir, n), s.Count(), len(docs))
		}
		return s, nil
	})
}

// sumFiles is a checksum over the names and contents of a directory's files.
func sumFiles(dir string) (uint32, error) {
	sum := crc32.New(castagnoli)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		_, _ = io.WriteString(sum, filepath.Base(path))
		n, err := io.Copy(sum, f)
		_, _ = sum.Write(binary.LittleEndian.AppendUint64(nil, uint64(n)))
		return err
	})
	return sum.Sum32(), err
}
