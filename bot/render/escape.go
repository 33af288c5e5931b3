package render

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// joiner is U+2060 WORD JOINER: no width, no line break, nothing to see. Between the characters of a sequence that means
// something only as a whole (<!, @here, :100:, three backticks, a > at the beginning of a line) it takes the meaning away.
const joiner = "\u2060"

// marks are the characters that open and close styles. mrkdwn has no escape for them, and no invisible character beside one
// is known to disarm it in every client, so where one would have an effect it is replaced by the character that looks most
// like it: ASTERISK OPERATOR, MODIFIER LETTER LOW MACRON, TILDE OPERATOR, MODIFIER LETTER GRAVE ACCENT.
const marks = "*_~`"

var lookalikes = strings.NewReplacer("*", "\u2217", "_", "\u02CD", "~", "\u223C", "`", "\u02CB")

// clean makes text fit to show: valid UTF-8, "\n" as the only line break, no control characters but tabs, no byte order
// marks, and no bidirectional embeddings, overrides or isolates, which can make text read as what it is not.
func clean(s string) string {
	if printable(s) { // nearly all text there is
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r) || r == '\uFEFF' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
}

// printable reports whether s is ASCII that can be seen, spaces, tabs and line breaks.
func printable(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf-1 || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// line is clean text in one line: runs of white space are one space.
func line(s string) string {
	s = clean(s)
	if printable(s) && !strings.ContainsAny(s, "\n\t") && !strings.Contains(s, "  ") { // nearly all names there are
		return strings.Trim(s, " ")
	}
	return strings.Join(strings.Fields(s), " ")
}

// literal is clean text for where Slack does not read markup (plain_text, raw_text, rich text). It is not escaped there.
// What would call people elsewhere is broken up all the same, so that no client and no copy of it does.
func literal(s string) string { return defuse(clean(s), "<") }

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape replaces the three characters that Slack's mrkdwn needs escaped; docs.slack.dev/messaging/formatting-message-text.
func escape(s string) string { return entities.Replace(s) }

// broadcasts are the words that call everybody after an @.
var broadcasts = []string{"here", "channel", "everyone", "group"}

// defuse breaks up @here and the like, and open ("<" or "&lt;") before one of ! @ #.
func defuse(s, open string) string {
	if !strings.ContainsAny(s, "@<") && !strings.Contains(s, open) {
		return s
	}
	for _, mark := range []string{"!", "@", "#"} {
		s = strings.ReplaceAll(s, open+mark, open+joiner+mark)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] == '@' && callsAll(s[i+1:]) {
			b.WriteString(joiner)
		}
	}
	return b.String()
}

func callsAll(s string) bool {
	for _, word := range broadcasts {
		if len(s) >= len(word) && strings.EqualFold(s[:len(word)], word) {
			return true
		}
	}
	return false
}

// plain is text as mrkdwn that shows as it is: cleaned, escaped, and without effect.
func plain(s string) string { return neutral(clean(s), 0, 0, marks) }

// neutral escapes clean text and disarms those of its characters in armed that could open or close a style, a quote at
// the beginning of a line, and the emoji whose names are numbers (the 100 in a ratio of 1:100:1000). prev and next are the
// characters around s, 0 for none.
func neutral(s string, prev, next rune, armed string) string {
	special := armed + "<>&:"
	if !strings.ContainsAny(s, special+"@") {
		return s
	}
	var b strings.Builder
	done := 0
	for i := strings.IndexAny(s, special); i >= done; i = done + strings.IndexAny(s[done:], special) {
		before, after := prev, next
		if i > 0 {
			before, _ = utf8.DecodeLastRuneInString(s[:i])
		}
		if i+1 < len(s) {
			after, _ = utf8.DecodeRuneInString(s[i+1:])
		}
		b.WriteString(s[done:i])
		b.WriteString(harmless(s[i:], before, after))
		done = i + 1
	}
	b.WriteString(s[done:])
	return defuse(b.String(), "&lt;")
}

// harmless is what stands for the first character of s, a special one between before and after.
func harmless(s string, before, after rune) string {
	switch c := s[:1]; {
	case strings.Contains(marks, c):
		if canOpen(before, after) || canClose(before, after) {
			return lookalikes.Replace(c)
		}
		return c
	case c == ">" && (before == 0 || before == '\n'):
		return joiner + "&gt;"
	case c == ":" && digitName(s[1:]):
		return ":" + joiner
	default:
		return escape(c)
	}
}

// canOpen and canClose report whether a mark between prev and next could open or close a style in any client: an opening one
// does not follow a letter or precede a space, a closing one does not follow a space or precede a letter.
func canOpen(prev, next rune) bool { return !isWord(prev) && !isSpace(next) }

func canClose(prev, next rune) bool { return !isSpace(prev) && !isWord(next) }

func isSpace(r rune) bool { return r == 0 || unicode.IsSpace(r) }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func digitName(s string) bool { return strings.HasPrefix(s, "100:") || strings.HasPrefix(s, "1234:") }

// code is s as inline code in mrkdwn. A backtick cannot stand in it.
func code(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(line(s), "`", ""))
	if s == "" {
		return ""
	}
	return "`" + defuse(escape(s), "&lt;") + "`"
}

// safeURL is the URL as it may stand in a link, or empty where it is none for people to follow: only http, https and
// mailto, percent-encoded where a character could end the link or cannot be seen.
func safeURL(raw string) string {
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

// shortenText cuts s at a word to at most limit UTF-16 units, an ellipsis included.
func shortenText(s string, limit int) string {
	if units(s) <= limit {
		return s
	}
	n, end, space := 0, 0, 0
	for i, r := range s {
		n += units(string(r))
		if n > limit-1 {
			break
		}
		if unicode.IsSpace(r) {
			space = i
		}
		end = i + utf8.RuneLen(r)
	}
	if space > end/2 {
		end = space
	}
	return strings.TrimRightFunc(s[:end], unicode.IsSpace) + "…"
}
