package search

import (
	"slices"
	"strings"

	"archbot/kb"
)

// A Subject is a topic of the notes that a question can name.
type Subject struct {
	Name   string   // as the notes spell the part that was named: "Sharding" of "Partitioning / Sharding"
	Path   []string // topic path
	Blocks int      // how many blocks stand there and below
}

// subjects finds topics by the words of their headings.
type subjects struct {
	all     []Subject
	named   map[string][]named     // by the stems of a name, joined by spaces; the topics with most blocks first
	longest int                    // words of the longest name
	pairs   map[[2]string]bool     // stems that stand side by side in headings
	words   map[string][]int       // by stem: indexes into all
	under   map[string][]*kb.Block // by topic path, its headings joined by line breaks: the blocks there and below
	widest  []int                  // indexes into all, those with most blocks first
}

// A named is a topic under one of its names.
type named struct {
	topic int // index into all
	name  string
}

// nameBreaks are what separates several names in one heading.
var nameBreaks = strings.NewReplacer(" vs. ", "\n", " vs ", "\n", " versus ", "\n", "/", "\n", ",", "\n", "(", "\n", ")", "\n", "&", "\n",
	" and ", "\n", " or ", "\n", ":", "\n", ";", "\n", "|", "\n", " — ", "\n", " – ", "\n", " - ", "\n")

func newSubjects(notes []*kb.Note) subjects {
	s := subjects{named: make(map[string][]named), pairs: make(map[[2]string]bool), words: make(map[string][]int),
		under: make(map[string][]*kb.Block)}
	byPath := make(map[string]int)
	for _, note := range notes {
		for _, b := range note.Blocks {
			key := strings.Join(b.Topic, "\n")
			for end := len(key); end >= 0; end = strings.LastIndexByte(key[:end], '\n') {
				s.under[key[:end]] = append(s.under[key[:end]], b)
			}
		}
	}
	for _, note := range notes {
		for _, h := range note.Headings {
			key := strings.Join(h.Path, "\n")
			if _, ok := byPath[key]; ok {
				continue
			}
			byPath[key] = len(s.all)
			s.all = append(s.all, Subject{Name: h.Text, Path: h.Path, Blocks: len(s.under[key])})
			s.addNames(len(s.all) - 1)
		}
	}
	for _, topics := range s.named {
		slices.SortStableFunc(topics, func(a, b named) int { return s.all[b.topic].Blocks - s.all[a.topic].Blocks })
	}
	s.widest = make([]int, len(s.all))
	for i := range s.widest {
		s.widest[i] = i
	}
	slices.SortStableFunc(s.widest, func(a, b int) int { return s.all[b].Blocks - s.all[a].Blocks })
	return s
}

func (s *subjects) addNames(i int) {
	heading := s.all[i].Name
	names := append([]string{heading}, strings.Split(nameBreaks.Replace(heading), "\n")...)
	for _, name := range names {
		name = strings.TrimSpace(name)
		for _, stems := range [][]string{Stems(name), wholeStems(name)} {
			s.addName(i, name, stems)
		}
	}
}

func (s *subjects) addName(i int, name string, stems []string) {
	key := strings.Join(stems, " ")
	if key == "" || slices.ContainsFunc(s.named[key], func(n named) bool { return n.topic == i }) {
		return
	}
	s.named[key] = append(s.named[key], named{i, name})
	s.longest = max(s.longest, len(stems))
	for j, stem := range stems {
		if j > 0 {
			s.pairs[[2]string{stems[j-1], stem}] = true
		}
		if !slices.Contains(s.words[stem], i) {
			s.words[stem] = append(s.words[stem], i)
		}
	}
}

// wholeStems are the stems of a text's words with compounds whole: "rabbitmq", not "rabbit" and "mq".
func wholeStems(text string) []string {
	var stems []string
	inside := -1 // the last position that a compound covers
	for i, tokens := 0, Analyze(text); i < len(tokens); i++ {
		switch t := tokens[i]; {
		case t.Whole:
			stems = append(stems, t.Stem)
			inside = t.Pos + partsOf(tokens[i:]) - 1
		case t.Pos > inside:
			stems = append(stems, t.Stem)
		}
	}
	return stems
}

// partsOf is how many parts the compound has whose joined form is first among tokens.
func partsOf(tokens []Token) int {
	n, length := 0, 0
	for _, t := range tokens[1:] {
		if length += len(t.Word); length > len(tokens[0].Word) {
			break
		}
		n++
	}
	return n
}

// Stems are the stems of a text's words without joined forms.
func Stems(text string) []string {
	var stems []string
	for _, t := range Analyze(text) {
		if !t.Whole {
			stems = append(stems, t.Stem)
		}
	}
	return stems
}

// Subjects gives the topics with a heading, or a part of one, of just these stems; those with most blocks first.
func (s *Snapshot) Subjects(stems []string) []Subject {
	names := s.subject.named[strings.Join(stems, " ")]
	found := make([]Subject, len(names))
	for i, n := range names {
		found[i] = s.subject.all[n.topic]
		found[i].Name = n.name
	}
	return found
}

// LongestSubject is how many words the longest name of a topic has.
func (s *Snapshot) LongestSubject() int { return s.subject.longest }

// SubjectsWith gives the topics whose headings have the stem among their words.
func (s *Snapshot) SubjectsWith(stem string) []Subject {
	indexes := s.subject.words[stem]
	found := make([]Subject, len(indexes))
	for i, at := range indexes {
		found[i] = s.subject.all[at]
	}
	return found
}

// Expression is how many of the first tokens make a name in a heading, or an entry of the vocabulary, of more than one word;
// 0 where none begins there.
func (s *Snapshot) Expression(tokens []Token) int {
	var key strings.Builder
	longest := 0
	for i, t := range tokens[:min(len(tokens), max(s.subject.longest, s.vocab.longest))] {
		if i > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(t.Stem)
		if i == 0 {
			continue
		}
		if s.subject.named[key.String()] != nil || s.vocab.groups[key.String()] != nil {
			longest = i + 1
		}
	}
	return longest
}

// Under gives the blocks of a topic and of those below it, by file and place in it. The slice must not be changed.
func (s *Snapshot) Under(path []string) []*kb.Block { return s.subject.under[strings.Join(path, "\n")] }

// Widest gives the topics at a depth of the tree (1 for the roots) with most blocks, at most n of them.
func (s *Snapshot) Widest(depth, n int) []Subject {
	var widest []Subject
	for _, i := range s.subject.widest {
		if len(widest) == n {
			break
		}
		if t := s.subject.all[i]; len(t.Path) == depth && t.Blocks > 0 {
			widest = append(widest, t)
		}
	}
	return widest
}
