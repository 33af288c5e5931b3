package kb

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxID is the number of bytes that a block's ID has at most. Slack allows 255 for a block's id and 2,000 for a button's value.
const MaxID = 200

// What the parts of an ID may take of MaxID; the rest is for separators and the number.
const (
	maxIDFile = 72
	maxIDPath = 84
	maxIDKind = 24
)

// id gives a block its ID, see [Parse].
func (p *noteParser) id(b *Block) string {
	slugs := make([]string, len(b.Topic))
	for i, t := range b.Topic {
		slugs[i] = slug(t)
	}
	prefix := bounded(b.File, maxIDFile) + "#" + bounded(strings.Join(slugs, "/"), maxIDPath) + ":" + bounded(slug(string(b.Kind)), maxIDKind)
	p.ids[prefix]++
	return prefix + "." + strconv.Itoa(p.ids[prefix])
}

// nameMarks are marks without which names are equal that are not: C++ and C#.
var nameMarks = strings.NewReplacer("++", "-plus-plus", "c#", "c-sharp", "f#", "f-sharp")

// slug is text in lower case with one "-" for all between letters and digits.
func slug(s string) string {
	var w strings.Builder
	dash := false
	for _, r := range nameMarks.Replace(strings.ToLower(s)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if dash && w.Len() > 0 {
				w.WriteByte('-')
			}
			dash = false
			w.WriteRune(r)
		} else {
			dash = true
		}
	}
	if w.Len() == 0 {
		return "-"
	}
	return w.String()
}

// bounded is s, or its beginning and a hash of all of it where s is longer than most bytes.
func bounded(s string, most int) string {
	s = strings.ToValidUTF8(s, "�")
	if len(s) <= most {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	end := most - 9
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "~" + hex.EncodeToString(sum[:4])
}

// revision is a hash of what a block says, wherever it stands: kind, source and body.
func revision(b *Block) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %q %v", b.Kind, b.Source.Link, b.Source.Authors, b.Source.Details, b.Source.InspiredBy, b.Source.Clips)
	writeBody(h, b.Body)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// writeBody writes all of a body that a reader can tell, unambiguously.
func writeBody(w io.Writer, body Body) {
	for _, e := range body {
		switch e := e.(type) {
		case Paragraph:
			io.WriteString(w, "(p")
			for _, s := range e.Text {
				fmt.Fprintf(w, " %q %d %q", s.Text, s.Style, s.Link)
			}
			io.WriteString(w, ")")
		case List:
			fmt.Fprintf(w, "(l %t %d", e.Ordered, e.Start)
			for _, item := range e.Items {
				writeNested(w, item)
			}
			io.WriteString(w, ")")
		case Table:
			fmt.Fprintf(w, "(t %t %d", e.Header, len(e.Rows))
			for _, row := range e.Rows {
				for _, cell := range row {
					writeNested(w, cell)
				}
			}
			io.WriteString(w, ")")
		case Code:
			fmt.Fprintf(w, "(c %q %q)", e.Lang, e.Text)
		case Image:
			fmt.Fprintf(w, "(i %q %q %q)", e.URL, e.Alt, e.Title)
		case Quote:
			io.WriteString(w, "(q")
			writeNested(w, e.Body)
			io.WriteString(w, ")")
		case Rule:
			io.WriteString(w, "(r)")
		}
	}
}

func writeNested(w io.Writer, body Body) {
	io.WriteString(w, "[")
	writeBody(w, body)
	io.WriteString(w, "]")
}
