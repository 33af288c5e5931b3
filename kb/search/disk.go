package search

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/custom" // the stored words are separated by spaces
	_ "github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// builderBatch is how many blocks bleve's builder turns into a segment at once: what it needs of memory grows with it.
const builderBatch = 10_000

// buildEngine writes a bleve index of the documents into a new directory, as one segment, and gives the checksum of its files.
func buildEngine(dir string, lex *lexicon, docs []*document) (sum uint32, err error) {
	m, err := diskMapping()
	if err != nil {
		return 0, err
	}
	builder, err := bleve.NewBuilder(dir, m, map[string]interface{}{
		"batchSize": builderBatch, "mergeMax": 10, "buildPathPrefix": filepath.Dir(dir),
	})
	if err != nil {
		return 0, fmt.Errorf("build the index: %w", err)
	}
	var text strings.Builder
	for i, d := range docs {
		text.Reset()
		for _, token := range (analyzed{d, lex}).Analyze(nil) {
			text.Write(token.Term)
			text.WriteByte(' ')
		}
		if err := builder.Index(strconv.Itoa(i), map[string]interface{}{engineField: text.String()}); err != nil {
			return 0, fmt.Errorf("index %s: %w", d.block.ID, err)
		}
	}
	if err := builder.Close(); err != nil {
		return 0, fmt.Errorf("build the index: %w", err)
	}
	return sumFiles(dir)
}

// diskMapping has bleve take the words as they come: nothing stored, no positions.
func diskMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	if err := m.AddCustomAnalyzer("words", map[string]interface{}{"type": "custom", "tokenizer": "whitespace"}); err != nil {
		return nil, err
	}
	f := bleve.NewTextFieldMapping()
	f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = "words", false, false, false, false
	blocks := bleve.NewDocumentStaticMapping()
	blocks.AddFieldMappingsAt(engineField, f)
	m.DefaultMapping = blocks
	return m, nil
}

// openEngine opens an index that buildEngine wrote, for reading only, after looking at its checksum. A nil document stands for a
// block that is no longer as it was.
func openEngine(dir string, sum uint32, docs []*document) (*engine, error) {
	if now, err := sumFiles(dir); err != nil || now != sum {
		return nil, fmt.Errorf("index %s is not what was written (%v)", dir, err)
	}
	idx, err := bleve.OpenUsing(dir, map[string]interface{}{"read_only": true, "bolt_timeout": lockWait.String()})
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	e := &engine{index: idx, docs: docs}
	for _, d := range docs {
		if d != nil {
			e.tokens += len(d.spots)
		}
	}
	if n, err := idx.DocCount(); err != nil || n != uint64(len(docs)) {
		_ = idx.Close()
		return nil, fmt.Errorf("index %s has %d blocks, want %d (%v)", dir, n, len(docs), err)
	}
	runtime.AddCleanup(e, func(idx bleve.Index) { _ = idx.Close() }, idx)
	return e, nil
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
