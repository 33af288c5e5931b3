package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"archbot/kb/search"
)

// synonymsFile is what a team's own words are called, beside its notes. Its form is that of [search.Vocabulary]: "hermes = event
// backbone" for the same thing, "ledger ~ billing" for what is near.
const synonymsFile = "synonyms.txt"

// mostSynonyms is how large the file may be, in bytes: a vocabulary of a hundred thousand words is a mistake.
const mostSynonyms = 1 << 20

// readSynonyms reads the team's own words beside the notes at path, a directory or one file; nil where there are none. The error says which
// lines were not understood; the others are read all the same.
func readSynonyms(path string) (*search.Vocabulary, error) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	file := filepath.Join(path, synonymsFile)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err == nil && info.Size() > mostSynonyms:
		return nil, fmt.Errorf("read %s: it has %d bytes, more than %d; nothing of it is used", file, info.Size(), mostSynonyms)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the team's words: %w", err)
	}
	own, err := search.ParseVocabulary(strings.TrimPrefix(string(text), "\ufeff"))
	if err != nil {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return own, err
}
