package source_test

import (
	"net/url"
	"path"
	"strings"
	"testing"

	"archbot/kb/source"
)

// FuzzGitOptions sees that an address with a secret in it is neither taken nor shown, that a token is never sent in the open, and that no
// directory leads out of the repository.
func FuzzGitOptions(f *testing.F) {
	for _, s := range [][2]string{
		{"https://github.com/us/notes.git", "docs"}, {"https://ada:hunter22@github.com/us/notes", ""}, {"us@host:path/to", "a/../b"}, {"ssh://git@host/x", "../x"},
		{"http://127.0.0.1:3000/x", "/etc"}, {"http://git.example/x", "."}, {"file:///srv/notes", "a//b"}, {"https://", "\x00"}, {"https://a b/%zz", "a\\..\\b"},
		{"git://h/x", ""}, {"HTTPS://hunter22@h/x", ""}, {"https://h\n/x", ""}, {"-oProxyCommand=x:y", "--upload-pack=x"}, {"http://localhost@evil.example/", ""},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, address, dir string) {
		const token = "t0k3n-of-git"
		open := source.GitOptions{URL: address, Dir: dir}.Check()
		with := source.GitOptions{URL: address, Dir: dir, Token: token}.Check()
		for _, err := range []error{open, with} {
			if err != nil && (strings.Contains(err.Error(), token) || strings.Contains(err.Error(), ":hunter22@")) {
				t.Errorf("the error shows a secret: %v", err)
			}
		}
		if open == nil {
			if clean := path.Clean(dir); strings.HasPrefix(clean, "/") || clean == ".." || strings.HasPrefix(clean, "../") {
				t.Errorf("%q leads out of the repository", dir)
			}
		}
		u, err := url.Parse(address)
		web := err == nil && (u.Scheme == "http" || u.Scheme == "https")
		if open == nil && web && u.User != nil {
			t.Errorf("%q is taken, and has a user in it", address)
		}
		if with == nil && (!web || u.Scheme == "http" && u.Hostname() != "localhost" && !strings.HasPrefix(u.Hostname(), "127.") && !strings.Contains(u.Hostname(), ":")) {
			t.Errorf("a token is sent to %q", address)
		}
	})
}
