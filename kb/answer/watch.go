package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// timeUnits are what a time budget is given in, in seconds, by the word's stem.
var timeUnits = map[string]int{"m": 60, "min": 60, "minut": 60, "mins": 60, "h": 3600, "hr": 3600, "hour": 3600, "s": 1, "sec": 1, "second": 1}

// spokenTimes are budgets in words.
var spokenTimes = []struct {
	stems   []string
	seconds int
}{
	{search.Stems("a quarter of an hour"), 900}, {search.Stems("quarter of an hour"), 900}, {search.Stems("quarter hour"), 900},
	{search.Stems("half an hour"), 1800}, {search.Stems("half hour"), 1800}, {search.Stems("an hour"), 3600}, {search.Stems("a minute"), 60},
}

// budgetLeads are words before a budget that belong to it.
var budgetLeads = stemSet(`in under within max maximum most than less up to for about only have got i we fit only`)

// readBudget finds how much time there is for watching, and takes the words that say so. It counts only where recordings are asked for.
func (q *question) readBudget(tokens []search.Token, roles []role) {
	if !q.clip {
		return
	}
	for i := range tokens {
		seconds, n := budgetAt(tokens[i:])
		if n == 0 {
			continue
		}
		q.budget = seconds
		for j := i; j < i+n; j++ {
			roles[j] = asksFor
		}
		for j := i - 1; j >= 0 && roles[j] == says && budgetLeads[tokens[j].Stem]; j-- {
			roles[j] = asksFor
		}
		return
	}
}

// budgetAt reads a length of time that tokens begin with: "15 minutes", "15m", "half an hour".
func budgetAt(tokens []search.Token) (seconds, n int) {
	for _, t := range spokenTimes {
		if hasPrefix(tokens, t.stems) {
			return t.seconds, len(t.stems)
		}
	}
	digits := strings.TrimRight(tokens[0].Word, "abcdefghijklmnopqrstuvwxyz")
	number, err := strconv.Atoi(digits)
	if err != nil || number <= 0 || number > 10_000 {
		return 0, 0
	}
	if unit := timeUnits[tokens[0].Word[len(digits):]]; unit > 0 {
		return number * unit, 1
	}
	if len(tokens) > 1 && len(digits) == len(tokens[0].Word) {
		if unit := timeUnits[tokens[1].Stem]; unit > 0 {
			return number * unit, 2
		}
	}
	return 0, 0
}

// watchList answers what to watch on a subject: the recordings under its topics, or, where it is no topic, those found; by level, then
// in file order, as many as fit the time.
func (c *composer) watchList(hits []search.Hit) Answer {
	hits = c.believable(hits)
	blocks := c.underSubjects()
	if !slices.ContainsFunc(blocks, recorded) {
		blocks = nil
		for _, h := range hits {
			blocks = append(blocks, h.Block)
		}
		slices.SortStableFunc(blocks, func(a, b *kb.Block) int { return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line) })
	}
	blocks = slices.DeleteFunc(blocks, func(b *kb.Block) bool { return !recorded(b) })
	slices.SortStableFunc(blocks, func(a, b *kb.Block) int { return int(a.Level) - int(b.Level) })
	watch := &Watch{Budget: c.q.budget}
	for _, b := range blocks {
		length := playTime(b)
		if c.q.budget > 0 && (length == 0 || watch.Total+length > c.q.budget) || len(c.ans.Snippets) == c.req.Limit {
			watch.Left++
			continue
		}
		watch.Total += length
		c.add(c.hitOf(hits, b), "")
	}
	if len(blocks) == 0 {
		return c.none()
	}
	if len(c.ans.Snippets) == 0 { // none is that short: the shortest ones, so that people see what there is
		slices.SortStableFunc(blocks, func(a, b *kb.Block) int { return playTime(a) - playTime(b) })
		for _, b := range blocks[:min(len(blocks), c.req.Limit)] {
			c.add(c.hitOf(hits, b), "")
		}
	}
	c.ans.Outcome, c.ans.Watch = Found, watch
	return c.ans
}

// hitOf is how a block was found, if it was.
func (c *composer) hitOf(hits []search.Hit, b *kb.Block) search.Hit {
	for _, h := range hits {
		if h.Block == b {
			return h
		}
	}
	return search.Hit{Block: b}
}

// playTime is how long a block's clips are together, in seconds; 0 where the end of any is not known.
func playTime(b *kb.Block) int {
	sum := 0
	for _, clip := range b.Source.Clips {
		if clip.Duration() == 0 {
			return 0
		}
		sum += clip.Duration()
	}
	return sum
}
