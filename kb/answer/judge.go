package answer

import (
	"math"
	"slices"

	"archbot/kb"
	"archbot/kb/search"
)

// How much of a question a block must have to be an answer, as a part of the weight of its words. A word that the notes do not
// have weighs most: "how does a gossip protocol converge" is not answered by a note on protocols. Of a long question less is enough,
// because people tell a story around what they ask.
const (
	enoughCover   = 0.42 // of a question of up to shortWords words
	moreOfMany    = 0.08 // more of it for each doubling of the notes beyond fewNotes blocks
	fewNotes      = 110.0
	mostDoublings = 2
	enoughOfLong  = 0.2  // of one of longWords words
	enoughOfStory = 0.2  // of one of more
	nearlyAll     = 0.9  // of a question of everyday words only
	relatedCover  = 0.22 // of a further block, as a part of the best block's
	enoughOnTerm  = 0.25 // where it names a topic by a term, and has no other term that the block lacks
	enoughOfKind  = 0.38 // where it names a topic and asks for a kind of block that the topic has
	anyOfWords    = 0.4  // of the words, by number, of a block that has none of them in its heading
	anyOfNamed    = 0.33 // of one that has
	inOtherWords  = 0.5  // of a word that a block has in other words
	enoughStrong  = 0.7  // of the words that it has, by weight
	firmKind      = 0.8  // of a block that is of the very kind asked for
	bodyDoubt     = 0.08 // for each doubling, of a block that has the question's words in its text only
	topicCover    = 0.6  // what other blocks of its topic have counts for a block of a kind asked for
	enoughSide    = 0.6  // of a side of a comparison
	lacksHere     = 0.5  // of a term that a block lacks and the notes have
	sureTerm      = 0.85 // of [search.Found.Weight]: found as itself or as what is the same, not as what it may have been misspelt for

	shortWords, longWords = 3, 9
)

// believable keeps the hits that answer the question; none where the notes do not.
func (c *composer) believable(hits []search.Hit) []search.Hit {
	if c.q.person && (len(c.subjects) == 0 || c.onlySubject()) && !c.namesAuthor() {
		return nil // notes know what their authors say, and who does what in their topics, and nothing else of people
	}
	if len(hits) == 0 || !hits[0].Joined && c.isSmallTalk() {
		return nil
	}
	best := 0.0
	enough := c.enough()
	for _, h := range hits[:min(len(hits), 5)] {
		if h.Cover >= nearlyAll || c.anchored(h) {
			best = max(best, c.proof(h)-c.doubt(h))
			if (c.q.chatty || h.Kind >= firmKind) && c.onTerm(h) {
				enough = min(enough, enoughOnTerm)
			}
			if h.Kind >= firmKind && (c.underSubject(h.Block) || h.Joined) {
				enough = min(enough, enoughOfKind)
			}
		}
	}
	if best < enough {
		return nil
	}
	var kept []search.Hit
	for _, h := range hits {
		proof := c.proof(h) + topicCover*h.Topic
		if len(kept) == 0 && proof < enough && proof < best*0.8 {
			continue // of much kind and little subject
		}
		if proof >= relatedCover*best {
			kept = append(kept, h)
		}
	}
	return kept
}

// isSmallTalk reports whether a question has a word or two of everyday and no other, "ok, see you!", or begins with thanks, asks for nothing and names no topic.
// It is none where they make an expression that a block has, as "kill switch".
func (c *composer) isSmallTalk() bool {
	if c.q.thanks && len(c.subjects) == 0 && len(c.q.asked) == 0 {
		return true
	}
	return len(c.q.words) < shortWords && c.req.Context == "" &&
		!slices.ContainsFunc(c.groups, func(g search.Group) bool { return g.Weight > everydayWeight })
}

