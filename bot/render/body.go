package render

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"archbot/kb"
)

// A piece is a part of a body as mrkdwn that is complete in itself: links are whole and fences closed, so that a message
// may be cut before or after it. Or it is a picture or a table that a block of its own can show.
type piece struct {
	text  string
	gap   string    // between the piece before and this one, where both stand in one section
	image *kb.Image // URL absolute and safe
	table *kb.Table
}

const (
	minPiece = 400 // the least limit that pieces honours: room for a margin, a link and some words
	maxDepth = 6   // of list items within list items

	apart = "\n\n"
	below = "\n"
)

// pieces are the parts of body, each with at most limit UTF-16 units of text. Tables and pictures on their own are
// pieces of their own where blocks is true, else text.
func (n notes) pieces(body kb.Body, limit int, blocks bool) []piece {
	s := setter{notes: n, limit: max(limit, minPiece), blocks: blocks}
	s.set(body, &margin{}, apart)
	return s.out
}

// A margin is what stands before the first line of what is set next, and before each line after it.
type margin struct{ first, rest string }

func (m *margin) take() string {
	first := m.first
	m.first = m.rest
	return first
}

type setter struct {
	notes
	limit  int
	blocks bool
	out    []piece
}

func (s *setter) set(body kb.Body, m *margin, gap string) {
	for i, e := range body {
		before := len(s.out)
		switch e := e.(type) {
		case kb.Paragraph:
			s.paragraph(e.Text, m, gap)
		case kb.List:
			near := gap
			if i > 0 && leadsIn(body[i-1]) {
				near = below
			}
			s.list(e, m, near)
		case kb.Table:
			s.table(e, m, gap)
		case kb.Code:
			s.code(e.Text, m, gap)
		case kb.Image:
			s.image(e, m, gap)
		case kb.Quote:
			s.set(e.Body, &margin{quoted(m.first), quoted(m.rest)}, gap)
		}
		if len(s.out) > before && m.rest != "" {
			gap = below // within a list item or quote, paragraphs follow closely
		}
	}
}

// quoted is a margin inside a quote: Slack has one level, and knows it only at the beginning of a line.
func quoted(margin string) string {
	return "> " + strings.TrimPrefix(margin, "> ")
}

func (s *setter) add(text, gap string) { s.out = append(s.out, piece{text: text, gap: gap}) }

func (s *setter) paragraph(in kb.Inline, m *margin, gap string) {
	in = unlinked(s.spans(in), s.limit/4)
	limit, margin := s.limit-units(m.first+m.rest), units(m.rest)
	if text, ok := s.whole(in, limit, margin); ok {
		s.lines(text, m, gap)
		return
	}
	a, b := halve(in)
	for _, text := range append(s.fitting(a, limit, margin), s.fitting(b, limit, margin)...) {
		if s.lines(text, m, gap) {
			gap = below
		}
	}
}

// lines adds text whose lines all get the margin, and reports whether there was anything in it.
func (s *setter) lines(text string, m *margin, gap string) bool {
	if strings.TrimSpace(strings.ReplaceAll(text, joiner, "")) == "" {
		return false
	}
	if m.rest != "" && strings.IndexByte(text, '\n') >= 0 {
		text = strings.ReplaceAll(text, "\n", "\n"+m.rest)
	}
	s.add(m.take()+text, gap)
	return true
}

// unlinked drops links whose URL is longer than limit: in a short piece they would leave no room to be read.
func unlinked(in kb.Inline, limit int) kb.Inline {
	for i := range in {
		if in[i].Link != "" && units(escape(in[i].Link)) > limit {
			in[i].Link = ""
		}
	}
	return in
}

// fitting sets running text in parts of at most limit units each, with margin more after each line break.
func (n notes) fitting(in kb.Inline, limit, margin int) []string {
	if text, ok := n.whole(in, limit, margin); ok {
		return []string{text}
	}
	a, b := halve(in)
	return append(n.fitting(a, limit, margin), n.fitting(b, limit, margin)...)
}

// whole sets running text in one part, and reports whether that fits.
func (n notes) whole(in kb.Inline, limit, margin int) (text string, ok bool) {
	text = n.mrkdwn(in)
	return text, units(text)+margin*strings.Count(text, "\n") <= limit
}

// halve splits running text near its middle: at a line break, else the end of a sentence, else a space, else anywhere.
func halve(in kb.Inline) (a, b kb.Inline) {
	text := ""
	for _, s := range in {
		text += s.Text
	}
	at := breakAt(text)
	for i, s := range in {
		if at < len(s.Text) || i == len(in)-1 {
			left, right := s, s
			left.Text, right.Text = s.Text[:at], s.Text[at:]
			a, b = append(a, in[:i]...), append(b, right)
			if left.Text != "" {
				a = append(a, left)
			}
			return a, append(b, in[i+1:]...)
		}
		at -= len(s.Text)
	}
	return nil, nil
}

