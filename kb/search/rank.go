package search

import (
	"cmp"
	"context"
	"slices"

	"archbot/kb"
)

// The weights of ranking. BM25F: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004.
// All are round: what a random search finds beyond that holds for its own questions only.
const (
	saturation = 1.2 // BM25's k1: how soon a further occurrence adds nothing

	kindGain        = 1.6  // how much a block of the very kind that was asked for gains
	otherDefinition = 0.5  // the part of it for a definition that neither its heading nor an opening says to be of what was asked about
	ofKind          = 0.8  // of a word that asks for a kind, what a block of that kind has without the word
	topicGain       = 0.35 // how much a block gains that stands under a topic which the question names
	furtherDown     = 0.6  // the part of topicGain that is left a heading further down
	bothGain        = 1.0  // how much a block gains that speaks of all sides of a comparison
	headingGain     = 0.35 // how much a block gains whose heading is what was asked about, and nothing else
	openingGain     = 0.35 // how much a block gains with a paragraph or list item that begins with what was asked about
	closeGain       = 0.5  // what two words of the question side by side add, as a part of the rarer one's weight
	coverFloor      = 0.45 // what is left of the score of a block with next to nothing of the question
	wordless        = 0.8  // what is left of the score of a picture without a caption: others of its topic say something
	levelGain       = 0.5  // how much a block of the very level asked for gains
	priorGain       = 0.05 // how far readers' votes move a block: near-ties only

	repeated  = 0.4 // what finding a word in the text is worth where a heading above it has it: whole topics are about it
	apartGain = 0.5 // the part of bothGain for a block that speaks of the sides far apart

	taggedGain = 3 // how many times as much of bothGain a block gains with all sides in its tags

	ownHeading = 1.3 // how many times as much another way to put a word must gain where the word itself is in a heading: which it is counts there

	nearTopic = 0.45 // how much of a word a block has whose heading or tags are near to it

	inPassing = 0.5 // the part of kindGain and bothGain for a block that has a word in passing only

	early    = 40 // within how many words of the start a block says what it is about; the head of a table is
	closest  = 4  // within how many words two words are close
	together = 24 // within how many words the sides of a comparison are spoken of together; two cells of a table are
)

// fieldWeight and fieldNorm are BM25F's weight and length normalisation (b) of each field.
var (
	fieldWeight = [numFields]float64{fieldHeading: 1.8, fieldPath: 0.85, fieldBody: 1, fieldLabel: 1, fieldAuthor: 0.6, fieldLink: 0.5}
	fieldNorm   = [numFields]float64{fieldHeading: 0.5, fieldPath: 0.5, fieldBody: 0.75, fieldLabel: 0.5, fieldAuthor: 0, fieldLink: 0.5}
)

// A Query is what to look for.
type Query struct {
	Groups []Group
	Sides  [][]int              // of a comparison: which groups speak for each side
	Topics [][]string           // topics that the question names, by path
	Kinds  map[kb.Kind]float64  // kinds asked for, 0 to 1
	Level  kb.Level             // wished for: blocks of just this level come a little earlier
	Pass   func(*kb.Block) bool // nil, or which blocks may be found
	Prior  map[string]float64   // by block ID, -1 to 1
	Limit  int                  // 0 for as many as there are candidates
}

// A Hit is a block that was found.
type Hit struct {
	Block   *kb.Block
	Score   float64
	Cover   float64   // how much of the question it has, 0 to 1, by weight
	About   float64   // the same, words in passing counting less
	Topic   float64   // how much more other blocks of its topic have, where it is of a kind asked for
	Sides   []float64 // how much of each side
	OnSides []float64 // the same, words in passing counting less
	Kind    float64   // how much it is of a kind asked for, 0 to 1
	Joined  bool      // words that are neighbours in the question stand side by side in it
	Found   []Found   // in the order of Query.Groups
}

// Found says how one word of the question was found in a block; the zero Found that it was not.
type Found struct {
	Group  *Group
	Alt    *Alt
	About  float64 // how much the block is about it: 1 where it stands in a heading, in the tags or early in the text
	Field  string  // where it weighs most: topic, path, body, tags, author, link
	Gain   float64
	Weight float64 // the alternative's
}

