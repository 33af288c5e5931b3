package source

import (
	"context"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"
)

// often is the interval of tests: they wait for what comes of it, not for it.
const often = 20 * time.Millisecond

// options are for a clone in a directory of its own.
func (u *upstream) options() GitOptions {
	return GitOptions{URL: u.url, Store: in(u.t.TempDir(), "data"), Interval: often}
}

// followed loads the notes and follows them until the test ends or stop is called.
func followed(t *testing.T, o GitOptions) (s *shelf, log *journal, stop func()) {
	t.Helper()
	must(t, o.Check())
	log = newJournal()
	g := NewGit(log.logger(), o)
	notes, err := g.Load(t.Context())
	must(t, err)
	s = newShelf(notes)
	return s, log, runs(t, func(ctx context.Context) error { return g.Run(ctx, s.update) })
}

// loaded is what is there at the start, or why not.
func loaded(t *testing.T, o GitOptions) (*shelf, *journal, error) {
	t.Helper()
	log := newJournal()
	notes, err := NewGit(log.logger(), o).Load(t.Context())
	return newShelf(notes), log, err
}

func TestGitFollows(t *testing.T) {
	u := newUpstream(t, map[string]string{
		"docs/a.md": note("A", "first"), "docs/deep/b.md": note("B", "first"), "README.md": note("Read me", "not notes"),
		"docs/.github/x.md": note("X", "hidden"), "docs/node_modules/y.md": note("Y", "a package's"), "docs/c.txt": "no note",
	})
	o := u.options()
	o.Dir = "docs/"
	s, log, _ := followed(t, o)
	if s.names() != "a.md deep/b.md" || !s.says("a.md", "first") {
		t.Fatalf("there is %s", s.names())
	}
	first := u.commit(map[string]string{"docs/a.md": note("A", "second"), "docs/new.md": note("N", "new"), "docs/deep/b.md": ""})
	s.wait(t, "a commit", func() bool { return s.names() == "a.md new.md" && s.says("a.md", "second") })
	u.commit(map[string]string{"README.md": note("Read me", "only this")})
	u.commit(map[string]string{"docs/a.md": note("A", "third")})
	s.wait(t, "another", func() bool { return s.says("a.md", "third") })
	if diff := cmp.Diff("a.md new.md -deep/b.md\na.md", s.history()); diff != "" {
		t.Errorf("only what changed is taken:\n%s", diff)
	}
	u.reset(first)
	u.commit(map[string]string{"docs/a.md": note("A", "rewritten")})
	s.wait(t, "a forced push", func() bool { return s.says("a.md", "rewritten") })
	u.reset(first)
	s.wait(t, "a forced push to what was there before", func() bool { return s.says("a.md", "second") })
	log.wait(t, "msg=\"notes reloaded\" changed=1 removed=0 files=2 blocks=2 findings=")
	if log.count("level=WARN")+log.count("level=ERROR") > 0 {
		t.Errorf("the log has warnings:\n%s", log)
	}
	if _, err := os.Stat(in(o.Store, cloneName(o.URL), "docs")); err == nil {
		t.Error("the clone has a working tree")
	}
}

// TestGitAsksLittle gets objects only when the branch has moved.
func TestGitAsksLittle(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	g := NewGit(newJournal().logger(), u.options())
	_, err := g.Load(t.Context())
	must(t, err)
	for range 3 {
		must(t, g.reload(t.Context(), newShelf(nil).update))
	}
	if n := u.packs.Load(); n != 1 {
		t.Errorf("objects were asked for %d times", n)
	}
}

func TestGitBranch(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "of main")})
	u.branch("next")
	u.commit(map[string]string{"a.md": note("A", "of next")})
	o := u.options()
	o.Branch = "main"
	if s, _, err := loaded(t, o); err != nil || !s.says("a.md", "of main") {
		t.Errorf("main: %v", err)
	}
	o.Branch = "next"
	if s, _, err := loaded(t, o); err != nil || !s.says("a.md", "of next") {
		t.Errorf("next: %v", err)
	}
	o.Branch = "nxt"
	if _, _, err := loaded(t, o); err == nil || !strings.Contains(err.Error(), `no branch "nxt": it has main, next`) {
		t.Errorf("no such branch: %v", err)
	}
	o.Branch = "" // the default one, also when that becomes another: HEAD is next now
	s, _, _ := followed(t, o)
	if !s.says("a.md", "of next") {
		t.Error("the default branch is not what is read")
	}
	u.still.Lock()
	err := u.repo.Storer.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, "refs/heads/main"))
	u.still.Unlock()
	must(t, err)
	s.wait(t, "another default branch", func() bool { return s.says("a.md", "of main") })
}

