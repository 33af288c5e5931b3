package search

import (
	"slices"
	"strings"
)

// Abbreviations that no vocabulary has: a name of three words or more is often said by its initials, "universal scalability law" as "USL".
const (
	leastInitials = 3
	mostInitials  = 6
)

// initials are those of a name, in lower case; empty where it has too few words or too many, or one that does not begin with a letter.
func initials(words []string) string {
	if len(words) < leastInitials || len(words) > mostInitials {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		if w[0] < 'a' || w[0] > 'z' {
			return ""
		}
		b.WriteByte(w[0])
	}
	return b.String()
}

// addInitials finds an abbreviation that the notes do not have by the headings and tags that it may stand for, and a name by its
// abbreviation where the notes have that.
func (s *Snapshot) addInitials(groups []Group, words []Word) {
	for i, w := range words {
		if len(groups[i].Alts) == 0 && len(w.Word) >= leastInitials && len(w.Word) <= mostInitials && !isEnglish(w.Word) {
			for _, name := range s.initials()[w.Word] {
				s.addAlt(&groups[i], name, sameWeight, "same")
			}
		}
		for n := leastInitials; n <= mostInitials && i+n <= len(words) && words[i+n-1].Pos == w.Pos+n-1; n++ {
			short := make([]string, n)
			for j := range short {
				short[j] = words[i+j].Word
			}
			if name := initials(short); name != "" && s.abbreviates(name) {
				for j := i; j < i+n; j++ {
					s.addAlt(&groups[j], []string{name}, sameWeight, "same")
				}
			}
		}
	}
}

// abbreviates reports whether a word can be an abbreviation of just any name with its initials: it is no English word, which one of three
// letters may be unless it has no vowel, and the vocabulary does not say what it stands for.
func (s *Snapshot) abbreviates(word string) bool {
	return !isEnglish(word) && (len(word) > leastInitials || !strings.ContainsAny(word, "aeiou")) && s.vocab.groups[word] == nil
}

// namesByInitials are the names in headings and tags, as stems, by their initials, each once.
func namesByInitials(parts []*part) map[string][][]string {
	names := make(map[string][][]string)
	add := func(stems []string) {
		if key := initials(stems); key != "" && !slices.ContainsFunc(names[key], func(n []string) bool { return slices.Equal(n, stems) }) {
			names[key] = append(names[key], stems)
		}
	}
	for _, p := range parts {
		for _, h := range p.headings {
			for _, n := range h.names {
				add(n.stems)
			}
		}
		for _, tag := range p.names {
			add(tag)
		}
	}
	return names
}
