package source

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// watched follows path on the real disk, where only events tell of changes: the next look through comes in an hour.
func watched(t *testing.T, path string) (*shelf, *journal) {
	t.Helper()
	log := newJournal()
	d := NewDir(log.logger(), path, DirOptions{Rescan: time.Hour})
	notes, err := d.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := newShelf(notes)
	runs(t, func(ctx context.Context) error { return d.Run(ctx, s.update) })
	return s, log
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
}

// TestWatchSaves saves a note in the ways in which editors and deployments do.
func TestWatchSaves(t *testing.T) {
	saves := map[string]func(t *testing.T, file, text string){
		"in place": func(t *testing.T, file, text string) { write(t, file, text) },
		"rename over": func(t *testing.T, file, text string) {
			write(t, file+".tmp", text)
			must(t, os.Rename(file+".tmp", file))
		},
		"backup, then anew": func(t *testing.T, file, text string) { // vim with backupcopy=no
			must(t, os.Rename(file, file+"~"))
			write(t, file, text)
			must(t, os.Remove(file+"~"))
		},
		"removed, then anew": func(t *testing.T, file, text string) {
			must(t, os.Remove(file))
			write(t, file, text)
		},
		"same size, same time": func(t *testing.T, file, text string) {
			info, err := os.Stat(file)
			must(t, err)
			write(t, file, text)
			must(t, os.Chtimes(file, info.ModTime(), info.ModTime()))
		},
		"in pieces": func(t *testing.T, file, text string) {
			f, err := os.Create(file)
			must(t, err)
			for _, b := range []byte(text) {
				_, err := f.Write([]byte{b})
				must(t, err)
			}
			must(t, f.Close())
		},
	}
	for name, save := range saves {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			file := write(t, in(dir, "sub", "a.md"), note("A", "the 1st text"))
			write(t, in(dir, "b.md"), note("B", "other"))
			s, _ := watched(t, dir)
			for _, n := range []string{"2nd", "3rd"} {
				save(t, file, note("A", "the "+n+" text"))
				s.wait(t, n, func() bool { return s.says("sub/a.md", n) })
			}
			if strings.Contains(s.history(), "-") || strings.Contains(s.history(), "b.md") {
				t.Errorf("updates:\n%s", s.history())
			}
		})
	}
}

func TestWatchDirectories(t *testing.T) {
	dir := t.TempDir()
	write(t, in(dir, "a.md"), note("A", "first"))
	write(t, in(dir, "b.md"), note("B", "first"))
	s, _ := watched(t, dir)

	write(t, in(dir, "new", "deep", "er", "c.md"), note("C", "first")) // its directories appear faster than they can be watched
	s.wait(t, "a note in a new directory", func() bool { return s.says("new/deep/er/c.md", "first") })
	write(t, in(dir, "new", "deep", "er", "c.md"), note("C", "second"))
	s.wait(t, "an edit there", func() bool { return s.says("new/deep/er/c.md", "second") })

	must(t, os.Rename(in(dir, "new"), in(dir, "moved")))
	s.wait(t, "a directory with a new name", func() bool { return s.names() == "a.md b.md moved/deep/er/c.md" })
	write(t, in(dir, "moved", "deep", "er", "c.md"), note("C", "third"))
	s.wait(t, "an edit there", func() bool { return s.says("moved/deep/er/c.md", "third") })

	must(t, os.RemoveAll(in(dir, "moved")))
	s.wait(t, "a directory that is gone", func() bool { return s.names() == "a.md b.md" })

	outside := t.TempDir()
	write(t, in(outside, "d.md"), note("D", "moved in"))
	must(t, os.Rename(outside, in(dir, "arrived")))
	s.wait(t, "a directory moved in", func() bool { return s.says("arrived/d.md", "moved in") })
}

// TestWatchRootAnew removes the notes' directory and makes it again, with the one above it.
func TestWatchRootAnew(t *testing.T) {
	dir := in(t.TempDir(), "above", "notes")
	write(t, in(dir, "a.md"), note("A", "first"))
	s, log := watched(t, dir)
	for i, gone := range []string{dir, filepath.Dir(dir)} {
		must(t, os.RemoveAll(gone))
		log.wait(t, "notes cannot be read")
		if !s.says("a.md", "A") {
			t.Error("nothing is served while the directory is gone")
		}
		words := fmt.Sprint("version", i)
		write(t, in(dir, "a.md"), note("A", words))
		s.wait(t, "the new directory", func() bool { return s.says("a.md", words) })
	}
}

// TestWatchConfigMap changes a ConfigMap as Kubernetes does: the files are links through ..data, which is turned to a new directory.
func TestWatchConfigMap(t *testing.T) {
	dir := t.TempDir()
	write(t, in(dir, "..2026_01", "a.md"), note("A", "first"))
	link(t, "..2026_01", in(dir, "..data"))
	link(t, in("..data", "a.md"), in(dir, "a.md"))
	s, _ := watched(t, dir)
	for i := range 3 {
		words := fmt.Sprint("version", i)
		version := fmt.Sprint("..2026_1", i)
		write(t, in(dir, version, "a.md"), note("A", words))
		link(t, version, in(dir, "..data_tmp"))
		must(t, os.Rename(in(dir, "..data_tmp"), in(dir, "..data")))
		s.wait(t, words, func() bool { return s.says("a.md", words) })
	}
	if s.names() != "a.md" {
		t.Errorf("there is %s", s.names())
	}
}