func TestGitLostNetwork(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	o := u.options()
	s, log, stop := followed(t, o)
	u.down.Store(true)
	log.wait(t, "failures=4 ")
	if !s.says("a.md", "first") || log.count("failures=3 ") != 0 {
		t.Errorf("serves %s; the log:\n%s", s.names(), log)
	}
	stop()

	s, log, stop = followed(t, o) // a start without a network
	if !s.says("a.md", "first") || log.count("starting with the version fetched last") != 1 {
		t.Errorf("serves %s; the log:\n%s", s.names(), log)
	}
	u.commit(map[string]string{"a.md": note("A", "second")})
	u.down.Store(false)
	s.wait(t, "the network", func() bool { return s.says("a.md", "second") })
	stop()

	u.down.Store(true)
	if _, _, err := loaded(t, u.options()); err == nil || !strings.Contains(err.Error(), u.url) {
		t.Errorf("a first start without a network: %v", err)
	}
}

// TestGitSlowStart does not wait long for a repository that does not answer, when there is something to start with.
func TestGitSlowStart(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	o := u.options()
	_, _, err := loaded(t, o)
	must(t, err)
	u.hangs.Store(true)
	g := NewGit(newJournal().logger(), o)
	g.startTime = often
	notes, err := g.Load(t.Context())
	if err != nil || len(notes) != 1 {
		t.Errorf("%d notes, %v", len(notes), err)
	}
}

func TestGitToken(t *testing.T) {
	const token = "ghp_s3cr3t/+="
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	right := token
	u.token.Store(&right)
	o := u.options()
	o.Token = token
	s, log, stop := followed(t, o)
	if !s.says("a.md", "first") || *u.seen.Load() != "x-access-token" {
		t.Errorf("serves %s, as %q", s.names(), *u.seen.Load())
	}
	expired := "another"
	u.token.Store(&expired)
	log.wait(t, "failures=2 ")
	stop()

	tests := []struct{ name, token, want string }{
		{"wrong", token, "the token is refused"},
		{"none", "", "give a token"},
	}
	shown := log.String()
	for _, tt := range tests {
		o := u.options()
		o.Token = tt.token
		_, log, err := loaded(t, o)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), u.url) {
			t.Errorf("%s: %v; want %q", tt.name, err, tt.want)
			continue
		}
		shown += log.String() + err.Error()
	}
	shown += NewGit(nil, o).explain(errors.New("the server says: " + token + " is wrong")).Error()
	for _, secret := range []string{token, "s3cr3t", base64.StdEncoding.EncodeToString([]byte("x-access-token:" + token))} {
		if strings.Contains(shown, secret) {
			t.Errorf("the token is shown:\n%s", shown)
		}
	}
	must(t, filepath.Walk(o.Store, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		if strings.Contains(string(content), "s3cr3t") {
			t.Errorf("the token is in %s", name)
		}
		return err
	}))
}

// TestGitBroken breaks the clone in several ways: it is made anew.
func TestGitBroken(t *testing.T) {
	breaks := map[string]func(clone string) error{
		"no packs": func(clone string) error { return os.RemoveAll(in(clone, "objects", "pack")) },
		"damaged packs": func(clone string) error {
			packs, err := filepath.Glob(in(clone, "objects", "pack", "*.pack"))
			for _, p := range packs {
				err = errors.Join(err, os.Chmod(p, 0o600), os.Truncate(p, 40))
			}
			return err
		},
		"no configuration": func(clone string) error { return os.Remove(in(clone, "config")) },
		"nothing left": func(clone string) error {
			return errors.Join(os.RemoveAll(clone), os.Mkdir(clone, 0o700))
		},
		"a file in its place": func(clone string) error {
			return errors.Join(os.RemoveAll(clone), os.WriteFile(clone, []byte("?"), 0o600))
		},
	}
	for name, damage := range breaks {
		t.Run(name, func(t *testing.T) {
			u := newUpstream(t, map[string]string{"a.md": note("A", "first"), "b.md": note("B", "other")})
			o := u.options()
			_, _, err := loaded(t, o)
			must(t, err)
			must(t, damage(in(o.Store, cloneName(o.URL))))
			u.commit(map[string]string{"a.md": note("A", "second")})
			// When the damage shows is a matter of chance, since an object can be in an old pack and in a new one and is read from
			// either; but it shows once at most.
			renewed := 0
			for start := range 3 {
				s, log, err := loaded(t, o)
				if err != nil || s.names() != "a.md b.md" || !s.says("a.md", "second") {
					t.Errorf("start %d: %s, %v; the log:\n%s", start, s.names(), err, log)
				}
				if renewed += log.count("made anew"); renewed > 1 {
					t.Errorf("start %d: the new clone is no better:\n%s", start, log)
				}
			}
		})
	}
}

func TestGitManyPacks(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	o := u.options()
	g := NewGit(newJournal().logger(), o)
	_, err := g.Load(t.Context())
	must(t, err)
	packs := in(o.Store, cloneName(o.URL), "objects", "pack")
	for i := range maxPacks {
		write(t, in(packs, strings.Repeat("0", i+1)+".pack"), "")
	}
	u.commit(map[string]string{"a.md": note("A", "second")})
	s := newShelf(nil)
	must(t, g.reload(t.Context(), s.update))
	left, err := filepath.Glob(in(packs, "*.pack"))
	if err != nil || len(left) != 1 || !s.says("a.md", "second") {
		t.Errorf("%d packs are left, %v", len(left), err)
	}
}
