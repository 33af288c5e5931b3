package search

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// A Vocabulary knows what the field says in other words. Its file has a group a line:
//
//	load balancing = load balancer = LB      the same thing: found as if it had been asked for, nearly
//	queue ~ broker ~ messaging               near: found too, but worth little
//
// Case, plurals and other endings do not matter; "#" begins a comment.
type Vocabulary struct {
	groups map[string][]otherWord // by stems joined by spaces
	begins map[string]int         // words of the longest entry that begins with a stem
	words  []string               // of all entries, as written in lower case
	spells func() *Speller        // of words, made when the first question needs it
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

//go:embed vocabulary.txt
var fieldVocabulary string

// fieldWords is the vocabulary of software architecture that is built in.
var fieldWords = sync.OnceValue(func() *Vocabulary {
	v, err := ParseVocabulary(fieldVocabulary)
	if err != nil {
		panic(err) // a test reads it
	}
	return v
})

// ParseVocabulary reads a vocabulary file. The error names the lines that are not understood; the others are read all the same.
func ParseVocabulary(text string) (*Vocabulary, error) {
	v := &Vocabulary{groups: make(map[string][]otherWord)}
	var bad []error
	for n, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		same := strings.Contains(line, "=")
		if same == strings.Contains(line, "~") {
			bad = append(bad, fmt.Errorf("vocabulary line %d: %q has neither = (the same) nor ~ (near) between its words, or both", n+1, line))
			continue
		}
		if !v.addGroup(strings.FieldsFunc(line, func(r rune) bool { return r == '=' || r == '~' }), same) {
			bad = append(bad, fmt.Errorf("vocabulary line %d: %q has words on one side only", n+1, line))
		}
	}
	return v.prepare(), errors.Join(bad...)
}

// addGroup reports whether there are two entries at least.
func (v *Vocabulary) addGroup(entries []string, same bool) bool {
	stems := make([][]string, 0, len(entries))
	for _, e := range entries {
		if s := Stems(e); len(s) > 0 {
			stems = append(stems, s)
			for _, t := range Analyze(e) {
				v.words = append(v.words, t.Word)
			}
		}
	}
	for i, from := range stems {
		key := strings.Join(from, " ")
		for j, to := range stems {
			if i != j {
				v.groups[key] = append(v.groups[key], otherWord{to, same})
			}
		}
	}
	return len(stems) > 1
}

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
