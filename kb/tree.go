package kb

import "strings"

// A Topic is a node of the topic tree: a heading, in whatever notes it occurs.
type Topic struct {
	Path     []string     // outermost first, as first written
	File     string       // where its first heading stands
	Line     int          // of that heading; of the first block where there is no heading, as for text above all headings
	Counts   map[Kind]int // blocks at this topic, by kind; nil where there are none
	Below    map[Kind]int // the same with all topics below
	Children []*Topic     // in the order of their first headings
}

// Name is the topic's own heading.
func (t *Topic) Name() string { return t.Path[len(t.Path)-1] }

// Total is the number of blocks at this topic and below.
func (t *Topic) Total() int { return sum(t.Below) }

// Own is the number of blocks at this topic itself.
func (t *Topic) Own() int { return sum(t.Counts) }

// weighed is what belongs to a topic that can be chosen or not, a technology or a pattern.
var weighed = []Kind{Definition, Pros, Cons, UseCase, Caveat, Tip}

// Lacks returns the kinds that are missing at a topic which says what speaks for something or against it: readers who weigh it also want
// to know what it is, when to use it, what to beware of and how to go about it. Nil for other topics.
func (t *Topic) Lacks() (missing []Kind) {
	if t.Counts[Pros]+t.Counts[Cons] == 0 {
		return nil
	}
	for _, k := range weighed {
		if t.Counts[k] == 0 {
			missing = append(missing, k)
		}
	}
	return missing
}

func sum(counts map[Kind]int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// Tree returns the topics of all notes, those of the same path merged whatever their case, in the order of the notes.
func Tree(notes []*Note) []*Topic {
	root := &Topic{}
	index := make(map[string]*Topic)
	for _, note := range notes {
		for _, h := range note.Headings {
			root.at(index, h.Path, note.File, h.Line)
		}
		for _, b := range note.Blocks {
			topic := root.at(index, b.Topic, b.File, b.Line)
			if topic.Counts == nil {
				topic.Counts = make(map[Kind]int)
			}
			topic.Counts[b.Kind]++
		}
	}
	root.sum()
	return root.Children
}

// at finds or makes the topic of a path. Those above that have no heading of their own stand where it stands.
func (t *Topic) at(index map[string]*Topic, path []string, file string, line int) *Topic {
	key := ""
	for i, name := range path {
		key += "\x00" + strings.ToLower(name)
		child := index[key]
		if child == nil {
			child = &Topic{Path: path[: i+1 : i+1], File: file, Line: line}
			index[key] = child
			t.Children = append(t.Children, child)
		}
		t = child
	}
	return t
}

// sum counts the blocks at and below each topic. Topics are as deep as headings, so that it does not recurse far.
func (t *Topic) sum() map[Kind]int {
	t.Below = make(map[Kind]int)
	for k, n := range t.Counts {
		t.Below[k] += n
	}
	for _, c := range t.Children {
		for k, n := range c.sum() {
			t.Below[k] += n
		}
	}
	return t.Below
}
