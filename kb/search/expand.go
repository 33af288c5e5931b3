package search

import (
	"slices"

	"archbot/kb"
)

// A Word is a word of a question that is to be looked for.
type Word struct {
	Token
	Weight float64 // 1 for a word that carries meaning, less for one that only leans on others
	Term   bool    // no dictionary of English has it: it names a thing
	Kind   kb.Kind // the kind that it asks for, if it does: "metrics", "examples"
	Joins  int     // how many words from this one on were typed as one, as in "local-first"; 0 where it stands alone
}

// A Group is everything that counts as finding one word of the question.
type Group struct {
	Word   string // as asked
	Weight float64
	Term   bool    // as of the word
	Kind   kb.Kind // as of the word: a block of that kind has it, whatever its own words
	Alts   []Alt   // none where the notes have nothing of the kind
	Joins  int     // how many words from this one on make an expression; 0 where none begins here
	Apart  float64 // the part that is lost of the expression where its words stand apart
	IDF    float64 // how rare it is: that of the rarest way of finding it; of a word that stands nowhere where there is none
}

// An Alt is one way of finding a word: itself, its joined form, a spelling, a synonym. More than one term are looked for
// side by side, as a phrase.
type Alt struct {
	Terms  []termID
	Stems  []string // of the terms
	Weight float64  // 1 for the word itself
	How    string   // exact, joined, spelling, same, near
	IDF    float64
	Joint  bool // it stands for the whole expression that the word is in
}

// What finding something else than the word itself is worth.
const (
	joinedWeight   = 0.95 // "websockets" for "web sockets", and the other way round
	sameWeight     = 0.9  // the vocabulary says that it is the same
	nearWeight     = 0.4  // the vocabulary says that it is near: as measured, more of it costs precision
	toldWeight     = 0.5  // it is what a situation that the question tells of is called
	respeltOnce    = 0.8  // one edit in a long word
	respeltTwice   = 0.65 // two edits
	shortWordSpelt = 0.75 // one edit in a word of four or five letters, which may well be another word
)

// Expand gives each word of a question the ways in which the notes may put it.
func (s *Snapshot) Expand(words []Word) []Group {
	groups := make([]Group, len(words))
	for i, w := range words {
		g := Group{Word: w.Word, Weight: w.Weight, Term: w.Term, Kind: w.Kind, Joins: w.Joins, Apart: typedInPieces}
		s.addAlt(&g, []string{w.Stem}, 1, "exact")
		groups[i] = g
	}
	s.addJoined(groups, words)
	s.addVocabulary(groups, words)
	s.addSituations(groups, words)
	s.addInitials(groups, words)
	for i := range groups {
		if len(groups[i].Alts) == 0 {
			s.addSpellings(&groups[i], words[i])
		}
	}
	for i := range groups {
		s.settleSpelling(groups, i)
	}
	if respelt, ok := respell(groups, words); ok {
		s.addVocabulary(groups, respelt)
	}
	for i := range groups {
		groups[i].IDF = s.rarity(&groups[i])
	}
	return groups
}

// respell gives the words as they were most likely meant, for what the field says in other words: of "exponential backof" too. Without a
// misspelt word it is not ok.
func respell(groups []Group, words []Word) (meant []Word, ok bool) {
	for i, g := range groups {
		if len(g.Alts) > 0 && g.Alts[0].How == "spelling" {
			if !ok {
				meant, ok = slices.Clone(words), true
			}
			meant[i].Stem = g.Alts[0].Stems[0]
		}
	}
	return meant, ok
}

// rarity is how rare a word is: as it is itself, or was meant, where the notes have it, else as the rarest of what stands for it. A word that is
// nowhere is the rarest.
func (s *Snapshot) rarity(g *Group) float64 {
	if len(g.Alts) == 0 {
		return s.idf(0)
	}
	if how := g.Alts[0].How; how == "exact" || how == "spelling" {
		return g.Alts[0].IDF
	}
	most := 0.0
	for _, a := range g.Alts {
		most = max(most, a.IDF)
	}
	return most
}

