package search

import (
	"errors"
	"fmt"
	"strings"
)

// ParseVocabulary reads a vocabulary file. The error names the lines that are not understood; the others are read all the same.
func ParseVocabulary(text string) (*Vocabulary, error) {
	r := vocabularyReader{&Vocabulary{groups: make(map[string][]otherWord)}, make(map[string][]Token), nil}
	var bad []error
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := r.line(line); err != nil {
			bad = append(bad, fmt.Errorf("vocabulary line %d: %w", n, err))
		}
	}
	r.v.hints = newHints(r.hints)
	return r.v.prepare(), errors.Join(bad...)
}

// A vocabularyReader reads the lines of a vocabulary. It analyses each word once, as most stand there many times.
type vocabularyReader struct {
	v     *Vocabulary
	known map[string][]Token
	hints []stemHint
}

// line reads a line that is not empty.
func (r *vocabularyReader) line(line string) error {
	if needs, terms, ok := strings.Cut(line, "~"); ok && strings.Contains(needs, joinsNeeds) {
		if !r.addSituation(needs, terms) {
			return fmt.Errorf("%q is no situation: want words/words + words/words ~ terms", line)
		}
		return nil
	}
	same := strings.Contains(line, "=")
	if same == strings.Contains(line, "~") {
		return fmt.Errorf("%q has neither = (the same) nor ~ (near) between its words, or both", line)
	}
	if !r.addGroup(strings.FieldsFunc(line, func(r rune) bool { return r == '=' || r == '~' }), same) {
		return fmt.Errorf("%q has words on one side only", line)
	}
	return nil
}

// tokens are the words of an entry, as [Analyze] gives them but for their positions.
func (r *vocabularyReader) tokens(entry string) []Token {
	entry = strings.TrimSpace(entry)
	if !strings.Contains(entry, " ") {
		return r.word(entry)
	}
	var all []Token
	for _, word := range strings.Fields(entry) {
		all = append(all, r.word(word)...)
	}
	return all
}

func (r *vocabularyReader) word(word string) []Token {
	tokens, ok := r.known[word]
	if !ok {
		tokens = Analyze(word)
		r.known[word] = tokens
	}
	return tokens
}

// stems are those of an entry's words without joined forms.
func (r *vocabularyReader) stems(entry string) []string {
	var stems []string
	for _, t := range r.tokens(entry) {
		if !t.Whole {
			stems = append(stems, t.Stem)
		}
	}
	return stems
}

// addGroup reports whether there are two entries at least.
func (r *vocabularyReader) addGroup(entries []string, same bool) bool {
	stems := make([][]string, 0, len(entries))
	for _, e := range entries {
		if s := r.stems(e); len(s) > 0 {
			stems = append(stems, s)
			for _, t := range r.tokens(e) {
				r.v.words = append(r.v.words, t.Word)
			}
		}
	}
	for i, from := range stems {
		key := strings.Join(from, " ")
		for j, to := range stems {
			if i != j {
				r.v.groups[key] = append(r.v.groups[key], otherWord{to, same})
			}
		}
	}
	return len(stems) > 1
}

// addSituation reports whether there are two needs at least, each of single words, and a term. It is added only if there are.
func (r *vocabularyReader) addSituation(needs, terms string) bool {
	v := r.v
	s := situation{}
	for need := range strings.SplitSeq(needs, joinsNeeds) {
		for word := range strings.SplitSeq(need, "/") {
			if len(r.tokens(word)) != 1 {
				return false
			}
		}
		if s.all == 1<<mostNeeds-1 {
			return false
		}
		s.all = s.all<<1 | 1
	}
	for term := range strings.SplitSeq(terms, "~") {
		if strings.TrimSpace(term) == "" {
			return false
		}
	}
	if s.terms = terms; s.all == 1 {
		return false
	}
	bit := uint8(1)
	for need := range strings.SplitSeq(needs, joinsNeeds) {
		for word := range strings.SplitSeq(need, "/") {
			stem := r.tokens(word)[0].Stem
			r.hints = append(r.hints, stemHint{stem, newHint(len(v.situations), bit)})
		}
		bit <<= 1
	}
	v.situations = append(v.situations, s)
	return true
}
