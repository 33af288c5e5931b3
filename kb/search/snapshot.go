package search

import (
	"math"
	"slices"
	"strings"
	"sync"

	"archbot/kb"
)

// A Snapshot is the notes as they were at one moment, searchable. It is not changed once made: any number of goroutines may
// ask it, for as long as they like, while newer ones take its place.
type Snapshot struct {
	lex      *lexicon
	vocab    *Vocabulary
	parts    map[string]*part // by file
	files    []string         // in order of name
	engines  []*engine        // together they hold every live document, and perhaps some that are replaced
	stale    int              // documents in engines that are replaced
	df       []uint32         // how many blocks a term stands in, by termID
	blocks   int
	mean     [numFields]float64 // mean field lengths in words, of blocks that have the field
	subject  subjects
	authors  map[string]bool              // stems of words in authors' names
	tags     map[string]bool              // stems of words in tags
	oneWord  map[string]bool              // stems of tags of one word
	initials func() map[string][][]string // names in headings and tags, as stems, by their initials; made when it is first asked for
	tree     func() []*kb.Topic
}

// A part is one file's share of a snapshot. Snapshots share the parts of files that did not change.
type part struct {
	note     *kb.Note
	docs     []*document
	headings []heading
	authors  []string   // stems of words in authors' names
	tags     []string   // stems of words in tags
	oneWord  []string   // stems of tags of one word
	names    [][]string // stems of tags of several words
}

// newPart makes the part of a note; docs are its blocks'.
func newPart(note *kb.Note, docs []*document) *part {
	p := &part{note: note, docs: docs, headings: newHeadings(note)}
	authors, tags := make(map[string]bool), make(map[string]bool)
	for i, b := range note.Blocks {
		docs[i].block, docs[i].part, docs[i].kind = b, p, b.Kind.Meant()
		p.authors = appendStems(p.authors, authors, b.Source.Authors)
		p.tags = appendStems(p.tags, tags, b.Tags)
		for _, tag := range b.Tags {
			switch stems := Stems(tag); {
			case len(stems) == 1:
				p.oneWord = append(p.oneWord, stems[0])
			case initials(stems) != "":
				p.names = append(p.names, stems)
			}
		}
	}
	return p
}

// appendStems adds the stems of texts that have not been seen.
func appendStems(stems []string, seen map[string]bool, texts []string) []string {
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			stems = append(stems, Stems(text)...)
		}
	}
	return stems
}

// documents gives all live documents, by file and place in it.
func (s *Snapshot) documents() []*document {
	docs := make([]*document, 0, s.blocks)
	for _, file := range s.files {
		docs = append(docs, s.parts[file].docs...)
	}
	return docs
}

// Notes gives the notes in order of their names.
func (s *Snapshot) Notes() []*kb.Note {
	notes := make([]*kb.Note, len(s.files))
	for i, file := range s.files {
		notes[i] = s.parts[file].note
	}
	return notes
}

// Tree gives the topics of the notes, as [kb.Tree] does; it is made when it is first asked for. Nothing in it may be changed.
func (s *Snapshot) Tree() []*kb.Topic {
	if s.tree == nil {
		return nil
	}
	return s.tree()
}

// Blocks gives all blocks, by file and place in it.
func (s *Snapshot) Blocks() []*kb.Block {
	blocks := make([]*kb.Block, 0, s.blocks)
	for _, file := range s.files {
		blocks = append(blocks, s.parts[file].note.Blocks...)
	}
	return blocks
}

// Len is the number of blocks.
func (s *Snapshot) Len() int { return s.blocks }

// Block gives the block with an ID, nil where there is none.
func (s *Snapshot) Block(id string) *kb.Block {
	file := id[:max(0, strings.LastIndexByte(id, '#'))]
	if p := s.parts[file]; p != nil {
		for _, b := range p.note.Blocks {
			if b.ID == id {
				return b
			}
		}
	}
	return nil
}

// document gives a block's document, nil where the block is not of this snapshot.
func (s *Snapshot) document(b *kb.Block) *document {
	if p := s.parts[b.File]; p != nil {
		for _, d := range p.docs {
			if d.block == b {
				return d
			}
		}
	}
	return nil
}

// live reports whether d is of the file's present version.
func (s *Snapshot) live(d *document) bool {
	return s.stale == 0 || s.parts[d.block.File] == d.part
}

// count derives everything that is not the words themselves from the parts.
func (s *Snapshot) count() {
	s.tree = sync.OnceValue(func() []*kb.Topic { return kb.Tree(s.Notes()) })
	s.files = s.files[:0]
	for file := range s.parts {
		s.files = append(s.files, file)
	}
	slices.Sort(s.files)
	s.df = make([]uint32, s.lex.size())
	s.authors, s.tags = make(map[string]bool), make(map[string]bool)
	s.oneWord = make(map[string]bool)
	var words, have [numFields]float64
	parts := make([]*part, len(s.files))
	for i, file := range s.files {
		p := s.parts[file]
		parts[i] = p
		s.blocks += len(p.docs)
		for _, d := range p.docs {
			for _, id := range d.terms {
				s.df[id]++
			}
			for f, n := range d.words {
				if n > 0 {
					words[f] += float64(n)
					have[f]++
				}
			}
		}
		for _, stem := range p.authors {
			s.authors[stem] = true
		}
		for _, stem := range p.tags {
			s.tags[stem] = true
		}
		for _, stem := range p.oneWord {
			s.oneWord[stem] = true
		}
	}
	for f := range words {
		s.mean[f] = max(1, words[f]/max(1, have[f]))
	}
	s.subject = newSubjects(parts)
	s.initials = sync.OnceValue(func() map[string][][]string { return namesByInitials(parts) })
}

// frequency is how many blocks a term stands in.
func (s *Snapshot) frequency(id termID) int {
	if int(id) >= len(s.df) { // learnt by a later snapshot
		return 0
	}
	return int(s.df[id])
}

// idf is the weight of a word that stands in df of the snapshot's blocks: Robertson and Spärck Jones' as in BM25, never
// negative.
func (s *Snapshot) idf(df int) float64 {
	return math.Log1p((float64(s.blocks) - float64(df) + 0.5) / (float64(df) + 0.5))
}

// IsAuthor reports whether a word's stem is part of the name of an author.
func (s *Snapshot) IsAuthor(stem string) bool { return s.authors[stem] }

// Known reports whether a stem stands in any block.
func (s *Snapshot) Known(stem string) bool {
	id, ok := s.lex.term(stem)
	return ok && s.frequency(id) > 0
}

// Authors gives the names of all authors that match: those whose name contains the given text, without regard to case.
func (s *Snapshot) Authors(text string) []string {
	text = strings.ToLower(text)
	seen := make(map[string]bool)
	var names []string
	for _, b := range s.Blocks() {
		for _, name := range b.Source.Authors {
			if !seen[name] && strings.Contains(strings.ToLower(name), text) {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}
