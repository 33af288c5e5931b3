package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"archbot/kb"
	"archbot/kb/search"
)

// An Onward says where an answer leads on to: what else the notes have on its topics. [Answerer.Answer] gives it where the request asks
// for it.
type Onward struct {
	Topics    [][]string   // the topic paths that it leads on from, each with what stands below
	Kinds     []KindCount  // what they have of which kind, what has been asked for already left out; in the order of [onwardKinds], but for the other side of pros or cons asked for, which comes first
	Videos    int          // how many blocks with a recording they have; 0 where these have been asked for
	Simpler   bool         // they have something simpler than the answer's lead
	Deeper    bool         // they have something deeper than it
	Compare   []string     // topics beside the answer's one that a note compares it with
	Elsewhere []Suggestion // other topics of the same name
}

// A KindCount is how many blocks there are of a kind.
type KindCount struct {
	Kind   kb.Kind
	Blocks int
}

const (
	mostCompared  = 2   // topics to compare with
	mostElsewhere = 3   // topics of the same name
	mostLooked    = 200 // blocks that compare, looked at for what they compare
)

// onwardKinds are the kinds that a reader may want next, most wanted first. What a topic is and how it works is what the answer began
// with.
var onwardKinds = []kb.Kind{kb.Pros, kb.Cons, kb.UseCase, kb.Tip, kb.Caveat, kb.Why, kb.Example, kb.Types, kb.Pattern, kb.Antipattern,
	kb.Metrics, kb.Remember, kb.Tool, kb.Metaphor, kb.ComposedOf, kb.Causation, kb.Correlation}

// onward finds where an answer leads on to.
func onward(snap *search.Snapshot, ans Answer) *Onward {
	if ans.Outcome != Found && ans.Outcome != Compared || len(ans.Snippets) == 0 {
		return nil
	}
	o := &Onward{Topics: onwardTopics(snap, ans)}
	lead := ans.Snippets[0].Block
	counts := map[kb.Kind]int{}
	for _, b := range underAll(snap, o.Topics) {
		counts[b.Kind.Meant()]++
		if recorded(b) && !ans.Asked.Clips {
			o.Videos++
		}
		o.Simpler = o.Simpler || b.Level < lead.Level
		o.Deeper = o.Deeper || b.Level > lead.Level
	}
	if ans.Asked.Level != kb.AnyLevel { // it has been asked for already
		o.Simpler, o.Deeper = o.Simpler && ans.Asked.Level > kb.Entry, o.Deeper && ans.Asked.Level < kb.Advanced
	}
	for _, k := range onwardKinds {
		if counts[k] > 0 && !slices.Equal(ans.Kinds, []kb.Kind{k}) {
			o.Kinds = append(o.Kinds, KindCount{k, counts[k]})
		}
	}
	if len(ans.Kinds) > 0 { // the other side of what was asked for
		if i := slices.IndexFunc(o.Kinds, func(k KindCount) bool { return k.Kind == otherSide[ans.Kinds[0]] }); i > 0 {
			other := o.Kinds[i]
			o.Kinds = slices.Insert(slices.Delete(o.Kinds, i, i+1), 0, other)
		}
	}
	if len(o.Topics) == 1 && ans.Outcome == Found {
		o.Compare = comparedWith(snap, o.Topics[0])
		o.Elsewhere = elsewhere(snap, o.Topics[0])
	}
	return o
}

// onwardTopics are the topics that an answer is about: those asked for, else the sides of a comparison, else the subject where the lead
// stands under it, else the lead's own.
func onwardTopics(snap *search.Snapshot, ans Answer) [][]string {
	if len(ans.Asked.Under) > 0 {
		return ans.Asked.Under
	}
	lead := ans.Snippets[0].Block.Topic
	var topics [][]string
	for _, name := range ans.Subjects {
		named := snap.Subjects(search.Stems(name))
		i := slices.IndexFunc(named, func(s search.Subject) bool { return isAbove(s.Path, lead) })
		switch {
		case ans.Outcome == Compared && len(named) > 0:
			topics = append(topics, named[max(i, 0)].Path)
		case i >= 0 && len(ans.Subjects) == 1:
			return [][]string{named[i].Path}
		}
	}
	if len(topics) == 0 {
		topics = [][]string{lead}
	}
	return topics
}

// isAbove reports whether a path is that of a topic or of one above it.
func isAbove(path, topic []string) bool {
	return len(path) <= len(topic) && slices.Equal(path, topic[:len(path)])
}

