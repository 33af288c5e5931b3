package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
)

// Rich text is what table cells are made of where they are more than a line of plain text. Slack takes its text as it
// is: no markup, no escaping; but no empty text, and no element without one.

// richBody is a body as rich text; nil where it has nothing to show.
func (n notes) richBody(body kb.Body) []slack.RichTextElement {
	return n.richElements(body, 0)
}

func (n notes) richElements(body kb.Body, indent int) []slack.RichTextElement {
	var out []slack.RichTextElement
	section := func(in kb.Inline) {
		if els := n.richSpans(in); len(els) > 0 {
			out = append(out, slack.NewRichTextSection(els...))
		}
	}
	for _, e := range body {
		switch e := e.(type) {
		case kb.Paragraph:
			section(e.Text)
		case kb.List:
			out = append(out, n.richList(e, indent)...)
		case kb.Table:
			for _, l := range gridOf(e).lines() {
				section(l)
			}
		case kb.Code:
			if text := strings.Trim(literal(e.Text), "\n"); strings.TrimSpace(text) != "" {
				out = append(out, &slack.RichTextPreformatted{
					Type:     slack.RTEPreformatted,
					Elements: []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(text, nil)},
				})
			}
		case kb.Image:
			section(kb.Inline{{Text: e.Alt, Style: kb.Picture, Link: e.URL}})
		case kb.Quote:
			if els := n.richSpans(flat(e.Body)); len(els) > 0 {
				out = append(out, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: els})
			}
		}
	}
	return out
}

// richList is a list as rich text, which nests by indent: the text of an item is one section, and what else stands in it
// follows the list so far. A numbered list goes on with its offset.
func (n notes) richList(l kb.List, indent int) []slack.RichTextElement {
	style := slack.RTEListBullet
	if l.Ordered {
		style = slack.RTEListOrdered
	}
	var out []slack.RichTextElement
	var open *slack.RichTextList
	for i, item := range l.Items {
		text, rest := itemText(item)
		if els := n.richSpans(text); len(els) > 0 {
			if open == nil {
				open = slack.NewRichTextList(style, min(indent, MaxListIndent))
				if l.Ordered {
					open.Offset = max(0, l.Start+i-1)
				}
				out = append(out, open)
			}
			open.Elements = append(open.Elements, slack.NewRichTextSection(els...))
		}
		if more := n.richElements(rest, indent+1); len(more) > 0 {
			out, open = append(out, more...), nil
		}
	}
	return out
}

// itemText is the running text an item begins with, and the rest of it.
func itemText(item kb.Body) (kb.Inline, kb.Body) {
	if len(item) > 0 {
		if p, ok := item[0].(kb.Paragraph); ok {
			return p.Text, item[1:]
		}
	}
	return nil, item
}

func (n notes) richSpans(in kb.Inline) []slack.RichTextSectionElement {
	var out []slack.RichTextSectionElement
	for _, s := range n.spans(in) {
		text := literal(s.Text)
		if text == "" {
			continue
		}
		if s.Link != "" {
			out = append(out, slack.NewRichTextSectionLinkElement(safeURL(s.Link), line(text), richStyle(s.Style)))
			continue
		}
		out = append(out, slack.NewRichTextSectionTextElement(text, richStyle(s.Style)))
	}
	return out
}

func richStyle(s kb.Style) *slack.RichTextSectionTextStyle {
	style := slack.RichTextSectionTextStyle{
		Bold: s&kb.Bold != 0, Italic: s&kb.Italic != 0, Strike: s&kb.Strike != 0, Code: s&kb.Monospace != 0,
	}
	if style == (slack.RichTextSectionTextStyle{}) {
		return nil
	}
	return &style
}

// richLength is how many UTF-16 units of text elements hold, addresses of links included.
func richLength(elements []slack.RichTextElement) int {
	n := 0
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.RichTextSection:
			n += spansLength(e.Elements)
		case *slack.RichTextQuote:
			n += spansLength(e.Elements)
		case *slack.RichTextPreformatted:
			n += spansLength(e.Elements)
		case *slack.RichTextList:
			n += richLength(e.Elements)
		}
	}
	return n
}

func spansLength(elements []slack.RichTextSectionElement) int {
	n := 0
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.RichTextSectionTextElement:
			n += units(e.Text)
		case *slack.RichTextSectionLinkElement:
			n += units(e.Text) + units(e.URL)
		}
	}
	return n
}
