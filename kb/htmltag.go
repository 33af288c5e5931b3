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

// listStart is the number of an HTML list's first item.
func listStart(t tag) int {
	if t.name != "ol" {
		return 0
	}
	if n, err := strconv.Atoi(t.attr("start")); err == nil {
		return n
	}
	return 1
}
