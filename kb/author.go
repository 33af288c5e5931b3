package kb

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	andPattern  = regexp.MustCompile(`(?i)\s+(?:and|und)\s+`)
	etAlPattern = regexp.MustCompile(`(?i),?\s+et\s+al\.?$`)
)

// nameEndings belong to the name before the comma.
var nameEndings = map[string]bool{
	"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "phd": true, "md": true, "msc": true, "mba": true, "esq": true,
	"inc": true, "ltd": true, "llc": true, "gmbh": true, "co": true, "corp": true, "ag": true, "sa": true,
}

// splitAuthors takes a list of names apart, in the order written. A ";" always separates. A comma separates unless it stands
// inside a name: before an ending ("Parr, Jr."), or between a last name and first names ("Kleppmann, Martin").
func splitAuthors(value string) []string {
	var names []string
	add := func(name string) { names = append(names, etAlPattern.ReplaceAllString(trimName(name), "")) }
	for _, group := range splitOutside(value, ';') {
		if strings.Contains(value, ";") && !andPattern.MatchString(group) {
			add(group)
			continue
		}
		for _, part := range andPattern.Split(trimName(group), -1) {
			for _, name := range splitCommas(part) {
				add(name)
			}
		}
	}
	return distinct(names)
}

// splitCommas separates names at commas, unless there is one name in two parts.
func splitCommas(s string) []string {
	parts := joinEndings(splitOutside(s, ','))
	if len(parts) == 2 && lastName(parts[0]) && firstNames(parts[1]) {
		return []string{parts[0] + ", " + parts[1]}
	}
	return parts
}

// joinEndings trims the parts of a name list, drops empty ones and puts endings back to their names.
func joinEndings(parts []string) []string {
	var out []string
	for _, p := range parts {
		p = trimName(p)
		ending := strings.ToLower(strings.ReplaceAll(p, ".", ""))
		switch {
		case p == "":
		case nameEndings[ending] && len(out) > 0:
			out[len(out)-1] += ", " + p
		default:
			out = append(out, p)
		}
	}
	return out
}

// splitOutside splits at a separator that stands in no brackets.
func splitOutside(s string, sep rune) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range s {
		switch {
		case r == '(' || r == '[':
			depth++
		case (r == ')' || r == ']') && depth > 0:
			depth--
		case r == sep && depth == 0:
			parts = append(parts, s[start:i])
			start = i + len(string(sep))
		}
	}
	return append(parts, s[start:])
}

// trimName removes quotes, blanks and a leading "and" around a name.
func trimName(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return isQuote(r) || unicode.IsSpace(r) || r == ',' || r == ';' })
	if rest, ok := strings.CutPrefix(s+" ", "and "); ok {
		return trimName(rest)
	}
	return s
}

// lastName reports whether s is one word, perhaps with particles before it: "Kleppmann", "van der Berg".
func lastName(s string) bool {
	words := strings.Fields(s)
	for i, w := range words {
		if i < len(words)-1 && !unicode.IsLower([]rune(w)[0]) {
			return false
		}
	}
	return len(words) > 0
}

// firstNames reports whether s is one word and initials: "Martin", "Martin J.", "M. J.".
func firstNames(s string) bool {
	words := strings.Fields(s)
	full := 0
	for _, w := range words {
		if len([]rune(strings.TrimRight(w, "."))) > 1 {
			full++
		}
	}
	return len(words) > 0 && full <= 1
}

// splitTags takes a tag list apart: trimmed, without stray quotes and duplicates.
func splitTags(value string) []string {
	tags := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ';' })
	for i, tag := range tags {
		tags[i] = strings.TrimFunc(tag, func(r rune) bool { return isQuote(r) || unicode.IsSpace(r) })
	}
	return distinct(tags)
}

// distinct drops empty words and those that differ from an earlier one in case only.
func distinct(words []string) []string {
	var out []string
	seen := make(map[string]bool, len(words))
	for _, w := range words {
		if folded := strings.ToLower(w); w != "" && !seen[folded] {
			seen[folded] = true
			out = append(out, w)
		}
	}
	return out
}
