package kb

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// An annotation is what a block's annotation says.
type annotation struct {
	kind    Kind
	level   Level
	tags    []string
	source  Source
	clarity string
	extra   map[string]string
	rest    string // text after the closing brace, which belongs to the body
}

// An annotationReader gives the fields of an annotation their meaning and collects what was wrong with them.
type annotationReader struct {
	annotation
	line  []byte // the annotation's text
	base  int    // its offset in the clean source
	seen  map[string]bool
	slips []slip
	last  string // the key before the value being read
	fix   *Fix   // of the value being read: its New is known once the value has been
}

// readAnnotation reads the annotation in src[start:stop], a heading's text from its "{" on. It reads anything. The fixes of the slips
// change nothing but the form: where the mended annotation would say something else, or need mending again, there are none.
func readAnnotation(src []byte, start, stop int) (annotation, []slip) {
	a, slips := readOnce(src, start, stop)
	findings := make([]Finding, 0, len(slips))
	for _, s := range slips {
		if s.fix != nil {
			findings = append(findings, Finding{Fix: &Fix{Start: s.fix.Start - start, End: s.fix.End - start, New: s.fix.New}})
		}
	}
	if len(findings) == 0 {
		return a, slips
	}
	mended := Fixed(src[start:stop], findings)
	b, again := readOnce(mended, 0, len(mended))
	sound := reflect.DeepEqual(a, b) && len(mended)+annotationLevel+1 < maxAnnotation
	for _, s := range again {
		sound = sound && s.fix == nil
	}
	if !sound {
		for i := range slips {
			slips[i].fix = nil
		}
	}
	return a, slips
}

func readOnce(src []byte, start, stop int) (annotation, []slip) {
	r := &annotationReader{base: start, seen: make(map[string]bool)}
	r.kind, r.level = Explanation, Entry
	line, escaped := unescapeQuotes(src[start:stop])
	r.line = line
	fields, slips, rest, restAt := scanAnnotation(line, start)
	r.slips = slips
	if strings.HasPrefix(rest, "<!--") && strings.HasSuffix(rest, "-->") {
		rest = "" // a comment, such as one that silences lint
	}
	if r.rest = rest; rest != "" {
		r.slip("text-after-annotation", restAt, "text after the annotation's closing brace; write it on a line of its own", nil)
	}
	for _, f := range fields {
		r.field(f)
	}
	r.wrapped()
	if !r.seen[keyPeriod] && r.source.Link != "" {
		if from, ok := startOf(r.source.Link); ok {
			r.source.Clips = []Clip{{From: from}}
		}
	}
	if r.seen[keyPeriod] && r.source.Link == "" && len(r.source.Clips) > 0 {
		r.slip("clip-without-link", start, "time period without a source-link; add the link of the recording", nil)
	}
	if escaped {
		for i := range r.slips {
			r.slips[i].fix = nil
		}
		r.slip("escaped-quotes", start, `quotes are written \"; write "`,
			&Fix{Start: start, End: stop, New: unescaped(strings.ReplaceAll(string(src[start:stop]), `\"`, `"`))})
	}
	return r.annotation, r.slips
}

// wrapped reports the line breaks in an annotation.
func (r *annotationReader) wrapped() {
	for i, c := range r.line {
		if c == '\n' {
			at := r.base + i
			r.slip("wrapped-annotation", at, "annotation goes on in the next line; write it in one",
				&Fix{Start: at, End: r.base + skipBlank(r.line, i), New: " "})
		}
	}
}

// unescapeQuotes reads an annotation of which every quote was escaped, as some editors export it. Offsets stay the same.
func unescapeQuotes(line []byte) (out []byte, escaped bool) {
	s := string(line)
	if !strings.HasPrefix(strings.TrimLeft(s[1:], " \t"), `\"`) {
		return line, false
	}
	return []byte(strings.ReplaceAll(s, `\"`, ` "`)), true
}

// unescaped is an annotation whose quotes are no longer escaped, with all its other fixes applied.
func unescaped(line string) string {
	_, slips := readOnce([]byte(line), 0, len(line))
	findings := make([]Finding, len(slips))
	for i, s := range slips {
		findings[i].Fix = s.fix
	}
	return string(Fixed([]byte(line), findings))
}

// maxSlips is how many slips of one annotation are reported; with more it is no annotation.
const maxSlips = 100

func (r *annotationReader) slip(rule string, at int, message string, fix *Fix) {
	if len(r.slips) >= maxSlips {
		return
	}
	r.slips = append(r.slips, slip{rule, at, message, fix})
}

