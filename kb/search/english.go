package search

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"
)

// The lists of English words: one a line, sorted, lower case. They are those of SCOWL: everyday.txt the most frequent ones (size 10, of
// three letters and more), english.txt the common ones (size 50 as in Debian's wamerican-small, of four letters and more). Of the latter,
// acts.txt has those that are verbs, adjectives or adverbs rather than nouns: WordNet 3.0 has no noun for them, counts those uses of their
// base forms at least four times as often as the nouns, or they end in -ed or -ing and no noun of that form was counted.
//
// SCOWL: Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
// associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted without fee,
// provided that the above copyright notice appears in all copies and that both that copyright notice and this permission notice
// appear in supporting documentation. Kevin Atkinson makes no representations about the suitability of this array for any purpose.
// It is provided "as is" without express or implied warranty.
//
// WordNet: Copyright 2006 by Princeton University. Permission to use, copy, modify and distribute this software and database and its
// documentation for any purpose and without fee or royalty is hereby granted, provided that you agree to comply with the following copyright
// notice and statements, including the disclaimer, and that the same appear on all copies of the software, database and documentation. THIS
// SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED.
var (
	//go:embed everyday.txt.gz
	everydayGzip []byte
	//go:embed english.txt.gz
	englishGzip []byte
	//go:embed acts.txt.gz
	actsGzip []byte
)

// The lists are unpacked when the first question needs them, which takes 0.4, 3 and 2 ms.
var (
	everydayWords = sync.OnceValue(func() []string { return unpack(everydayGzip) })
	englishWords  = sync.OnceValue(func() []string { return unpack(englishGzip) })
	actWords      = sync.OnceValue(func() []string { return unpack(actsGzip) })
)

func unpack(list []byte) []string {
	r, err := gzip.NewReader(bytes.NewReader(list))
	if err != nil {
		panic(err) // built in, and a test reads it
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return strings.Fields(string(text))
}

// isEnglish reports whether a word is a common English one. Such a word is what its writer meant, also where the notes do not have
// it: "helm" is not "help".
func isEnglish(word string) bool {
	_, found := slices.BinarySearch(englishWords(), word)
	if !found {
		if other := american(word); other != word {
			_, found = slices.BinarySearch(englishWords(), other)
		}
	}
	return found
}

// Everyday reports whether a word is one of everyday talk and none of the notes' own terms: no heading, tag or entry of the vocabulary
// is or has it. Finding such a word is little evidence, and missing it is little loss.
func (s *Snapshot) Everyday(t Token) bool {
	if s.subject.words[t.Stem] != nil || s.tags[t.Stem] || s.vocab.groups[t.Stem] != nil {
		return false
	}
	return isEveryday(t.Word)
}

// OnlyEnglish reports whether a word stands nowhere in the notes and is a common English one: not the name of a thing that the notes
// lack, but perhaps just a word they use another one for.
func (s *Snapshot) OnlyEnglish(t Token) bool { return !s.Known(t.Stem) && isEnglish(t.Word) }

// Act reports whether a word is an English one that says what is done or how it is, a verb, an adjective or an adverb, rather than a noun,
// which names something.
func (s *Snapshot) Act(t Token) bool {
	_, found := slices.BinarySearch(actWords(), t.Word)
	return found
}

// Term reports whether a word is in no dictionary of English: it names a thing, as "kafka" or "webhook" does.
func (s *Snapshot) Term(t Token) bool {
	return len(t.Word) > 2 && t.Word[0] >= 'a' && !isEnglish(t.Word) && !plural(t.Word) && !isEveryday(t.Word)
}

func isEveryday(word string) bool {
	_, found := slices.BinarySearch(everydayWords(), word)
	return found
}

// Expert reports whether a word is an entry of the vocabulary.
func (s *Snapshot) Expert(t Token) bool { return s.vocab.groups[t.Stem] != nil }

// plural reports whether a word is a common English one but for its ending.
func plural(word string) bool {
	cut, ok := strings.CutSuffix(word, "s")
	return ok && isEnglish(cut) || isEnglish(word+"e")
}

// PlainWord reports whether a word is one of everyday talk, also where it is a part of a heading or of a tag ("time", "last" in "last write
// wins"); an entry of the vocabulary is none, nor is a tag of its own.
func (s *Snapshot) PlainWord(t Token) bool {
	if s.oneWord[t.Stem] || s.vocab.groups[t.Stem] != nil {
		return false
	}
	return isEveryday(t.Word)
}
