package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"archbot/kb"
)

// How candidates are found.
const (
	wanted = 40 // candidates that ranking looks at: forty lose nothing against a hundred
	enough = 20 // with which a narrower way of finding them is left at that

	// fewBlocks is up to how many blocks any word of the question makes a block a candidate. bleve looks at every block that has one
	// of the words; beyond, the rare words select and the common ones only rank.
	fewBlocks = 2_000

	// manyBlocks is in how many blocks a word stands that is looked for in headings first.
	manyBlocks = 5_000

	kindBoost   = 2   // of a block of a kind asked for
	driven      = 0.5 // of the weight of a question: what a block must have of it to be an answer, as kb/answer judges it
	mostRanking = 6   // words that rank candidates which other words selected
)

// gather finds candidates for a query that pass its filter. It goes from the narrowest way to the widest until there are enough.
func (s *Snapshot) gather(ctx context.Context, q *Query) ([]*document, error) {
	var found []*document
	seen := make(map[*document]bool)
	for _, way := range s.ways(q) {
		for n := wanted; ; n *= 8 { // a filter may pass few
			docs, more, err := s.candidates(ctx, way, n)
			if err != nil {
				return nil, err
			}
			passed := 0
			for _, d := range docs {
				if q.Pass != nil && !q.Pass(d.block) {
					continue
				}
				passed++
				if !seen[d] {
					seen[d] = true
					found = append(found, d)
				}
			}
			if !more || passed >= enough {
				break
			}
		}
		if len(found) >= enough {
			break
		}
	}
	return found, nil
}

// candidates asks all engines; more says that one of them may have more.
func (s *Snapshot) candidates(ctx context.Context, q query.Query, n int) (live []*document, more bool, err error) {
	for _, e := range s.engines {
		docs, err := e.candidates(ctx, q, n)
		if err != nil {
			return nil, false, err
		}
		more = more || len(docs) == n
		for _, d := range docs {
			if s.live(d) {
				live = append(live, d)
			}
		}
	}
	return live, more, nil
}

// ways are bleve queries for a query's candidates, the narrowest first; the last one finds every block that can be an answer.
func (s *Snapshot) ways(q *Query) []query.Query {
	var found []*Group // the words that the notes have
	for i := range q.Groups {
		if len(q.Groups[i].Alts) > 0 {
			found = append(found, &q.Groups[i])
		}
	}
	if len(found) == 0 {
		return nil
	}
	if s.blocks <= fewBlocks {
		return []query.Query{s.anyOf(found, "", 1)}
	}
	slices.SortStableFunc(found, func(a, b *Group) int { return cmp.Compare(b.Weight*b.IDF, a.Weight*a.IDF) })
	kinds := kindQueries(q.Kinds)
	rank := found[:min(len(found), mostRanking)]
	var ways []query.Query
	if s.common(found[0]) { // and so are all others
		ways = append(ways, boolean(s.allOf(strong(found), headingMark), nil, kinds), boolean(s.allOf(found[:1], headingMark), s.anyOf(rank, "", 1), kinds))
	}
	ways = append(ways, boolean(s.allOf(strong(found), ""), s.anyOf(rank, headingMark, 1), kinds))
	drivers := s.drivers(found, q.importance())
	for n := 2; n < len(drivers) && n <= 3; n++ { // a long question: the rarest words together
		ways = append(ways, boolean(s.allOf(drivers[:n], ""), s.anyOf(rank, "", 1), kinds))
	}
	return append(ways, boolean([]query.Query{s.anyOf(closely(drivers), "", 1)}, s.anyOf(rank, headingMark, 1), kinds))
}

// common reports whether a word stands in so many blocks that looking at all of them takes long.
func (s *Snapshot) common(g *Group) bool { return g.IDF < s.idf(manyBlocks) }

// strong leaves out words of little meaning where others have more.
func strong(groups []*Group) []*Group {
	kept := slices.DeleteFunc(slices.Clone(groups), func(g *Group) bool { return g.Weight < 0.5 })
	if len(kept) == 0 {
		return groups
	}
	return kept
}

// drivers are the weightiest words, as many of them as it takes that a block with none of them has less than half of the question.
func (s *Snapshot) drivers(groups []*Group, importance float64) []*Group {
	rest := importance
	for i, g := range groups {
		if rest < driven*importance {
			return groups[:i]
		}
		rest -= g.Weight * g.IDF
	}
	return groups
}

// anyOf finds blocks with any of the words, in any way, marked or not.
func (s *Snapshot) anyOf(groups []*Group, mark string, boost float64) query.Query {
	weights := make(map[string]float64)
	var stems []string
	for _, g := range groups {
		for _, a := range g.Alts {
			stem := s.rarest(a)
			if _, ok := weights[stem]; !ok {
				stems = append(stems, stem)
			}
			weights[stem] = max(weights[stem], boost*g.Weight*a.Weight)
		}
	}
	any := make([]query.Query, len(stems))
	for i, stem := range stems {
		any[i] = termQuery(mark+stem, weights[stem])
	}
	return query.NewDisjunctionQuery(any)
}

// rarest is the word of an alternative that stands in fewest blocks: "system of record" is not looked for by its "of".
func (s *Snapshot) rarest(a Alt) string {
	best := 0
	for i := range a.Terms {
		if s.frequency(a.Terms[i]) < s.frequency(a.Terms[best]) {
			best = i
		}
	}
	return a.Stems[best]
}

// allOf finds blocks with all of the words.
func (s *Snapshot) allOf(groups []*Group, mark string) []query.Query {
	all := make([]query.Query, len(groups))
	for i := range groups {
		all[i] = s.anyOf(closely(groups[i:i+1]), mark, 1)
	}
	return all
}

// closely leaves out the ways to find a word that are only near: they rank, they do not select. Words with no other way keep them.
func closely(groups []*Group) []*Group {
	close := make([]*Group, len(groups))
	for i, g := range groups {
		c := *g
		c.Alts = slices.DeleteFunc(slices.Clone(g.Alts), func(a Alt) bool { return a.Weight <= nearWeight })
		if close[i] = &c; len(c.Alts) == 0 {
			close[i] = g
		}
	}
	return close
}

func boolean(must []query.Query, should query.Query, kinds []query.Query) query.Query {
	all := slices.Clone(kinds)
	if should != nil {
		all = append(all, should)
	}
	return query.NewBooleanQuery(must, all, nil)
}

func kindQueries(kinds map[kb.Kind]float64) []query.Query {
	var all []query.Query
	for _, kind := range kb.Kinds() {
		if much := kinds[kind]; much > 0 {
			all = append(all, termQuery(kindMark+string(kind), kindBoost*much))
		}
	}
	return all
}

func termQuery(term string, boost float64) query.Query {
	q := bleve.NewTermQuery(term)
	q.SetField(engineField)
	q.SetBoost(boost)
	return q
}
