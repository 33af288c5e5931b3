package kb

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func TestLoad(t *testing.T) {
	fsys := fstest.MapFS{
		"b.md":                       file("# B\n\ntext\n"),
		"a/A.MD":                     file("# A\n\ntext\n"),
		"a/c.markdown":               file("# C\n\ntext\n"),
		"a/skip.txt":                 file("# no\n"),
		"a/.hidden.md":               file("# no\n"),
		".git/x.md":                  file("# no\n"),
		"x/node_modules/p/readme.md": file("# no\n"),
		"Größe & mehr.md":            file("# G\n\ntext\n"),
		"bin.md":                     file("\x00\x01\x02\x00"),
		"pipe.md":                    {Mode: fs.ModeNamedPipe},
		"dir.md/in.md":               file("# In\n\ntext\n"),
		"link.md":                    {Mode: fs.ModeSymlink, Data: []byte("nowhere.md")},
	}
	notes, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range notes {
		rules := ""
		for _, f := range n.Findings {
			rules += " " + f.Rule
		}
		got = append(got, fmt.Sprintf("%s %d%s", n.File, len(n.Blocks), rules))
	}
	want := []string{"Größe & mehr.md 1", "a/A.MD 1", "a/c.markdown 1", "b.md 1", "bin.md 0 not-text", "dir.md/in.md 1",
		"link.md 0 unreadable-file", "pipe.md 0 unreadable-file"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// faulty is a file system of which some files cannot be read, or are not what they said they were.
type faulty struct{ fstest.MapFS }

type grown struct {
	fs.File
	left int
}

func (g *grown) Read(b []byte) (int, error) {
	if g.left <= 0 {
		return 0, errors.New("disk on fire")
	}
	g.left -= len(b)
	clear(b)
	return len(b), nil
}

func (f faulty) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	switch {
	case strings.HasPrefix(name, "denied"):
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	case strings.HasPrefix(name, "broken"):
		return &grown{file, 100}, err
	case strings.HasPrefix(name, "grown"):
		return &grown{file, 2 * MaxNote}, err
	}
	return file, err
}

func (f faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "locked" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.ReadDir(name)
}

func TestLoadFaults(t *testing.T) {
	notes, err := Load(faulty{fstest.MapFS{
		"good.md": file("text"), "denied.md": file(""), "broken.md": file(""), "grown.md": file(""), "locked/a.md": file(""),
	}})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, n := range notes {
		if len(n.Findings) > 0 {
			got[n.File] = n.Findings[0].Rule
			if n.Findings[0].File != n.File || n.Findings[0].Severity != Error {
				t.Errorf("%+v", n.Findings[0])
			}
		} else {
			got[n.File] = fmt.Sprint(len(n.Blocks))
		}
	}
	want := map[string]string{"good.md": "1", "denied.md": "unreadable-file", "broken.md": "unreadable-file", "grown.md": "too-big", "locked": "unreadable-file"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := Load(rootless{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("unreadable root: %v", err)
	}
}

type rootless struct{}

func (rootless) Open(name string) (fs.File, error) { return nil, fs.ErrPermission }

// bigFS has one file that says it is larger than a note, and fails when it is opened.
type bigInfo struct{ fs.FileInfo }

func (bigInfo) Size() int64 { return 50 << 20 }

type bigFS struct {
	fstest.MapFS
	t *testing.T
}

func (b bigFS) Stat(name string) (fs.FileInfo, error) {
	info, err := b.MapFS.Stat(name)
	if name == "big.md" {
		return bigInfo{info}, err
	}
	return info, err
}

func (b bigFS) Open(name string) (fs.File, error) {
	if name == "big.md" {
		b.t.Error("a file that is too big was opened")
	}
	return b.MapFS.Open(name)
}

func TestLoadTooBig(t *testing.T) {
	notes, err := Load(bigFS{fstest.MapFS{"big.md": file("x"), "a.md": file("text")}, t})
	if err != nil || len(notes) != 2 || len(notes[0].Blocks) != 1 || notes[1].Findings[0].Rule != "too-big" {
		t.Errorf("%+v %v", notes, err)
	}
}

func TestTree(t *testing.T) {
	notes, err := Load(fstest.MapFS{
		"a.md": file("# Messaging\n\n## Kafka\n\n###### {\"semantic\":\"pros\"}\n\np\n\n###### {\"semantic\":\"pros\"}\n\nq\n\n### Streams\n\ntext\n\n## Empty\n"),
		"b.md": file("# messaging\n\nintro\n\n## Kafka\n\n###### {\"semantic\":\"cons\"}\n\nc\n\n# Other\n"),
		"c.md": file("Text without a heading.\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var walk func(topics []*Topic)
	walk = func(topics []*Topic) {
		for _, topic := range topics {
			got = append(got, fmt.Sprintf("%s %s:%d own %d %v total %d %v", strings.Join(topic.Path, "/"), topic.File, topic.Line,
				topic.Own(), topic.Counts, topic.Total(), topic.Below))
			walk(topic.Children)
		}
	}
	walk(Tree(notes))
	want := []string{
		"Messaging a.md:1 own 1 map[explanation:1] total 5 map[cons:1 explanation:2 pros:2]",
		"Messaging/Kafka a.md:3 own 3 map[cons:1 pros:2] total 4 map[cons:1 explanation:1 pros:2]",
		"Messaging/Kafka/Streams a.md:13 own 1 map[explanation:1] total 1 map[explanation:1]",
		"Messaging/Empty a.md:17 own 0 map[] total 0 map[]",
		"Other b.md:11 own 0 map[] total 0 map[]",
		"c c.md:1 own 1 map[explanation:1] total 1 map[explanation:1]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
