package search

import (
	_ "embed"
	"strings"
	"sync"
)

// A Vocabulary knows what the field says in other words. Its file has a group a line:
//
//	load balancing = load balancer = LB      the same thing: found as if it had been asked for, nearly
//	queue ~ broker ~ messaging               near: found too, but worth little
//	key/password + git/repo ~ leaked secret  a situation: a question that has a word of each, wherever, is about what is near to it
//
// Case, plurals and other endings do not matter; "#" begins a comment.
type Vocabulary struct {
	groups map[string][]otherWord // by stems joined by spaces
	begins map[string]int         // words of the longest entry that begins with a stem
	words  []string               // of all entries, as written in lower case
	spells func() *Speller        // of words, made when the first question needs it

	situations []situation
	hints      hints
}

// speller knows the words of all entries.
func (v *Vocabulary) speller() *Speller { return v.spells() }

// prepare is called once the vocabulary is complete.
func (v *Vocabulary) prepare() *Vocabulary {
	v.begins = make(map[string]int)
	for key := range v.groups {
		first, _, _ := strings.Cut(key, " ")
		v.begins[first] = max(v.begins[first], strings.Count(key, " ")+1)
	}
	v.spells = sync.OnceValue(func() *Speller { return NewSpeller(v.words) })
	return v
}

// An otherWord is another way to say an entry.
type otherWord struct {
	stems []string
	same  bool
}

var (
	//go:embed vocabulary.txt
	fieldVocabulary string
	//go:embed situations.txt
	fieldSituations string
)

// fieldWords is the vocabulary of software architecture that is built in.
var fieldWords = sync.OnceValue(func() *Vocabulary {
	v, err := ParseVocabulary(fieldVocabulary + fieldSituations)
	if err != nil {
		panic(err) // a test reads it
	}
	return v
})

// lookUp gives the other ways to say a run of words.
func (v *Vocabulary) lookUp(words []Word) []otherWord {
	if len(words) == 1 {
		return v.groups[words[0].Stem]
	}
	var key strings.Builder
	for i, w := range words {
		if i > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(w.Stem)
	}
	return v.groups[key.String()]
}
