package search

import (
	"math/bits"
	"strings"
)

// A Speller knows a fixed list of words and finds the one that another was meant to be.
type Speller struct{ forms []form }

// NewSpeller makes a speller of words. Those of less than four letters are left out: another one is always near.
func NewSpeller(words []string) *Speller {
	s := &Speller{}
	seen := make(map[string]bool)
	for _, w := range words {
		if len(w) >= 4 && !seen[w] {
			seen[w] = true
			s.forms = append(s.forms, form{word: w, letters: letterSet(w)})
		}
	}
	return s
}

// nearest gives the nearest word and how many edits away it is, by the same rules as the notes' own words are respelt by.
func (s *Speller) nearest(word string) (near string, edits int) {
	most := 1
	if len(word) >= 8 {
		most = 2
	}
	letters := letterSet(word)
	for _, f := range s.forms {
		if abs(len(f.word)-len(word)) > most || bits.OnesCount64(letters^f.letters) > 2*most {
			continue
		}
		if d := distance(word, f.word, most); d <= most && (len(word) >= 6 || slip(word, f.word)) && !tail(word, f.word) {
			if d == 0 {
				return f.word, 0
			}
			near, edits, most = f.word, d, d-1 // only a nearer one replaces it
			if most == 0 {
				break
			}
		}
	}
	return near, edits
}

// Meant is the speller's word that another, which is none of them, was meant to be by its spelling; empty where none is near.
func (s *Speller) Meant(word string) string {
	if len(word) < 4 {
		return ""
	}
	near, _ := s.nearest(word)
	return near
}

// Correct gives a word as it was meant where neither the notes nor English have it: as the nearest of the speller's words or of the
// vocabulary's, unless a word of the notes is nearer (or as near as one of the vocabulary), which Expand finds.
func (s *Snapshot) Correct(t Token, words *Speller) Token {
	if len(t.Word) < 4 || t.Whole || s.Known(t.Stem) || isEnglish(t.Word) || isEveryday(t.Word) || s.Expert(t) {
		return t
	}
	if one, ok := strings.CutSuffix(t.Word, "s"); ok && (s.Known(one) || s.Expert(Token{Stem: one})) { // jwts, msgs, 429s
		t.Word, t.Stem = one, one
		return t
	}
	if hasDigit(t.Word) {
		return t
	}
	near, edits := words.nearest(t.Word)
	field := false
	if other, d := s.vocab.speller().nearest(t.Word); other != "" && (near == "" || d < edits) {
		near, edits, field = other, d, true
	}
	if near == "" {
		return t
	}
	for _, own := range s.spell(t.Word) {
		if own.edits < edits || field && own.edits == edits {
			return t
		}
	}
	t.Word, t.Stem = near, Stem(near)
	return t
}
