package source

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"archbot/kb"
)

// at is a moment of the tests' own time.
func at(d time.Duration) time.Time { return time.Unix(1_000_000, 0).Add(d) }

// seen is a sight of a note since a moment. Its source stands for all that can be known of it.
func seen(file, source string, since time.Duration) sight {
	return sight{note: kb.Parse(file, []byte(source)), stamp: stamp{size: int64(len(source))}, since: at(since)}
}

const (
	oneBlock   = "# A\n\nFirst.\n"
	otherBlock = "# A\n\nSecond.\n"
)

type sights map[string]sight

// A comparison is what compare is given and what it makes of that.
type comparison struct {
	name    string
	served  []string // txtar would be longer: "file=source"
	before  sights
	after   sights
	blind   string
	now     time.Duration
	changed string
	removed string
	kept    string
	again   time.Duration // 0 where nothing is pending
}

func comparisons() []comparison {
	moved := seen("a.md", otherBlock, 0)
	moved.stamp.modified = 7
	lost := sight{trouble: "permission denied", since: at(0)}
	return []comparison{
		{name: "nothing", served: []string{"a.md=" + oneBlock}, after: sights{"a.md": seen("a.md", oneBlock, 0)}},
		{name: "an edit is seen", served: []string{"a.md=" + oneBlock}, after: sights{"a.md": seen("a.md", otherBlock, 0)}, again: settle},
		{name: "an edit has not settled", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", otherBlock, 0)},
			after: sights{"a.md": seen("a.md", otherBlock, 0)}, now: settle - 1, again: settle},
		{name: "an edit has settled", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", otherBlock, 0)},
			after: sights{"a.md": seen("a.md", otherBlock, 0)}, now: settle, changed: "a.md"},
		{name: "an edit that goes on", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", otherBlock, 0)},
			after: sights{"a.md": seen("a.md", otherBlock+"More.\n", 0)}, now: settle, again: 2 * settle},
		{name: "only its time moves", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", otherBlock, 0)},
			after: sights{"a.md": moved}, now: settle, again: 2 * settle},
		{name: "an edit taken back", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", otherBlock, 0)},
			after: sights{"a.md": seen("a.md", oneBlock, 0)}, now: settle},
		{name: "touched", served: []string{"a.md=" + otherBlock}, after: sights{"a.md": moved}, now: settle},
		{name: "a new file is seen", after: sights{"a.md": seen("a.md", oneBlock, 0)}, again: settle},
		{name: "a new file has settled", before: sights{"a.md": seen("a.md", oneBlock, 0)}, after: sights{"a.md": seen("a.md", oneBlock, 0)},
			now: settle, changed: "a.md"},
		{name: "a new file with nothing in it", before: sights{"a.md": seen("a.md", "", 0)}, after: sights{"a.md": seen("a.md", "", 0)},
			now: settle, changed: "a.md"},
		{name: "emptied", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", "", 0)},
			after: sights{"a.md": seen("a.md", "", 0)}, now: settle, again: doubt},
		{name: "binary", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", "\x00\x01", 0)},
			after: sights{"a.md": seen("a.md", "\x00\x01", 0)}, now: doubt - 1, again: doubt},
		{name: "emptied for good", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": seen("a.md", "", 0)},
			after: sights{"a.md": seen("a.md", "", 0)}, now: doubt, changed: "a.md"},
		{name: "unreadable", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": lost}, after: sights{"a.md": lost}, now: 10 * doubt,
			kept: "a.md: permission denied"},
		{name: "unreadable and new", before: sights{"a.md": lost}, after: sights{"a.md": lost}, now: 10 * doubt, kept: "a.md: permission denied"},
		{name: "readable again", served: []string{"a.md=" + oneBlock}, before: sights{"a.md": lost},
			after: sights{"a.md": seen("a.md", otherBlock, 0)}, now: settle, again: 2 * settle},
		{name: "one of two is gone", served: []string{"a.md=" + oneBlock, "b.md=" + otherBlock}, after: sights{"b.md": seen("b.md", otherBlock, 0)},
			again: settle},
		{name: "one of two stays gone", served: []string{"a.md=" + oneBlock, "b.md=" + otherBlock}, before: sights{"a.md": {since: at(0)}},
			after: sights{"b.md": seen("b.md", otherBlock, 0)}, now: settle, removed: "a.md"},
		{name: "back at once", served: []string{"a.md=" + oneBlock, "b.md=" + otherBlock}, before: sights{"a.md": {since: at(0)}},
			after: sights{"a.md": seen("a.md", oneBlock, 0), "b.md": seen("b.md", otherBlock, 0)}, now: settle},
		{name: "more than half is gone", served: []string{"a.md=" + oneBlock, "b.md=" + otherBlock, "c.md=# C\n\nThird.\n"},
			before: sights{"a.md": {since: at(0)}, "b.md": {since: at(0)}},
			after:  sights{"c.md": seen("c.md", "# C\n\nThird.\n", 0)}, now: settle, again: doubt},
		{name: "more than half stays gone", served: []string{"a.md=" + oneBlock, "b.md=" + otherBlock, "c.md=# C\n\nThird.\n"},
			before: sights{"a.md": {since: at(0)}, "b.md": {since: at(0)}},
			after:  sights{"c.md": seen("c.md", "# C\n\nThird.\n", 0)}, now: doubt, removed: "a.md b.md"},
		{name: "renamed", served: []string{"a.md=" + oneBlock}, before: sights{"b.md": seen("b.md", oneBlock, 0), "a.md": {since: at(settle)}},
			after: sights{"b.md": seen("b.md", oneBlock, 0)}, now: settle, changed: "b.md", removed: "a.md"},
		{name: "a directory that cannot be read", served: []string{"d/a.md=" + oneBlock, "b.md=" + otherBlock},
			before: sights{"d/a.md": seen("d/a.md", oneBlock, 0)},
			after:  sights{"b.md": seen("b.md", otherBlock, 0)}, blind: "d", now: 10 * doubt, kept: "d/a.md: why"},
	}
}