// proof is how much a block proves to answer the question: what it has of it, and what of that it is about. In a question of few
// words a term that it lacks counts double, or half of that where other blocks have it, unless it has two others: of "postgres txid
// wraparound" two are enough to know what is meant.
func (c *composer) proof(h search.Hit) float64 {
	p := (h.Cover + h.About) / 2
	if len(c.q.words) > longWords {
		return p
	}
	var all, lacks float64
	terms := 0
	for i := range c.groups {
		g := &c.groups[i]
		all += g.Weight * g.IDF
		switch {
		case c.byChance(i, h.Found[i]):
			lacks += g.Weight * g.IDF
		case g.Term && h.Found[i].Group == nil && len(g.Alts) > 0:
			lacks += lacksHere * g.Weight * g.IDF
		case g.Term && h.Found[i].Group == nil:
			lacks += g.Weight * g.IDF
		case g.Term && h.Found[i].Weight >= sureTerm:
			terms++
		}
	}
	if all == 0 || terms > 1 {
		return p
	}
	return p * all / (all + lacks)
}

// byChance reports whether a word of what notes on architecture do not speak of stands in a text all the same, in a question that names no
// topic: "best laptop for developers" is not answered by what does not run on a laptop.
func (c *composer) byChance(word int, f search.Found) bool {
	return f.Field == "body" && offTopic[c.q.words[word].Stem] && len(c.subjects) == 0 && len(c.q.words) < sentenceWords
}

// doubt is how much less a block proves whose headings and tags have none of the question's words of weight.
func (c *composer) doubt(h search.Hit) float64 {
	if len(c.q.words) > shortWords || h.Kind >= firmKind {
		return 0
	}
	for i, f := range h.Found {
		if f.Group != nil && f.Field != "body" && f.Field != "kind" && c.groups[i].Weight > everydayWeight {
			return 0
		}
	}
	return bodyDoubt * c.many()
}

// enough is how much of this question is enough.
func (c *composer) enough() float64 {
	words := len(c.q.words)
	most := enoughCover + moreOfMany*c.many()
	if c.q.strays {
		return most
	}
	if words > longWords {
		return enoughOfStory
	}
	n := max(words, shortWords)
	return most - (most-enoughOfLong)*float64(n-shortWords)/float64(longWords-shortWords)
}

// many is how often the notes have twice fewNotes blocks: among many blocks some have any words.
func (c *composer) many() float64 {
	return min(max(math.Log2(float64(c.snap.Len())/fewNotes), 0), mostDoublings)
}

// anchored reports whether a block is about what was asked and does not just happen to have some of its words. A term in its heading
// makes it so; with a plain word there it must have a good part of the question's words, and without any, more of them. A word that it has in
// other words than the question's counts half.
func (c *composer) anchored(h search.Hit) bool {
	found, all, strong := 0.0, 0.0, 0.0
	need := anyOfWords
	for i, f := range h.Found {
		g := &c.groups[i]
		if g.Weight < leanerWeight+0.01 && g.Weight != storyWeight || f.Field == "kind" { // which says nothing of the subject
			continue
		}
		all += g.Weight
		if f.Group == nil {
			continue
		}
		much := 1.0
		if f.Weight < 0.5 {
			much = inOtherWords
		}
		found += much * g.Weight
		if g.Weight > everydayWeight || len(c.q.words) < sentenceWords {
			strong += much * g.Weight
		}
		switch {
		case much < 1:
		case g.Term && f.Field != "body", g.Word[0] <= '9':
			need = 0
		case g.Term || g.Joins > 1 || f.Field != "body":
			need = min(need, anyOfNamed)
		}
	}
	if all > shortWords {
		need *= math.Sqrt(shortWords / all)
	}
	return strong >= enoughStrong && found >= need*all
}

// onTerm reports whether a block stands under a topic that the question names by a term and has all its terms.
func (c *composer) onTerm(h search.Hit) bool {
	on := false
	for i, f := range h.Found {
		if !c.groups[i].Term {
			continue
		}
		if f.Weight < 0.5 {
			return false
		}
		on = on || f.Field == "topic" || f.Field == "path"
	}
	return on
}

// underSubject reports whether a block stands directly under a topic that the question names.
func (c *composer) underSubject(b *kb.Block) bool {
	return slices.ContainsFunc(c.subjects, func(s search.Subject) bool { return slices.Equal(s.Path, b.Subject()) })
}

func (c *composer) namesAuthor() bool {
	for _, w := range c.q.words {
		if c.snap.IsAuthor(w.Stem) {
			return true
		}
	}
	return false
}
