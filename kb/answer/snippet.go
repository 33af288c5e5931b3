package answer

import (
	"cmp"
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// How much of a block a snippet shows, in characters; surfaces with less room shorten further.
const (
	leadLength    = 3000
	furtherLength = 1200
	cellLength    = 280
)

// snippet makes a block a snippet of at most length characters: what leads in, and the parts that have most of the question.
func (c *composer) snippet(b *kb.Block, length int) Snippet {
	s := Snippet{Block: b, URL: b.Source.Link, Moments: moments(b.Source)}
	if len(s.Moments) > 0 {
		s.URL = s.Moments[0].URL
	}
	s.Body, s.Parts, s.Shown = excerpt(b.Body, length, c.snap.Parts(b, c.groups, length))
	return s
}

// evidence words why a block was found, strongest first.
func evidence(hit search.Hit) []Evidence {
	var all []Evidence
	for _, f := range hit.Found {
		if f.Alt == nil {
			continue
		}
		e := Evidence{Word: f.Group.Word, Field: f.Field, How: f.Alt.How, Gain: f.Gain}
		if f.Alt.How != "exact" {
			e.Match = strings.Join(f.Alt.Stems, " ")
		}
		all = append(all, e)
	}
	if hit.Kind > 0 {
		all = append(all, Evidence{Word: string(hit.Block.Kind), Field: "kind", How: "intent", Gain: hit.Kind})
	}
	slices.SortStableFunc(all, func(a, b Evidence) int { return cmp.Compare(b.Gain, a.Gain) })
	return all
}

// excerpt shortens a body to about length characters by leaving out whole parts: the first one stays, then those that have most of
// the question, in their order. What leads in to something is not kept without any of that. It gives the number of parts and of those kept.
func excerpt(body kb.Body, length int, parts []search.Part) (short kb.Body, all, shown int) {
	total := 0
	for _, p := range parts {
		total += p.Size
	}
	if total <= length {
		return body, len(parts), len(parts)
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order[1:], func(a, b int) int { return cmp.Compare(parts[b].Gain, parts[a].Gain) })
	keep := make([]bool, len(parts))
	left := length
	for n, i := range order {
		if n > 0 && parts[i].Size > left {
			continue
		}
		keep[i] = true
		left -= parts[i].Size
	}
	keepLed(standings(body), parts, keep, left)
	for _, kept := range keep {
		if kept {
			shown++
		}
	}
	return body.Keep(func(i int) bool { return keep[i] }), len(parts), shown
}
