package answer

import (
	"cmp"
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// peoplePhrases ask who knows a subject. What comes after them is the subject.
var peoplePhrases = stemPhrases(`who know about; who know most about; who know the most about; who know; who wrote about; who wrote on; who wrote;
	who write about; who write on; who write; who has written about; who talk about; who talks about; who speak about; who spoke about; who can i ask about;
	who to ask about; whom to ask about; who should i ask about; who can we ask about; who can help with; who can help me with; who is the expert on;
	who is an expert on; who is the expert for; who are the expert on; who are the expert in; expert on; expert in; expert for; expert about; experts; author on; author of; author for; author who wrote about; people who know;
	person to ask about; who said something about; who said something on; who has experience with; who has notes on; whose notes are on;
	speaker on; speaker about`)

// stemPhrases reads phrases separated by ";" into their stems, the longest first.
func stemPhrases(text string) [][]string {
	var phrases [][]string
	for _, phrase := range strings.Split(text, ";") {
		phrases = append(phrases, search.Stems(phrase))
	}
	slices.SortStableFunc(phrases, func(a, b []string) int { return len(b) - len(a) })
	return phrases
}

// readPeople finds out whether a question asks for people, and takes the words that say so.
func (q *question) readPeople(tokens []search.Token, roles []role) {
	for i := range tokens {
		for _, phrase := range peoplePhrases {
			if (i == 0 || fillers[tokens[i-1].Stem]) && hasPrefix(tokens[i:], phrase) && i+len(phrase) < len(tokens) {
				for j := range phrase {
					roles[i+j] = asksFor
				}
				q.people = true
				return
			}
		}
	}
}

// who counts the authors of blocks: those with most blocks first.
func who(blocks []*kb.Block) []Person {
	var people []Person
	for _, b := range blocks {
		for _, name := range b.Source.Authors {
			i := slices.IndexFunc(people, func(p Person) bool { return strings.EqualFold(p.Name, name) })
			if i < 0 {
				i = len(people)
				people = append(people, Person{Name: name})
			}
			people[i].Blocks++
			if !slices.Contains(people[i].Kinds, b.Kind) {
				people[i].Kinds = append(people[i].Kinds, b.Kind)
			}
		}
	}
	order := kb.Kinds()
	for _, p := range people {
		slices.SortStableFunc(p.Kinds, func(a, b kb.Kind) int { return slices.Index(order, a) - slices.Index(order, b) })
	}
	slices.SortStableFunc(people, func(a, b Person) int { return cmp.Or(b.Blocks-a.Blocks, strings.Compare(a.Name, b.Name)) })
	return people
}

// byPeople answers who knows a subject: by the blocks under its topics, or, where it is no topic, by the blocks found.
func (c *composer) byPeople(hits []search.Hit) Answer {
	hits = slices.DeleteFunc(c.believable(hits), func(h search.Hit) bool { return len(h.Block.Source.Authors) == 0 })
	blocks := c.underSubjects()
	for _, h := range hits {
		if len(c.subjects) == 0 && h.Score >= hits[0].Score/2 {
			blocks = append(blocks, h.Block)
		}
	}
	if c.ans.People = who(blocks); len(c.ans.People) == 0 {
		return c.none()
	}
	c.ans.Outcome = Found
	for _, h := range hits {
		if slices.Contains(blocks, h.Block) {
			c.add(h, "")
		}
	}
	for _, b := range blocks {
		if len(b.Source.Authors) > 0 {
			c.add(search.Hit{Block: b}, "")
		}
	}
	c.ans.Snippets = c.ans.Snippets[:min(len(c.ans.Snippets), c.req.Limit)]
	return c.ans
}

// underSubjects are the blocks under any topic that the question names and that may be shown, topic by topic.
func (c *composer) underSubjects() []*kb.Block {
	var blocks []*kb.Block
	for _, s := range c.subjects {
		for _, b := range c.snap.Under(s.Path) {
			if c.pass(b) && !slices.Contains(blocks, b) {
				blocks = append(blocks, b)
			}
		}
	}
	return blocks
}
