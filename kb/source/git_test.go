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
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
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
			// What is damaged may show only at the second start: an object can be in an old pack and in a new one, and is read from either.
			for start := range 3 {
				s, log, err := loaded(t, o)
				if err != nil || s.names() != "a.md b.md" || !s.says("a.md", "second") {
					t.Errorf("start %d: %s, %v; the log:\n%s", start, s.names(), err, log)
				}
				if start == 2 && log.count("made anew") > 0 {
					t.Errorf("the new clone is no better:\n%s", log)
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

// TestGitLinks has links, a submodule and an odd mode in the repository: nothing outside of the notes is read.
func TestGitLinks(t *testing.T) {
	u := newUpstream(t, map[string]string{"docs/a.md": note("A", "first"), "docs/sub/b.md": note("B", "first"), "secret.md": note("S", "secret")})
	outside := write(t, in(t.TempDir(), "outside.md"), note("O", "outside"))
	for name, target := range map[string]string{
		"docs/in.md": "sub/b.md", "docs/sub/up.md": "../a.md", "docs/out.md": outside, "docs/over.md": "../secret.md",
		"docs/none.md": "nowhere.md", "docs/loop.md": "loop.md", "docs/dir.md": "sub", "docs/far.md": "../../../../../etc/passwd",
	} {
		link(t, target, in(u.dir, filepath.FromSlash(name)))
	}
	u.commit(nil)
	idx, err := u.repo.Storer.Index()
	must(t, err)
	idx.Entries = append(idx.Entries, &index.Entry{Name: "docs/module.md", Mode: filemode.Submodule, Hash: plumbing.NewHash(strings.Repeat("1", 40))})
	must(t, u.repo.Storer.SetIndex(idx))
	u.commitIndex()
	o := u.options()
	o.Dir = "docs"
	s, log, err := loaded(t, o)
	must(t, err)
	if s.names() != "a.md in.md sub/b.md sub/up.md" || !s.says("in.md", "first") {
		t.Errorf("there is %s", s.names())
	}
	for _, file := range []string{"out.md", "over.md", "none.md", "loop.md", "dir.md", "far.md"} {
		if log.count("file="+file+" ") != 1 {
			t.Errorf("the log does not say once that %s is not read:\n%s", file, log)
		}
	}
}

func TestGitNoNotes(t *testing.T) {
	u := newUpstream(t, map[string]string{"docs/a.md": note("A", "first"), "src/main.c": "int main;"})
	for dir, want := range map[string]string{"src": `no notes in "src" of commit`, "nowhere": `has no directory "nowhere"`, "docs/a.md": "has no directory"} {
		o := u.options()
		o.Dir = dir
		if _, _, err := loaded(t, o); !errors.Is(err, ErrNoNotes) && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", dir, err)
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", dir, err, want)
		}
	}
	o := u.options()
	o.Dir = "docs"
	s, log, _ := followed(t, o)
	u.commit(map[string]string{"docs/a.md": "", "docs/a.txt": "moved away"})
	log.wait(t, "failures=2 ")
	if !s.says("a.md", "first") {
		t.Error("the last version is not served")
	}
	u.commit(map[string]string{"docs/a.md": note("A", "second")})
	s.wait(t, "notes again", func() bool { return s.says("a.md", "second") })
}

// TestGitRefused tries again what the index did not take.
func TestGitRefused(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	s, log, _ := followed(t, u.options())
	s.allow(false)
	u.commit(map[string]string{"a.md": note("A", "second")})
	log.wait(t, errRefused.Error())
	s.allow(true)
	s.wait(t, "another try", func() bool { return s.says("a.md", "second") })
}

// TestGitFile reads a repository on the same machine, which takes the program git.
func TestGitFile(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	for _, url := range []string{"file://" + u.dir, u.dir} {
		o := u.options()
		o.URL = url
		must(t, o.Check())
		if s, _, err := loaded(t, o); err != nil || !s.says("a.md", "first") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

// TestGitShared has two processes use one clone at the same time.
func TestGitShared(t *testing.T) {
	u := newUpstream(t, map[string]string{"a.md": note("A", "first")})
	o := u.options()
	one, logOne, _ := followed(t, o)
	two, logTwo, _ := followed(t, o)
	for _, words := range []string{"second", "third", "fourth"} {
		u.commit(map[string]string{"a.md": note("A", words)})
		one.wait(t, words, func() bool { return one.says("a.md", words) })
		two.wait(t, words, func() bool { return two.says("a.md", words) })
	}
	if n := logOne.count("level=WARN") + logTwo.count("level=WARN"); n > 0 {
		t.Errorf("the logs:\n%s\n%s", logOne, logTwo)
	}
}

func TestGitOptions(t *testing.T) {
	const token = "s3cr3t"
	tests := []struct {
		o    GitOptions
		want string // part of the error, empty where all is well
	}{
		{GitOptions{URL: "https://github.com/us/notes.git"}, ""},
		{GitOptions{URL: "https://github.com/us/notes", Token: token, Dir: "docs/architecture/", Branch: "main"}, ""},
		{GitOptions{URL: "http://127.0.0.1:3000/us/notes", Token: token}, ""},
		{GitOptions{URL: "http://[::1]:3000/us/notes", Token: token}, ""},
		{GitOptions{URL: "http://git.example/us/notes"}, ""},
		{GitOptions{URL: "git@github.com:us/notes.git"}, ""},
		{GitOptions{URL: "ssh://git@github.com/us/notes.git"}, ""},
		{GitOptions{}, "not an address"},
		{GitOptions{URL: "https://"}, "names no host"},
		{GitOptions{URL: "https://ada:s3cr3t@github.com/us/notes"}, "give the secret as the token"},
		{GitOptions{URL: "https://s3cr3t@github.com/us/notes"}, "give the secret as the token"},
		{GitOptions{URL: "http://git.example/us/notes", Token: token}, "not encrypted"},
		{GitOptions{URL: "git@github.com:us/notes.git", Token: token}, "a token is for an address with https://"},
		{GitOptions{URL: "/srv/notes", Token: token}, "a token is for an address with https://"},
		{GitOptions{URL: "https://github.com/us/notes", Token: "s3cr3t\nx"}, "line break"},
		{GitOptions{URL: "https://github.com/us/notes", Dir: "../etc"}, `"../etc" is no directory in the repository`},
		{GitOptions{URL: "https://github.com/us/notes", Dir: "/etc"}, "is no directory"},
		{GitOptions{URL: "https://github.com/us/notes", Interval: -1}, "is no interval"},
	}
	for _, tt := range tests {
		err := tt.o.Check()
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%q: %v; want %q", tt.o.URL, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("the secret is shown: %v", err)
		}
	}
	for url, user := range map[string]string{
		"https://github.com/us/notes": "x-access-token", "https://gitlab.com/us/notes": "oauth2", "https://gitlab.example.org/us/notes": "oauth2",
		"https://bitbucket.org/us/notes": "x-token-auth", "https://git.example.org/us/gitlab": "x-access-token",
	} {
		if got := (GitOptions{URL: url, Token: token}).auth(); !strings.Contains(got.String(), user+":*") {
			t.Errorf("%s: %s", url, got)
		}
	}
}