// addAlt adds a way of finding a group and gives it, also where it is there already; nil where the notes have nothing of it.
func (s *Snapshot) addAlt(g *Group, stems []string, weight float64, how string) *Alt {
	terms := make([]termID, len(stems))
	df := s.blocks
	for i, stem := range stems {
		id, ok := s.lex.term(stem)
		if !ok || s.frequency(id) == 0 {
			return nil
		}
		terms[i] = id
		df = min(df, s.frequency(id))
	}
	for i := range g.Alts {
		if a := &g.Alts[i]; slices.Equal(a.Terms, terms) {
			a.Weight = max(a.Weight, weight)
			return a
		}
	}
	g.Alts = append(g.Alts, Alt{Terms: terms, Stems: stems, Weight: weight, How: how, IDF: s.idf(df)})
	return &g.Alts[len(g.Alts)-1]
}

// addJoined finds "web sockets" where the question has "websockets", and the other way round.
func (s *Snapshot) addJoined(groups []Group, words []Word) {
	for i, w := range words {
		if i+1 < len(words) && words[i+1].Pos == w.Pos+1 {
			joined := Stem(w.Word + words[i+1].Word)
			s.addAlt(&groups[i], []string{joined}, joinedWeight, "joined")
			s.addAlt(&groups[i+1], []string{joined}, joinedWeight, "joined")
		}
		if len(groups[i].Alts) > 0 || len(w.Word) < 6 {
			continue
		}
		for cut := 3; cut <= len(w.Word)-3; cut++ {
			left, right := Stem(w.Word[:cut]), Stem(w.Word[cut:])
			if s.adjacent(left, right) && s.addAlt(&groups[i], []string{left, right}, joinedWeight, "joined") != nil {
				break
			}
		}
	}
}

// adjacent reports whether two stems stand side by side somewhere in a heading, or anywhere in a few blocks: enough to
// believe that a word joins them.
func (s *Snapshot) adjacent(left, right string) bool {
	l, ok := s.lex.term(left)
	if !ok || s.frequency(l) == 0 {
		return false
	}
	r, ok := s.lex.term(right)
	if !ok || s.frequency(r) == 0 {
		return false
	}
	return s.subject.pairs[[2]string{left, right}]
}

// addVocabulary adds what the field says in other words.
func (s *Snapshot) addVocabulary(groups []Group, words []Word) {
	inside := -1 // the last word that an expression covers: its parts mean something else than they do alone
	for i := range words {
		for n := min(s.vocab.begins[words[i].Stem], len(words)-i); n > 0; n-- {
			if words[i+n-1].Pos != words[i].Pos+n-1 {
				continue
			}
			others := s.vocab.lookUp(words[i : i+n])
			if n > 1 && len(others) > 0 {
				inside = max(inside, i+n-1)
				if n > groups[i].Joins {
					groups[i].Joins, groups[i].Apart = n, inPieces
				}
			}
			for _, alt := range others {
				weight, how := nearWeight, "near"
				if alt.same {
					if n == 1 && i <= inside {
						continue // "chaos engineering" is no developers' chaos
					}
					weight, how = sameWeight, "same"
				}
				for j := i; j < i+n; j++ {
					if a := s.addAlt(&groups[j], alt.stems, weight, how); a != nil && n > 1 {
						a.Joint = true
					}
				}
			}
		}
	}
}

// addSpellings adds the notes' own words that a word nobody knows may have been meant for.
func (s *Snapshot) addSpellings(g *Group, w Word) {
	for _, c := range s.spell(w.Word) {
		id := c.form.term
		if s.frequency(id) > 0 {
			g.Alts = append(g.Alts, Alt{Terms: []termID{id}, Stems: []string{s.lex.stem(id)}, Weight: c.weight, How: "spelling", IDF: s.idf(s.frequency(id))})
		}
	}
}

// settleSpelling puts the word first, of those that one may have been meant for, that makes a name with its neighbour: after "circuit" a
// "braker" is a breaker and no broker.
func (s *Snapshot) settleSpelling(groups []Group, i int) {
	alts := groups[i].Alts
	if len(alts) < 2 || alts[0].How != "spelling" {
		return
	}
	for n, a := range alts {
		if i > 0 && s.paired(groups[i-1].Alts, []Alt{a}) || i+1 < len(groups) && s.paired([]Alt{a}, groups[i+1].Alts) {
			groups[i].Alts = slices.Concat(alts[n:n+1], alts[:n], alts[n+1:])
			return
		}
	}
}

// paired reports whether one word stands beside another in a heading, both in any of the ways in which they may be put.
func (s *Snapshot) paired(left, right []Alt) bool {
	for _, l := range left {
		for _, r := range right {
			if s.subject.pairs[[2]string{l.Stems[len(l.Stems)-1], r.Stems[0]}] {
				return true
			}
		}
	}
	return false
}
