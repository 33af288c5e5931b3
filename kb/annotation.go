package kb

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A field is one key and its value in an annotation, as written. Offsets are bytes in the clean source.
type field struct {
	key              string // without quotes; empty where there was only a value
	value            string // without the quotes around it; escapes resolved
	keyAt, keyEnd    int    // with quotes
	sepAt, sepEnd    int    // between key and value, blanks included
	valueAt, valEnd  int    // with quotes
	bareKey, bareVal bool   // no quotes, or not a pair of them
}

// A slip is a way in which an annotation deviates from its form.
type slip struct {
	rule    string
	at      int // offset in the clean source
	message string
	fix     *Fix // in clean offsets
}

// An annotationScanner takes an annotation apart. It knows no meaning but the names of keys, which tell it where a value ends
// that lost its quote.
type annotationScanner struct {
	src   []byte // the line's text from "{" on
	base  int    // its offset in the clean source
	pos   int
	slips []slip
}

// scanAnnotation reads the text of an annotation, which begins with "{". It reads anything; rest is what follows the closing
// brace, an anchor apart, at offset restAt.
func scanAnnotation(src []byte, base int) (fields []field, slips []slip, rest string, restAt int) {
	src = bytes.TrimRightFunc(src, func(r rune) bool { return unicode.IsSpace(r) || r == '#' })
	if i := anchorStart(src); i > 0 && bytes.HasSuffix(bytes.TrimRightFunc(src[:i], unicode.IsSpace), []byte("}")) {
		src = bytes.TrimRightFunc(src[:i], unicode.IsSpace)
	}
	s := &annotationScanner{src: src, base: base, pos: 1}
	for {
		s.skipSeparators()
		if s.pos >= len(src) {
			s.slip("open-brace", s.pos, "annotation has no closing brace; write } at its end", s.insert(len(src), "}"))
			return fields, s.slips, "", 0
		}
		if src[s.pos] == '}' {
			break
		}
		before := s.pos
		f := s.field()
		if s.pos == before { // nothing was readable here: step over one character
			_, size := utf8.DecodeRune(src[s.pos:])
			s.pos += max(size, 1)
			continue
		}
		fields = append(fields, f)
		s.comma()
	}
	rest = string(bytes.TrimSpace(src[s.pos+1:]))
	return fields, s.slips, rest, base + s.pos + 1
}

// anchorStart is where the "{#anchor}" at the end of a heading begins, or -1.
func anchorStart(b []byte) int {
	if !bytes.HasSuffix(b, []byte("}")) {
		return -1
	}
	i := bytes.LastIndex(b, []byte("{#"))
	if i < 0 || bytes.IndexByte(b[i:len(b)-1], '}') >= 0 || bytes.IndexByte(b[i:], '"') >= 0 {
		return -1
	}
	return i
}

func (s *annotationScanner) slip(rule string, pos int, message string, fix *Fix) {
	if len(s.slips) >= maxSlips {
		return
	}
	s.slips = append(s.slips, slip{rule, s.base + pos, message, fix})
}

func (s *annotationScanner) insert(pos int, text string) *Fix {
	return &Fix{Start: s.base + pos, End: s.base + pos, New: text}
}

func (s *annotationScanner) skipSeparators() {
	for {
		s.pos = skipBlank(s.src, s.pos)
		if s.pos >= len(s.src) || s.src[s.pos] != ',' && s.src[s.pos] != ';' {
			return
		}
		s.pos++
	}
}

// comma reports a comma that is missing between two fields.
func (s *annotationScanner) comma() {
	end := s.pos
	s.pos = skipBlank(s.src, s.pos)
	if s.pos < len(s.src) && s.src[s.pos] != ',' && s.src[s.pos] != '}' {
		if s.src[s.pos] == ';' {
			s.slip("missing-comma", s.pos, "fields are separated by a comma, not by ;",
				&Fix{Start: s.base + s.pos, End: s.base + s.pos + 1, New: ","})
			return
		}
		var fix *Fix
		if _, ok := keyAt(s.src, s.pos); ok {
			fix = s.insert(end, ",")
		}
		s.slip("missing-comma", end, "comma missing between two fields; write one", fix)
	}
}

// field reads a key, what separates it from its value, and the value.
func (s *annotationScanner) field() field {
	k, ok := keyAt(s.src, s.pos)
	if !ok {
		return s.value(field{keyAt: s.base + s.pos, keyEnd: s.base + s.pos, sepAt: s.base + s.pos, sepEnd: s.base + s.pos})
	}
	f := field{key: k.name, keyAt: s.base + k.start, keyEnd: s.base + k.end, bareKey: !k.quoted}
	s.pos = k.sep
	f.sepAt = f.keyEnd
	s.pos++
	if s.pos < len(s.src) && s.src[s.pos] == '>' && s.src[s.pos-1] == '=' {
		s.pos++
	}
	s.pos = skipBlank(s.src, s.pos)
	f.sepEnd = s.base + s.pos
	return s.value(f)
}

// value reads the value of a field, up to where it most likely ends.
func (s *annotationScanner) value(f field) field {
	start := s.pos
	f.valueAt = s.base + start
	switch quote, size := quoteAt(s.src, start); {
	case start < len(s.src) && s.src[start] == '[' && s.listValue(&f):
	case size > 0:
		s.pos += size
		s.quotedValue(&f, quote)
	default:
		s.bareValue(&f)
		if raw := s.src[start:s.pos]; len(raw) > 0 && raw[0] == '[' && bytes.IndexByte(raw, ']') < 0 { // a list that was not closed
			f.value = joinList(raw[1:])
		}
	}
	f.valEnd = s.base + s.pos
	return f
}

