package search

// passage rewards a block that has several of the question's words in one place: a story told in other words than the note's still
// shares a sentence or two with it. For each word but the weightiest, what stands within passageWords words of another one counts.
func (r *ranker) passage() float64 {
	if len(r.spots) < longQuestion {
		return 0
	}
	var sum float64
	for i, a := range r.spots {
		near := 0.0
		for j, b := range r.spots {
			if i == j || len(a) == 0 || len(b) == 0 {
				continue
			}
			if gap := nearest(a, b); gap > 0 && gap <= passageWords {
				near = max(near, r.query.Groups[j].Weight*r.query.Groups[j].IDF)
			}
		}
		g := &r.query.Groups[i]
		sum += passageGain * min(near, g.Weight*g.IDF)
	}
	return sum
}

const (
	longQuestion = 5    // from how many words on a question is searched for passages
	passageWords = 16   // within how many words words stand in one passage
	passageGain  = 0.35 // what a word in a passage adds, as a part of its weight
)
