package kb

import (
	"fmt"
	"strings"
)

// value reads a value by its key and returns it as it should be written.
func (r *annotationReader) value(f field, key, value string) string {
	switch key {
	case keyKind:
		return r.kindValue(f, value)
	case keyLevel:
		return r.levelValue(f, value)
	case keyLink:
		return r.linkValue(f, value)
	case keyAuthor:
		return r.authorValue(f, value)
	case keyPeriod:
		return r.periodValue(f, value)
	case keyTags:
		r.tags = distinct(append(r.tags, splitTags(value)...))
	case keyDetails:
		r.source.Details = strings.TrimPrefix(r.source.Details+"; "+value, "; ")
	case keyInspire:
		r.source.InspiredBy = value
	case keyClarity:
		r.clarity = value
	}
	return value
}

func (r *annotationReader) kindValue(f field, value string) string {
	kind, known := knownKind(value)
	switch {
	case !known:
		r.kind = Kind(value)
		r.slip("unknown-kind", f.valueAt, fmt.Sprintf("unknown kind %q; did you mean %q?", value, nearestKind(value)), nil)
		return value
	case string(kind) != value:
		r.slip("kind-spelling", f.valueAt, fmt.Sprintf("kind %q is written %q", value, kind), r.fix)
	}
	r.kind = kind
	return string(kind)
}

func (r *annotationReader) levelValue(f field, value string) string {
	level, ok := ParseLevel(value)
	if !ok {
		r.slip("unknown-level", f.valueAt,
			fmt.Sprintf("unknown mastery %q; entry is used; write entry, medium or advanced", value), nil)
		level = Entry
	}
	r.level = level
	return value
}

func (r *annotationReader) linkValue(f field, value string) string {
	link := cleanLink(value)
	if link == "" {
		r.slip("bad-link", f.valueAt,
			fmt.Sprintf("source-link %q is no web address; it is kept as a detail; write http:// or https://", shorten(value)), nil)
		r.source.Details = strings.TrimPrefix(r.source.Details+"; "+value, "; ")
		return value
	}
	if link != value {
		r.slip("link-cleaned", f.valueAt, fmt.Sprintf("source-link has more than the address; write %s", link), r.fix)
	}
	r.source.Link = link
	return link
}

func (r *annotationReader) authorValue(f field, value string) string {
	r.source.Authors = distinct(append(r.source.Authors, splitAuthors(value)...))
	cleaned := strings.TrimFunc(value, func(c rune) bool { return isQuote(c) || c == ' ' })
	if cleaned != value {
		r.slip("stray-quote", f.valueAt, fmt.Sprintf("stray quote in %q; write %s", value, quoted(cleaned)), r.fix)
	}
	return cleaned
}

// shortClip is the number of seconds of a clip that hardly anybody means.
const shortClip = 1

func (r *annotationReader) periodValue(f field, value string) string {
	clips, slips, canonical := parseClips(value)
	for _, s := range slips {
		r.slip(s.rule, f.valueAt, s.message, nil)
	}
	r.source.Clips = append(r.source.Clips, clips...)
	if len(slips) > 0 {
		return value
	}
	for _, c := range clips {
		if c.To > 0 && c.Duration() <= shortClip {
			r.slip("clip-short", f.valueAt, fmt.Sprintf("time period %q is %d second long; is that meant?", value, c.Duration()), nil)
		}
	}
	if canonical != value {
		r.slip("clip-spelling", f.valueAt, fmt.Sprintf("time period %q is written %q", value, canonical), r.fix)
	}
	return canonical
}
