package render

import (
	"net/url"
	"strings"
	"testing"
)

// amongOthers are samples by themselves and with other text around them, of every length up to a few steps of eight bytes.
func amongOthers(samples []string) []string {
	all := samples
	for _, s := range samples {
		for n := range 18 {
			all = append(all, letters(n)+s, s+letters(n), letters(n)+s+letters(17-n), letters(n)+s+"é"+s)
		}
	}
	return all
}

func TestLook(t *testing.T) {
	for _, s := range amongOthers([]string{"", "\x00", "\x7f", "\xff", "日", "日本語", "\r\n", "\u0085", "\u2028", "\uFEFF", "\u202E", "\u2066", "\uFFFD", "\t\n", "a\xe2\x80", "👍"}) {
		if got, want := isClean(s), cleaned(s) == s; got != want {
			t.Errorf("isClean(%q) is %v", s, got)
		}
		if got, want := printable(s), strings.IndexFunc(s, func(r rune) bool { return r >= 0x7F || r < ' ' && r != '\n' && r != '\t' }) < 0; got != want {
			t.Errorf("printable(%q) is %v", s, got)
		}
	}
	for _, s := range amongOthers([]string{"*", "_", "~", "`", "<", ">", "&", ":", "@"}) {
		if look(s)&active == 0 || (look(s)&marking != 0) != strings.ContainsAny(s, marks) {
			t.Errorf("look(%q) is %b", s, look(s))
		}
	}
}

// What is taken for a plain URL is one to whoever looks closely.
func TestPlainHost(t *testing.T) {
	for raw, want := range map[string]string{
		"https://example.com": "example.com", "http://www.example.com/A_b~c?d=e&f=g#h": "www.example.com", "https://1.2.3.4/x": "1.2.3.4",
		"https://example.com:80/": "", "https://a@b.c/": "", "https://": "", "https:///x": "", "https://e.com/%41": "", "https://e.com?x": "", "https://e.com/x|y": "",
		"https://E.com/": "", "ftp://e.com/": "", "https://e.com/" + letters(maxLinkURL): "",
	} {
		if got := plainHost(raw); got != want {
			t.Errorf("plainHost(%q) = %q, want %q", raw, got, want)
		}
		if u, err := url.Parse(raw); want != "" && (err != nil || u.Hostname() != want || encoded(raw) != raw) {
			t.Errorf("%q is parsed as %v, %v", raw, u, err)
		}
	}
	for c := range 256 {
		raw := "https://e.com/" + string([]byte{byte(c)}) + "x"
		if u, err := url.Parse(raw); plainHost(raw) != "" && (err != nil || u.Hostname() != "e.com" || encoded(raw) != raw) {
			t.Errorf("%q is parsed as %v, %v", raw, u, err)
		}
	}
}