func TestCompare(t *testing.T) {
	for _, tt := range comparisons() {
		t.Run(tt.name, func(t *testing.T) {
			served := map[string]*kb.Note{}
			for _, s := range tt.served {
				file, source, _ := strings.Cut(s, "=")
				served[file] = kb.Parse(file, []byte(source))
			}
			after := scan{files: tt.after}
			if tt.blind != "" {
				after.blind = map[string]string{tt.blind: "why"}
			}
			d := compare(served, tt.before, after, at(tt.now))
			var changed, kept []string
			for _, n := range d.changed {
				changed = append(changed, n.File)
			}
			for file, why := range d.kept {
				kept = append(kept, file+": "+why)
			}
			slices.Sort(kept)
			var again time.Time
			if tt.again != 0 {
				again = at(tt.again)
			}
			got := []string{strings.Join(changed, " "), strings.Join(d.removed, " "), strings.Join(kept, " "), d.again.String()}
			if diff := cmp.Diff([]string{tt.changed, tt.removed, tt.kept, again.String()}, got); diff != "" {
				t.Errorf("changed, removed, kept, again:\n%s", diff)
			}
		})
	}
}

// TestScannerReadsWhatMoved reads a file again only where its stamp moved, where an event named it, or where the stamp says too little.
func TestScannerReadsWhatMoved(t *testing.T) {
	old, now := at(0), at(time.Hour)
	tests := []struct {
		name     string
		modified time.Time
		size     int
		dirty    bool
		reads    bool
	}{
		{"same stamp", old, len(oneBlock), false, false},
		{"same stamp, named by an event", old, len(oneBlock), true, true},
		{"another size", old, len(otherBlock), false, true},
		{"another time", old.Add(time.Second), len(oneBlock), false, true},
	}
	for _, tt := range tests {
		text := strings.Repeat("x", tt.size)
		fsys := fstest.MapFS{"a.md": {Data: []byte(text), ModTime: tt.modified, Mode: 0o644}}
		last := seen("a.md", oneBlock, 0)
		last.stamp = stamp{size: int64(len(oneBlock)), modified: old.UnixNano(), mode: 0o644}
		last.read = now
		s := scanner{now: func() time.Time { return now }, before: map[string]sight{"a.md": last}, dirty: map[string]bool{"a.md": tt.dirty}}
		got := s.read(fsys, "a.md")
		if read := got.note.Hash == kb.Hash([]byte(text)); read != tt.reads {
			t.Errorf("%s: read %v, want %v", tt.name, read, tt.reads)
		}
	}
	// A file that was read right after it was written may have been written again in the same step of the disk's clock.
	fsys := fstest.MapFS{"a.md": {Data: []byte(otherBlock), ModTime: old, Mode: 0o644}}
	last := seen("a.md", oneBlock, 0)
	last.stamp, last.read = stamp{size: int64(len(otherBlock)), modified: old.UnixNano(), mode: 0o644}, old.Add(racy)
	s := scanner{now: func() time.Time { return now }, before: map[string]sight{"a.md": last}}
	if got := s.read(fsys, "a.md"); got.note.Hash != kb.Hash([]byte(otherBlock)) {
		t.Error("the second change within the step of the clock is not seen")
	}
}
