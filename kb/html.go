package kb

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// What a tag means for a body. Tags that are not in the table are text: people write <1MB, <String> and <your-key> and mean the
// characters.
type tagKind uint8

const (
	tagNone   tagKind = iota // shows nothing itself
	tagBreak                 // a line break
	tagPart                  // its content stands in paragraphs of its own
	tagTitle                 // as tagPart, in bold
	tagInline                // changes how text looks, or nothing
	tagList                  //
	tagItem                  //
	tagTable                 //
	tagRow                   //
	tagCell                  //
	tagQuote                 //
	tagRule                  //
	tagPre                   // preformatted
	tagImage                 //
	tagEmbed                 // a player: its address is kept as a link
	tagMute                  // its content is no text
)

var tagKinds = func() map[string]tagKind {
	kinds := make(map[string]tagKind)
	for kind, names := range map[tagKind]string{
		tagNone:   "thead tbody tfoot colgroup col picture wbr area",
		tagBreak:  "br",
		tagPart:   "p div center section article aside details summary figure figcaption caption dl dd html body",
		tagTitle:  "h1 h2 h3 h4 h5 h6 dt",
		tagInline: "a abbr b big bdi cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup tt u var",
		tagList:   "ul ol",
		tagItem:   "li",
		tagTable:  "table",
		tagRow:    "tr",
		tagCell:   "td th",
		tagQuote:  "blockquote",
		tagRule:   "hr",
		tagPre:    "pre",
		tagImage:  "img",
		tagEmbed:  "iframe video audio embed",
		tagMute:   "script style svg head",
	} {
		for _, name := range strings.Fields(names) {
			kinds[name] = kind
		}
	}
	return kinds
}()

var tagStyles = map[string]Style{
	"b": Bold, "strong": Bold, "h1": Bold, "h2": Bold, "h3": Bold, "h4": Bold, "h5": Bold, "h6": Bold, "dt": Bold,
	"i": Italic, "em": Italic, "cite": Italic, "dfn": Italic, "var": Italic,
	"s": Strike, "del": Strike, "strike": Strike,
	"code": Monospace, "kbd": Monospace, "samp": Monospace, "tt": Monospace,
}

// A tag is one HTML tag as written.
type tag struct {
	name   string // lower case
	close  bool
	source []byte // from "<" to ">"
}

// attr is the value of an attribute, or empty.
func (t tag) attr(name string) string {
	z := html.NewTokenizer(bytes.NewReader(t.source))
	z.Next()
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == name {
			return strings.TrimSpace(string(value))
		}
	}
	return ""
}

// maxTag is the number of bytes of a tag with its attributes.
const maxTag = 4 << 10

// tagAt reads the tag at the start of b; ok is false where there is none that HTML knows.
func tagAt(b []byte) (t tag, ok bool) {
	i := 1
	if i < len(b) && b[i] == '/' {
		t.close = true
		i++
	}
	start := i
	for i < len(b) && i-start < 12 && isAlnum(b[i]) {
		i++
	}
	t.name = strings.ToLower(string(b[start:i]))
	if _, known := tagKinds[t.name]; !known || i >= len(b) {
		return tag{}, false
	}
	if c := b[i]; c != '>' && c != '/' && c != ' ' && c != '\t' && c != '\n' {
		return tag{}, false
	}
	b = b[:min(len(b), maxTag)]
	for quote := byte(0); i < len(b); i++ {
		switch c := b[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && b[i-1] == '=':
			quote = c
		case c == '<':
			return tag{}, false
		case c == '>':
			t.source = b[:i+1]
			return t, !t.comparison()
		}
	}
	return tag{}, false
}

// comparison reports whether a tag is rather two comparisons: "a<b and c>d".
func (t tag) comparison() bool {
	return len(t.name) == 1 && bytes.IndexByte(t.source, ' ') > 0 && bytes.IndexByte(t.source, '=') < 0
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

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

// Remarks are what shows nothing: comments, CDATA, declarations and processing instructions.
var remarkMarks = [...]struct{ begin, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<!", ">"}, {"<?", "?>"}}

// remarks knows which of them are not closed in what is left of a text, so that none is looked for twice.
type remarks [len(remarkMarks)]bool

// length is that of the remark at the start of src, 0 where there is none.
func (r *remarks) length(src []byte) int {
	for i, mark := range remarkMarks {
		if !bytes.HasPrefix(src, []byte(mark.begin)) {
			continue
		}
		if !r[i] {
			if at := bytes.Index(src, []byte(mark.end)); at > 0 {
				return at + len(mark.end)
			}
			r[i] = true
		}
		return 0
	}
	return 0
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

// maxSpan bounds the columns that one cell may take.
const maxSpan = 20

// columns is the number of columns that a cell takes.
func columns(t tag) int {
	if !bytes.Contains(t.source, []byte("span")) {
		return 1
	}
	n, _ := strconv.Atoi(t.attr("colspan"))
	return min(max(n, 1), maxSpan)
}

// Characters that raise or lower what cannot be shown raised or lowered otherwise: 10⁶ is not 106.
var (
	superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹",
		"+", "⁺", "-", "⁻", "−", "⁻", "n", "ⁿ", "i", "ⁱ")
	subscripts = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉",
		"+", "₊", "-", "₋", "−", "₋")
)

// raised is text inside a tag sup or sub, in raised or lowered characters where all of it can be.
func raised(name, s string) string {
	if len(s) > 16 || name != "sup" && name != "sub" {
		return s
	}
	out := subscripts.Replace(s)
	if name == "sup" {
		out = superscripts.Replace(s)
	}
	for i := range len(out) {
		if out[i] < utf8.RuneSelf {
			return s
		}
	}
	return out
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