// Search ranks the blocks that have any of the query's words, best first. Equal scores come in order of file and line.
func (s *Snapshot) Search(ctx context.Context, q Query) ([]Hit, error) {
	r := newRanker(s, &q)
	hits, err := r.gather(ctx)
	if err != nil {
		return nil, err
	}
	r.inherit(hits)
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Block.File, b.Block.File), cmp.Compare(a.Block.Line, b.Block.Line))
	})
	if q.Limit > 0 && len(hits) > q.Limit {
		hits = hits[:q.Limit]
	}
	return hits, nil
}

func (q *Query) importance() float64 {
	var sum float64
	for _, g := range q.Groups {
		sum += g.Weight * g.IDF
	}
	return sum
}

// A ranker scores the candidates of one query.
type ranker struct {
	snap   *Snapshot
	query  *Query
	total  float64
	spots  [][]spot // of each group in the document at hand, by its best alternative
	places [][]spot // of each alternative of the group at hand
	kinds  []wish   // the query's, of which there are a few
	at     []int    // positions in the heading at hand that have a word
}

// A wish is how much a kind is asked for.
type wish struct {
	kind kb.Kind
	much float64
}

func newRanker(s *Snapshot, q *Query) ranker {
	r := ranker{snap: s, query: q, total: q.importance(), kinds: make([]wish, 0, len(q.Kinds))}
	for kind, much := range q.Kinds {
		r.kinds = append(r.kinds, wish{kind, much})
	}
	return r
}

// ofKind is how much blocks of a kind are asked for.
func (r *ranker) ofKind(kind kb.Kind) float64 {
	for _, w := range r.kinds {
		if w.kind == kind {
			return w.much
		}
	}
	return 0
}

// rank scores a document; h, which has room for the query's words and sides, becomes its hit.
func (r *ranker) rank(d *document, h *Hit) {
	q := r.query
	*h = Hit{Block: d.block, Found: h.Found, Sides: h.Sides[:0], OnSides: h.OnSides[:0], Kind: r.ofKind(d.kind)}
	r.spots = r.spots[:0]
	var score, inKind float64 // inKind: what it has by being of a kind that a word asks for
	for i := range q.Groups {
		g := &q.Groups[i]
		f, spots := r.find(d, g)
		h.Found[i] = f
		r.spots = append(r.spots, spots)
		score += f.Gain
		if f.Alt == nil {
			inKind += g.Weight * g.IDF * f.Weight
		}
	}
	if r.total > 0 {
		inKind /= r.total
		r.cover(h)
	}
	score += r.closeness(h)
	if d.words[fieldBody] == 0 {
		score *= wordless
	}
	score *= coverFloor + (1-coverFloor)*(h.About+inKind)
	heading, opening := r.heading(d), r.opening(d)
	score *= 1 + headingGain*heading
	score *= 1 + openingGain*opening
	score *= 1 + topicGain*q.topic(d.block)
	ofAsked := 1.0
	if d.kind == kb.Definition && q.Kinds[kb.Definition] == 1 {
		ofAsked = max(otherDefinition, heading, opening)
	}
	score *= 1 + kindGain*ofAsked*h.Kind*h.About
	score *= 1 + bothGain*r.sides(h)
	switch {
	case q.Level == kb.AnyLevel:
	case d.block.Level == q.Level:
		score *= 1 + levelGain
	case q.Level == kb.Advanced && d.block.Level == kb.Medium: // "deeper"
		score *= 1 + levelGain/2
	}
	if len(q.Prior) > 0 {
		score *= 1 + priorGain*q.Prior[d.block.ID]
	}
	h.Score = score
}

