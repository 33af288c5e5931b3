package search

import (
	"maps"
	"slices"
	"strings"
)

// A situation is what people tell of in words of their own, each anywhere in the question, and notes name by terms: a key that was pushed to
// a repository is a leaked secret. Which words meet its needs the hints say.
type situation struct {
	all   uint8  // a bit for each need
	terms string // what the notes may call it, as written, with "~" between; few are ever needed
}

// mostNeeds is how many needs a situation may have; they are the bits of a byte.
const mostNeeds = 8

// A hint is a need that a word meets: the situation, as an index into [Vocabulary].situations, and in the last byte the need's bit. There are
// some fifty thousand.
type hint uint32

func newHint(situation int, need uint8) hint { return hint(situation)<<mostNeeds | hint(need) }
func (h hint) situation() int                { return int(h >> mostNeeds) }
func (h hint) need() uint8                   { return uint8(h) }

// hints are the needs that words meet, those of a word side by side: fifty thousand make few things for the collector to look at.
type hints struct {
	all []hint
	at  map[string]span // by stem
}

// A span is a part of a list.
type span struct{ from, to uint32 }

func (h hints) of(stem string) []hint {
	at := h.at[stem]
	return h.all[at.from:at.to]
}

// A stemHint is a hint with the stem of the word that it is of.
type stemHint struct {
	stem string
	hint hint
}

// newHints puts the hints of each stem side by side, in the order they are given in.
func newHints(given []stemHint) hints {
	h := hints{make([]hint, len(given)), make(map[string]span)}
	for _, g := range given {
		at := h.at[g.stem]
		h.at[g.stem] = span{0, at.to + 1} // how many there are, for now
	}
	next := uint32(0)
	for stem, at := range h.at {
		h.at[stem] = span{next, next}
		next += at.to
	}
	for _, g := range given {
		at := h.at[g.stem]
		h.all[at.to] = g.hint
		h.at[g.stem] = span{at.from, at.to + 1}
	}
	return h
}

// with are the hints of h and those of own, whose situations come after so many others.
func (h hints) with(own hints, others int) hints {
	if len(own.all) == 0 {
		return h
	}
	merged := hints{slices.Clone(h.all), maps.Clone(h.at)}
	for stem := range own.at {
		from := len(merged.all)
		merged.all = append(merged.all, h.of(stem)...)
		for _, o := range own.of(stem) {
			merged.all = append(merged.all, newHint(others+o.situation(), o.need()))
		}
		merged.at[stem] = span{uint32(from), uint32(len(merged.all))}
	}
	return merged
}

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
		for _, h := range v.hints.of(w.Stem) {
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
		for _, h := range v.hints.of(w.Stem) {
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
		at := s.vocab.met(told, words)
		if at == nil {
			continue
		}
		for term := range strings.SplitSeq(s.vocab.situations[told].terms, "~") {
			if stems := Stems(term); len(stems) > 0 {
				for _, i := range at {
					s.addAlt(&groups[i], stems, toldWeight, "near")
				}
			}
		}
	}
}
