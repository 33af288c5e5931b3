package search

import "slices"

// sides fills in how much of each side of a comparison the block has, and gives the least of them.
func (r *ranker) sides(h *Hit) float64 {
	if len(r.query.Sides) == 0 {
		return 0
	}
	least := 1.0
	for _, side := range r.query.Sides {
		var all, has, about float64
		for _, i := range side {
			g := &r.query.Groups[i]
			all += g.Weight * g.IDF
			has += g.Weight * g.IDF * h.Found[i].Weight
			about += g.Weight * g.IDF * h.Found[i].Weight * h.Found[i].About
		}
		if all == 0 {
			all = 1
		}
		if r.scattered(side) {
			has, about = has*inPassing, about*inPassing
		}
		h.Sides = append(h.Sides, has/all)
		h.OnSides = append(h.OnSides, about/all)
		least = min(least, about/all)
	}
	switch {
	case r.tagged():
		least *= taggedGain
	case !r.together():
		least *= apartGain
	}
	return least
}

// tagged reports whether the block has every side in its tags: it was written to speak of just these, whatever it calls itself.
func (r *ranker) tagged() bool {
	for _, side := range r.query.Sides {
		for _, i := range side {
			if !slices.ContainsFunc(r.spots[i], func(s spot) bool { return s.field() == fieldLabel }) {
				return false
			}
		}
	}
	return true
}

// scattered reports whether the words of a side stand here and there in the text: "operational transformation" is not spoken of
// where operations are and, elsewhere, transformations. What stands in a heading goes with all of the text.
func (r *ranker) scattered(side []int) bool {
	for n := 1; n < len(side); n++ {
		a, b := r.spots[side[n-1]], r.spots[side[n]]
		if len(a) == 0 || len(b) == 0 || inHeading(a) || inHeading(b) {
			continue
		}
		if gap := nearest(a, b); gap == 0 || gap > together {
			return true
		}
	}
	return false
}

func inHeading(spots []spot) bool {
	return slices.ContainsFunc(spots, func(s spot) bool { return s.field() == fieldHeading || s.field() == fieldPath })
}

// together reports whether each side is spoken of near the one before it.
func (r *ranker) together() bool {
	for i := 1; i < len(r.query.Sides); i++ {
		near := false
		for _, a := range r.query.Sides[i-1] {
			for _, b := range r.query.Sides[i] {
				gap := nearest(r.spots[a], r.spots[b])
				near = near || a != b && gap > 0 && gap <= together
			}
		}
		if !near {
			return false
		}
	}
	return true
}
