package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"archbot/kb"
)

// styleMarks are mrkdwn's delimiters, in the order in which they are opened. Code is set alone: nothing is styled in it.
var styleMarks = [...]struct {
	style kb.Style
	mark  string
}{{kb.Bold, "*"}, {kb.Italic, "_"}, {kb.Strike, "~"}}

// mrkdwn is running text for a section, field or context. A style that Slack would not show where it stands (inside a
// word, around a space, around its own delimiter) is dropped and its text kept.
func (n notes) mrkdwn(in kb.Inline) string {
	spans := n.spans(in)
	marks := crowded(spans)
	var b strings.Builder
	for i, s := range spans {
		prev, next := around(spans, i)
		b.WriteString(spanText(s, prev, next, marks))
	}
	return b.String()
}

func spanText(s kb.Span, prev, next rune, marks string) string {
	if u := safeURL(s.Link); u != "" {
		return wrap("<"+escape(u)+"|"+neutral(line(s.Text), 0, 0, "*_~`")+">", s.Text, s.Style, prev, next)
	}
	if s.Style&kb.Monospace != 0 {
		if strings.Contains(s.Text, "`") || !opens(prev) || !closes(next) {
			return neutral(s.Text, prev, next, marks)
		}
		return "`" + defuse(escape(s.Text), "&lt;") + "`"
	}
	return wrap(neutral(s.Text, prev, next, marks), s.Text, s.Style, prev, next)
}

// wrap puts the delimiters of style around text, which shows as shown, as far as Slack would see them.
func wrap(text, shown string, style kb.Style, prev, next rune) string {
	if !opens(prev) || !closes(next) {
		return text
	}
	before, after := "", ""
	for _, m := range styleMarks {
		if style&m.style != 0 && !strings.Contains(shown, m.mark) {
			before, after = before+m.mark, m.mark+after
		}
	}
	return before + text + after
}

// opens and closes report whether a delimiter is one after prev, or before next. These are the places where Slack is
// known to see it, not all where it may.
func opens(prev rune) bool {
	return prev == 0 || unicode.IsSpace(prev) || strings.ContainsRune("([{\"'“‘", prev)
}

func closes(next rune) bool {
	return next == 0 || unicode.IsSpace(next) || strings.ContainsRune(".,;:!?)]}\"'”’…", next)
}

// around is the text that stands directly before and after span i, 0 at a border. Next to another styled span it is a
// delimiter, which is none of those that a style may stand beside: delimiters that touch are not reliable.
func around(spans kb.Inline, i int) (prev, next rune) {
	if i > 0 {
		prev, _ = utf8.DecodeLastRuneInString(spans[i-1].Text)
		if marked(spans[i-1]) {
			prev = '>'
		}
	}
	if i+1 < len(spans) {
		next, _ = utf8.DecodeRuneInString(spans[i+1].Text)
		if marked(spans[i+1]) {
			next = '<'
		}
	}
	return prev, next
}

func marked(s kb.Span) bool { return s.Style != 0 || s.Link != "" }

// crowded returns the markup characters that could form a pair in this text: one that stands alone is left as it is.
func crowded(spans kb.Inline) string {
	marks := ""
	for _, mark := range []string{"*", "_", "~", "`"} {
		n := 0
		for _, s := range spans {
			n += strings.Count(s.Text, mark)
			for _, m := range styleMarks {
				if m.mark == mark && s.Style&m.style != 0 {
					n += 2
				}
			}
			if mark == "`" && s.Style&kb.Monospace != 0 {
				n += 2
			}
		}
		if n > 1 {
			marks += mark
		}
	}
	return marks
}

// spans is running text ready to be set: cleaned, pictures turned into links, neighbours of one look joined, and styles
// taken off white space, so that every span with a style is within one line and has no space at its ends.
func (n notes) spans(in kb.Inline) kb.Inline {
	var joined kb.Inline
	for _, s := range in {
		s.Text = clean(s.Text)
		if s.Style&kb.Picture != 0 {
			s = kb.Span{Text: pictureText(s.Text), Link: n.resolve(s.Link)}
		}
		if safeURL(s.Link) == "" {
			s.Link = ""
		}
		if s.Text == "" {
			continue
		}
		last := len(joined) - 1
		switch {
		case last >= 0 && joined[last].Link == s.Link && joined[last].Style == s.Style:
			joined[last].Text += s.Text
		case last >= 0 && s.Link != "" && joined[last].Link == s.Link: // one link in several styles
			joined[last].Text += s.Text
			joined[last].Style &= s.Style
		default:
			joined = append(joined, s)
		}
	}
	var out kb.Inline
	for _, s := range joined {
		out = append(out, loosen(s)...)
	}
	return trimSpans(out)
}

// loosen splits the white space off a span that has a style or leads somewhere.
func loosen(s kb.Span) kb.Inline {
	if !marked(s) {
		return kb.Inline{s}
	}
	var out kb.Inline
	for i, text := range strings.Split(s.Text, "\n") {
		if i > 0 {
			out = append(out, kb.Span{Text: "\n"})
		}
		inner := strings.TrimSpace(text)
		at := strings.Index(text, inner)
		for j, part := range []string{text[:at], inner, text[at+len(inner):]} {
			switch {
			case part == "":
			case j == 1:
				out = append(out, kb.Span{Text: part, Style: s.Style, Link: s.Link})
			default:
				out = append(out, kb.Span{Text: part})
			}
		}
	}
	return out
}

// trimSpans takes the white space off both ends.
func trimSpans(in kb.Inline) kb.Inline {
	for len(in) > 0 {
		in[0].Text = strings.TrimLeftFunc(in[0].Text, unicode.IsSpace)
		if in[0].Text != "" {
			break
		}
		in = in[1:]
	}
	for len(in) > 0 {
		last := len(in) - 1
		in[last].Text = strings.TrimRightFunc(in[last].Text, unicode.IsSpace)
		if in[last].Text != "" {
			break
		}
		in = in[:last]
	}
	return in
}
