package search

import (
	"archbot/kb"
)

// A feature gives the blocks that have something which makes a block better.
type feature func() (set, error)

// features are what blocks are chosen by where there are too many with the words of a choice: words in the heading and the kind asked for,
// then words that stand there more than once, and words that the choice does not have.
func (g *gatherer) features(groups []*Group, choice uint) [][]feature {
	var strong, weak []feature
	for i, group := range groups {
		if choice&(1<<i) == 0 {
			weak = append(weak, func() (set, error) { return g.group(group, "") })
			continue
		}
		strong = append(strong, func() (set, error) { return g.group(group, headingMark) })
		weak = append(weak, func() (set, error) { return g.group(group, oftenMark) })
	}
	for _, kind := range kb.Kinds() {
		if g.query.Kinds[kind] > 0 {
			strong = append(strong, func() (set, error) { return g.term(kindMark + string(kind)) })
		}
	}
	return [][]feature{strong, weak}
}

// take looks at as many blocks of a set as there is room for, those with most features first.
func (g *gatherer) take(all set, features [][]feature, room *int) error {
	if len(features) == 0 || all.size() <= *room {
		g.each(all, func(d *document) bool {
			g.look(d, room)
			return *room > 0
		})
		return nil
	}
	atLeast, err := all.having(features[0])
	if err != nil {
		return err
	}
	for n := len(atLeast) - 1; n >= 0 && *room > 0; n-- {
		level := atLeast[n]
		if n+1 < len(atLeast) {
			level = level.without(atLeast[n+1])
		}
		if err := g.take(level, features[1:], room); err != nil {
			return err
		}
	}
	return nil
}

// having gives the blocks of a set that have at least no, one, two ... of some features.
func (s set) having(features []feature) ([]set, error) {
	atLeast := []set{s}
	for _, f := range features {
		has, err := f()
		if err != nil {
			return nil, err
		}
		atLeast = append(atLeast, make(set, len(s)))
		for n := len(atLeast) - 2; n >= 0; n-- {
			atLeast[n+1] = atLeast[n+1].or(atLeast[n].and(has))
		}
	}
	return atLeast, nil
}

// look ranks a block that passes the query's filter, and keeps it where it is among the best.
func (g *gatherer) look(d *document, room *int) {
	if d == nil || g.seen[d] || !g.snap.live(d) || g.query.Pass != nil && !g.query.Pass(d.block) {
		return
	}
	*room--
	g.seen[d] = true
	g.ranker.rank(d, g.best.spare)
	g.best.take()
}
