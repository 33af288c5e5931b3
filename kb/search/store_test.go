package search

import (
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"archbot/kb"
)

var silent = slog.New(slog.NewTextHandler(io.Discard, nil))

// manyNotes are enough notes to be kept on disk: each block has a word of its own.
func manyNotes(files int) []*kb.Note {
	const perFile = 50
	var notes []*kb.Note
	for f := range files {
		var texts []string
		for i := range perFile {
			texts = append(texts, fmt.Sprintf("common own%dx%d", f, i))
		}
		notes = append(notes, newNote(fmt.Sprintf("%03d.md", f), fmt.Sprintf("Heading %d", f), "1", texts...))
	}
	return notes
}

// The tests keep indexes of far fewer blocks than people have.
const (
	keptFrom  = 400
	keptFiles = 10
)

func openSmall(log *slog.Logger, dir, build string) *Index {
	return open(log, Kept{Dir: dir, Build: build}, keptFrom)
}

// checkIndex asks for a few blocks by their own words.
func checkIndex(t *testing.T, x *Index, blocks int) {
	t.Helper()
	if n := x.Snapshot().Len(); n != blocks {
		t.Fatalf("%d blocks, want %d", n, blocks)
	}
	for _, f := range []int{0, 7, keptFiles - 1} {
		if got, want := found(t, x.Snapshot(), fmt.Sprintf("own%dx42", f)), []string{fmt.Sprintf("%03d.md#Heading %d:42", f, f)}; !slices.Equal(got, want) {
			t.Errorf("own%dx42 found %v, want %v", f, got, want)
		}
	}
}

// stored makes an index in dir as a first run does.
func stored(t *testing.T, dir string) {
	t.Helper()
	x := openSmall(silent, dir, "b1")
	if err := x.Update(manyNotes(keptFiles), nil); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, x, keptFiles*50)
	if x.keeper.off {
		t.Fatal("the index was not kept")
	}
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	stored(t, dir)

	x := openSmall(silent, dir, "b1")
	checkIndex(t, x, keptFiles*50)
	if diff := cmp.Diff(manyNotes(keptFiles), x.Snapshot().Notes()); diff != "" {
		t.Errorf("notes changed on their way over the disk:\n%s", diff)
	}
	if err := x.Update([]*kb.Note{newNote("003.md", "Changed", "2", "common fresh")}, []string{"004.md"}); err != nil {
		t.Fatal(err)
	}

	x = openSmall(silent, dir, "b1")
	checkIndex(t, x, (keptFiles-2)*50+1)
	if got := found(t, x.Snapshot(), "fresh"); !slices.Equal(got, []string{"003.md#Changed:0"}) {
		t.Errorf("fresh found %v after a restart", got)
	}
	for _, gone := range []string{"own3x42", "own4x42"} {
		if got := found(t, x.Snapshot(), gone); got != nil {
			t.Errorf("%s found %v after a restart", gone, got)
		}
	}
	if n := countEngines(t, dir); n != 1 {
		t.Errorf("%d indexes on disk, want 1", n)
	}
}

func countEngines(t *testing.T, dir string) int {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, enginePrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func TestStoreFewBlocks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x := openSmall(silent, dir, "b1")
	if err := x.Update(manyNotes(3), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("something was written for 150 blocks: %v", err)
	}
}

func TestStoreOtherBuild(t *testing.T) {
	dir := t.TempDir()
	stored(t, dir)
	x := openSmall(silent, dir, "b2")
	if n := x.Snapshot().Len(); n != 0 {
		t.Errorf("%d blocks of another build's store", n)
	}
	if err := x.Update(manyNotes(keptFiles), nil); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, openSmall(silent, dir, "b2"), keptFiles*50)
}

// TestStoreDamage checks that damage anywhere is seen, and that the store is whole again after the next run.
func TestStoreDamage(t *testing.T) {
	origin := t.TempDir()
	stored(t, origin)
	rng := rand.New(rand.NewPCG(5, 6))
	damage := map[string]func(t *testing.T, dir string){
		"no engine":   func(t *testing.T, dir string) { removeAll(t, filepath.Join(dir, enginePrefix+"*")) },
		"empty file":  func(t *testing.T, dir string) { truncate(t, filepath.Join(dir, "notes.db"), 0) },
		"half a file": func(t *testing.T, dir string) { truncate(t, filepath.Join(dir, "notes.db"), 40_000) },
		"engine bytes": func(t *testing.T, dir string) {
			flip(t, rng, filepath.Join(dir, enginePrefix+"*", "store", "*.zap"), 8)
		},
	}
	for _, file := range []string{"index_meta.json", "store/root.bolt"} {
		damage["engine bytes "+file] = func(t *testing.T, dir string) { flip(t, rng, filepath.Join(dir, enginePrefix+"*", file), 8) }
	}
	for i := range 6 {
		damage[fmt.Sprintf("bytes %d", i)] = func(t *testing.T, dir string) { flip(t, rng, filepath.Join(dir, "notes.db"), 200) }
	}
	for name, harm := range damage {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			if err := os.CopyFS(dir, os.DirFS(origin)); err != nil {
				t.Fatal(err)
			}
			harm(t, dir)
			x := openSmall(silent, dir, "b1")
			if err := x.Update(manyNotes(keptFiles), nil); err != nil {
				t.Fatal(err)
			}
			checkIndex(t, x, keptFiles*50)
			checkIndex(t, openSmall(silent, dir, "b1"), keptFiles*50)
		})
	}
}