// quotedValue reads from after an opening quote. The first quote after which the annotation goes on closes the value. Where
// there is none, or a key comes first, it ends at the first quote before a comma, at a quote of another kind, or at the key.
func (s *annotationScanner) quotedValue(f *field, open rune) {
	start := s.pos
	end := s.lastBrace(start)
	weak, crossing, inner := -1, -1, 0
	for i := start; i < end; {
		if s.src[i] == '\\' && i+1 < len(s.src) {
			i += 2
			continue
		}
		quote, size := quoteAt(s.src, i)
		same := size > 0 && doubleClass(quote) == doubleClass(open)
		switch {
		case same && s.continues(i+size) && (weak < 0 || inner%2 == 0): // "A "B", C" but not "A", B"
			s.closeValue(f, start, i, open)
			return
		case same && weak < 0 && s.comesComma(i+size):
			weak = i
		case size > 0 && !same && crossing < 0 && s.continues(i+size):
			crossing = i
		case s.src[i] == ',' && i > start:
			if k, ok := keyAt(s.src, skipBlank(s.src, i+1)); ok && k.sure() && s.lostQuote(i) {
				end = i
			}
		}
		if same {
			inner++
		}
		i += max(size, 1)
	}
	switch {
	case weak >= 0:
		s.closeValue(f, start, weak, open)
	case crossing >= 0:
		s.closeValue(f, start, crossing, open)
	default:
		f.value = unescape(s.src[start:end])
		f.bareVal = true
		s.pos = start + len(bytes.TrimRightFunc(s.src[start:end], unicode.IsSpace))
	}
}

// closeValue ends a value at the quote at end.
func (s *annotationScanner) closeValue(f *field, start, end int, open rune) {
	quote, size := quoteAt(s.src, end)
	f.value = unescape(s.src[start:end])
	f.bareVal = open != '"' || quote != '"'
	s.pos = end + size
}

// lastBrace is where the last closing brace stands after start, or the end of the text.
func (s *annotationScanner) lastBrace(start int) int {
	if i := bytes.LastIndexByte(s.src[start:], '}'); i >= 0 {
		return start + i
	}
	return len(s.src)
}

func (s *annotationScanner) comesComma(pos int) bool {
	i := skipBlank(s.src, pos)
	return i < len(s.src) && (s.src[i] == ',' || s.src[i] == ';')
}

// lostQuote reports whether the value up to the comma at end lost its closing quote: the next quote is not one that closes it.
func (s *annotationScanner) lostQuote(end int) bool {
	next := bytes.IndexByte(s.src[end:], '"')
	return next < 0 || !s.continues(end+next+1)
}

// bareValue reads a value without an opening quote: to the comma before the next key, or the closing brace.
func (s *annotationScanner) bareValue(f *field) {
	start := s.pos
	end := len(s.src)
scan:
	for i := start; i < len(s.src); i++ {
		switch s.src[i] {
		case '}':
			end = i
			break scan
		case ',', ';':
			next := skipBlank(s.src, i+1)
			if next >= len(s.src) || s.src[next] == '}' || f.key == "" {
				end = i
				break scan
			}
			if _, ok := keyAt(s.src, next); ok {
				end = i
				break scan
			}
		default:
			next := skipBlank(s.src, i)
			if next == i {
				continue
			}
			if k, ok := keyAt(s.src, next); ok && k.quoted {
				end = i
				break scan
			}
			i = next - 1
		}
	}
	raw := bytes.TrimSpace(s.src[start:end])
	f.value = strings.TrimFunc(unescape(raw), isQuote)
	f.bareVal = true
	s.pos = start + len(raw)
	if len(raw) > 0 {
		s.pos = start + bytes.Index(s.src[start:], raw) + len(raw)
	}
}

// listValue reads a JSON list of strings; false where it is none, such as a Markdown link.
func (s *annotationScanner) listValue(f *field) bool {
	end := bytes.IndexByte(s.src[s.pos:], ']')
	if end < 0 || bytes.HasPrefix(s.src[s.pos+end:], []byte("](")) {
		return false
	}
	if !s.continues(s.pos + end + 1) {
		return false
	}
	f.value = joinList(s.src[s.pos+1 : s.pos+end])
	f.bareVal = true
	s.pos += end + 1
	return true
}

// joinList is the inside of a JSON list of strings as annotations have lists: one string, with commas.
func joinList(inner []byte) string {
	var list []string
	for part := range bytes.SplitSeq(inner, []byte{','}) {
		if v := strings.TrimFunc(strings.TrimSpace(unescape(part)), isQuote); v != "" {
			list = append(list, v)
		}
	}
	return strings.Join(list, ", ")
}

// continues reports whether what stands at pos could follow a value: the end, a comma with the next key, or the next key.
func (s *annotationScanner) continues(pos int) bool {
	i := skipBlank(s.src, pos)
	if i >= len(s.src) || s.src[i] == '}' {
		return true
	}
	if s.src[i] == ',' || s.src[i] == ';' {
		i = skipBlank(s.src, i+1)
		if i >= len(s.src) || s.src[i] == '}' || s.src[i] == ',' {
			return true
		}
		if _, size := quoteAt(s.src, i); size > 0 {
			return true // a value without a key
		}
		_, ok := keyAt(s.src, i)
		return ok
	}
	k, ok := keyAt(s.src, i)
	return ok && (k.quoted || i > pos && k.sure())
}