// field reads one field.
func (r *annotationReader) field(f field) {
	if f.key == "" {
		r.keyless(f)
		return
	}
	r.fix = &Fix{Start: f.valueAt, End: f.valEnd}
	key, known := knownKey(f.key)
	if !known {
		r.unknown(f)
		return
	}
	r.keySlips(f, key)
	value := strings.TrimSpace(f.value)
	if value == "" || value == "null" && f.bareVal {
		r.slip("empty-value", f.valueAt, fmt.Sprintf("%q has no value; give one or remove the key", key), nil)
		return
	}
	r.last = key
	again := r.seen[key]
	r.seen[key] = true
	if again && key != keyPeriod && key != keyTags && key != keyAuthor {
		r.slip("duplicate-key", f.keyAt, fmt.Sprintf("%q is given twice; the first one is used; remove one", key), nil)
		r.valueSlips(f, value)
		return
	}
	r.valueSlips(f, r.value(f, key, value))
}

// keep stores a value as written under a key that has no other place for it.
func (r *annotationReader) keep(key, value string) {
	if r.extra == nil {
		r.extra = make(map[string]string)
	}
	if old, ok := r.extra[key]; ok {
		value = old + ", " + value
	}
	r.extra[key] = value
}

func (r *annotationReader) unknown(f field) {
	name := f.key
	message := fmt.Sprintf("unknown key %q; known keys are %s", name, strings.Join(annotationKeys, ", "))
	if near, distance := nearest(strings.ToLower(name), annotationKeys); distance <= len(name)/2 {
		message = fmt.Sprintf("unknown key %q; did you mean %q?", name, near)
	}
	r.slip("unknown-key", f.keyAt, message, nil)
	r.keep(name, strings.TrimSpace(f.value))
	r.keySlips(f, name)
	r.valueSlips(f, f.value)
}

// keyless reads a value that stands alone: after authors or tags it is one more; a kind, a level or a link says by itself what it is.
func (r *annotationReader) keyless(f field) {
	value := strings.TrimSpace(f.value)
	if words := splitTags(value); (r.last == keyAuthor || r.last == keyTags) && len(words) > 0 {
		r.slip("missing-key", f.valueAt,
			fmt.Sprintf("%q has no key; it is read as more of %q; write all in one pair of quotes", shorten(value), r.last), nil)
		r.value(f, r.last, value)
		return
	}
	key := ""
	if _, ok := ParseLevel(value); ok {
		key = keyLevel
	} else if kind, ok := knownKind(value); ok {
		key, value = keyKind, string(kind)
	} else if link := cleanLink(value); link != "" {
		key, value = keyLink, link
	}
	if key == "" || r.seen[key] {
		r.slip("missing-key", f.valueAt, fmt.Sprintf("%q has no key and is not used; write it as \"key\":\"value\"", shorten(value)), nil)
		if strings.ContainsFunc(value, unicode.IsLetter) {
			r.keep("", value)
		}
		return
	}
	r.seen[key] = true
	r.value(f, key, value)
	r.slip("missing-key", f.valueAt, fmt.Sprintf("%q has no key; it is read as %q", value, key),
		&Fix{Start: f.valueAt, End: f.valEnd, New: quoted(key) + ":" + quoted(value)})
}

// keySlips reports what is wrong with a key and the separator after it.
func (r *annotationReader) keySlips(f field, key string) {
	var fix *Fix
	if f.key != key || f.bareKey {
		fix = &Fix{Start: f.keyAt, End: f.keyEnd, New: quoted(key)}
	}
	if f.key != key {
		r.slip("key-spelling", f.keyAt, fmt.Sprintf("key %q is written %q", f.key, key), fix)
	}
	if f.bareKey {
		r.slip("unquoted-key", f.keyAt, fmt.Sprintf("key %s is not in straight double quotes; write %s", f.key, quoted(key)), fix)
	}
	if sep := strings.TrimSpace(string(r.line[f.sepAt-r.base : f.sepEnd-r.base])); sep != ":" {
		r.slip("equals-sign", f.sepAt, fmt.Sprintf("%q between key and value; write :", sep),
			&Fix{Start: f.sepAt, End: f.sepEnd, New: ":"})
	}
}

// valueSlips reports a value that is not in quotes. All fixes of a value are one: to what it should be.
func (r *annotationReader) valueSlips(f field, cleaned string) {
	r.fix.New = quoted(cleaned)
	if f.bareVal && cleaned != "" {
		rule, fault := "unquoted-value", "has no quotes"
		if bytes.ContainsFunc(r.line[f.valueAt-r.base:f.valEnd-r.base], isQuote) {
			rule, fault = "unpaired-quotes", "is not in a pair of straight double quotes"
		}
		r.slip(rule, f.valueAt, fmt.Sprintf("value of %q %s; write %s", f.key, fault, shorten(r.fix.New)), r.fix)
	}
}

// shorten keeps a message readable.
func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
