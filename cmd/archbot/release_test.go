package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRelease runs the release script in two clones of the same commit at different places: every byte is the same.
func TestRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: two builds with all dependencies")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	one, other := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "another", "place")
	copyTree(t, "../..", one)
	copyTree(t, one, other) // of the copy: the tree may be worked on meanwhile
	first, second := release(t, one), release(t, other)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the same commit gives other bytes elsewhere:\n%s", diff)
	}
	for _, name := range []string{"archbot-linux-amd64", "archbot-linux-amd64.cdx.json", "SHA256SUMS"} {
		if first[name] == "" {
			t.Errorf("no %s in %v", name, first)
		}
	}
}

// release makes a repository of the tree in a directory, releases from it for one system, and returns the checksums of what that made.
func release(t *testing.T, dir string) map[string]string {
	t.Helper()
	sh := func(line string) {
		t.Helper()
		c := exec.Command("bash", "-ec", line)
		c.Dir = dir
		c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
			"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_AUTHOR_DATE=2026-01-01T00:00:00Z",
			"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org", "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
	}
	sh("git init -q . && git add -A && git commit -qm first && git tag v1.2.3")
	sh(".ci/release linux/amd64")
	sums := map[string]string{}
	for _, path := range glob(t, filepath.Join(dir, "dist", "*")) {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sums[filepath.Base(path)] = fmt.Sprintf("%x", sha256.Sum256(content))
	}
	out, err := exec.Command(filepath.Join(dir, "dist", "archbot-linux-amd64"), "version").Output()
	if err != nil || !strings.HasPrefix(string(out), "archbot v1.2.3, commit ") || strings.Contains(string(out), "with changes") {
		t.Errorf("the version of a release: %s, %v", out, err)
	}
	return sums
}

// copyTree copies what a build needs: the module and the release script.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum", ".gitignore", ".ci", "cmd", "bot", "kb"} {
		err := filepath.WalkDir(filepath.Join(from, name), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules"):
				return fs.SkipDir
			case d.IsDir() || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			target := filepath.Join(to, strings.TrimPrefix(path, from))
			info, err := d.Info()
			if err != nil {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
				return err
			}
			return os.WriteFile(target, content, info.Mode().Perm())
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return found
}
