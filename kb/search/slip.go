package search

// Exchanged gives the three-letter word at i as it was meant where two of its letters are exchanged and only thus it makes a name with its
// neighbour, one that a heading or the vocabulary has: "tow phase", "hyrums lwa". Three letters are too few to be respelt by themselves.
func (s *Snapshot) Exchanged(tokens []Token, i int) Token {
	t := tokens[i]
	if len(t.Word) != 3 || !isASCII(t.Word) || hasDigit(t.Word) {
		return t
	}
	for _, word := range []string{t.Word[1:2] + t.Word[:1] + t.Word[2:], t.Word[:1] + t.Word[2:] + t.Word[1:2]} {
		stem := Stem(word)
		if word == t.Word || !s.Known(stem) || s.makesName(tokens, i, t.Stem) { // in this order: most are no words of the notes
			continue
		}
		if s.makesName(tokens, i, stem) {
			t.Word, t.Stem = word, stem
			return t
		}
	}
	return t
}

// makesName reports whether a stem in the place of the token at i makes a name with one of its neighbours, which may be misspelt itself.
func (s *Snapshot) makesName(tokens []Token, i int, stem string) bool {
	if i > 0 {
		for _, left := range s.meant(tokens[i-1]) {
			if s.isName(left, stem) {
				return true
			}
		}
	}
	if i+1 < len(tokens) {
		for _, right := range s.meant(tokens[i+1]) {
			if s.isName(stem, right) {
				return true
			}
		}
	}
	return false
}

// isName reports whether two stems stand side by side in a heading or are an entry of the vocabulary.
func (s *Snapshot) isName(left, right string) bool {
	return s.subject.pairs[[2]string{left, right}] || s.vocab.groups[left+" "+right] != nil
}

// meant are the stems that a word may have been meant for.
func (s *Snapshot) meant(t Token) []string {
	stems := []string{t.Stem}
	if !s.Known(t.Stem) {
		for _, r := range s.spell(t.Word) {
			stems = append(stems, s.lex.stem(r.form.term))
		}
	}
	return stems
}
