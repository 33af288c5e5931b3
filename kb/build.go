package kb

import "strings"

// A builder makes a body of what the Markdown tree and the HTML in it say, in the order they say it. Both feed the same stack
// of open containers, so that a table in HTML may hold Markdown, and a list item an HTML table.
type builder struct {
	frames []frame // the first one holds the body
	run    []piece // running text not yet put into a paragraph
	tags   []inlineTag
	pre    *strings.Builder // what stands in an open <pre>
	mute   string           // the tag whose content is no text, such as script
}

type frameKind uint8

const (
	holdBody frameKind = iota
	holdItem
	holdCell
	holdQuote
	listFrame // holds items only
	tableFrame
	rowFrame
)

type frame struct {
	kind    frameKind
	fixed   bool // opened by Markdown, which also closes it
	header  bool // of a cell: it names its column
	joining bool // the last paragraph ends with the "=" of a list of synonyms
	drawing int  // how long the body was when a drawing with arrows was its last element
	indent  int  // where the arrows of that drawing stand
	body    Body
	list    List
	rows    [][]Body
	row     []Body
	span    int // columns that a cell takes; the surplus ones are empty
	heads   int // cells of the row that name columns
	written int // cells of the table
}

// A piece is a span and, for a picture, its title.
type piece struct {
	Span
	title    string
	pictured bool // the text stands for the link of the picture before it
}

// An inlineTag is an open HTML tag that changes how text looks.
type inlineTag struct {
	name  string
	style Style
	link  string
}

func newBuilder() *builder { return &builder{frames: make([]frame, 1, 3)} }

func (b *builder) top() *frame { return &b.frames[len(b.frames)-1] }

// holder is the innermost container that paragraphs may stand in.
func (b *builder) holder() *frame {
	for i := len(b.frames) - 1; i > 0; i-- {
		if b.frames[i].kind <= holdQuote {
			return &b.frames[i]
		}
	}
	return &b.frames[0]
}

// within is the index of the innermost container of a kind that HTML may reach, or -1: it may not leave what Markdown opened.
func (b *builder) within(kinds ...frameKind) int {
	for i := len(b.frames) - 1; i > 0; i-- {
		for _, k := range kinds {
			if b.frames[i].kind == k {
				return i
			}
		}
		if b.frames[i].fixed {
			return -1
		}
	}
	return -1
}

// open begins a container and returns the depth to close it to. Too deep, its content goes to the one around it.
func (b *builder) open(f frame) int {
	b.flush()
	depth := len(b.frames)
	if depth <= 2*maxNesting {
		b.frames = append(b.frames, f)
	}
	return depth
}

// closeTo ends containers until depth are left.
func (b *builder) closeTo(depth int) {
	for len(b.frames) > max(depth, 1) {
		b.flush()
		f := *b.top()
		b.frames = b.frames[:len(b.frames)-1]
		b.put(f)
	}
}

// put adds what a closed container has become to the one around it.
func (b *builder) put(f frame) {
	parent := b.top()
	switch {
	case f.kind == holdItem && parent.kind == listFrame:
		parent.list.Items = append(parent.list.Items, f.body)
	case f.kind == holdCell && parent.kind == rowFrame:
		parent.row = append(parent.row, f.body)
		for range f.span - 1 {
			parent.row = append(parent.row, nil)
		}
		if f.header {
			parent.heads += max(f.span, 1)
		}
	case f.kind == rowFrame && parent.kind == tableFrame:
		if len(f.row) > 0 {
			if len(parent.rows) == 0 {
				parent.header = f.heads == len(f.row)
			}
			parent.rows = append(parent.rows, f.row)
			parent.written += len(f.row)
		}
	case f.kind == listFrame:
		if len(f.list.Items) > 0 {
			b.add(f.list)
		}
	case f.kind == tableFrame:
		b.addTable(f)
	case f.kind == holdQuote:
		if len(f.body) > 0 {
			b.add(Quote{f.body})
		}
	case f.kind == rowFrame:
		for _, cell := range f.row {
			b.add(cell...)
		}
	default:
		b.add(f.body...)
	}
}

// add ends the paragraph and adds elements to the innermost container that takes them.
func (b *builder) add(elements ...Element) {
	b.flush()
	h := b.holder()
	for _, e := range elements {
		h.add(e)
	}
}

// flush puts the running text into a paragraph. Pictures that stand alone become images.
func (b *builder) flush() {
	b.tags = b.tags[:0]
	if len(b.run) == 0 {
		return
	}
	run := b.run
	b.run = nil
	h := b.holder()
	if pictures(run) {
		run = addImages(h, run)
	}
	if text := tidy(run); len(text) > 0 {
		h.add(Paragraph{text})
	}
}

// addImages adds the pictures of running text and returns what is left: the links that pictures were.
func addImages(h *frame, run []piece) (links []piece) {
	for _, p := range run {
		switch {
		case p.Style&Picture != 0:
			h.add(Image{URL: p.Link, Alt: tidyText(p.Text), Title: tidyText(p.title)})
		case p.pictured:
			links = append(links, piece{Span: Span{Text: " "}}, p)
		}
	}
	return links
}

// pictures reports whether running text is pictures and blanks only.
func pictures(run []piece) bool {
	found := false
	for _, p := range run {
		if p.Style&Picture != 0 {
			found = true
		} else if !p.pictured && strings.TrimSpace(p.Text) != "" {
			return false
		}
	}
	return found
}

// text adds running text in the given style; HTML around it may add to the style.
func (b *builder) text(s string, style Style, link string) {
	switch {
	case s == "" || b.mute != "":
		return
	case b.pre != nil:
		b.pre.WriteString(s)
		return
	}
	for _, t := range b.tags {
		style |= t.style
		if link == "" {
			link = t.link
		}
		s = raised(t.name, s)
	}
	b.run = append(b.run, piece{Span: Span{Text: s, Style: style, Link: link}})
}

// picture adds an image to the running text, and where it is a link, the link as text.
func (b *builder) picture(url, alt, title, link string) {
	if b.mute != "" || b.pre != nil || isBadge(url) {
		return
	}
	b.run = append(b.run, piece{Span: Span{Text: alt, Style: Picture, Link: url}, title: title})
	if link == "" {
		for _, t := range b.tags {
			if t.link != "" {
				link = t.link
			}
		}
	}
	if link != "" && link != url {
		b.run = append(b.run, piece{Span: Span{Text: " "}}, piece{Span: Span{Text: linkText(alt, link), Link: link}, pictured: true})
	}
}

// isBadge reports whether a picture is one of those that show the state of a build: it says nothing about the topic.
func isBadge(url string) bool {
	return strings.Contains(url, "shields.io/") || strings.Contains(url, "badge") || strings.Contains(url, "status.svg") ||
		strings.Contains(url, "status.png")
}

// linkText names a link that has only a picture: by the picture's description where that says something, else by itself.
func linkText(alt, link string) string {
	if alt = tidyText(alt); meaningfulAlt(alt) {
		return alt
	}
	return link
}

// finish closes all that is open and returns the body.
func (b *builder) finish() Body {
	b.endPre()
	b.closeTo(1)
	b.flush()
	return b.frames[0].body
}
