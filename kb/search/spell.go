package search

import (
	"math/bits"
	"strings"
)

// A respelling is a word of the notes that an unknown word may stand for.
type respelling struct {
	form   form
	edits  int
	weight float64
}

// spell gives the notes' words nearest to one that they do not have: at one edit (an insertion, deletion, substitution or
// exchange of neighbours), or for words of eight letters and more at two, and of seven where these are letters lost. Words of up to
// three letters are never respelt, and those of four and five only by letters lost, doubled or exchanged, because another short word is
// always near. Words with digits are names and not respelt, nor are common English words: who typed one meant it.
func (s *Snapshot) spell(word string) []respelling {
	length := len(word)
	if length < 4 || hasDigit(word) || isEnglish(word) {
		return nil
	}
	most := 1
	if length >= 7 {
		most = 2
	}
	letters := letterSet(word)
	best := most
	var found []respelling
	for _, f := range s.lex.spellings() {
		if abs(len(f.word)-length) > best || bits.OnesCount64(letters^f.letters) > 2*best {
			continue
		}
		if s.frequency(f.term) == 0 || len(f.word) < 4 {
			continue
		}
		edits := distance(word, f.word, best)
		if edits > best || tail(word, f.word) || length < 6 && !slip(word, f.word) || edits > 1 && length < 8 && !shortened(word, f.word) {
			continue
		}
		if edits < best {
			best, found = edits, found[:0]
		}
		found = append(found, respelling{f, edits, spellingWeight(length, edits)})
	}
	if len(found) == 0 {
		return s.spellStem(word, most)
	}
	return found
}

// spellStem does the same by stems: "vaccum" is near to no word of a note that has only "vacuumed".
func (s *Snapshot) spellStem(word string, most int) []respelling {
	if len(word) < 6 {
		return nil
	}
	best := most
	if len(word) < 8 {
		best = 1
	}
	var found []respelling
	stem := Stem(word)
	for id, known := range s.lex.allStems() {
		if abs(len(known)-len(stem)) > best || s.frequency(termID(id)) == 0 {
			continue
		}
		edits := distance(stem, known, best)
		if edits > best || len(known) < 5 {
			continue
		}
		if edits < best {
			best, found = edits, found[:0]
		}
		found = append(found, respelling{form{word: known, term: termID(id)}, edits, spellingWeight(len(word), edits)})
	}
	return found
}

// allStems are the stems so far, by termID; the slice is not changed afterwards.
func (l *lexicon) allStems() []string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.stems[:len(l.stems):len(l.stems)]
}

func spellingWeight(length, edits int) float64 {
	switch {
	case length < 6:
		return shortWordSpelt
	case edits > 1:
		return respeltTwice
	}
	return respeltOnce
}

// slip reports whether two short words differ by a slip of the fingers only: the same first letter, and letters exchanged, or one
// more or less.
func slip(a, b string) bool {
	return a[0] == b[0] && (len(a) != len(b) || letterSet(a) == letterSet(b))
}

// shortened reports whether a word is another with letters lost, none of them at its ends: "partion".
func shortened(word, whole string) bool {
	if word[0] != whole[0] || word[len(word)-1] != whole[len(whole)-1] {
		return false
	}
	for i := 0; i < len(whole) && word != ""; i++ {
		if whole[i] == word[0] {
			word = word[1:]
		}
	}
	return word == ""
}

// tail reports whether one word is the other with two letters or more behind it: nobody types that by mistake, and "activemq" is not
// "active".
func tail(a, b string) bool {
	return len(a) > len(b)+1 && strings.HasPrefix(a, b) || len(b) > len(a)+1 && strings.HasPrefix(b, a)
}

func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if '0' <= s[i] && s[i] <= '9' {
			return true
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// distance is the number of edits between two words (optimal string alignment: insertion, deletion, substitution, exchange
// of neighbours), counted in bytes, or limit+1 where there are more than limit.
func distance(a, b string, limit int) int {
	if len(a) > maxSpelt || len(b) > maxSpelt {
		return limit + 1
	}
	var rows [3][maxSpelt + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// maxSpelt is the longest word, in bytes, that is respelt.
const maxSpelt = 40
