package render

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainHost is the host of an http or https URL that is made of so little that nothing in it needs work or thought: most are. It is empty for
// all others.
func plainHost(raw string) string {
	rest, ok := strings.CutPrefix(raw, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(raw, "http://")
	}
	if !ok || len(raw) > maxLinkURL {
		return ""
	}
	end := len(rest)
	for i := range len(rest) {
		c := rest[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.':
		case c == '/':
			end = min(end, i)
		case end < i && ('A' <= c && c <= 'Z' || strings.IndexByte("_~?=&#+,;", c) >= 0):
		default:
			return ""
		}
	}
	return rest[:end]
}

// safeURL is the URL as it may stand in a link, or empty where it is none for people to follow: only http, https and
// mailto, percent-encoded where a character could end the link or cannot be seen.
func safeURL(raw string) string {
	if plainHost(raw) != "" {
		return raw
	}
	raw = strings.TrimSpace(raw)
	if raw == "" || !utf8.ValidString(raw) {
		return ""
	}
	safe := encoded(raw)
	u, err := url.Parse(safe)
	if err != nil || len(safe) > maxLinkURL {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
		if u.Opaque == "" {
			return ""
		}
	default:
		return ""
	}
	return safe
}

// encoded is a URL with all percent-encoded that could end a link, call somebody or not be seen. Most have nothing of that.
func encoded(raw string) string {
	var b strings.Builder
	done := 0
	for i, r := range raw {
		if strings.ContainsRune("|<>\"`\\{}^", r) || unicode.IsSpace(r) || !unicode.IsGraphic(r) || r == '@' && callsAll(raw[i+1:]) {
			b.WriteString(raw[done:i])
			b.WriteString(strings.ReplaceAll(url.QueryEscape(string(r)), "+", "%20"))
			done = i + utf8.RuneLen(r)
		}
	}
	if done == 0 {
		return raw
	}
	b.WriteString(raw[done:])
	return b.String()
}

// link is a mrkdwn link; only the label where the URL is none.
func link(rawURL, label string) string { return linkTo(safeURL(rawURL), label) }

// linkTo is link for what safeURL gave.
func linkTo(u, label string) string {
	label = plain(line(label))
	switch {
	case u == "":
		return label
	case label == "":
		label = plain(u)
	}
	return "<" + escape(u) + "|" + label + ">"
}
