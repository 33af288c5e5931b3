package render

import (
	"strings"
	"unicode"
	"unicode/utf16"
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
	if isClean(s) { // nearly all text there is
		return s
	}
	return cleaned(s)
}

func cleaned(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case lineEnd(r):
			return '\n'
		case unseen(r):
			return -1
		}
		return r
	}, s)
}

// lineEnd reports whether r ends a line, but for "\n".
func lineEnd(r rune) bool {
	return r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// unseen reports whether r is a character that [clean] leaves out.
func unseen(r rune) bool {
	return unicode.IsControl(r) || r == '\uFEFF' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// line is clean text in one line: runs of white space are one space.
func line(s string) string {
	s = clean(s)
	if look(s)&(foreign|breaks) == 0 && !strings.Contains(s, "  ") { // nearly all names there are
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
	if strings.IndexByte(s, '@') < 0 && strings.IndexByte(s, '<') < 0 && !strings.Contains(s, open) {
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
	if look(s)&active == 0 {
		return s
	}
	var b strings.Builder
	done := 0
	for i := range len(s) {
		if classes[s[i]]&active == 0 || s[i] == '@' || classes[s[i]]&marking != 0 && strings.IndexByte(armed, s[i]) < 0 ||
			s[i] == ':' && !digitName(s[i+1:]) {
			continue
		}
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
	if done == 0 {
		return defuse(s, "&lt;")
	}
	b.WriteString(s[done:])
	return defuse(b.String(), "&lt;")
}

// harmless is what stands for the first character of s, a special one between before and after. A colon is one that begins a name of digits.
func harmless(s string, before, after rune) string {
	switch c := s[:1]; {
	case strings.Contains(marks, c):
		if canOpen(before, after) || canClose(before, after) {
			return lookalikes.Replace(c)
		}
		return c
	case c == ">" && (before == 0 || before == '\n'):
		return joiner + "&gt;"
	case c == ":":
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

// shortenText cuts s at a word to at most limit UTF-16 units, an ellipsis included.
func shortenText(s string, limit int) string {
	if within(s, limit) {
		return s
	}
	n, end, space := 0, 0, 0
	for i, r := range s {
		n += utf16.RuneLen(r)
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
