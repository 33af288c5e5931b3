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

// englishGzip is a list of common English words of four letters and more, one a line, sorted: those of SCOWL's size 50 ("small") as
// Debian's wamerican-small has them.
//
// SCOWL: Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
// associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted without fee,
// provided that the above copyright notice appears in all copies and that both that copyright notice and this permission notice
// appear in supporting documentation. Kevin Atkinson makes no representations about the suitability of this array for any purpose.
// It is provided "as is" without express or implied warranty.
//
//go:embed english.txt.gz
var englishGzip []byte

// englishWords unpacks the list when the first unknown word comes, which takes some 3 ms.
var englishWords = sync.OnceValue(func() []string {
	r, err := gzip.NewReader(bytes.NewReader(englishGzip))
	if err != nil {
		panic(err) // built in, and a test reads it
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return strings.Fields(string(text))
})

// isEnglish reports whether a word is a common English one. Such a word is what its writer meant, also where the notes do not have
// it: "helm" is not "help".
func isEnglish(word string) bool {
	_, found := slices.BinarySearch(englishWords(), word)
	return found
}