// TestWatchLinkOnTheWay turns a link above the notes to a new version, as git-sync does.
func TestWatchLinkOnTheWay(t *testing.T) {
	top := t.TempDir()
	write(t, in(top, "v0", "docs", "a.md"), note("A", "first"))
	link(t, "v0", in(top, "current"))
	link(t, in("current", "docs"), in(top, "notes"))
	for _, path := range []string{in(top, "current", "docs"), in(top, "notes")} {
		s, _ := watched(t, path)
		for _, v := range []string{"v1", "v2"} {
			v += filepath.Base(path)
			write(t, in(top, v, "docs", "a.md"), note("A", v))
			link(t, v, in(top, "next"))
			must(t, os.Rename(in(top, "next"), in(top, "current")))
			s.wait(t, v, func() bool { return s.says("a.md", v) })
		}
		write(t, in(top, "current", "docs", "a.md"), note("A", "edited"))
		s.wait(t, "an edit of the new version", func() bool { return s.says("a.md", "edited") })
	}
}

func TestWatchSingleFile(t *testing.T) {
	dir := t.TempDir()
	file := write(t, in(dir, "a.md"), note("A", "first"))
	write(t, in(dir, "real.md"), note("R", "first"))
	link(t, "real.md", in(dir, "link.md"))
	s, _ := watched(t, file)
	linked, _ := watched(t, in(dir, "link.md"))
	write(t, in(dir, "b.md"), note("B", "not asked for"))
	write(t, file+".tmp", note("A", "second"))
	must(t, os.Rename(file+".tmp", file))
	s.wait(t, "a rename over it", func() bool { return s.says("a.md", "second") })
	must(t, os.Remove(file))
	write(t, file, note("A", "third"))
	s.wait(t, "a new file", func() bool { return s.says("a.md", "third") })
	write(t, in(dir, "real.md"), note("R", "second"))
	linked.wait(t, "an edit of the file that the link leads to", func() bool { return linked.says("link.md", "second") })
	if s.names() != "a.md" || linked.names() != "link.md" {
		t.Errorf("there is %s, and %s", s.names(), linked.names())
	}
}

// TestWatchEscape does not read what a link outside of the directory leads to.
func TestWatchEscape(t *testing.T) {
	dir := t.TempDir()
	outside := write(t, in(t.TempDir(), "secret.md"), note("Secret", "secret"))
	write(t, in(dir, "a.md"), note("A", "first"))
	s, log := watched(t, dir)
	link(t, outside, in(dir, "out.md"))
	link(t, filepath.Dir(outside), in(dir, "outdir"))
	log.wait(t, "file=out.md")
	write(t, in(dir, "a.md"), note("A", "second"))
	s.wait(t, "an edit", func() bool { return s.says("a.md", "second") })
	if s.names() != "a.md" {
		t.Errorf("there is %s", s.names())
	}
}

// TestWatchThousands changes few files of many: nothing else is taken.
func TestWatchThousands(t *testing.T) {
	const files = 3000
	dir := t.TempDir()
	for i := range files {
		write(t, in(dir, fmt.Sprint("d", i%50), fmt.Sprint(i, ".md")), note("A", "first"))
	}
	s, _ := watched(t, dir)
	for _, i := range []int{0, 1999, 2999} {
		write(t, in(dir, fmt.Sprint("d", i%50), fmt.Sprint(i, ".md")), note("A", "second"))
	}
	last := fmt.Sprint("d", 2999%50, "/2999.md")
	s.wait(t, last, func() bool { return s.says(last, "second") })
	if n := len(strings.Fields(s.history())); n > 3 {
		t.Errorf("%d files were taken:\n%s", n, s.history())
	}
	for i := range files {
		write(t, in(dir, fmt.Sprint("d", i%50), fmt.Sprint(i, ".md")), note("A", fmt.Sprint("third", i)))
	}
	s.wait(t, "all", func() bool {
		for i := range files {
			if !s.says(fmt.Sprint("d", i%50, "/", i, ".md"), "third") {
				return false
			}
		}
		return true
	})
}

// BenchmarkLook is one look at a directory in which nothing has changed: what an event costs.
func BenchmarkLook(b *testing.B) {
	for _, files := range []int{100, 5000} {
		b.Run(fmt.Sprint(files), func(b *testing.B) {
			dir := b.TempDir()
			old := time.Now().Add(-time.Hour)
			for i := range files {
				name := in(dir, fmt.Sprint(i, ".md"))
				if err := os.WriteFile(name, []byte(note("A", "text")), 0o644); err != nil {
					b.Fatal(err)
				}
				if err := os.Chtimes(name, old, old); err != nil {
					b.Fatal(err)
				}
			}
			d := NewDir(newJournal().logger(), dir, DirOptions{})
			if _, err := d.Load(b.Context()); err != nil {
				b.Fatal(err)
			}
			refuse := newShelf(nil).update
			d.look(b.Context(), ears{}, refuse)
			for b.Loop() {
				d.look(b.Context(), ears{}, refuse)
			}
		})
	}
}