// find is BM25F for one word of the question: the best of the ways to find it.
func (r *ranker) find(d *document, g *Group) (Found, []spot) {
	var best Found
	var where []spot
	places, above := r.places[:0], false // above: a heading has the word, in whichever way it may be put
	for i := range g.Alts {
		spots := d.phrase(g.Alts[i].Terms)
		places = append(places, spots)
		above = above || g.Alts[i].How != "near" && inHeading(spots)
	}
	r.places = places
	for i, spots := range places {
		if len(spots) == 0 {
			continue
		}
		a := &g.Alts[i]
		var byField [numFields]float64
		for _, at := range spots {
			byField[at.field()]++
		}
		var sum, most float64
		strongest := field(0)
		for f, n := range byField {
			if n == 0 {
				continue
			}
			norm := 1 - fieldNorm[f] + fieldNorm[f]*float64(d.words[f])/r.snap.mean[f]
			part := fieldWeight[f] * n / norm
			if field(f) == fieldBody && above {
				part *= repeated
			}
			sum += part
			if part > most {
				most, strongest = part, field(f)
			}
		}
		idf := min(a.IDF, g.IDF)
		if a.How == "same" { // a topic's name in full is everywhere below it, and its abbreviation is no rarer a thing
			idf = g.IDF
		}
		gain := g.Weight * a.Weight * idf * sum * (saturation + 1) / (saturation + sum)
		if gain > best.Gain && (best.Alt == nil || gain > ownHeading*best.Gain || best.Alt.How != "exact" || !inHeading(where)) {
			best = Found{Group: g, Alt: a, About: about(spots), Field: fieldNames[strongest], Gain: gain, Weight: a.Weight}
			if a.How == "near" && (strongest == fieldHeading || strongest == fieldLabel) {
				best.Weight = nearTopic
			}
			where = spots
		}
	}
	if gain := ofKind * g.Weight * g.IDF; g.Kind != "" && g.Kind == d.kind && gain > best.Gain {
		best = Found{Group: g, Field: "kind", Gain: gain, Weight: ofKind}
	}
	return best, where
}

// about is how much a block is about a word that stands at these places.
func about(spots []spot) float64 {
	for _, at := range spots {
		if at.field() != fieldBody && at.field() != fieldAuthor || at.pos() < early {
			return 1
		}
	}
	if len(spots) > 2 {
		return 0.8
	}
	return inPassing
}

// phrase gives the places where terms stand side by side in order; of one term, all its places.
func (d *document) phrase(terms []termID) []spot {
	spots := d.at(terms[0])
	for i, id := range terms[1:] {
		if len(spots) == 0 {
			return nil
		}
		next := d.at(id)
		var kept []spot
		for _, at := range spots {
			if _, ok := slices.BinarySearch(next, at+spot(i+1)); ok {
				kept = append(kept, at)
			}
		}
		spots = kept
	}
	return spots
}

// closeness rewards words that stand near each other in the block as they do in the question.
func (r *ranker) closeness(h *Hit) float64 {
	sum := r.passage()
	for i := 1; i < len(r.spots); i++ {
		near := nearest(r.spots[i-1], r.spots[i])
		if near == 0 || near > closest {
			continue
		}
		h.Joined = h.Joined || near == 1
		a, b := &r.query.Groups[i-1], &r.query.Groups[i]
		sum += closeGain * min(a.Weight*a.IDF, b.Weight*b.IDF) / float64(near)
	}
	return sum
}

// nearest is the least distance in words between two words' places in one field; 0 where there is none, or only the same place
// (both words found by one).
func nearest(a, b []spot) int {
	best := 0
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if a[i].field() == b[j].field() && a[i] != b[j] {
			if gap := abs(a[i].pos() - b[j].pos()); best == 0 || gap < best {
				best = gap
			}
		}
		if a[i] < b[j] {
			i++
		} else {
			j++
		}
	}
	return best
}

// heading is how well the block's heading is what was asked about: the part of the heading's words that the question has, times
// the part of the question that the heading has.
func (r *ranker) heading(d *document) float64 {
	if d.words[fieldHeading] == 0 || r.total == 0 {
		return 0
	}
	var inHeading float64
	at := r.at[:0]
	for i, spots := range r.spots {
		g := &r.query.Groups[i]
		hit := false
		for _, s := range spots {
			if s.field() == fieldHeading && !slices.Contains(at, s.pos()) {
				at = append(at, s.pos())
				hit = true
			} else if s.field() == fieldHeading {
				hit = true
			}
		}
		if hit {
			inHeading += g.Weight * g.IDF
		}
	}
	r.at = at
	return min(1, float64(len(at))/float64(d.words[fieldHeading])) * inHeading / r.total
}
