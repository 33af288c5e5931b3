package search

import (
	"slices"
	"strings"
)

// A situation is what people tell of in words of their own, each anywhere in the question, and notes name by terms: a key that was pushed to
// a repository is a leaked secret. Which words meet its needs the hints say.
type situation struct {
	all   uint8    // a bit for each need
	terms []string // what the notes may call it, as stems joined by spaces
}

// mostNeeds is how many needs a situation may have; they are the bits of a byte.
const mostNeeds = 8

// A hint is a need that a word meets: the situation, as an index into [Vocabulary].situations, and in the last byte the need's bit. There are
// some fifty thousand.
type hint uint32

func newHint(situation int, need uint8) hint { return hint(situation)<<mostNeeds | hint(need) }
func (h hint) situation() int                { return int(h >> mostNeeds) }
func (h hint) need() uint8                   { return uint8(h) }

// joinsNeeds stands between needs; "C++" has none.
const joinsNeeds = " + "

// tells gives the situations that have each need met by some word, as indexes.
func (v *Vocabulary) tells(words []Word) []int {
	if len(v.situations) == 0 {
		return nil
	}
	met := make([]uint8, len(v.situations))
	var told []int
	for _, w := range words {
		for _, h := range v.hints[w.Stem] {
			i := h.situation()
			before := met[i]
			met[i] |= h.need()
			if all := v.situations[i].all; before != all && met[i] == all {
				told = append(told, i)
			}
		}
	}
	return told
}

// met gives for each need of a situation the first word that meets it, as an index; nil where a word would have to meet two.
func (v *Vocabulary) met(told int, words []Word) []int {
	needs := make([]uint8, len(words)) // that each word meets
	for i, w := range words {
		for _, h := range v.hints[w.Stem] {
			if h.situation() == told {
				needs[i] |= h.need()
			}
		}
	}
	var at []int
	for need := uint8(1); v.situations[told].all&need != 0; need <<= 1 {
		i := slices.IndexFunc(needs, func(meets uint8) bool { return meets&need != 0 })
		if i < 0 || slices.Contains(at, i) {
			return nil
		}
		at = append(at, i)
	}
	return at
}

// addSituations adds what the situations that a question tells of are called.
func (s *Snapshot) addSituations(groups []Group, words []Word) {
	for _, told := range s.vocab.tells(words) {
		for _, i := range s.vocab.met(told, words) {
			for _, term := range s.vocab.situations[told].terms {
				s.addAlt(&groups[i], strings.Fields(term), toldWeight, "near")
			}
		}
	}
}
