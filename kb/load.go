package kb

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"sort"
	"strings"

	"golang.org/x/sync/errgroup"
)

// IsNote reports whether a file of that name is a note, by its ending.
func IsNote(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return !strings.HasPrefix(path.Base(name), ".")
	}
	return false
}

// SkipDir reports whether a directory of that name holds no notes of people: hidden ones and those of package managers.
func SkipDir(name string) bool {
	return name == "node_modules" || strings.HasPrefix(name, ".") && name != "."
}

// Known are notes as they were parsed before, by file, so that what has not changed is not parsed again.
type Known map[string]*Note

// NewKnown makes notes known.
func NewKnown(notes []*Note) Known {
	k := make(Known, len(notes))
	for _, n := range notes {
		k[n.File] = n
	}
	return k
}

// Parse is [Parse], or the note known where the file has the same content.
func (k Known) Parse(file string, source []byte) *Note {
	if n := k[file]; n != nil && n.Hash == Hash(source) {
		return n
	}
	return Parse(file, source)
}

// Load reads all notes in fsys, sorted by file name. Hidden files and directories and node_modules are left out. What cannot be
// read (too large, no text, no permission, a broken link) becomes a note without blocks and with an error as its finding, so
// that it hides nothing else; Load fails only where fsys itself cannot be read.
func Load(fsys fs.FS) ([]*Note, error) { return Known(nil).Load(fsys) }

// Load is [Load] that parses only what is not known.
func (k Known) Load(fsys fs.FS) ([]*Note, error) {
	var files []string
	var notes []*Note
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			notes = append(notes, unreadableNote(name, err))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
			if SkipDir(entry.Name()) {
				return fs.SkipDir
			}
		case IsNote(name):
			files = append(files, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read notes: %w", err)
	}
	read := make([]*Note, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for i, name := range files {
		group.Go(func() error {
			read[i] = k.loadFile(fsys, name)
			return nil
		})
	}
	group.Wait()
	for _, n := range read {
		if n != nil {
			notes = append(notes, n)
		}
	}
	sort.Slice(notes, func(i, j int) bool { return notes[i].File < notes[j].File })
	return notes, nil
}

// loadFile reads one file. It is nil for a link to a directory, which is no note whatever its name.
func (k Known) loadFile(fsys fs.FS, name string) *Note {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return unreadableNote(name, err)
	case info.IsDir():
		return nil
	case !info.Mode().IsRegular():
		return unreadableNote(name, errors.New("not a regular file"))
	case info.Size() > MaxNote:
		return Unread(name, info.Size())
	}
	f, err := fsys.Open(name)
	if err != nil {
		return unreadableNote(name, err)
	}
	defer f.Close()
	source, err := io.ReadAll(io.LimitReader(f, MaxNote+1)) // it may have grown since
	if err != nil {
		return unreadableNote(name, err)
	}
	return k.Parse(name, source)
}

// unreadableNote stands for a file that could not be read.
func unreadableNote(name string, err error) *Note {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err // the finding names the file already
	}
	message := fmt.Sprintf("cannot be read: %v; check its permissions, or remove it", err)
	return &Note{File: name, Title: title(name), Findings: []Finding{fileFinding(name, "unreadable-file", message)}}
}

// title is what a note is called where nothing in it says so.
func title(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }
