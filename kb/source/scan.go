package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"archbot/kb"
)

// racy is how much older than the reading of it a file's time of modification must be, so that an equal one later means an equal
// file: disks count in steps of up to two seconds (FAT), and a second change may fall into the same step.
const racy = 3 * time.Second

// A scanner reads what is on disk. It reads only files that changed, and parses only those whose content did.
type scanner struct {
	path    string           // absolute
	now     func() time.Time //
	entered func(dir string) // told of every directory before its entries are read
	served  map[string]*kb.Note
	before  map[string]sight
	dirty   map[string]bool // files to read whatever their stamp says
}

// scan fails where nothing is known of any note.
func (s scanner) scan(ctx context.Context) (scan, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return scan{}, err
	}
	after := scan{files: map[string]sight{}, blind: map[string]string{}}
	dir, names := s.path, []string{filepath.Base(s.path)}
	if !info.IsDir() {
		dir = filepath.Dir(s.path)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return scan{}, err
	}
	defer root.Close()
	if info.IsDir() {
		if names, err = s.walk(ctx, root.FS(), after.blind); err != nil {
			return scan{}, err
		}
		err = s.readAll(root.FS(), names, after.files)
	} else {
		after.files[names[0]] = s.read(os.DirFS(dir), names[0]) // one file is named by whoever runs this: a link may lead anywhere
	}
	if err == nil && len(after.files)+len(after.blind) == 0 {
		err = ErrNoNotes
	}
	return after, err
}

// walk returns the names of the notes.
func (s scanner) walk(ctx context.Context, fsys fs.FS, blind map[string]string) (names []string, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			if entry == nil || entry.IsDir() {
				blind[name] = "its directory cannot be read: " + reason(err)
				return fs.SkipDir
			}
		case entry.IsDir():
			if kb.SkipDir(entry.Name()) {
				return fs.SkipDir
			}
			s.entered(filepath.Join(s.path, filepath.FromSlash(name)))
		case kb.IsNote(name):
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// readAll reads files side by side, since a network disk answers slowly.
func (s scanner) readAll(fsys fs.FS, names []string, into map[string]sight) error {
	read := make([]sight, len(names))
	var group errgroup.Group
	group.SetLimit(2 * runtime.NumCPU())
	for i, name := range names {
		group.Go(func() error {
			read[i] = s.read(fsys, name)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, name := range names {
		if read[i].note != nil || read[i].trouble != "" {
			into[name] = read[i]
		}
	}
	return nil
}

// read is the sight of one file. What is gone, and a directory with the name of a note, is no file.
func (s scanner) read(fsys fs.FS, name string) sight {
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir():
		return sight{}
	case err != nil:
		return sight{trouble: reason(err)}
	}
	see := sight{
		stamp: stamp{size: info.Size(), modified: info.ModTime().UnixNano(), mode: info.Mode()},
		read:  s.now(),
	}
	last := s.before[name]
	switch {
	case !info.Mode().IsRegular():
		see.trouble = "it is no regular file"
	case info.Size() > kb.MaxNote:
		see.trouble = fmt.Sprintf("it has %d bytes; a note may have %d", info.Size(), kb.MaxNote)
	case last.note != nil && last.stamp == see.stamp && !s.dirty[name] && last.read.Sub(info.ModTime()) > racy:
		see.note, see.read = last.note, last.read
	default:
		source, err := readFile(fsys, name)
		if err != nil {
			see.trouble = reason(err)
			break
		}
		see.note = s.parse(name, source, last.note)
	}
	return see
}

// parse parses what is not parsed yet.
func (s scanner) parse(name string, source []byte, last *kb.Note) *kb.Note {
	hash := kb.Hash(source)
	for _, known := range []*kb.Note{s.served[name], last} {
		if known != nil && known.Hash == hash {
			return known
		}
	}
	return kb.Parse(name, source)
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, kb.MaxNote+1)) // it may have grown since
}

// reason is why a file could not be read, without its name.
func reason(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return err.Error()
}
