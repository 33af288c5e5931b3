package search

import (
	"cmp"
	"context"
	"math/bits"
	"runtime"
	"slices"
)

// How candidates are found. The figures were chosen by TestGather: of the scores that the ten best of all blocks have, the ten that are
// found have 0.998 on Zipf text of 100,000 blocks, where three times as many blocks looked at gave 0.9999.
const (
	wanted  = 40  // candidates that gather gives at most: forty lose nothing against a hundred
	first   = 100 // blocks with all words of the question that are looked at
	further = 40  // blocks with a part of the words that are looked at, a part
	most    = 200 // blocks that are looked at in all
	tenth   = 10  // the candidate that what is still to be looked at has to beat

	mostSelecting = 8 // words of a question that select; all of them rank
)

// A gatherer finds candidates for one query.
type gatherer struct {
	*finder
	ctx    context.Context
	snap   *Snapshot
	query  *Query
	ranker *ranker
	groups map[groupMark]set // what has been looked up
	seen   map[*document]bool
	best   bestHits // of those seen
}

// gather finds candidates for the query that pass its filter: those that promise most.
func (r *ranker) gather(ctx context.Context) ([]Hit, error) {
	g := &gatherer{finder: r.snap.finder(), ctx: ctx, snap: r.snap, query: r.query, ranker: r, best: newBestHits(r.query),
		groups: make(map[groupMark]set), seen: make(map[*document]bool, first)}
	defer runtime.KeepAlive(r.snap) // sets are read from its engines' files
	if err := g.run(); err != nil {
		return nil, err
	}
	return g.best.list(), nil
}

// run looks at the blocks with all words of the question first, then at those with ever less of it, while these may have what is better
// than what has been found.
func (g *gatherer) run() error {
	groups := g.selecting()
	sets := make([]set, 1<<len(groups)) // of the blocks that have a choice of the words
	for _, choice := range choices(groups) {
		if g.enough(choice.weight) {
			continue
		}
		has, err := g.having(sets, groups, choice.groups)
		if err != nil {
			return err
		}
		room := min(further, most-len(g.seen))
		if len(g.seen) == 0 {
			room = first
		}
		if err := g.take(has, g.features(groups, choice.groups), &room); err != nil || g.ctx.Err() != nil {
			return cmp.Or(err, g.ctx.Err())
		}
		if len(g.seen) >= most {
			return nil
		}
	}
	if g.best.full() {
		return nil
	}
	return g.rest()
}

// A choice is some of the words that select.
type choice struct {
	groups uint // a bit each
	weight float64
}

// choices are all choices of words, the weightiest first.
func choices(groups []*Group) []choice {
	all := make([]choice, 1, 1<<len(groups))
	for i, g := range groups {
		for _, c := range all {
			all = append(all, choice{c.groups | 1<<i, c.weight + g.Weight*g.IDF})
		}
	}
	all = all[1:] // not the empty one
	slices.SortStableFunc(all, func(a, b choice) int { return cmp.Compare(b.weight, a.weight) })
	return all
}

// rest looks at blocks that have any word of the question, in any way.
func (g *gatherer) rest() error {
	any := make(set, len(g.shards))
	for _, group := range g.query.Groups {
		for _, a := range group.Alts {
			for _, stem := range a.Stems {
				has, err := g.term(stem)
				if err != nil {
					return err
				}
				any = any.or(has)
			}
		}
	}
	room := most - len(g.seen)
	return g.take(any, nil, &room)
}

// selecting are the words that the notes have, those that say little left out where others say more, the weightiest first.
func (g *gatherer) selecting() []*Group {
	var found, strong []*Group
	for i := range g.query.Groups {
		if group := &g.query.Groups[i]; len(group.Alts) > 0 {
			found = append(found, group)
			if group.Weight >= 0.5 {
				strong = append(strong, group)
			}
		}
	}
	if len(strong) > 0 {
		found = strong
	}
	slices.SortStableFunc(found, func(a, b *Group) int { return cmp.Compare(b.Weight*b.IDF, a.Weight*a.IDF) })
	return found[:min(len(found), mostSelecting)]
}

// enough reports whether blocks with so much of the question and nothing else cannot be better than the tenth that was found.
func (g *gatherer) enough(weight float64) bool {
	if !g.best.full() {
		return false
	}
	cover := weight / g.ranker.total
	const sum = 2.5 // of BM25F for a word in a heading and several times in the text
	score := weight * sum * (saturation + 1) / (saturation + sum) * (coverFloor + (1-coverFloor)*cover) * (1 + headingGain*cover)
	return score < g.best.hits[tenth-1].Score
}

// having gives the blocks that have all words of a choice.
func (g *gatherer) having(sets []set, groups []*Group, choice uint) (set, error) {
	if sets[choice] != nil {
		return sets[choice], nil
	}
	last := bits.Len(choice) - 1
	has, err := g.group(groups[last], "")
	if rest := choice &^ (1 << last); err == nil && rest != 0 {
		var others set
		if others, err = g.having(sets, groups, rest); err == nil {
			has = has.and(others)
		}
	}
	sets[choice] = has
	return has, err
}

// A groupMark is a word of the question as marked terms have it.
type groupMark struct {
	group *Group
	mark  string
}

// group gives the blocks that have a word in any way, marked or not. Ways that are only near select where there is no other.
func (g *gatherer) group(group *Group, mark string) (set, error) {
	if known, ok := g.groups[groupMark{group, mark}]; ok {
		return known, nil
	}
	near := !slices.ContainsFunc(group.Alts, func(a Alt) bool { return a.Weight > nearWeight })
	var any set
	for _, a := range group.Alts {
		if a.Weight <= nearWeight && !near {
			continue
		}
		var all set
		for _, stem := range a.Stems {
			has, err := g.term(mark + stem)
			if err != nil {
				return nil, err
			}
			if all == nil {
				all = has
			} else {
				all = all.and(has)
			}
		}
		if any == nil {
			any = all
		} else {
			any = any.or(all)
		}
	}
	if group.Kind != "" && mark == "" {
		has, err := g.term(kindMark + string(group.Kind))
		if err != nil {
			return nil, err
		}
		if any == nil {
			any = has
		} else {
			any = any.or(has)
		}
	}
	g.groups[groupMark{group, mark}] = any
	return any, nil
}
