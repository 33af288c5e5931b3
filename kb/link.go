package kb

import (
	"net/url"
	"regexp"
	"strings"
)

var (
	markdownLink = regexp.MustCompile(`^!?\[([^\]]*)\]\(?<?([^\s)>]*)`)
	hostPattern  = regexp.MustCompile(`^[\pL\pN](?:[\pL\pN-]*[\pL\pN])?(?:\.[\pL\pN](?:[\pL\pN-]*[\pL\pN])?)+(?::\d+)?(?:[/?#]|$)`)
)

// cleanLink is the absolute web address in a value: without Markdown around it, stray brackets, quotes and full stops. It is
// empty where there is none.
func cleanLink(value string) string {
	s := strings.TrimSpace(value)
	if m := markdownLink.FindStringSubmatch(s); m != nil {
		s = m[2]
		if absolute(s) == "" && absolute(m[1]) != "" {
			s = m[1]
		}
	}
	s = strings.TrimFunc(s, func(r rune) bool { return isQuote(r) || r == '<' || r == '>' || r == ' ' })
	if i := strings.IndexAny(s, " \t<>\"“”"); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimRight(s, ",;.")
	for strings.HasSuffix(s, ")") && strings.Count(s, ")") > strings.Count(s, "(") ||
		strings.HasSuffix(s, "]") && strings.Count(s, "]") > strings.Count(s, "[") {
		s = strings.TrimRight(s[:len(s)-1], ",;.")
	}
	return absolute(s)
}

// absolute is s as an absolute http or https address, with the scheme it may lack; empty where s is none.
func absolute(s string) string {
	if hostPattern.MatchString(s) {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Hostname() == "" {
		return ""
	}
	if scheme := strings.ToLower(u.Scheme); scheme != "http" && scheme != "https" {
		return ""
	}
	return s
}

// startOf is the moment in seconds at which a link to a recording begins, from its t or start parameter.
func startOf(link string) (seconds int, ok bool) {
	u, err := url.Parse(link)
	if err != nil || !recording(u) {
		return 0, false
	}
	query := u.Query()
	for _, v := range []string{query.Get("t"), query.Get("start"), strings.TrimPrefix(u.Fragment, "t=")} {
		if v == "" {
			continue
		}
		if s, exact, ok := parseClock(v); ok && exact && s > 0 {
			return s, true
		}
	}
	return 0, false
}

// recordingHosts are sites of recordings whose links may name a moment.
var recordingHosts = []string{"youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com"}

func recording(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	for _, h := range recordingHosts {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	return false
}
