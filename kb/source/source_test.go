package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"archbot/kb"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestLoadDirectory(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "# A\n\ntext\n")
	write(t, filepath.Join(dir, "sub", "b.md"), "# B\n\ntext\n")
	outside := write(t, filepath.Join(t.TempDir(), "secret.md"), "# Secret\n\ntext\n")
	for name, target := range map[string]string{
		"out.md": outside, "loop": dir, "loop.md": "loop.md", "outdir": filepath.Dir(outside), "sub/again.md": "../a.md",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	notes, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]int)
	for _, n := range notes {
		got[n.File] = len(n.Blocks)
		if len(n.Blocks) == 0 && (len(n.Findings) != 1 || n.Findings[0].Rule != "unreadable-file") {
			t.Errorf("%s: %+v", n.File, n.Findings)
		}
	}
	want := map[string]int{"a.md": 1, "sub/b.md": 1, "sub/again.md": 1, "out.md": 0, "loop.md": 0}
	if len(got) != len(want) {
		t.Errorf("%v; want %v", got, want)
	}
	for name, blocks := range want {
		if got[name] != blocks {
			t.Errorf("%s: %d blocks; want %d", name, got[name], blocks)
		}
	}
}

func TestLoadFile(t *testing.T) {
	dir := t.TempDir()
	name := write(t, filepath.Join(dir, "sub", "one.md"), "text\n")
	write(t, filepath.Join(dir, "sub", "two.md"), "text\n")
	notes, err := Load(name)
	if err != nil || len(notes) != 1 || notes[0].File != "one.md" || len(notes[0].Blocks) != 1 {
		t.Errorf("%+v %v", notes, err)
	}
	big := filepath.Join(dir, "big.md")
	if err := os.Truncate(write(t, big, ""), kb.MaxNote+1); err != nil {
		t.Fatal(err)
	}
	if notes, err = Load(big); err != nil || len(notes) != 1 || notes[0].Findings[0].Rule != "too-big" || notes[0].Title != "big" {
		t.Errorf("%+v %v", notes, err)
	}
}

func TestLoadErrors(t *testing.T) {
	dir := t.TempDir()
	text := write(t, filepath.Join(dir, "notes.txt"), "text\n")
	for path, want := range map[string]struct {
		is    error
		words string
	}{
		filepath.Join(dir, "nowhere"): {fs.ErrNotExist, "does not exist"},
		text:                          {nil, "is no note"},
		dir:                           {ErrNoNotes, "add files"},
	} {
		_, err := Load(path)
		if err == nil || want.is != nil && !errors.Is(err, want.is) {
			t.Errorf("%s: %v; want %v", path, err, want.is)
			continue
		}
		if !strings.Contains(err.Error(), want.words) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %q says neither what is wrong nor where", path, err)
		}
	}
}
