package source

import (
	"context"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A bubble is a directory that is followed in made-up time: time passes only while everything waits, and no event comes but by tell.
type bubble struct {
	*shelf
	dir    string
	log    *journal
	events chan fsnotify.Event
}

// inBubble runs a test on a directory with a.md and b.md in it.
func inBubble(t *testing.T, test func(t *testing.T, b *bubble)) {
	t.Helper()
	inBubbleWith(t, DirOptions{}, test)
}

func inBubbleWith(t *testing.T, o DirOptions, test func(t *testing.T, b *bubble)) {
	t.Helper()
	o.Rescan, o.Now = time.Minute, time.Now
	synctest.Test(t, func(t *testing.T) {
		b := &bubble{dir: t.TempDir(), log: newJournal(), events: make(chan fsnotify.Event)}
		write(t, in(b.dir, "a.md"), note("A", "first"))
		write(t, in(b.dir, "b.md"), note("B", "other"))
		d := NewDir(b.log.logger(), b.dir, o)
		notes, err := d.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		b.shelf = newShelf(notes)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			d.follow(ctx, ears{events: b.events, add: func(string) error { return nil }}, b.update)
		}()
		synctest.Wait()
		test(t, b)
		stop()
		<-ended
	})
}

// tell sends the event that a file has changed.
func (b *bubble) tell(file string) {
	b.events <- fsnotify.Event{Name: in(b.dir, file), Op: fsnotify.Write}
	synctest.Wait()
}

// pass lets time pass.
func (b *bubble) pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

func TestFollowEdit(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bubble) {
		write(t, in(b.dir, "a.md"), note("A", "second"))
		b.tell("a.md")
		b.pass(2 * time.Second) // what a reader is promised
		if !b.says("a.md", "second") || b.history() != "a.md" {
			t.Errorf("updates:\n%s", b.history())
		}
		b.pass(time.Hour)
		if b.history() != "a.md" {
			t.Errorf("more than the one file was taken:\n%s", b.history())
		}
		if b.log.count("msg=\"notes reloaded\" changed=1 removed=0 files=2 blocks=2 findings=") != 1 {
			t.Errorf("the log does not say in one line what was reloaded:\n%s", b.log)
		}
	})
}

func TestFollowHalfWritten(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bubble) {
		text := ""
		for _, piece := range []string{"# A\n\nsec", "ond, in ", "many ", "pieces", "\n"} {
			text += piece
			write(t, in(b.dir, "a.md"), text)
			b.tell("a.md")
			b.pass(settle - quiet)
			if !b.says("a.md", "first") {
				t.Fatalf("taken while it was written, at %q", text)
			}
		}
		b.pass(2 * time.Second)
		if !b.says("a.md", "second, in many pieces") || b.history() != "a.md" {
			t.Errorf("updates:\n%s", b.history())
		}
	})
}

func TestFollowEmptied(t *testing.T) {
	for name, broken := range map[string]string{"empty": "", "binary": "\x00\x01\x02", "no blocks": "# A\n"} {
		inBubble(t, func(t *testing.T, b *bubble) {
			write(t, in(b.dir, "a.md"), broken)
			b.tell("a.md")
			b.pass(4 * time.Second)
			if !b.says("a.md", "first") {
				t.Errorf("%s: the last good version is gone", name)
			}
			write(t, in(b.dir, "a.md"), note("A", "second"))
			b.tell("a.md")
			b.pass(2 * time.Second)
			if !b.says("a.md", "second") || b.history() != "a.md" {
				t.Errorf("%s: updates:\n%s", name, b.history())
			}
			write(t, in(b.dir, "a.md"), broken)
			b.tell("a.md")
			b.pass(doubt + time.Second)
			if b.says("a.md", "second") {
				t.Errorf("%s: what is meant is never taken", name)
			}
		})
	}
}

func TestFollowUnreadable(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bubble) {
		if err := os.Remove(in(b.dir, "a.md")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("a.md", in(b.dir, "a.md")); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
		b.pass(time.Hour)
		if !b.says("a.md", "first") || b.log.count("file=a.md") != 1 {
			t.Errorf("kept %v; the log:\n%s", b.says("a.md", "first"), b.log)
		}
	})
}

// TestFollowCrowd changes one file all the time: the others do not wait for it.
func TestFollowCrowd(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bubble) {
		write(t, in(b.dir, "b.md"), note("B", "second"))
		text := note("A", "first")
		for range 20 {
			text += "more\n"
			write(t, in(b.dir, "a.md"), text)
			b.tell("a.md")
			b.pass(quiet / 2)
		}
		b.pass(settle)
		if !b.says("b.md", "second") {
			t.Errorf("updates after %v:\n%s", 10*quiet+settle, b.history())
		}
	})
}

func TestFollowWithoutEvents(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bubble) {
		write(t, in(b.dir, "a.md"), note("A", "second"))
		write(t, in(b.dir, "sub", "c.md"), note("C", "third"))
		if err := os.Remove(in(b.dir, "b.md")); err != nil {
			t.Fatal(err)
		}
		b.pass(time.Minute + settle)
		if b.names() != "a.md sub/c.md" || !b.says("a.md", "second") {
			t.Errorf("%s; updates:\n%s", b.names(), b.history())
		}
	})
}

func TestFollowLostDirectory(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bubble) {
		away := b.dir + ".away"
		if err := os.Rename(b.dir, away); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(away) })
		b.pass(time.Hour)
		if err := os.Mkdir(b.dir, 0o755); err != nil { // a mount point without its disk
			t.Fatal(err)
		}
		b.pass(time.Hour)
		if b.names() != "a.md b.md" || b.history() != "" {
			t.Errorf("%s; updates:\n%s", b.names(), b.history())
		}
		for _, once := range []string{"notes cannot be read", "no note is left"} {
			if b.log.count(once) != 1 {
				t.Errorf("the log says %d times %q:\n%s", b.log.count(once), once, b.log)
			}
		}
		write(t, in(b.dir, "b.md"), note("B", "back"))
		b.pass(time.Minute + 2*doubt)
		if b.names() != "b.md" || !b.says("b.md", "back") || b.log.count("can be read again") != 1 {
			t.Errorf("%s; updates:\n%s\nlog:\n%s", b.names(), b.history(), b.log)
		}
	})
}

// TestFollowRefused tries again what the index did not take.
func TestFollowRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bubble) {
		b.allow(false)
		write(t, in(b.dir, "a.md"), note("A", "second"))
		b.tell("a.md")
		b.pass(2 * time.Second)
		if b.log.count(errRefused.Error()) != 1 || b.says("a.md", "second") {
			t.Errorf("the log:\n%s", b.log)
		}
		b.allow(true)
		b.pass(2 * time.Minute)
		if !b.says("a.md", "second") {
			t.Error("never tried again")
		}
	})
}
