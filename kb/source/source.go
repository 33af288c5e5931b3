package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"archbot/kb"
)

// ErrNoNotes is in the error of [Load] where a directory can be read and has no notes in it.
var ErrNoNotes = errors.New("no notes")

// Load reads the notes in a directory, or one note where path is a file. Nothing outside of the directory is read: a link that
// leads out of it is reported as a file that cannot be read.
func Load(path string) ([]*kb.Note, error) { return load(path, nil) }

// load is Load that parses only what is not known.
func load(path string, known kb.Known) ([]*kb.Note, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read notes %q: %w; give a directory of Markdown files, or one such file", path, fs.ErrNotExist)
	case err != nil:
		return nil, fmt.Errorf("read notes %q: %w", path, err)
	case info.IsDir():
		return loadDir(path, known)
	}
	return loadFile(path, info, known)
}

func loadDir(path string, known kb.Known) ([]*kb.Note, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("read notes %q: %w", path, err)
	}
	defer root.Close()
	notes, err := known.Load(root.FS())
	if err != nil {
		return nil, fmt.Errorf("read notes %q: %w", path, err)
	}
	if len(notes) == 0 {
		return nil, fmt.Errorf("read notes: %w in %q: add files that end in .md or .markdown, or give another directory", ErrNoNotes, path)
	}
	return notes, nil
}

// loadFile reads one note. It is known by its base name.
func loadFile(path string, info fs.FileInfo, known kb.Known) ([]*kb.Note, error) {
	name := filepath.Base(path)
	if !kb.IsNote(name) {
		return nil, fmt.Errorf("read notes: %q is no note: its name ends in %q, not in .md or .markdown", path, filepath.Ext(name))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read notes: %q is no regular file", path)
	}
	if info.Size() > kb.MaxNote {
		return []*kb.Note{kb.Unread(name, info.Size())}, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read notes %q: %w", path, err)
	}
	return []*kb.Note{known.Parse(name, b)}, nil
}
