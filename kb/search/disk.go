package search

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
)

// buildEngine writes an engine into an empty directory, as an index of bleve's own form, and gives the checksum of its files.
func buildEngine(dir string, lex *lexicon, shares [][]*document) (sum uint32, err error) {
	idx, err := buildIndex(dir, lex, shares)
	if err != nil {
		return 0, err
	}
	if err := idx.Close(); err != nil {
		return 0, fmt.Errorf("write the index: %w", err)
	}
	return sumFiles(dir)
}

// openEngine opens an index that buildEngine wrote, for reading only, after looking at its checksum. A nil document stands for a
// block that is no longer as it was. Nobody waits for the index's lock: who writes an index tells others of it when it is done.
func openEngine(dir string, sum uint32, docs []*document) (*engine, error) {
	if now, err := sumFiles(dir); err != nil || now != sum {
		return nil, fmt.Errorf("index %s is not what was written (%v)", dir, err)
	}
	idx, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": lockWait.String()})
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	return readEngine(idx, docs)
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
