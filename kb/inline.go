package kb

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// plainText resolves backslash escapes and entities of Markdown text.
func plainText(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	var w strings.Builder
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b) && isPunct(b[i+1]):
			i++
			w.WriteByte(b[i])
		case c == '&':
			entity, text := entityAt(b[i:])
			w.WriteString(text)
			i += entity - 1
		default:
			w.WriteByte(c)
		}
	}
	return w.String()
}

// longestEntity is the length of the longest named entity in HTML, "&CounterClockwiseContourIntegral;".
const longestEntity = 33

// entityAt is the length of the entity at the start of b and what it stands for; an "&" that begins none stands for itself.
func entityAt(b []byte) (length int, text string) {
	i := bytes.IndexByte(b[:min(len(b), longestEntity)], ';')
	if i < 2 {
		return 1, "&"
	}
	entity := string(b[:i+1])
	if text = html.UnescapeString(entity); text == entity {
		return 1, "&"
	}
	return i + 1, text
}

func isPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// tidy makes spans of running text: blanks run together to one space, none at the ends of lines and of styled text, equal
// neighbours joined.
func tidy(run []piece) Inline {
	var w spanWriter
	blank := false // a space is due before the next text
	start := true  // at the start of a line
	for _, p := range run {
		if p.Style&Picture != 0 {
			if blank && !start {
				w.write(' ', 0, "")
			}
			w.picture(Span{Text: tidyText(p.Text), Style: p.Style, Link: p.Link})
			blank, start = false, false
			continue
		}
		for _, r := range p.Text {
			switch {
			case r == '\n':
				w.write('\n', 0, "")
				blank, start = false, true
			case unicode.IsSpace(r):
				blank = true
			case invisible(r):
			default:
				if blank && !start {
					w.space(p.Style, p.Link)
				}
				blank, start = false, false
				w.write(r, p.Style, p.Link)
			}
		}
	}
	return trimBreaks(w.finish())
}

// A spanWriter joins text of equal style to spans.
type spanWriter struct {
	out  Inline
	span Span
	text strings.Builder
}

func (w *spanWriter) write(r rune, style Style, link string) {
	if w.text.Len() > 0 && (w.span.Style != style || w.span.Link != link) {
		w.end()
	}
	w.span.Style, w.span.Link = style, link
	w.text.WriteRune(r)
}

// space writes a space before text of the given style. It has that style only inside of text of that style.
func (w *spanWriter) space(style Style, link string) {
	if w.text.Len() == 0 || w.span.Style != style || w.span.Link != link {
		style, link = 0, ""
	}
	w.write(' ', style, link)
}

func (w *spanWriter) picture(s Span) {
	w.end()
	w.out = append(w.out, s)
}

func (w *spanWriter) end() {
	if w.text.Len() > 0 {
		w.span.Text = w.text.String()
		w.out = append(w.out, w.span)
		w.text.Reset()
	}
}

func (w *spanWriter) finish() Inline {
	w.end()
	return w.out
}

// trimBreaks removes line breaks at both ends.
func trimBreaks(in Inline) Inline {
	for len(in) > 0 && in[0].Style&Picture == 0 {
		if in[0].Text = strings.TrimLeft(in[0].Text, "\n"); in[0].Text != "" {
			break
		}
		in = in[1:]
	}
	for n := len(in); n > 0 && in[n-1].Style&Picture == 0; n = len(in) {
		if in[n-1].Text = strings.TrimRight(in[n-1].Text, "\n "); in[n-1].Text != "" {
			break
		}
		in = in[:n-1]
	}
	if len(in) == 0 {
		return nil
	}
	return in
}

// tidyText is running text in one piece: blanks run together, nothing invisible, no line breaks.
func tidyText(s string) string {
	s = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// invisible reports whether a character shows nothing and could confuse a terminal or a search: control characters, byte order
// marks, zero-width spaces, and marks that turn the direction of what follows. Joiners stay: scripts and emoji need them.
func invisible(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	case r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u00ad':
		return true
	}
	return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

// codeText is preformatted text: lines and spaces as they are, control characters dropped.
func codeText(s string) string {
	s = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimRight(s, "\n \t")
}

// isWide reports whether a script writes without spaces between words, so that a line break inside a paragraph means nothing.
func isWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) || '\u3000' <= r && r <= '\u303f' ||
		'\uff00' <= r && r <= '\uffef'
}

// softBreak is what a line break between two lines of a paragraph stands for.
func softBreak(before, after []byte) string {
	last, _ := utf8.DecodeLastRune(bytes.TrimRight(before, " \t"))
	next := bytes.TrimLeft(after, " \t\n")
	first, _ := utf8.DecodeRune(next)
	switch {
	case startsWithArrow(string(next[:min(len(next), 8)])):
		return "\n"
	case isWide(last) && isWide(first):
		return ""
	}
	return " "
}
