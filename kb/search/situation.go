package search

import "slices"

// A situation is what people tell of in words of their own, each anywhere in the question, and notes name by terms: a key that was pushed to
// a repository is a leaked secret.
type situation struct {
	needs [][]string // stems; of each need one
	terms [][]string // what the notes may call it, as stems
}

// mostNeeds is how many needs a situation may have; they are the bits of a byte.
const mostNeeds = 8

// A hint is a need that a word meets.
type hint struct {
	situation int32 // index into Vocabulary.situations
	need      uint8 // its bit
}

// joinsNeeds stands between needs; "C++" has none.
const joinsNeeds = " + "

// hintsOf gives for each stem the needs that it meets.
func hintsOf(situations []*situation) map[string][]hint {
	hints := make(map[string][]hint)
	for i, s := range situations {
		for n, need := range s.needs {
			for _, stem := range need {
				hints[stem] = append(hints[stem], hint{int32(i), 1 << n})
			}
		}
	}
	return hints
}

// tells gives the situations that have each need met by some word.
func (v *Vocabulary) tells(words []Word) []*situation {
	met := make([]uint8, len(v.situations))
	var told []*situation
	for _, w := range words {
		for _, h := range v.hints[w.Stem] {
			s := v.situations[h.situation]
			all := uint8(1)<<len(s.needs) - 1
			if before := met[h.situation]; before != all {
				if met[h.situation] = before | h.need; met[h.situation] == all {
					told = append(told, s)
				}
			}
		}
	}
	return told
}

// met gives for each need a word that meets it, as an index; nil where a word would have to meet two.
func (s *situation) met(words []Word) []int {
	at := make([]int, 0, len(s.needs))
	for _, need := range s.needs {
		i := slices.IndexFunc(words, func(w Word) bool { return slices.Contains(need, w.Stem) })
		if i < 0 || slices.Contains(at, i) {
			return nil
		}
		at = append(at, i)
	}
	return at
}

// addSituations adds what the situations that a question tells of are called.
func (s *Snapshot) addSituations(groups []Group, words []Word) {
	for _, situation := range s.vocab.tells(words) {
		for _, i := range situation.met(words) {
			for _, term := range situation.terms {
				s.addAlt(&groups[i], term, toldWeight, "near")
			}
		}
	}
}
