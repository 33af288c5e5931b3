package kb

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The keys of an annotation.
const (
	keyKind    = "semantic"
	keyLink    = "source-link"
	keyAuthor  = "source-author"
	keyDetails = "source-details"
	keyPeriod  = "time-period"
	keyLevel   = "mastery"
	keyTags    = "tags"
	keyInspire = "inspired-by"
	keyClarity = "clarity"
)

var annotationKeys = []string{
	keyKind, keyLink, keyAuthor, keyDetails, keyPeriod, keyLevel, keyTags, keyInspire, keyClarity,
}

// keyVariants are other words for a key that can mean nothing else.
var keyVariants = map[string]string{
	"tag": keyTags, "semantics": keyKind, "source-links": keyLink, "source-authors": keyAuthor, "source-detail": keyDetails,
	"time-periods": keyPeriod, "author": keyAuthor, "authors": keyAuthor, "link": keyLink, "details": keyDetails, "level": keyLevel,
	"kind": keyKind, "inspired": keyInspire,
}

// dashes are written in keys and kinds where people write other marks.
var dashes = strings.NewReplacer("_", "-", " ", "-")

// knownKey is the key that a written one stands for: the same but for case, for "_" or a space instead of "-", for singular
// and plural, or for a slip of the finger.
func knownKey(name string) (key string, ok bool) {
	name = dashes.Replace(strings.ToLower(strings.TrimSpace(name)))
	if v, ok := keyVariants[name]; ok {
		return v, true
	}
	for _, k := range annotationKeys {
		if name == k {
			return k, true
		}
	}
	if near, distance := nearest(name, annotationKeys); distance <= min(2, len(name)/4) {
		return near, true
	}
	return "", false
}

// nearest is the word with the smallest edit distance to s.
func nearest(s string, words []string) (word string, distance int) {
	distance = 1 << 30
	if len(s) > maxKey {
		return "", distance
	}
	for _, w := range words {
		if d := editDistance(s, w); d < distance {
			word, distance = w, d
		}
	}
	return word, distance
}

// editDistance counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
func editDistance(a, b string) int {
	above, before, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range before {
		before[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], above[j-2]+1)
			}
		}
		above, before, row = before, row, above
	}
	return before[len(b)]
}

// maxKey is the number of bytes of a key or a kind; no longer word is taken for one.
const maxKey = 40

// A key as found in an annotation: its name without quotes, where it stands with quotes, and where the ":" or "=" is.
type key struct {
	name            string
	start, end, sep int
	quoted          bool // by a pair of straight double quotes
}

// sure reports whether the key can hardly be part of a value before it.
func (k key) sure() bool {
	if k.quoted {
		return true
	}
	_, ok := knownKey(k.name)
	return ok
}

// keyAt reads a key and its separator at pos.
func keyAt(src []byte, pos int) (k key, ok bool) {
	k.start = pos
	open, size := quoteAt(src, pos)
	i := pos + size
	start := i
	for i < len(src) && i-start <= maxKey {
		r, n := utf8.DecodeRune(src[i:])
		if !unicode.IsLetter(r) && (i == start || !unicode.IsDigit(r) && r != '-' && r != '_' && (r != ' ' || size == 0)) {
			break
		}
		i += n
	}
	if i == start || i-start > maxKey {
		return key{}, false
	}
	k.name = tidyText(string(src[start:i]))
	closing, n := quoteAt(src, i)
	i += n
	k.end = i
	k.quoted = open == '"' && closing == '"'
	if i = skipBlank(src, i); i >= len(src) || src[i] != ':' && src[i] != '=' {
		return key{}, false
	}
	if bytes.HasPrefix(src[i:], []byte("://")) {
		return key{}, false
	}
	if n == 0 && size == 0 {
		k.end = k.start + len(strings.TrimRight(string(src[start:k.end]), " "))
	}
	k.sep = i
	return k, true
}

// skipBlank is the next position from pos on that is not white space of any kind; exports are full of no-break spaces.
func skipBlank(src []byte, pos int) int {
	for pos < len(src) {
		r, size := utf8.DecodeRune(src[pos:])
		if !unicode.IsSpace(r) {
			break
		}
		pos += size
	}
	return pos
}

// quoteAt is the quote at pos and its size in bytes; 0 where there is none.
func quoteAt(src []byte, pos int) (quote rune, size int) {
	if pos >= len(src) {
		return 0, 0
	}
	r, size := utf8.DecodeRune(src[pos:])
	if isQuote(r) {
		return r, size
	}
	return 0, 0
}

func isQuote(r rune) bool { return doubleClass(r) || strings.ContainsRune("'‘’‚‛`´′", r) }

// doubleClass tells double quotes from single ones.
func doubleClass(r rune) bool { return strings.ContainsRune("\"“”„‟«»″", r) }

// unescape resolves what JSON, Markdown and HTML escape in a value.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && !bytes.Contains(b, []byte("&amp;")) {
		return tidyText(string(b))
	}
	var w strings.Builder
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' || i+1 >= len(b) {
			w.WriteByte(b[i])
			continue
		}
		i++
		switch c := b[i]; {
		case isPunct(c):
			w.WriteByte(c)
		case c == 'n' || c == 't' || c == 'r':
			w.WriteByte(' ')
		case c == 'u' && i+4 < len(b):
			var s string
			if json.Unmarshal([]byte(`"\u`+string(b[i+1:i+5])+`"`), &s) != nil {
				w.WriteString(`\u`)
				continue
			}
			w.WriteString(s)
			i += 4
		default:
			w.WriteByte('\\')
			w.WriteByte(c)
		}
	}
	return tidyText(strings.ReplaceAll(w.String(), "&amp;", "&"))
}

var quoteEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// quoted is a value as an annotation writes it.
func quoted(value string) string { return `"` + quoteEscapes.Replace(value) + `"` }
