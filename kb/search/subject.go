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

// A heading is a topic of one note, with what it takes to find it by name. It is made once a note, so that a change of one file does not
// have all headings analysed again.
type heading struct {
	key    string // topic path, its headings joined by line breaks
	path   []string
	names  []headingName
	blocks []*kb.Block // there and below, in this note
}

// A headingName is one of the names in a heading, with the stems of its words.
type headingName struct {
	text  string
	stems []string
	key   string // the stems joined by spaces
}

// newHeadings makes a note's headings, each topic path once.
func newHeadings(note *kb.Note) []heading {
	under := make(map[string][]*kb.Block)
	for _, b := range note.Blocks {
		key := strings.Join(b.Topic, "\n")
		for end := len(key); end >= 0; end = strings.LastIndexByte(key[:end], '\n') {
			under[key[:end]] = append(under[key[:end]], b)
		}
	}
	seen := make(map[string]bool)
	var all []heading
	for _, h := range note.Headings {
		key := strings.Join(h.Path, "\n")
		if !seen[key] {
			seen[key] = true
			all = append(all, heading{key: key, path: h.Path, names: headingNames(h), blocks: under[key]})
		}
	}
	return all
}

// headingNames are the heading as a whole and the names in it, each with its compounds in parts and whole; of a heading in a topic that only
// says what kind of text follows, none.
func headingNames(h kb.Heading) []headingName {
	if len(h.Path) > 1 && kb.OnlySection(h.Text) {
		return nil
	}
	var names []headingName
	for _, name := range append([]string{h.Text}, strings.Split(nameBreaks.Replace(h.Text), "\n")...) {
		name = strings.TrimSpace(name)
		for _, stems := range [][]string{Stems(name), wholeStems(name)} {
			key := strings.Join(stems, " ")
			if key != "" && !slices.ContainsFunc(names, func(n headingName) bool { return n.key == key }) {
				names = append(names, headingName{name, stems, key})
			}
		}
	}
	return names
}

// newSubjects puts the headings of all notes together; notes may share topics.
func newSubjects(parts []*part) subjects {
	s := subjects{named: make(map[string][]named), pairs: make(map[[2]string]bool), words: make(map[string][]int),
		under: make(map[string][]*kb.Block)}
	at := make(map[string]int)
	for _, p := range parts {
		for i := range p.headings {
			h := &p.headings[i]
			n, ok := at[h.key]
			if !ok {
				n = len(s.all)
				at[h.key] = n
				s.all = append(s.all, Subject{Name: h.path[len(h.path)-1], Path: h.path})
				s.under[h.key] = slices.Clip(h.blocks) // shared until another note adds to it
				s.addNames(n, h.names)
			} else {
				s.under[h.key] = append(s.under[h.key], h.blocks...)
			}
			s.all[n].Blocks += len(h.blocks)
		}
	}
	for _, topics := range s.named {
		if len(topics) > 1 {
			slices.SortStableFunc(topics, func(a, b named) int { return s.all[b.topic].Blocks - s.all[a.topic].Blocks })
		}
	}
	s.widest = make([]int, len(s.all))
	for i := range s.widest {
		s.widest[i] = i
	}
	slices.SortStableFunc(s.widest, func(a, b int) int { return s.all[b].Blocks - s.all[a].Blocks })
	return s
}

func (s *subjects) addNames(topic int, names []headingName) {
	for _, name := range names {
		s.named[name.key] = append(s.named[name.key], named{topic, name.text})
		s.longest = max(s.longest, len(name.stems))
		for i, stem := range name.stems {
			if i > 0 {
				s.pairs[[2]string{name.stems[i-1], stem}] = true
			}
			if in := s.words[stem]; len(in) == 0 || in[len(in)-1] != topic {
				s.words[stem] = append(in, topic)
			}
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

// InHeading reports whether a topic's heading has the stem among its words.
func (s *Snapshot) InHeading(stem string) bool { return len(s.subject.words[stem]) > 0 }

// Evidence is a word's stem and how much it says for the topics whose headings have it.
type Evidence struct {
	Stem   string
	Weight float64
}

// Nearest gives the n topics for which words say most, all their evidence taken together; of two alike, the one that the earlier word has.
func (s *Snapshot) Nearest(words []Evidence, n int) []Subject {
	scores := make([]float64, len(s.subject.all)) // a word can be in very many headings
	var met []int
	for _, w := range words {
		for _, at := range s.subject.words[w.Stem] {
			if s.subject.all[at].Blocks == 0 {
				continue
			}
			if scores[at] == 0 {
				met = append(met, at)
			}
			scores[at] += w.Weight
		}
	}
	best := make([]int, 0, n+1)
	for _, at := range met {
		i := len(best)
		for i > 0 && scores[best[i-1]] < scores[at] {
			i--
		}
		if i < n {
			best = slices.Insert(best, i, at)[:min(len(best)+1, n)]
		}
	}
	found := make([]Subject, len(best))
	for i, at := range best {
		found[i] = s.subject.all[at]
	}
	return found
}

// Expression is how many of the first tokens make a name in a heading, or an entry of the vocabulary, of more than one word;
// 0 where none begins there.
func (s *Snapshot) Expression(tokens []Token) int {
	var key strings.Builder
	longest := 0
	if len(tokens) == 0 {
		return 0
	}
	for i, t := range tokens[:min(len(tokens), max(s.subject.longest, s.vocab.begins[tokens[0].Stem]))] {
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
