package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/memory"

	"archbot/kb"
)

// maxPacks is how many packs a clone may have: each fetch adds one, nothing takes one away, and reading slows down with them.
const maxPacks = 50

// errNoClone is the error of a clone that has to be made: there is none, or it has become too large.
var errNoClone = errors.New("no clone")

// cloneName is the name of the directory for the clone of a repository.
func cloneName(url string) string {
	sum := sha256.Sum256([]byte(url))
	return "notes-" + hex.EncodeToString(sum[:6]) + ".git"
}

// localRef is the name in the clone for the branch as it was fetched last.
func (g *Git) localRef() plumbing.ReferenceName {
	if g.o.Branch == "" {
		return "refs/archbot/default"
	}
	return plumbing.NewBranchReferenceName(g.o.Branch)
}

// tip asks the repository for the branch and where it is: the one that was given, else the repository's default.
func (g *Git) tip(ctx context.Context) (*plumbing.Reference, error) {
	refs, err := git.NewRemote(memory.NewStorage(), g.remote()).ListContext(ctx, &git.ListOptions{Auth: g.o.auth()})
	if err != nil {
		return nil, err
	}
	want, branches := plumbing.HEAD, []string(nil)
	if g.o.Branch != "" {
		want = plumbing.NewBranchReferenceName(g.o.Branch)
	}
	known := map[plumbing.ReferenceName]*plumbing.Reference{}
	for _, ref := range refs {
		known[ref.Name()] = ref
		if ref.Name().IsBranch() {
			branches = append(branches, ref.Name().Short())
		}
	}
	ref := known[want]
	if ref != nil && ref.Type() == plumbing.SymbolicReference {
		ref = known[ref.Target()]
	}
	if ref == nil {
		return nil, noBranch(g.o.Branch, branches)
	}
	if ref.Hash().IsZero() {
		return nil, transport.ErrEmptyRemoteRepository
	}
	return ref, nil
}

func (g *Git) remote() *config.RemoteConfig {
	return &config.RemoteConfig{Name: git.DefaultRemoteName, URLs: []string{g.o.URL}}
}

// fetched brings the clone to tip and reads it.
func (g *Git) fetched(ctx context.Context, tip *plumbing.Reference) (version, error) {
	if packs, _ := filepath.Glob(filepath.Join(g.clone, "objects", "pack", "*.pack")); len(packs) > maxPacks {
		return version{}, errNoClone
	}
	repo, err := openClone(g.clone)
	if err != nil {
		return version{}, err
	}
	commit, err := g.fetch(ctx, repo, tip)
	if err != nil {
		return version{}, err
	}
	return g.read(repo, commit)
}

// renewed makes a new clone, reads it, and puts it in the place of the old one, which stays when any of that fails.
func (g *Git) renewed(ctx context.Context, tip *plumbing.Reference) (version, error) {
	fresh, old := g.clone+".new", g.clone+".old"
	if err := errors.Join(os.RemoveAll(fresh), os.RemoveAll(old)); err != nil {
		return version{}, fmt.Errorf("remove a broken clone: %w", err)
	}
	defer os.RemoveAll(fresh)
	repo, err := git.Init(storage(fresh), nil)
	if err != nil {
		return version{}, fmt.Errorf("make a clone: %w", err)
	}
	commit, err := g.fetch(ctx, repo, tip)
	if err != nil {
		return version{}, err
	}
	v, err := g.read(repo, commit)
	if err != nil {
		return version{}, err
	}
	if err := os.Rename(g.clone, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return version{}, fmt.Errorf("replace a clone: %w", err)
	}
	if err := os.Rename(fresh, g.clone); err != nil {
		return version{}, fmt.Errorf("replace a clone: %w", err)
	}
	return v, os.RemoveAll(old)
}

// fetch gets one commit and what belongs to it, and returns which: the branch may have moved on from tip. That it is no descendant of
// the last one, after a forced push, does not matter.
func (g *Git) fetch(ctx context.Context, repo *git.Repository, tip *plumbing.Reference) (plumbing.Hash, error) {
	remote := git.NewRemote(repo.Storer, g.remote())
	err := remote.FetchContext(ctx, &git.FetchOptions{
		RefSpecs: []config.RefSpec{config.RefSpec(fmt.Sprintf("+%s:%s", tip.Name(), g.localRef()))},
		Depth:    1,
		Auth:     g.o.auth(),
		Tags:     git.NoTags,
	})
	if err != nil && !errors.Is(err, git.NoErrAlreadyUpToDate) {
		return plumbing.ZeroHash, err
	}
	ref, err := repo.Reference(g.localRef(), true)
	if err != nil {
		return plumbing.ZeroHash, fmt.Errorf("read the branch of a clone: %w", err)
	}
	return ref.Hash(), nil
}

func openClone(dir string) (*git.Repository, error) {
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return nil, errNoClone
	}
	return git.Open(storage(dir), nil)
}

// storage keeps a clone in a directory. An object larger than a note stays on the disk.
func storage(dir string) *filesystem.Storage {
	return filesystem.NewStorageWithOptions(osfs.New(dir, osfs.WithBoundOS()), cache.NewObjectLRUDefault(),
		filesystem.Options{LargeObjectThreshold: kb.MaxNote})
}

// noBranch is the error for a branch that the repository does not have.
func noBranch(branch string, branches []string) error {
	const most = 10
	slices.Sort(branches)
	if len(branches) > most {
		branches = append(branches[:most:most], "…")
	}
	has := "it has " + strings.Join(branches, ", ")
	if len(branches) == 0 {
		has = "it has no branches"
	}
	if branch == "" {
		return fmt.Errorf("the repository has no default branch; name one: %s", has)
	}
	return fmt.Errorf("the repository has no branch %q: %s", branch, has)
}
