package answer

import (
	"slices"

	"archbot/kb"
	"archbot/kb/search"
)

// resolve finds the topics that a question's words name, longest names first at each place, whichever way the notes spell
// them.
func (c *composer) resolve(groups []search.Group, words []search.Word) []search.Subject {
	var found []search.Subject
	for i := 0; i < len(words); {
		s, n := c.subjectAt(groups[i:], words[i:])
		if whole := c.expression(words[i:]); whole > n { // JetStream is no stream
			i += whole
			continue
		}
		if n == 0 {
			i++
			continue
		}
		if !slices.ContainsFunc(found, func(f search.Subject) bool { return slices.Equal(f.Path, s.Path) }) {
			found = append(found, s)
		}
		i += n
	}
	return found
}

// expression is how many of the first words make one name, of more than one word, that is no topic's.
func (c *composer) expression(words []search.Word) int {
	tokens := make([]search.Token, len(words))
	for i, w := range words {
		tokens[i] = w.Token
	}
	return c.snap.Expression(tokens)
}

// subjectAt gives the topic whose name the words begin with, and how many words the name has.
func (c *composer) subjectAt(groups []search.Group, words []search.Word) (search.Subject, int) {
	for n := min(len(words), c.snap.LongestSubject()); n > 0; n-- {
		stems := make([]string, 0, n)
		for i := range n {
			stems = append(stems, meant(groups[i], words[i]))
		}
		if all := c.snap.Subjects(stems); len(all) > 0 && (words[0].Weight > everydayWeight || words[0].Pos >= contextPos) && !onlyAsks(words[:n]) {
			return own(all), n
		}
	}
	for _, alt := range groups[0].Alts { // LB, k8s, websockets
		if alt.How != "same" && alt.How != "joined" {
			continue
		}
		if all := c.snap.Subjects(alt.Stems); len(all) > 0 {
			return own(all), 1
		}
	}
	return search.Subject{}, 0
}

// own is the topic that has a name to itself: "Event sourcing" rather than "CQRS and event sourcing". Of several, or where all share it with
// another name, it is the one with most blocks, which is the first.
func own(all []search.Subject) search.Subject {
	i := slices.IndexFunc(all, func(s search.Subject) bool { return s.Blocks > 0 && s.Name == s.Path[len(s.Path)-1] })
	return all[max(i, 0)]
}

// topics are the paths of the topics that the question names.
func (c *composer) topics() [][]string {
	paths := make([][]string, len(c.subjects))
	for i, s := range c.subjects {
		paths[i] = s.Path
	}
	return paths
}

// readList reads "cons of a, b and c" as a comparison: several topics side by side, and nothing else of meaning.
func (c *composer) readList() {
	if c.q.compares || !c.q.lists || c.q.people || c.q.clip || len(c.subjects) < 2 {
		return
	}
	var sides [][]int
	var names []string
	for i := 0; i < len(c.q.words); {
		s, n := c.subjectAt(c.groups[i:], c.q.words[i:])
		if n == 0 && c.q.words[i].Term && len(c.groups[i].Alts) == 0 { // a name that the notes lack
			s.Name, n = c.q.words[i].Word, 1
		}
		if n == 0 {
			return
		}
		side := make([]int, n)
		for j := range n {
			side[j] = i + j
		}
		sides, names = append(sides, side), append(names, s.Name)
		i += n
	}
	if len(sides) <= mostSides {
		c.q.setSides(sides, names)
		c.q.listed = true
	}
}

// explainMuch is how much "explain" and "how" ask for an explanation; a topic that has none is explained by its definition.
const explainMuch = 0.4

// readSubject reads a question that is a topic's name, or a part of one, and no more than "explain": what it is comes first.
func (c *composer) readSubject() {
	for _, much := range c.q.kinds {
		if much > explainMuch {
			return
		}
	}
	if c.q.clip || c.q.level > kb.Entry || !c.onlySubject() && !c.partOfName() {
		return
	}
	if len(c.q.kinds) > 0 {
		c.q.kinds[kb.Definition] = explainMuch
		return
	}
	c.q.kinds[kb.Definition], c.q.kinds[kb.Explanation] = .6, .2
}

