package starter_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"archbot/kb/starter"
)

// noPage are hosts that show a reader who follows a link no page: a login, or a file as it is stored.
var noPage = []string{
	"docs.google.com", "drive.google.com", "learning.oreilly.com", "medium.com", "raw.githubusercontent.com", "twitter.com", "www.facebook.com",
	"www.linkedin.com", "www.scribd.com", "x.com",
}

// pageParameters name a page at the hosts that put its name into the query. Every other parameter says where a reader came from.
var pageParameters = map[string]string{
	"queue.acm.org":   "id",
	"www.youtube.com": "v",
}

// TestSourceLinks checks what can be seen of a link without following it. That it leads to what is cited was looked up when it was written.
func TestSourceLinks(t *testing.T) {
	addresses := make(map[string]string) // of each document, the first that was met
	for _, n := range notes(t) {
		for _, b := range n.Blocks {
			if b.Source.Link == "" {
				continue
			}
			if err := checkLink(b.Source.Link); err != nil {
				t.Errorf("%s:%d: %v", b.File, b.Line, err)
				continue
			}
			name := document(b.Source.Link)
			if first := addresses[name]; first != "" && first != b.Source.Link {
				t.Errorf("%s:%d: %s is elsewhere %s; keep to one", b.File, b.Line, b.Source.Link, first)
			}
			addresses[name] = b.Source.Link
		}
	}
}

// checkLink says what is wrong with a link to a page of others.
func checkLink(link string) error {
	u, err := url.Parse(link)
	if err != nil {
		return err
	}
	switch {
	case u.Scheme != "https" || u.Host == "" || u.User != nil:
		return fmt.Errorf("%s is not a plain https link", link)
	case slices.Contains(noPage, u.Host):
		return fmt.Errorf("%s shows no page to a reader without a login, or a raw file", link)
	}
	for name := range u.Query() {
		if name != pageParameters[u.Host] {
			return fmt.Errorf("%s has the parameter %s, which names no page", link, name)
		}
	}
	return nil
}

var addressTail = regexp.MustCompile(`(/|/index\.html|\.html?)(#|$)`)

// document is a link without what may be written or left out and leads to the same page.
func document(link string) string {
	_, name, _ := strings.Cut(link, "://")
	return addressTail.ReplaceAllString(strings.TrimPrefix(name, "www."), "$2")
}

func TestCheckLink(t *testing.T) {
	for _, good := range []string{
		"https://sre.google/sre-book/embracing-risk/",
		"https://engineering.linkedin.com/distributed-systems/log",
		"https://www.youtube.com/watch?v=KrrnUrPWUZY",
		"https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND",
	} {
		if err := checkLink(good); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{
		"http://example.org/a", "https:///a", "https://user@example.org/a", "example.org/a", "https://www.linkedin.com/pulse/a",
		"https://learning.oreilly.com/library/view/a", "https://example.org/a?utm_source=b", "https://www.youtube.com/watch?v=a&si=b", "https://a b",
	} {
		if checkLink(bad) == nil {
			t.Errorf("%s passes", bad)
		}
	}
	for a, b := range map[string]string{
		"https://www.rfc-editor.org/rfc/rfc9110.html": "https://rfc-editor.org/rfc/rfc9110",
		"https://etcd.io/docs/latest/faq/":            "https://etcd.io/docs/latest/faq",
		"https://example.org/a.html#b":                "https://example.org/a#b",
	} {
		if document(a) != document(b) {
			t.Errorf("%s and %s count as two documents", a, b)
		}
	}
}

var inlineLink = regexp.MustCompile(`\]\(([^)]*)\)`)

// TestLinksInText checks that links in the text lead somewhere: to https, or to a heading of a note that is there.
func TestLinksInText(t *testing.T) {
	all := notes(t)
	headings := make(map[string][]string)
	for _, n := range all {
		for _, h := range n.Headings {
			headings[n.File] = append(headings[n.File], anchor(h.Text))
		}
	}
	for _, n := range all {
		for _, m := range inlineLink.FindAllStringSubmatch(read(t, starter.FS(), n.File), -1) {
			if strings.Contains(m[1], "://") {
				if err := checkLink(m[1]); err != nil {
					t.Errorf("%s: %v", n.File, err)
				}
				continue
			}
			file, to, _ := strings.Cut(m[1], "#")
			if file == "" {
				file = n.File
			}
			if headings[file] == nil || to != "" && !slices.Contains(headings[file], to) {
				t.Errorf("%s: dead link %q", n.File, m[1])
			}
		}
	}
}

// anchor is a heading as GitHub makes an anchor of it.
func anchor(heading string) string {
	keep := func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case word.MatchString(string(r)):
			return r
		}
		return -1
	}
	return strings.Map(keep, strings.ToLower(heading))
}
