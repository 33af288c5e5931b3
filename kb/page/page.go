package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

//go:embed page.html
var source string

var pages = template.Must(template.New("page").Funcs(template.FuncMap{
	"what": what, "styled": styled, "web": web, "lines": lines,
}).Parse(source))

// Write writes a note as a page.
func Write(w io.Writer, note *kb.Note) error {
	if err := pages.Execute(w, view(note)); err != nil {
		return fmt.Errorf("write the page of %q: %w", note.File, err)
	}
	return nil
}

// A sheet is what a page shows.
type sheet struct {
	Title, File string
	Parts       []part
}

// A part is a heading or a block, in the order of the file.
type part struct {
	Line    int
	Heading *kb.Heading
	Block   *kb.Block
	Clips   []clip
}

// Level is a heading's, as far as HTML has them.
func (p part) Level() int { return min(p.Heading.Level, 6) }

// A clip is a range of a recording with the address of its moment.
type clip struct{ Address, Range string }

func view(note *kb.Note) sheet {
	s := sheet{Title: note.Title, File: note.File}
	headings := note.Headings
	for _, b := range note.Blocks {
		for len(headings) > 0 && headings[0].Line <= b.Line {
			s.Parts = append(s.Parts, part{Line: headings[0].Line, Heading: &headings[0]})
			headings = headings[1:]
		}
		s.Parts = append(s.Parts, part{Line: b.Line, Block: b, Clips: clips(b.Source)})
	}
	for i := range headings {
		s.Parts = append(s.Parts, part{Line: headings[i].Line, Heading: &headings[i]})
	}
	return s
}

func clips(s kb.Source) []clip {
	var list []clip
	for _, c := range s.Clips {
		address, _ := answer.DeepLink(s.Link, c.From)
		text := clock(c.From)
		if c.To > 0 {
			text += "–" + clock(c.To)
		}
		list = append(list, clip{web(address), text})
	}
	return list
}

// clock is a time of a recording as its player shows it.
func clock(seconds int) string {
	if seconds >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// what names an element for the template.
func what(e kb.Element) string {
	return strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", e), "kb."))
}

// styled are the classes of a span's styles; a picture is only that.
func styled(s kb.Span) []string {
	if s.Style&kb.Picture != 0 {
		return []string{"picture"}
	}
	var tags []string
	for _, t := range []struct {
		style kb.Style
		tag   string
	}{{kb.Bold, "bold"}, {kb.Italic, "italic"}, {kb.Strike, "strike"}, {kb.Monospace, "mono"}} {
		if s.Style&t.style != 0 {
			tags = append(tags, t.tag)
		}
	}
	return tags
}

// lines are a text's, between which a break is shown.
func lines(s string) []string { return strings.Split(s, "\n") }

// web is an address that a page may lead to, else nothing.
func web(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return address
}
