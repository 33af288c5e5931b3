package source

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/fsnotify/fsnotify"
)

// ears are where changes are heard of; where nothing can be heard the channels are nil.
type ears struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	list   func() (dirs []string)
	remove func(dir string) error
}

// watch asks to hear of changes in a directory; where that fails, for example because the system allows no more, the next look through
// finds them.
func (d *Dir) watch(e ears, dir string) {
	if e.add == nil {
		return
	}
	err := e.add(dir)
	if err == nil || errors.Is(err, fs.ErrNotExist) { // it may have gone just now
		return
	}
	if !d.deaf {
		d.log.Warn("not all directories can be watched; changes there are found by looking through", "every", d.rescan, "directory", dir, "error", err)
	}
	d.deaf = true
}

// forget ends the watches under names that are no more, and reports whether there were any: a directory that was moved is still watched
// under the name that it had, and can be watched under its new one only after that.
func (d *Dir) forget(e ears) bool {
	if e.list == nil {
		return false
	}
	stale := slices.DeleteFunc(e.list(), func(dir string) bool { return d.inside[dir] || d.doors[dir] != nil })
	for _, dir := range stale {
		if err := e.remove(dir); err != nil {
			d.log.Debug("watch of a directory is not ended", "directory", dir, "error", err)
		}
	}
	return len(stale) > 0
}

// concerns reports whether an event is about the notes or the way to them, and marks a note that it names as changed.
func (d *Dir) concerns(name string) bool {
	dir, base := filepath.Split(name)
	dir = filepath.Clean(dir)
	if d.inside[dir] {
		if file, err := filepath.Rel(d.path, name); err == nil {
			d.dirty[filepath.ToSlash(file)] = true
		}
		return true
	}
	if name == d.path {
		d.dirty[base] = true // it may be the only note
	}
	if dir == filepath.Dir(d.path) && slices.ContainsFunc(d.beside, func(c *companion) bool { return c.Name == base }) {
		return true
	}
	return d.inside[name] || d.doors[dir][base]
}