// underAll are the blocks of several topics and of those below, each once.
func underAll(snap *search.Snapshot, topics [][]string) []*kb.Block {
	if len(topics) == 1 {
		return snap.Under(topics[0])
	}
	seen := map[*kb.Block]bool{}
	var all []*kb.Block
	for _, path := range topics {
		for _, b := range snap.Under(path) {
			if !seen[b] {
				seen[b] = true
				all = append(all, b)
			}
		}
	}
	return all
}

func recorded(b *kb.Block) bool { return len(b.Source.Clips) > 0 && b.Source.Link != "" }

// comparedWith are the topics beside this one, under the same heading, that a block which compares names together with it.
func comparedWith(snap *search.Snapshot, path []string) []string {
	if len(path) < 2 {
		return nil
	}
	parent, name := path[:len(path)-1], path[len(path)-1]
	if namesSides(name) {
		return nil
	}
	beside, ours := snap.Under(parent), wordsOf(name)
	var siblings []sibling // made when a block names this topic
	var found []string
	looked := 0
	for _, b := range beside {
		if b.Kind != kb.Comparison && b.Kind != kb.Difference {
			continue
		}
		if looked++; looked > mostLooked || len(found) == mostCompared {
			break
		}
		text := wordsOf(strings.Join(b.Topic[len(parent):], " ") + " " + sidesText(b.Body))
		if !strings.Contains(text, ours) {
			continue
		}
		if siblings == nil {
			siblings = siblingsOf(beside, len(parent), name)
		}
		for _, s := range siblings {
			if len(found) < mostCompared && strings.Contains(text, s.words) && !strings.Contains(s.words, ours) &&
				!slices.Contains(found, s.name) && len(snap.Subjects(search.Stems(s.name))) > 0 {
				found = append(found, s.name)
			}
		}
	}
	return found
}

// A sibling is a topic under the same heading as another.
type sibling struct{ name, words string }

// siblingsOf are the topics at a depth of the blocks' paths, each once, but for one of them and for those that are comparisons, which are
// compared with nothing.
func siblingsOf(blocks []*kb.Block, depth int, but string) []sibling {
	seen := map[string]bool{but: true}
	siblings := []sibling{}
	for _, b := range blocks {
		if len(b.Topic) <= depth || seen[b.Topic[depth]] {
			continue
		}
		name := b.Topic[depth]
		seen[name] = true
		if words := wordsOf(name); !sides(words) {
			siblings = append(siblings, sibling{name, words})
		}
	}
	return siblings
}

// namesSides reports whether a topic is itself a comparison, "X vs Y" or "X or Y": that is nothing to compare with.
func namesSides(name string) bool {
	return sides(wordsOf(name))
}

func sides(words string) bool {
	return strings.Contains(words, " vs ") || strings.Contains(words, " versus ") || strings.Contains(words, " or ")
}

// sidesText is where a body that compares names its sides: the heads of its tables, or all of its text where it has none.
func sidesText(body kb.Body) string {
	var heads []string
	for _, e := range body {
		if t, ok := e.(kb.Table); ok && len(t.Rows) > 0 {
			for _, cell := range t.Rows[0] {
				heads = append(heads, cell.Text())
			}
		}
	}
	if heads == nil {
		return body.Text()
	}
	return strings.Join(heads, " ")
}

// wordsOf is a text as words in lower case with a space around each, so that a name is found only whole.
func wordsOf(text string) string {
	words := append(make([]byte, 0, len(text)+2), ' ')
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			return foreignWordsOf(text)
		case 'A' <= c && c <= 'Z':
			words = append(words, c+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			words = append(words, c)
		case words[len(words)-1] != ' ':
			words = append(words, ' ')
		}
	}
	if words[len(words)-1] != ' ' || len(words) == 1 {
		words = append(words, ' ')
	}
	return string(words)
}

// foreignWordsOf is wordsOf for what is not all ASCII.
func foreignWordsOf(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}

// elsewhere are the other topics of a topic's name.
func elsewhere(snap *search.Snapshot, path []string) []Suggestion {
	var others []Suggestion
	for _, s := range snap.Subjects(search.Stems(path[len(path)-1])) {
		if s.Blocks > 0 && len(others) < mostElsewhere && strings.EqualFold(s.Path[len(s.Path)-1], path[len(path)-1]) &&
			!isAbove(s.Path, path) && !isAbove(path, s.Path) {
			others = append(others, Suggestion{s.Path, s.Blocks})
		}
	}
	return others
}
