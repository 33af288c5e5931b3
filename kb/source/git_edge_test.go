package source

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
)

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
