package render

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"archbot/kb"
)

// styleMarks are the marks of the styles, in the order in which they are opened. Code is set alone: nothing is styled in it.
var styleMarks = [...]struct {
	style kb.Style
	mark  string
}{{kb.Bold, "*"}, {kb.Italic, "_"}, {kb.Strike, "~"}}

// mrkdwn is running text for a section, field or context. A style that Slack would not show where it stands (inside a
// word, around a space, around its own delimiter) is dropped and its text kept.
func (n notes) mrkdwn(in kb.Inline) string {
	spans := n.spans(in)
	armed := armedMarks(spans)
	if len(spans) == 1 {
		return spanText(spans[0], 0, 0, armed)
	}
	var b strings.Builder
	b.Grow(textLen(spans) * 9 / 8)
	for i, s := range spans {
		prev, next := around(spans, i)
		b.WriteString(spanText(s, prev, next, armed))
	}
	return b.String()
}

// textLen is how many bytes of text spans have.
func textLen(spans kb.Inline) (n int) {
	for i := range spans {
		n += len(spans[i].Text)
	}
	return n
}

func spanText(s kb.Span, prev, next rune, armed string) string {
	if !marked(s) {
		return neutral(s.Text, prev, next, armed)
	}
	if u := safeURL(s.Link); u != "" {
		return wrap("<"+escape(u)+"|"+neutral(line(s.Text), 0, 0, marks)+">", s.Text, s.Style, prev, next)
	}
	if s.Style&kb.Monospace != 0 {
		if !codeFits(s.Text, prev, next) {
			return neutral(s.Text, prev, next, armed)
		}
		return "`" + defuse(escape(s.Text), "&lt;") + "`"
	}
	return wrap(neutral(s.Text, prev, next, armed), s.Text, s.Style, prev, next)
}

// isCode reports whether span i is set as code: it is meant to be, and Slack would see it as that where it stands.
func isCode(s kb.Span, spans kb.Inline, i int) bool {
	prev, next := around(spans, i)
	return s.Style&kb.Monospace != 0 && safeURL(s.Link) == "" && codeFits(s.Text, prev, next)
}

func codeFits(text string, prev, next rune) bool {
	return !strings.Contains(text, "`") && opens(prev) && closes(next)
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

// armedMarks returns the marks that could form a pair on some line of this text, or with the delimiter of a span's style: the
// others are left as they are.
func armedMarks(spans kb.Inline) string {
	if !slices.ContainsFunc(spans, func(s kb.Span) bool { return look(s.Text)&marking != 0 }) {
		return ""
	}
	var text strings.Builder
	var styles kb.Style
	for i, s := range spans {
		if isCode(s, spans, i) {
			s.Text = "x"
		} else {
			s.Style &^= kb.Monospace
		}
		styles |= s.Style
		text.WriteString(s.Text)
	}
	all, armed := text.String(), ""
	if look(all)&marking == 0 {
		return ""
	}
	for _, mark := range marks {
		if pairs(all, mark, styles&styleOf(mark) != 0) {
			armed += string(mark)
		}
	}
	return armed
}

func styleOf(mark rune) kb.Style {
	for _, m := range styleMarks {
		if m.mark == string(mark) {
			return m.style
		}
	}
	return kb.Monospace
}

// pairs reports whether a mark that could open stands before one that could close on some line of text; where the mark's
// own style is used in the text, either is enough.
func pairs(text string, mark rune, used bool) bool {
	if strings.IndexByte(text, byte(mark)) < 0 {
		return false
	}
	for l := range strings.SplitSeq(text, "\n") {
		open := used
		var prev rune
		for i, r := range l {
			var next rune
			if tail := l[i+utf8.RuneLen(r):]; tail != "" {
				next, _ = utf8.DecodeRuneInString(tail)
			}
			if r == mark {
				if open && canClose(prev, next) || used && canOpen(prev, next) {
					return true
				}
				open = open || canOpen(prev, next)
			}
			prev = r
		}
	}
	return false
}

// spans is running text ready to be set: cleaned, pictures turned into links, neighbours of one look joined, and styles
// taken off white space, so that every span with a style is within one line and has no space at its ends.
func (n notes) spans(in kb.Inline) kb.Inline {
	if ready(in) {
		return in[:len(in):len(in)]
	}
	joined := make(kb.Inline, 0, len(in))
	for _, s := range in {
		s.Text = clean(s.Text)
		s.Link = n.resolve(s.Link)
		if s.Style&kb.Picture != 0 {
			s = kb.Span{Text: n.pictureText(s.Text), Link: s.Link}
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
	if !slices.ContainsFunc(joined, loose) {
		return trimSpans(joined)
	}
	out := make(kb.Inline, 0, len(joined)+4)
	for _, s := range joined {
		if loose(s) {
			out = append(out, loosen(s)...)
		} else {
			out = append(out, s)
		}
	}
	return trimSpans(out)
}

// ready reports whether running text is what [notes.spans] would make of it, which most is.
func ready(in kb.Inline) bool {
	for i, s := range in {
		if s.Link != "" || s.Style&kb.Picture != 0 || s.Text == "" || !isClean(s.Text) || loose(s) ||
			i > 0 && s.Style == in[i-1].Style {
			return false
		}
	}
	return len(in) == 0 || !beginsSpaced(in[0].Text) && !endsSpaced(in[len(in)-1].Text)
}

// loose reports whether a span has white space to be taken off it.
func loose(s kb.Span) bool {
	return marked(s) && (beginsSpaced(s.Text) || endsSpaced(s.Text) || strings.IndexByte(s.Text, '\n') >= 0)
}

func beginsSpaced(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

func endsSpaced(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsSpace(r)
}

// loosen splits the white space off a span that has a style or leads somewhere.
func loosen(s kb.Span) kb.Inline {
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