// breakAt is the byte offset at which text is best cut in two.
func breakAt(text string) int {
	mid := len(text) / 2
	for mid > 0 && !utf8.RuneStart(text[mid]) {
		mid--
	}
	from, to := mid/2, mid+mid/2
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	window := text[from:to]
	for _, sep := range []string{"\n", ". ", " "} {
		if i := strings.LastIndex(window, sep); i > 0 {
			return from + i + len(sep)
		}
	}
	if mid == 0 {
		_, mid = utf8.DecodeRuneInString(text)
	}
	return mid
}

func (s *setter) list(l kb.List, m *margin, gap string) {
	number := l.Start
	for _, item := range l.Items {
		mark := bullet(m.rest)
		if l.Ordered {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		inner := &margin{m.take() + mark, deeper(m.rest)}
		s.set(item, inner, gap)
		if inner.first != inner.rest { // nothing was set: an empty item keeps its number and shows nothing
			m.first = strings.TrimSuffix(inner.first, mark)
			continue
		}
		gap = below
	}
}

// deeper is the margin of what stands in a list item. Deep nesting is not shown further in than maxDepth.
func deeper(margin string) string {
	if len(margin) >= 4*maxDepth {
		return margin
	}
	return margin + "    "
}

// bullet marks an item by how deep it stands.
func bullet(margin string) string {
	switch len(strings.TrimPrefix(margin, "> ")) / 4 {
	case 0:
		return "• "
	case 1:
		return "◦ "
	}
	return "▪ "
}

// code is preformatted text in fences. In a quote or a list, where Slack knows no fences, it stands as lines of text.
func (s *setter) code(text string, m *margin, gap string) {
	text = strings.Trim(clean(text), "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	if strings.HasPrefix(m.rest, ">") {
		s.paragraph(kb.Inline{{Text: text}}, m, gap)
		return
	}
	if m.first != m.rest { // the list's mark, on a line of its own
		s.add(strings.TrimRight(m.take(), " "), gap)
		gap = below
	}
	for _, chunk := range codeChunks(text, s.limit-8) {
		s.add("```\n"+chunk+"\n```", gap)
		gap = below
	}
}

// codeChunks escapes code and splits it at line ends into parts of at most limit units; a line that is longer is split
// anywhere. Fences in it are broken up.
func codeChunks(text string, limit int) []string {
	var chunks []string
	var b strings.Builder
	size := 0
	flush := func() {
		if size > 0 {
			chunks = append(chunks, strings.TrimSuffix(b.String(), "\n"))
			b.Reset()
			size = 0
		}
	}
	text = strings.ReplaceAll(text, "``", "`"+joiner+"`"+joiner)
	for _, l := range strings.SplitAfter(text, "\n") {
		if n := units(escapeCode(l)); size+n > limit {
			flush()
			for n > limit {
				head := headUnits(l, limit)
				chunks = append(chunks, escapeCode(l[:head]))
				l = l[head:]
				n = units(escapeCode(l))
			}
		}
		e := escapeCode(l)
		b.WriteString(e)
		size += units(e)
	}
	flush()
	return chunks
}

func escapeCode(s string) string { return defuse(escape(s), "&lt;") }

// headUnits is how many bytes of s, at least one character, can be set in limit units of code.
func headUnits(s string, limit int) int {
	n := 0
	for i, r := range s {
		n += units(escape(string(r))) + 1 // the one for a joiner
		if n > limit && i > 0 {
			return i
		}
	}
	return len(s)
}

func (s *setter) image(img kb.Image, m *margin, gap string) {
	u := s.resolve(img.URL)
	if s.blocks && absolute(img.URL) && u != "" && m.rest == "" {
		s.out = append(s.out, piece{gap: gap, image: &kb.Image{URL: u, Alt: pictureTitle(img)}})
		return
	}
	text := s.pictureText(pictureTitle(img))
	if u == "" {
		s.paragraph(kb.Inline{{Text: text}}, m, gap)
		return
	}
	s.paragraph(kb.Inline{{Text: text, Link: u}}, m, gap)
}

func absolute(rawURL string) bool {
	l := strings.ToLower(strings.TrimSpace(rawURL))
	return strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://")
}

// pictureTitle is what a person wrote for a picture, empty where a program did.
func pictureTitle(img kb.Image) string {
	for _, t := range []string{img.Title, img.Alt} {
		if t = line(t); t != "" && !filler(t) {
			return t
		}
	}
	return ""
}

func filler(alt string) bool {
	switch strings.ToLower(strings.Join(strings.FieldsFunc(alt, notLetter), "")) {
	case "alttext", "imagetooltip", "image", "img", "picture", "screenshot", "":
		return true
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func (v voice) pictureText(title string) string {
	if title = line(title); title == "" || filler(title) {
		return "[" + v.picture() + "]"
	}
	return "[" + v.picture() + ": " + shortenText(title, maxLabel) + "]"
}
