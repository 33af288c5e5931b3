package kb

import "strings"

// A Body is the content of a block with its structure kept, so that nothing that shows it has to work on Markdown.
type Body []Element

// An Element is one part of a body: [Paragraph], [List], [Table], [Code], [Image], [Quote] or [Rule].
type Element interface{ element() }

// A Paragraph is running text.
type Paragraph struct{ Text Inline }

// A List is bulleted, or numbered from Start.
type List struct {
	Ordered bool
	Start   int // of the first item, where ordered
	Items   []Body
}

// A Table is a grid of cells. Every row has the same number of cells: short rows were filled with empty ones.
type Table struct {
	Rows   [][]Body
	Header bool // the first row names the columns
}

// Code is preformatted text, its line breaks and spaces kept: a fenced or indented code block, or a drawing in characters.
type Code struct {
	Lang string // the fence's info word, or empty
	Text string // without a line break at its end
}

// An Image stands on a line of its own. Images inside running text are spans.
type Image struct{ URL, Alt, Title string }

// A Quote is a quotation or a callout.
type Quote struct{ Body Body }

// A Rule is a thematic break.
type Rule struct{}

func (Paragraph) element() {}
func (List) element()      {}
func (Table) element()     {}
func (Code) element()      {}
func (Image) element()     {}
func (Quote) element()     {}
func (Rule) element()      {}

// Inline is running text as spans of one style each. Line breaks that the writer meant are "\n" inside a span's text.
type Inline []Span

// A Span is text of one style, perhaps a link.
type Span struct {
	Text  string // for an image, its alternative text
	Style Style
	Link  string // where the text leads, or an image's URL; else empty
}

// Style is a set of text styles.
type Style uint8

// The styles; Picture marks an image inside running text.
const (
	Bold Style = 1 << iota
	Italic
	Strike
	Monospace
	Picture
)

// String is the text without its styles. Images have none: their alternative text is what a program left there far
// more often than what a person wrote.
func (in Inline) String() string {
	if len(in) == 1 && in[0].Style&Picture == 0 {
		return in[0].Text
	}
	var b strings.Builder
	b.Grow(in.size())
	for _, s := range in {
		if s.Style&Picture == 0 {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// size is how many bytes of text the spans have.
func (in Inline) size() (n int) {
	for i := range in {
		n += len(in[i].Text)
	}
	return n
}

// Text is the body as plain text: a line a paragraph, list item and table row (its cells separated by " | "), nested
// items indented by two spaces. Search indexes it and terminals and notifications show it.
func (b Body) Text() string {
	var w strings.Builder
	w.Grow(b.size(0))
	writeText(&w, b, 0)
	return strings.TrimRight(w.String(), "\n")
}

// size is about how long the text of a body is that stands so deep in lists; tables are not looked into.
func (b Body) size(depth int) (n int) {
	line := depth*len(indent) + len("\n")
	for _, e := range b {
		switch e := e.(type) {
		case Paragraph:
			n += e.Text.size() + line
		case List:
			for _, item := range e.Items {
				n += item.size(depth + 1)
			}
		case Code:
			n += len(e.Text) + line
		case Quote:
			n += e.Body.size(depth)
		}
	}
	return n
}

// indent stands before each line of a list's items, as often as lists stand in each other.
const indent = "  "

func writeText(w *strings.Builder, body Body, depth int) {
	for _, e := range body {
		switch e := e.(type) {
		case Paragraph:
			writeLines(w, depth, e.Text.String())
		case List:
			for _, item := range e.Items {
				writeText(w, item, depth+1)
			}
		case Table:
			for _, row := range e.Rows {
				writeLines(w, depth, rowText(row))
			}
		case Code:
			writeLines(w, depth, e.Text)
		case Quote:
			writeText(w, e.Body, depth)
		}
	}
}

func writeLines(w *strings.Builder, depth int, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		for range depth {
			w.WriteString(indent)
		}
		w.WriteString(line)
		w.WriteByte('\n')
	}
}

func rowText(row []Body) string {
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = strings.Join(strings.Fields(cell.Text()), " ")
	}
	return strings.Join(cells, " | ")
}

// Empty reports whether the body shows a reader nothing: no text and no image.
func (b Body) Empty() bool {
	for _, e := range b {
		switch e := e.(type) {
		case Image:
			return false
		case Paragraph:
			for _, s := range e.Text {
				if s.Style&Picture != 0 {
					return false
				}
			}
			if strings.TrimSpace(e.Text.String()) != "" { // nearly all bodies begin so
				return false
			}
		}
	}
	return b.Text() == ""
}