// onlySubject reports whether the question has no other words than the name of one topic.
func (c *composer) onlySubject() bool {
	if len(c.subjects) != 1 {
		return false
	}
	_, n := c.subjectAt(c.groups, c.q.words)
	return n == len(c.q.words)
}

// partOfName reports whether the question names no topic in full, and has no other words than one topic's name has: "conway" for
// Conway's law.
func (c *composer) partOfName() bool {
	stems := make([]string, len(c.groups))
	for i := range c.groups {
		stems[i] = meant(c.groups[i], c.q.words[i])
	}
	return len(c.subjects) == 0 && c.snap.InOneHeading(stems...)
}

// wideSubject is how many blocks below a topic are too many for one answer, where none stands directly under it.
const wideSubject = 8

// parts are the topics below the one that the question is and that no block speaks of as a whole: "messaging", of which the notes have
// twenty products. Nil where a block does, or where they are few: then the blocks themselves are the answer.
func (c *composer) parts() []Suggestion {
	if !c.onlySubject() || c.q.clip || c.q.people || len(c.q.asked) > 0 || c.req.Filters != (Filters{}) {
		return nil
	}
	path := c.subjects[0].Path
	return partsOf(path, c.snap.Under(path))
}

// partsOf are the topics below a path under which these blocks stand, nil where they are few or one speaks of the topic as a whole.
func partsOf(path []string, blocks []*kb.Block) []Suggestion {
	if len(blocks) <= wideSubject {
		return nil
	}
	var parts []Suggestion
	for _, b := range blocks {
		if len(b.Topic) == len(path) {
			return nil
		}
		topic := b.Topic[:len(path)+1]
		i := slices.IndexFunc(parts, func(s Suggestion) bool { return slices.Equal(s.Topic, topic) })
		if i < 0 {
			i = len(parts)
			parts = append(parts, Suggestion{Topic: topic})
		}
		parts[i].Blocks++
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// onlyAsks reports whether words say what is asked for and nothing else: a heading "Cons" is no subject.
func onlyAsks(words []search.Word) bool {
	tokens := make([]search.Token, len(words))
	for i, w := range words {
		tokens[i] = w.Token
	}
	_, n := matchIntent(tokens)
	return n == len(words)
}

// meant is the stem that a word stands for: its own, or that of the notes' word it was misspelt for.
func meant(g search.Group, w search.Word) string {
	if len(g.Alts) > 0 && g.Alts[0].How == "spelling" {
		return g.Alts[0].Stems[0]
	}
	return w.Stem
}

// mostSuggestions is how many topics are offered instead of an answer.
const mostSuggestions = 5

// nearest are the topics nearest to the question: those named in it, then those that share words with it, the rarer the better,
// then the widest, which are not counted as near.
func (c *composer) nearest() (near []Suggestion, n int) {
	var words []search.Evidence
	for _, g := range c.groups {
		for _, a := range g.Alts {
			for _, stem := range a.Stems {
				words = append(words, search.Evidence{Stem: stem, Weight: g.Weight * a.Weight * a.IDF / float64(len(a.Stems))})
			}
		}
	}
	for _, s := range c.snap.Nearest(words, mostSuggestions) {
		near = append(near, Suggestion{s.Path, s.Blocks})
	}
	n = len(near)
	for _, s := range c.widest() {
		if len(near) < mostSuggestions && !slices.ContainsFunc(near, func(n Suggestion) bool { return slices.Equal(n.Topic, s.Topic) }) {
			near = append(near, s)
		}
	}
	return near, n
}

// widest are the topics with most blocks, the level of headings below the notes' titles first.
func (c *composer) widest() []Suggestion {
	var widest []Suggestion
	for _, depth := range []int{2, 1, 3} {
		for _, s := range c.snap.Widest(depth, 2*mostSuggestions-len(widest)) {
			widest = append(widest, Suggestion{s.Path, s.Blocks})
		}
	}
	return widest
}
