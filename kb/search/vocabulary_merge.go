package search

import (
	"maps"
	"slices"
)

// SetVocabulary makes own, a team's words, part of the vocabulary from the next question on, beside the field's that is built in; what was
// set before is forgotten. Nil takes it away. Questions that are under way keep the vocabulary they began with.
func (x *Index) SetVocabulary(own *Vocabulary) {
	x.change.Lock()
	defer x.change.Unlock()
	next := *x.current.Load()
	next.vocab = fieldWords().with(own)
	x.current.Store(&next)
}

// with is a vocabulary that knows what v and own know. What is the same for one of them is not merely near.
func (v *Vocabulary) with(own *Vocabulary) *Vocabulary {
	if own == nil || len(own.groups)+len(own.situations) == 0 {
		return v
	}
	merged := &Vocabulary{groups: maps.Clone(v.groups), words: slices.Concat(v.words, own.words),
		situations: slices.Concat(v.situations, own.situations), hints: v.hints.with(own.hints, len(v.situations))}
	for key, words := range own.groups {
		all := slices.Clone(merged.groups[key])
		for _, w := range words {
			i := slices.IndexFunc(all, func(o otherWord) bool { return slices.Equal(o.stems, w.stems) })
			if i < 0 {
				all = append(all, w)
			} else {
				all[i].same = all[i].same || w.same
			}
		}
		merged.groups[key] = all
	}
	return merged.prepare()
}

// Len is how many entries a vocabulary has other words for.
func (v *Vocabulary) Len() int { return len(v.groups) }
