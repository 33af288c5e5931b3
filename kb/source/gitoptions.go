package source

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/plumbing/transport/http"

	"archbot/kb"
)

// GitOptions say which notes of which repository, and how to get at them.
type GitOptions struct {
	URL      string           // https://…, or what else Git understands: ssh://, us@host:path, file:// (which needs the program git)
	Branch   string           // the repository's default branch where empty, also when that changes
	Dir      string           // the directory of the notes in it, with forward slashes; empty for all of it
	Token    string           // for a private repository over https; empty for a public one
	Interval time.Duration    // between two looks; [DefaultInterval] where 0
	Store    string           // directory for the clone
	Now      func() time.Time // [time.Now] where nil
	Known    kb.Known         // notes that Load need not parse again; nil for none
	Beside   []Beside         // the files beside the notes
}

// Check says what is wrong with the options. Its error never shows a password.
func (o GitOptions) Check() error {
	e, err := transport.NewEndpoint(o.URL)
	if err != nil || o.URL == "" {
		return errors.New("not an address of a repository: want one like https://github.com/us/notes.git")
	}
	web := e.Protocol == "http" || e.Protocol == "https"
	switch {
	case web && (e.User != "" || e.Password != "") || e.Password != "":
		return errors.New("the address has a user or a password in it, and addresses are logged: give the secret as the token instead")
	case web && e.Host == "":
		return fmt.Errorf("%q names no host: want an address like https://github.com/us/notes.git", o.URL)
	case o.Token != "" && !web:
		return fmt.Errorf("a token is for an address with https://, and %q has another kind", o.URL)
	case o.Token != "" && e.Protocol == "http" && !loopback(e.Host):
		return fmt.Errorf("%q is not encrypted, and anybody on the way could read the token: want https://", o.URL)
	case strings.ContainsAny(o.Token, "\r\n"):
		return errors.New("the token has a line break in it")
	case !fs.ValidPath(path.Clean(o.Dir)):
		return fmt.Errorf("%q is no directory in the repository: want a path like docs/architecture", o.Dir)
	case o.Interval < 0:
		return fmt.Errorf("%v is no interval", o.Interval)
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// auth is how the token is sent: as the password of a user whose name the host expects, by the hosts' own manuals.
func (o GitOptions) auth() transport.AuthMethod {
	if o.Token == "" {
		return nil
	}
	user := "x-access-token" // GitHub; others take any name
	if e, err := transport.NewEndpoint(o.URL); err == nil {
		switch host := strings.ToLower(e.Host); {
		case strings.Contains(host, "gitlab"):
			user = "oauth2"
		case strings.Contains(host, "bitbucket"):
			user = "x-token-auth"
		}
	}
	return &http.BasicAuth{Username: user, Password: o.Token}
}

// explain puts an error into words for who runs archbot, without the token in it.
func (g *Git) explain(err error) error {
	return fmt.Errorf("read notes from repository %q: %w", g.o.URL, g.o.words(err))
}

func (o GitOptions) words(err error) error {
	switch {
	case errors.Is(err, ErrNoNotes):
		return err
	case errors.Is(err, transport.ErrAuthenticationRequired), errors.Is(err, transport.ErrAuthorizationFailed):
		if o.Token == "" {
			return errors.New("it is private, or does not exist: give a token that may read it")
		}
		return errors.New("the token is refused: it may be wrong, expired, or have no right to read this repository's contents")
	case errors.Is(err, transport.ErrRepositoryNotFound):
		if o.Token == "" {
			return errors.New("there is no such repository; a private one needs a token")
		}
		return errors.New("there is no such repository, or the token may not read it")
	case errors.Is(err, transport.ErrEmptyRemoteRepository):
		return errors.New("it has no commits yet")
	case errors.Is(err, context.DeadlineExceeded):
		return errors.New("it does not answer in time")
	}
	return errors.New(o.redact(err.Error()))
}

// redact takes the token out of a text, as it is and as basic authentication encodes it.
func (o GitOptions) redact(text string) string {
	if o.Token == "" {
		return text
	}
	text = strings.ReplaceAll(text, o.Token, "[redacted]")
	if basic, ok := o.auth().(*http.BasicAuth); ok {
		coded := base64.StdEncoding.EncodeToString([]byte(basic.Username + ":" + basic.Password))
		text = strings.ReplaceAll(text, coded, "[redacted]")
	}
	return text
}