func removeAll(t *testing.T, pattern string) {
	t.Helper()
	for _, name := range glob(t, pattern) {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v, %v", pattern, names, err)
	}
	return names
}

func truncate(t *testing.T, name string, size int64) {
	t.Helper()
	if err := os.Truncate(name, size); err != nil {
		t.Fatal(err)
	}
}

// flip changes n bytes of a file.
func flip(t *testing.T, rng *rand.Rand, pattern string, n int) {
	t.Helper()
	name := glob(t, pattern)[0]
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		data[rng.IntN(len(data))] ^= 0x55
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestStoreLocked checks that nobody waits for a process that holds the store.
func TestStoreLocked(t *testing.T) {
	dir := t.TempDir()
	stored(t, dir)
	db, err := bbolt.Open(filepath.Join(dir, "notes.db"), 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	x := openSmall(silent, dir, "b1")
	if err := x.Update(manyNotes(keptFiles), nil); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, x, keptFiles*50)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, openSmall(silent, dir, "b1"), keptFiles*50)
}

// TestStoreTwoWriters checks that of two processes one writes, and that both answer.
func TestStoreTwoWriters(t *testing.T) {
	dir := t.TempDir()
	stored(t, dir)
	a, b := openSmall(silent, dir, "b1"), openSmall(silent, dir, "b1")
	if err := a.Update([]*kb.Note{newNote("a.md", "A", "1", "alpha")}, nil); err != nil {
		t.Fatal(err)
	}
	if err := b.Update([]*kb.Note{newNote("b.md", "B", "1", "beta")}, nil); err != nil {
		t.Fatal(err)
	}
	if a.keeper.off || !b.keeper.off {
		t.Errorf("given up: %v and %v, want the second one only", a.keeper.off, b.keeper.off)
	}
	if got := found(t, b.Snapshot(), "beta"); len(got) != 1 {
		t.Errorf("the process that does not write found %v", got)
	}
	if got := found(t, openSmall(silent, dir, "b1").Snapshot(), "alpha"); len(got) != 1 {
		t.Errorf("what the first process wrote: found %v", got)
	}
}

// TestStoreGuest checks that a guest reads what is kept and leaves it as it is.
func TestStoreGuest(t *testing.T) {
	dir := t.TempDir()
	stored(t, dir)
	owner := openSmall(silent, dir, "b1")
	guest := open(silent, Kept{Dir: dir, Build: "b1", Guest: true}, keptFrom)
	checkIndex(t, guest, keptFiles*50)
	for _, x := range []*Index{guest, owner} {
		if err := x.Update([]*kb.Note{newNote("a.md", "A", "1", "alpha")}, nil); err != nil {
			t.Fatal(err)
		}
		if got := found(t, x.Snapshot(), "alpha"); len(got) != 1 {
			t.Errorf("alpha found %v", got)
		}
	}
	if owner.keeper.off {
		t.Error("the guest wrote")
	}
}

func TestStoreUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	x := openSmall(slog.New(slog.NewTextHandler(&log, nil)), filepath.Join(file, "index"), "b1")
	if err := x.Update(manyNotes(keptFiles), nil); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, x, keptFiles*50)
	if !strings.Contains(log.String(), "not kept on disk") {
		t.Errorf("log says %q", log.String())
	}
}

// FuzzDecode checks that no bytes make the decoder fail in another way than by saying so.
func FuzzDecode(f *testing.F) {
	var e encoder
	e.note(manyNotes(1)[0])
	f.Add(string(e.buf))
	var docs encoder
	docs.documents((&writer{lex: newLexicon()}).documents(manyNotes(1)[0].Blocks[:3]))
	f.Add(string(docs.buf))
	f.Add("")
	f.Fuzz(func(t *testing.T, data string) {
		d := &decoder{data: data}
		d.note()
		d = &decoder{data: data}
		d.documents(3, 100)
	})
}
