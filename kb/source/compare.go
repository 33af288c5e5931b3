package source

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"archbot/kb"
)

// How long a change on disk has to stand still before it is taken.
const (
	// settle is for any change: a program that writes a file in several pieces pauses for less.
	settle = 750 * time.Millisecond
	// doubt is for a change that takes all blocks of a note away, as a file looks that is being written anew, copied over a slow
	// line, or damaged; and for one that takes more than half of the notes away, as a directory looks that is being filled.
	doubt = 5 * time.Second
)

// A stamp is what can be known of a file without reading it.
type stamp struct {
	size     int64
	modified int64 // Unix nanoseconds
	mode     fs.FileMode
}

// A sight is what scans have seen under a file's name. Without note and trouble there is no such file.
type sight struct {
	note    *kb.Note // as it was read
	trouble string   // why it could not be read
	stamp   stamp
	read    time.Time // when its content was read
	since   time.Time // when a scan first saw it like this
}

// like reports whether nothing has moved between two sights.
func (s sight) like(t sight) bool {
	same := (s.note == nil) == (t.note == nil) && (s.note == nil || s.note.Hash == t.note.Hash)
	return same && s.stamp == t.stamp && s.trouble == t.trouble
}

// A scan is what was seen of all files at one moment.
type scan struct {
	files map[string]sight
	blind map[string]string // directories that could not be read, and why: of what is below them nothing is known
}

// hidden reports whether the file is below a directory that could not be read, and why.
func (s scan) hidden(file string) (why string, ok bool) {
	for dir, why := range s.blind {
		if strings.HasPrefix(file, dir+"/") {
			return why, true
		}
	}
	return "", false
}

// A decision is what is to be done after a scan.
type decision struct {
	changed []*kb.Note        // to take, in file order
	removed []string          // to take away, in file order
	kept    map[string]string // files whose last good version stays although something else is on disk, and why
	seen    map[string]sight  // what the next scan is compared with
	again   time.Time         // when to look again, because something has to stand still until then; zero where nothing has
}

// compare decides what changed between two scans, given what is served. A change is taken once it has been the same from one scan to a
// later one, [settle] or [doubt] apart; a file that has another name now goes the moment the other comes. A file that cannot be read
// keeps its last good version for as long as it cannot.
func compare(served map[string]*kb.Note, before map[string]sight, after scan, now time.Time) decision {
	d := decision{kept: map[string]string{}, seen: map[string]sight{}}
	names := maps.Clone(served)
	for file := range after.files {
		names[file] = nil
	}
	var missing []string
	for _, file := range slices.Sorted(maps.Keys(names)) {
		if why, ok := after.hidden(file); ok {
			d.kept[file], d.seen[file] = why, before[file]
			continue
		}
		s := after.files[file]
		s.since = now
		if b, ok := before[file]; ok && b.like(s) {
			s.since = b.since
		}
		d.seen[file] = s
		if s.note == nil && s.trouble == "" {
			missing = append(missing, file)
			continue
		}
		d.judge(served[file], file, s, now)
	}
	d.judgeMissing(served, missing, now)
	return d
}

// judge decides on a file that is there.
func (d *decision) judge(old *kb.Note, file string, s sight, now time.Time) {
	wait := settle
	switch {
	case s.trouble != "":
		d.kept[file] = s.trouble
		return
	case old == nil: // a new file
	case old.Hash == s.note.Hash:
		return
	case len(old.Blocks) > 0 && len(s.note.Blocks) == 0:
		wait = doubt
	}
	if d.due(s, wait, now) {
		d.changed = append(d.changed, s.note)
	}
}

// judgeMissing decides on the files that are served and no longer there.
func (d *decision) judgeMissing(served map[string]*kb.Note, missing []string, now time.Time) {
	arrived := map[string]bool{}
	for _, n := range d.changed {
		if served[n.File] == nil {
			arrived[n.Hash] = true
		}
	}
	wait := settle
	if len(missing)*2 > len(served) {
		wait = doubt
	}
	for _, file := range missing {
		if arrived[served[file].Hash] || d.due(d.seen[file], wait, now) {
			d.removed = append(d.removed, file)
			delete(d.seen, file)
		}
	}
}

// due reports whether a sight has stood still for as long as it has to, and otherwise sees to it that it is looked at again then.
func (d *decision) due(s sight, wait time.Duration, now time.Time) bool {
	due := s.since.Add(wait)
	if now.Before(due) && (d.again.IsZero() || due.Before(d.again)) {
		d.again = due
	}
	return !now.Before(due)
}
