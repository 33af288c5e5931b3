package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"

	"archbot/kb"
)

// The size up to which a repository's tree is walked. A few small objects can make a tree with more files than there are atoms.
const (
	maxEntries = 1_000_000
	maxDepth   = 100
	maxTarget  = 4096 // bytes of a link's target, Linux's PATH_MAX
)

// A version is a commit as compared with what is served.
type version struct {
	commit  plumbing.Hash
	blobs   map[string]plumbing.Hash // of every note, by file
	changed []*kb.Note
	removed []string
	skipped map[string]string // files that are not read, and why
	beside  []besideText      // the files beside the notes, in the order of the options
}

// A besideText is what a file beside the notes holds.
type besideText struct {
	text []byte // nil where there is no such file
	bad  error  // why it cannot be used
}

// read reads the notes of a commit that are not served as they are.
func (g *Git) read(repo *git.Repository, commit plumbing.Hash) (version, error) {
	v := version{commit: commit, skipped: map[string]string{}, blobs: map[string]plumbing.Hash{}}
	tree, err := g.tree(repo, commit)
	if err != nil {
		return version{}, err
	}
	t := treeWalk{repo: repo, root: tree, v: &v}
	if err := t.walk(tree, "", 0); err != nil {
		return version{}, err
	}
	for _, c := range g.beside {
		text, bad := c.readBlob(repo, tree)
		v.beside = append(v.beside, besideText{text, bad})
	}
	for _, file := range slices.Sorted(maps.Keys(v.blobs)) {
		if g.blobs[file] == v.blobs[file] {
			continue
		}
		note, err := g.readBlob(repo, file, v.blobs[file])
		if err != nil {
			return version{}, err
		}
		v.changed = append(v.changed, note)
	}
	for _, file := range slices.Sorted(maps.Keys(g.served)) {
		if v.blobs[file].IsZero() {
			v.removed = append(v.removed, file)
		}
	}
	if len(v.blobs) == 0 {
		return version{}, fmt.Errorf("%w in %s of commit %s: add files that end in .md or .markdown, or name another directory",
			ErrNoNotes, place(g.o.Dir), short(commit))
	}
	return v, nil
}

// place is the notes' directory in the repository, for people.
func place(dir string) string {
	if dir = path.Clean(dir); dir == "." {
		return "the root"
	}
	return fmt.Sprintf("%q", dir)
}

// tree is the commit's directory that the notes are in.
func (g *Git) tree(repo *git.Repository, commit plumbing.Hash) (*object.Tree, error) {
	c, err := repo.CommitObject(commit)
	if err != nil {
		return nil, fmt.Errorf("read commit %s: %w", short(commit), err)
	}
	tree, err := c.Tree()
	if err != nil {
		return nil, fmt.Errorf("read commit %s: %w", short(commit), err)
	}
	dir := path.Clean(g.o.Dir)
	if dir == "." {
		return tree, nil
	}
	entry, err := tree.FindEntry(dir)
	switch {
	case errors.Is(err, object.ErrDirectoryNotFound), errors.Is(err, object.ErrEntryNotFound), err == nil && entry.Mode != filemode.Dir:
		return nil, fmt.Errorf("%w: commit %s has no directory %q", ErrNoNotes, short(commit), dir)
	case err != nil:
		return nil, fmt.Errorf("read commit %s: %w", short(commit), err)
	}
	return repo.TreeObject(entry.Hash)
}

// A treeWalk finds the notes in a tree.
type treeWalk struct {
	repo    *git.Repository
	root    *object.Tree
	v       *version
	entries int
}

func (t *treeWalk) walk(tree *object.Tree, dir string, depth int) error {
	if t.entries += len(tree.Entries); t.entries > maxEntries || depth > maxDepth {
		return fmt.Errorf("the repository has more than %d files, or %d directories in one another; name the notes' directory", maxEntries, maxDepth)
	}
	for _, e := range tree.Entries {
		file := path.Join(dir, e.Name)
		if !fs.ValidPath(e.Name) || path.Base(e.Name) != e.Name {
			t.v.skipped[file] = "its name would lead to another place"
			continue
		}
		switch e.Mode {
		case filemode.Dir:
			if kb.SkipDir(e.Name) {
				continue
			}
			below, err := t.repo.TreeObject(e.Hash)
			if err != nil {
				return fmt.Errorf("read directory %q: %w", file, err)
			}
			if err := t.walk(below, file, depth+1); err != nil {
				return err
			}
		case filemode.Regular, filemode.Deprecated, filemode.Executable:
			if kb.IsNote(e.Name) {
				t.v.blobs[file] = e.Hash
			}
		case filemode.Symlink:
			if !kb.IsNote(e.Name) {
				continue
			}
			if err := t.link(file, e.Hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// link finds the file that a link leads to, among the notes' files and nowhere else.
func (t *treeWalk) link(file string, hash plumbing.Hash) error {
	blob, err := t.repo.BlobObject(hash)
	if err != nil {
		return fmt.Errorf("read link %q: %w", file, err)
	}
	if blob.Size > maxTarget {
		t.v.skipped[file] = "it is a link to a name that is too long"
		return nil
	}
	text, err := content(blob, maxTarget)
	if err != nil {
		return fmt.Errorf("read link %q: %w", file, err)
	}
	target := path.Join(path.Dir(file), string(text))
	if path.IsAbs(string(text)) || !fs.ValidPath(target) {
		t.v.skipped[file] = "it is a link that leads out of the notes"
		return nil
	}
	entry, err := t.root.FindEntry(target)
	if err != nil || entry.Mode != filemode.Regular && entry.Mode != filemode.Executable {
		t.v.skipped[file] = fmt.Sprintf("it is a link to %q, which is no file", target)
		return nil
	}
	t.v.blobs[file] = entry.Hash
	return nil
}

// readBlob reads a note.
func (g *Git) readBlob(repo *git.Repository, file string, hash plumbing.Hash) (*kb.Note, error) {
	blob, err := repo.BlobObject(hash)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", file, err)
	}
	if blob.Size > kb.MaxNote {
		return kb.Unread(file, blob.Size), nil
	}
	source, err := content(blob, kb.MaxNote)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", file, err)
	}
	return g.o.Known.Parse(file, source), nil
}

// readBlob reads a file beside the notes, nil where there is none.
func (c *companion) readBlob(repo *git.Repository, tree *object.Tree) ([]byte, error) {
	for _, e := range tree.Entries {
		if e.Name != c.Name {
			continue
		}
		if e.Mode != filemode.Regular && e.Mode != filemode.Deprecated && e.Mode != filemode.Executable {
			return nil, errors.New("it is no regular file")
		}
		blob, err := repo.BlobObject(e.Hash)
		if err != nil {
			return nil, err
		}
		if blob.Size > c.Max {
			return nil, c.tooLarge()
		}
		text, err := content(blob, c.Max)
		if text == nil {
			text = []byte{}
		}
		return text, err
	}
	return nil, nil
}

// content is what a blob holds. go-git does not compare it with the hash that it is known by; a damaged clone is found out here.
func content(blob *object.Blob, most int64) ([]byte, error) {
	r, err := blob.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, most))
	if err == nil && plumbing.ComputeHash(plumbing.BlobObject, text) != blob.Hash {
		err = errors.New("it is damaged")
	}
	return text, err
}
