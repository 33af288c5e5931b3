package source

import (
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// An upstream is a repository that notes come from, and a server for it on loopback: Git's own, over smart HTTP.
type upstream struct {
	t       *testing.T
	dir     string
	repo    *git.Repository
	url     string
	token   atomic.Pointer[string] // what the server asks for; nil for nothing
	down    atomic.Bool
	hangs   atomic.Bool            // it takes requests and does not answer
	still   sync.RWMutex           // go-git writes references in two steps: nothing is served in between
	seen    atomic.Pointer[string] // the user who asked last
	packs   atomic.Int32           // how often objects were asked for
	commits int
}

// newUpstream makes a repository with one commit, and serves it until the test ends.
func newUpstream(t *testing.T, files map[string]string) *upstream {
	t.Helper()
	program, err := exec.LookPath("git")
	if err != nil {
		if slices.Contains(strings.Split(os.Getenv("ARCHBOT_TEST_REQUIRE"), ","), "git") {
			t.Fatal("no git: ", err)
		}
		t.Skip("Git's server is needed to serve a repository, and there is no git here: ", err)
	}
	u := &upstream{t: t, dir: t.TempDir()}
	u.repo, err = git.PlainInitWithOptions(u.dir, &git.PlainInitOptions{InitOptions: git.InitOptions{DefaultBranch: "refs/heads/main"}})
	must(t, err)
	u.commit(files)
	backend := &cgi.Handler{
		Path: program, Args: []string{"http-backend"},
		Env:    []string{"GIT_PROJECT_ROOT=" + u.dir, "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_NOSYSTEM=1", "HOME=" + t.TempDir()},
		Stderr: new(strings.Builder),
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { u.serve(backend, w, r) }))
	t.Cleanup(server.Close)
	u.url = server.URL + "/.git"
	return u
}

func (u *upstream) serve(backend http.Handler, w http.ResponseWriter, r *http.Request) {
	user, password, _ := r.BasicAuth()
	u.seen.Store(&user)
	token := u.token.Load()
	switch {
	case u.down.Load():
		panic(http.ErrAbortHandler) // the line is cut
	case u.hangs.Load():
		<-r.Context().Done()
		return
	case token != nil && password != *token:
		w.Header().Set("WWW-Authenticate", `Basic realm="notes"`)
		http.Error(w, "no: "+password+" "+r.Header.Get("Authorization"), http.StatusUnauthorized)
		return
	case strings.HasSuffix(r.URL.Path, "/git-upload-pack"):
		u.packs.Add(1)
	}
	u.still.RLock()
	defer u.still.RUnlock()
	backend.ServeHTTP(w, r)
}

// commit writes files, an empty text taking one away, and commits all that is in the working tree.
func (u *upstream) commit(files map[string]string) plumbing.Hash {
	u.t.Helper()
	for name, text := range files {
		name = filepath.Join(u.dir, filepath.FromSlash(name))
		if text == "" {
			must(u.t, os.Remove(name))
			continue
		}
		write(u.t, name, text)
	}
	tree, err := u.repo.Worktree()
	must(u.t, err)
	must(u.t, tree.AddWithOptions(&git.AddOptions{All: true}))
	return u.commitIndex()
}

// commitIndex commits what is in the index.
func (u *upstream) commitIndex() plumbing.Hash {
	u.t.Helper()
	tree, err := u.repo.Worktree()
	must(u.t, err)
	u.commits++
	u.still.Lock()
	defer u.still.Unlock()
	hash, err := tree.Commit("notes", &git.CommitOptions{Author: u.author()})
	must(u.t, err)
	return hash
}

func (u *upstream) author() *object.Signature {
	return &object.Signature{Name: "Ada", Email: "ada@example.org", When: time.Unix(1_700_000_000+int64(u.commits), 0)}
}

// reset moves the branch to a commit, as before a forced push.
func (u *upstream) reset(to plumbing.Hash) {
	u.t.Helper()
	tree, err := u.repo.Worktree()
	must(u.t, err)
	u.still.Lock()
	defer u.still.Unlock()
	must(u.t, tree.Reset(&git.ResetOptions{Commit: to, Mode: git.HardReset}))
}

// branch makes a branch at the current commit and goes on there.
func (u *upstream) branch(name string) {
	u.t.Helper()
	tree, err := u.repo.Worktree()
	must(u.t, err)
	must(u.t, tree.Checkout(&git.CheckoutOptions{Branch: plumbing.NewBranchReferenceName(name), Create: true}))
}
