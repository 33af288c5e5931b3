package kb

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// html adds what a piece of HTML says. It reads tags and entities only: text that looks like a tag and is none survives.
func (b *builder) html(src []byte, style Style) {
	var open remarks
	for len(src) > 0 {
		i := bytes.IndexByte(src, '<')
		if i != 0 {
			if i < 0 {
				i = len(src)
			}
			b.htmlText(src[:i], style)
			src = src[i:]
			continue
		}
		if n := open.length(src); n > 0 {
			src = src[n:]
			continue
		}
		if t, ok := tagAt(src); ok {
			b.tag(t)
			src = src[len(t.source):]
			continue
		}
		b.htmlText(src[:1], style)
		src = src[1:]
	}
}

// htmlText adds text of HTML: entities resolved, line breaks no more than spaces.
func (b *builder) htmlText(src []byte, style Style) {
	s := html.UnescapeString(string(src))
	if b.pre == nil {
		s = strings.ReplaceAll(s, "\n", " ")
		if len(b.run) == 0 && strings.TrimSpace(s) == "" {
			return
		}
	}
	b.text(s, style, "")
}

// tag does what a tag says.
func (b *builder) tag(t tag) {
	kind := tagKinds[t.name]
	switch {
	case b.mute != "":
		if t.close && t.name == b.mute {
			b.mute = ""
		}
	case b.pre != nil:
		b.preTag(t)
	case kind == tagMute:
		if !t.close && !bytes.HasSuffix(t.source, []byte("/>")) {
			b.mute = t.name
		}
	case kind == tagInline:
		b.inlineTag(t)
	case kind == tagBreak:
		b.text("\n", 0, "")
	case kind == tagImage && !t.close:
		b.picture(safeLink(t.attr("src")), t.attr("alt"), t.attr("title"), "")
	case kind == tagEmbed && !t.close:
		if link := safeLink(t.attr("src")); link != "" {
			b.text(link, 0, link)
		}
	case t.close:
		b.closeTag(kind)
	default:
		b.openTag(t, kind)
	}
}

// openTag begins what has a place of its own. Items, rows and cells end those of their kind that were never closed.
func (b *builder) openTag(t tag, kind tagKind) {
	switch kind {
	case tagPart:
		b.flush()
	case tagTitle:
		b.flush()
		b.tags = append(b.tags, inlineTag{name: t.name, style: Bold})
	case tagRule:
		b.add(Rule{})
	case tagPre:
		b.flush()
		b.pre = new(strings.Builder)
	case tagQuote:
		b.open(frame{kind: holdQuote})
	case tagList:
		b.open(frame{kind: listFrame, list: List{Ordered: t.name == "ol", Start: listStart(t)}})
	case tagItem:
		if i := b.within(listFrame); i >= 0 {
			b.closeTo(i + 1)
		} else {
			b.open(frame{kind: listFrame})
		}
		b.open(frame{kind: holdItem})
	case tagTable:
		b.open(frame{kind: tableFrame})
	case tagRow:
		b.openRow()
	case tagCell:
		if i := b.within(rowFrame, tableFrame); i >= 0 && b.frames[i].kind == rowFrame {
			b.closeTo(i + 1)
		} else {
			b.openRow()
		}
		b.open(frame{kind: holdCell, header: t.name == "th", span: columns(t)})
	}
}

func (b *builder) openRow() {
	if i := b.within(tableFrame); i >= 0 {
		b.closeTo(i + 1)
	} else {
		b.open(frame{kind: tableFrame})
	}
	b.open(frame{kind: rowFrame})
}

// closeTag ends the innermost container of the kind and all that was left open in it.
func (b *builder) closeTag(kind tagKind) {
	at := -1
	switch kind {
	case tagPart, tagTitle:
		b.flush()
	case tagQuote:
		at = b.within(holdQuote)
	case tagList:
		at = b.within(listFrame)
	case tagItem:
		at = b.within(holdItem, listFrame)
		if at >= 0 && b.frames[at].kind == listFrame {
			at = -1
		}
	case tagTable:
		at = b.within(tableFrame)
	case tagRow:
		at = b.within(rowFrame, tableFrame)
		if at >= 0 && b.frames[at].kind == tableFrame {
			at = -1
		}
	case tagCell:
		at = b.within(holdCell, tableFrame)
		if at >= 0 && b.frames[at].kind == tableFrame {
			at = -1
		}
	}
	if at > 0 {
		b.closeTo(at)
	}
}

// inlineTag begins or ends a style or a link.
func (b *builder) inlineTag(t tag) {
	if !t.close {
		in := inlineTag{name: t.name, style: tagStyles[t.name]}
		if t.name == "a" {
			in.link = safeLink(t.attr("href"))
		}
		if len(b.tags) < maxNesting && !bytes.HasSuffix(t.source, []byte("/>")) {
			b.tags = append(b.tags, in)
		}
		return
	}
	for i := len(b.tags) - 1; i >= 0; i-- {
		if b.tags[i].name == t.name {
			b.tags = b.tags[:i]
			return
		}
	}
}

// preTag minds the tags inside preformatted text.
func (b *builder) preTag(t tag) {
	switch {
	case t.name == "pre" && t.close:
		b.endPre()
	case t.name == "br":
		b.pre.WriteByte('\n')
	}
}

// endPre makes a code block of preformatted text.
func (b *builder) endPre() {
	if b.pre == nil {
		return
	}
	text := codeText(strings.TrimPrefix(b.pre.String(), "\n"))
	b.pre = nil
	if text != "" {
		b.add(Code{Text: text})
	}
}
