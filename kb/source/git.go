package source

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/rogpeppe/go-internal/lockedfile"

	"archbot/kb"
)

// DefaultInterval is how often a repository is asked for a new version, where [GitOptions] says nothing else.
const DefaultInterval = time.Minute

// How long it may take to get a version.
const (
	syncTime  = 5 * time.Minute  // a first clone over a slow line included
	startTime = 15 * time.Second // at the start, where there is a clone to start with
)

// A Git is a branch of a Git repository with notes in it, followed as it moves. It keeps a shallow clone without a working tree: notes are
// read from Git's own objects, so that nothing which stands in the repository, no link, no submodule and no odd name, can reach the
// disk.
type Git struct {
	log     *slog.Logger
	o       GitOptions
	clone   string // the clone's directory
	served  map[string]*kb.Note
	blobs   map[string]plumbing.Hash // what served was read from, by file
	head    plumbing.Hash            // the commit of served
	skipped map[string]string        // files that could not be used, and why, as the log said last

	beside    []*companion
	startTime time.Duration
}

// NewGit makes a Git from options that [GitOptions.Check] has nothing against. It starts nothing.
func NewGit(log *slog.Logger, o GitOptions) *Git {
	if o.Interval <= 0 {
		o.Interval = DefaultInterval
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	clone := filepath.Join(o.Store, cloneName(o.URL))
	return &Git{log: log, o: o, clone: clone, served: map[string]*kb.Note{}, startTime: startTime,
		beside: companionsOf(log, o.Beside)}
}

// Load gets the newest version and returns its notes. Where that is impossible, for example without a network, it returns the version
// that was fetched last, and says so in the log; without one it fails. It does not run beside Run.
func (g *Git) Load(ctx context.Context) ([]*kb.Note, error) {
	limit := syncTime
	if _, err := openClone(g.clone); err == nil {
		limit = g.startTime
	}
	v, err := g.sync(ctx, limit)
	if err != nil && ctx.Err() == nil && !errors.Is(err, ErrNoNotes) {
		if last, bad := g.last(); bad == nil {
			g.log.Warn("the repository cannot be read; starting with the version fetched last", "commit", short(last.commit), "error", err)
			v, err = last, nil
		}
	}
	if err != nil {
		return nil, err
	}
	g.take(v)
	return v.changed, nil
}

// Run calls update with what changes in the branch, until ctx ends. When the repository cannot be reached or what is in it cannot be
// used, the last version stays in use; the log says so at the first failure in a row, the second, the fourth, and so on.
func (g *Git) Run(ctx context.Context, update Update) error {
	ticker := time.NewTicker(g.o.Interval)
	defer ticker.Stop()
	failures := 0
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		err := g.reload(ctx, update)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			if failures++; failures&(failures-1) == 0 {
				g.log.Warn("no new version of the notes; the last one is served", "failures", failures, "error", err)
			}
		case failures > 0:
			g.log.Info("the repository can be read again", "failures", failures)
			failures = 0
		}
	}
}

// reload takes a new version into use, if there is one.
func (g *Git) reload(ctx context.Context, update Update) error {
	began := g.o.Now()
	v, err := g.sync(ctx, syncTime)
	if err != nil || v.commit == g.head {
		return err
	}
	if len(v.changed)+len(v.removed) > 0 {
		if err := update(v.changed, v.removed); err != nil {
			return fmt.Errorf("take notes into use: %w", err)
		}
	}
	g.take(v)
	g.log.Debug("branch moved", "commit", short(v.commit))
	if len(v.changed)+len(v.removed) > 0 {
		logReload(g.log, g.served, v.changed, v.removed, g.o.Now().Sub(began))
	}
	return nil
}

// take remembers a version as the one that is served.
func (g *Git) take(v version) {
	serve(g.served, v.changed, v.removed)
	g.blobs, g.head = v.blobs, v.commit
	for file, why := range v.skipped {
		if g.skipped[file] != why {
			g.log.Warn("file of the repository is not read", "file", file, "reason", why)
		}
	}
	g.skipped = v.skipped
	for i, c := range g.beside {
		switch was := v.beside[i]; {
		case was.bad != nil:
			c.fail(was.bad)
		case c.take(was.text):
			g.log.Debug("file beside the notes taken", "file", c.Name)
		}
	}
}

// sync brings the clone up to date, within limit, and reads what is different in it from what is served. Other processes with the same
// clone wait.
func (g *Git) sync(ctx context.Context, limit time.Duration) (version, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	unlock, err := g.lock()
	if err != nil {
		return version{}, err
	}
	defer unlock()
	tip, err := g.tip(ctx)
	if err != nil {
		return version{}, g.explain(err)
	}
	if tip.Hash() == g.head {
		return version{commit: g.head, blobs: g.blobs}, nil
	}
	v, err := g.fetched(ctx, tip)
	if err != nil && !errors.Is(err, ErrNoNotes) && ctx.Err() == nil {
		if !errors.Is(err, errNoClone) {
			g.log.Warn("the clone cannot be used and is made anew", "error", g.explain(err))
		}
		v, err = g.renewed(ctx, tip)
	}
	if err != nil {
		return version{}, g.explain(err)
	}
	return v, nil
}

// last reads the version that was fetched last.
func (g *Git) last() (version, error) {
	unlock, err := g.lock()
	if err != nil {
		return version{}, err
	}
	defer unlock()
	repo, err := openClone(g.clone)
	if err != nil {
		return version{}, err
	}
	ref, err := repo.Reference(g.localRef(), true)
	if err != nil {
		return version{}, err
	}
	return g.read(repo, ref.Hash())
}

// lock keeps other processes from the clone until unlock is called.
func (g *Git) lock() (unlock func(), err error) {
	if err := os.MkdirAll(g.o.Store, 0o700); err != nil {
		return nil, fmt.Errorf("keep a clone of the notes: %w", err)
	}
	unlock, err = lockedfile.MutexAt(g.clone + ".lock").Lock()
	if err != nil {
		return nil, fmt.Errorf("keep a clone of the notes: %w", err)
	}
	return unlock, nil
}

// short is a commit as people name it.
func short(commit plumbing.Hash) string { return commit.String()[:10] }
