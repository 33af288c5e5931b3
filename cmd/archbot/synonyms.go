package main

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"

	"archbot/kb/search"
	"archbot/kb/source"
)

// synonymsFile is what a team's own words are called, beside its notes. Its form is that of [search.Vocabulary]: "hermes = event
// backbone" for the same thing, "ledger ~ billing" for what is near, "invoice/bill + wrong/missing ~ reconciliation" for what is told of.
const synonymsFile = "synonyms.txt"

// mostSynonyms is how large the file may be, in bytes: a vocabulary of a hundred thousand words is a mistake.
const mostSynonyms = 1 << 20

// A glossary is the team's own words beside its notes, as they are now, and the index that knows them. Lines that are not understood are
// told of, at the start to whoever runs the program and later in the log; the others are used all the same.
type glossary struct {
	log    *slog.Logger
	stderr io.Writer
	mu     sync.Mutex
	own    *search.Vocabulary // nil where there are none
	index  *search.Index      // nil until there is one
}

// beside is the file to read with the notes and to follow.
func (g *glossary) beside() source.Beside {
	return source.Beside{Name: synonymsFile, Max: mostSynonyms, Use: g.use}
}

// use takes the file's content, nil where there is no such file.
func (g *glossary) use(text []byte) {
	var own *search.Vocabulary
	var err error
	if text != nil {
		if own, err = search.ParseVocabulary(strings.TrimPrefix(string(text), "\ufeff")); err != nil {
			err = fmt.Errorf("%s: %w", synonymsFile, err)
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.own = own; g.index != nil {
		g.index.SetVocabulary(own)
	}
	switch {
	case err == nil:
	case g.index == nil:
		fmt.Fprintln(g.stderr, err)
	default:
		g.log.Warn("lines of the team's words are not understood; the others are used", "error", err)
	}
}

// serve lets an index know the words as they are, and from now on as they become.
func (g *glossary) serve(ix *search.Index) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.index = ix
	ix.SetVocabulary(g.own)
}
