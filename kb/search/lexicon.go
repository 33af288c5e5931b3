package search

import "sync"

// A termID stands for a stem. IDs are dense, begin at 0, and keep their meaning for the life of the index.
type termID uint32

// A lexicon numbers the words of the notes. It only grows, so that snapshots, old and new, share it.
type lexicon struct {
	mu    sync.RWMutex
	terms map[string]termID // by stem
	stems []string          // by termID
	words map[string]termID // by word as written, lower case: the stemmer runs once a distinct word
	forms []form            // distinct words, for spelling
}

// A form is a word as written, with the letters in it as a set: two words that differ by one edit differ by at most two letters.
type form struct {
	word    string
	letters uint64
	term    termID
}

func newLexicon() *lexicon {
	return &lexicon{terms: make(map[string]termID), words: make(map[string]termID)}
}

// add numbers a word. Only one goroutine adds at a time; others may look up meanwhile.
func (l *lexicon) add(word string) termID {
	if id, ok := l.words[word]; ok { // safe without the lock: nobody else writes
		return id
	}
	stem := Stem(word)
	l.mu.Lock()
	defer l.mu.Unlock()
	id, ok := l.terms[stem]
	if !ok {
		id = termID(len(l.stems))
		l.terms[stem] = id
		l.stems = append(l.stems, stem)
	}
	l.words[word] = id
	l.forms = append(l.forms, form{word: word, letters: letterSet(word), term: id})
	return id
}

// term looks up a stem.
func (l *lexicon) term(stem string) (termID, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	id, ok := l.terms[stem]
	return id, ok
}

// spellings are the words as written so far; the slice is not changed afterwards.
func (l *lexicon) spellings() []form {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.forms[:len(l.forms):len(l.forms)]
}

func (l *lexicon) stem(id termID) string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.stems[id]
}

func (l *lexicon) size() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.stems)
}

// letterSet is the set of a word's characters, folded into 64 bits.
func letterSet(word string) uint64 {
	var set uint64
	for _, r := range word {
		set |= 1 << (uint(r) & 63)
	}
	return set
}
