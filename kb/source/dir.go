package source

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"archbot/kb"
)

// DefaultRescan is how often a directory is looked through although nothing was heard of it, where [DirOptions] says nothing else:
// network disks do not tell of changes that other machines make.
const DefaultRescan = 30 * time.Second

// How long after an event the disk is looked at: once nothing more has come for quiet, and after impatience whatever comes.
const (
	quiet      = 100 * time.Millisecond
	impatience = 500 * time.Millisecond
)

// An Update takes notes into use: those that are new or changed, and the names of files that are gone. When it fails, nothing of it
// counts, and it is called again later. Calls do not overlap. [archbot/kb/search.Index.Update] is one.
type Update func(changed []*kb.Note, removed []string) error

// DirOptions are what a [Dir] may be told besides its path.
type DirOptions struct {
	Rescan time.Duration    // [DefaultRescan] where 0
	Now    func() time.Time // [time.Now] where nil
	Known  kb.Known         // notes that Load need not parse again; nil for none
	Beside []Beside         // the files beside the notes
}

// A Dir is a directory of notes, or a single one, that is followed while it changes.
type Dir struct {
	log     *slog.Logger
	path    string
	rescan  time.Duration
	now     func() time.Time
	known   kb.Known
	beside  []*companion
	served  map[string]*kb.Note
	seen    map[string]sight
	dirty   map[string]bool // files that events named since the last look
	inside  map[string]bool // the directories with notes that are watched
	doors   map[string]map[string]bool
	deaf    bool              // the log has said that not everything can be watched
	trouble string            // what the log said last of why nothing can be read
	kept    map[string]string // the same of single files
}

// NewDir makes a Dir. It reads nothing.
func NewDir(log *slog.Logger, path string, o DirOptions) *Dir {
	d := &Dir{log: log, path: path, rescan: o.Rescan, now: o.Now, known: o.Known, served: map[string]*kb.Note{}, dirty: map[string]bool{},
		beside: companionsOf(log, o.Beside)}
	if d.rescan <= 0 {
		d.rescan = DefaultRescan
	}
	if d.now == nil {
		d.now = time.Now
	}
	return d
}

// Load reads the notes as [Load] does, and remembers them as what is served. It does not run beside Run.
func (d *Dir) Load(context.Context) ([]*kb.Note, error) {
	notes, err := load(d.path, d.known)
	if err != nil {
		return nil, err
	}
	d.served, d.known = byFile(notes), nil
	for _, c := range d.beside {
		c.load(d.path)
	}
	return notes, nil
}

// byFile is the notes by their file.
func byFile(notes []*kb.Note) map[string]*kb.Note {
	served := make(map[string]*kb.Note, len(notes))
	for _, n := range notes {
		served[n.File] = n
	}
	return served
}

// Run calls update with what changes, until ctx ends. Whatever happens to the disk, it goes on with the last good version of each
// file, and says so in the log. It returns no error besides that of a path that cannot be made absolute.
func (d *Dir) Run(ctx context.Context, update Update) error {
	path, err := filepath.Abs(d.path)
	if err != nil {
		return fmt.Errorf("watch notes: %q: %w", d.path, err)
	}
	d.path = path
	var e ears
	w, err := fsnotify.NewWatcher()
	if err != nil {
		d.log.Warn("notes are not watched, only looked through", "every", d.rescan, "error", err)
	} else {
		defer w.Close()
		e = ears{events: w.Events, errors: w.Errors, add: w.Add, list: w.WatchList, remove: w.Remove}
	}
	d.follow(ctx, e, update)
	return nil
}

// follow looks at the disk at once, soon after events, when something should have settled, and now and then.
func (d *Dir) follow(ctx context.Context, e ears, update Update) {
	rescan := time.NewTicker(d.rescan)
	defer rescan.Stop()
	look := time.NewTimer(0)
	defer look.Stop()
	var heard time.Time // the first event since the last look
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-e.events:
			if !d.concerns(event.Name) {
				continue
			}
			if heard.IsZero() {
				heard = d.now()
			}
			look.Reset(min(quiet, impatience-d.now().Sub(heard)))
			continue
		case err := <-e.errors: // events were lost
			d.log.Debug("watching notes", "error", err)
		case <-rescan.C:
		case <-look.C:
		}
		heard = time.Time{}
		look.Stop()
		if again := d.look(ctx, e, update); !again.IsZero() {
			look.Reset(again.Sub(d.now()))
		}
	}
}

// look takes what has changed on disk, and returns when to look again, zero where nothing is pending.
func (d *Dir) look(ctx context.Context, e ears, update Update) (again time.Time) {
	again, ok := d.lookAtNotes(ctx, e, update)
	if !ok {
		return again
	}
	for _, c := range d.beside {
		if soon := c.look(d.path, d.now()); again.IsZero() || !soon.IsZero() && soon.Before(again) {
			again = soon
		}
	}
	return again
}

// lookAtNotes compares the disk with what is served; ok says that the disk could be read.
func (d *Dir) lookAtNotes(ctx context.Context, e ears, update Update) (again time.Time, ok bool) {
	began := d.now()
	after, err := d.scan(ctx, e)
	if ctx.Err() != nil {
		return time.Time{}, false
	}
	if d.report(err); err != nil {
		return time.Time{}, false
	}
	decided := compare(d.served, d.seen, after, d.now())
	d.seen = decided.seen
	d.reportKept(decided.kept)
	if len(decided.changed)+len(decided.removed) == 0 {
		return decided.again, true
	}
	if err := update(decided.changed, decided.removed); err != nil {
		d.log.Error("notes could not be taken into use; the last version is served", "error", err)
		return decided.again, true
	}
	serve(d.served, decided.changed, decided.removed)
	logReload(d.log, d.served, decided.changed, decided.removed, d.now().Sub(began))
	return decided.again, true
}

// scan reads the disk, and watches each directory from before it is read, so that nothing falls between.
func (d *Dir) scan(ctx context.Context, e ears) (scan, error) {
	d.inside, d.doors = map[string]bool{}, doors(d.path)
	for dir := range d.doors {
		d.watch(e, dir)
	}
	s := scanner{path: d.path, now: d.now, served: d.served, before: d.seen, dirty: d.dirty}
	s.entered = func(dir string) {
		d.inside[dir] = true
		d.watch(e, dir)
	}
	after, err := s.scan(ctx)
	if err == nil && d.forget(e) {
		after, err = s.scan(ctx)
	}
	if err == nil {
		clear(d.dirty)
	}
	return after, err
}

// report says once that nothing can be read, and once that it can again.
func (d *Dir) report(err error) {
	switch {
	case err == nil && d.trouble != "":
		d.log.Info("notes can be read again", "notes", d.path)
		d.trouble = ""
	case err != nil && err.Error() != d.trouble:
		d.trouble = err.Error()
		if errors.Is(err, ErrNoNotes) {
			d.log.Warn("no note is left; the last version is served until there are notes again", "notes", d.path)
			return
		}
		d.log.Warn("notes cannot be read; the last version is served until they can", "notes", d.path, "error", err)
	}
}

// reportKept says once of each file that its last good version stays in use, and why.
func (d *Dir) reportKept(kept map[string]string) {
	for _, file := range slices.Sorted(maps.Keys(kept)) {
		if d.kept[file] != kept[file] {
			d.log.Warn("note cannot be used; its last good version is kept, if there was one", "file", file, "reason", kept[file])
		}
	}
	d.kept = kept
}
