package answer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"archbot/kb"
	"archbot/kb/search"
)

// How much of a block a snippet shows, in characters; surfaces with less room shorten further.
const (
	leadLength    = 3000
	furtherLength = 1200
	cellLength    = 280
)

// newSnippet makes a block a snippet of at most length characters: what leads in, and the parts that match best.
func newSnippet(b *kb.Block, length int, match matcher) Snippet {
	s := Snippet{Block: b, URL: b.Source.Link, Moments: moments(b.Source)}
	if len(s.Moments) > 0 {
		s.URL = s.Moments[0].URL
	}
	s.Body, s.Parts, s.Shown = excerpt(b.Body, length, match)
	return s
}

// A matcher tells how much of a question a text has. nil stands for no question.
type matcher func(text string) float64

// newMatcher makes the matcher of a question's words, whichever way the notes put them.
func newMatcher(groups []search.Group) matcher {
	worth := make(map[string]float64)
	for _, g := range groups {
		for _, a := range g.Alts {
			for _, stem := range a.Stems {
				worth[stem] = max(worth[stem], g.Weight*a.Weight*a.IDF/float64(len(a.Stems)))
			}
		}
	}
	return func(text string) float64 {
		var sum float64
		seen := make(map[string]bool)
		for _, t := range search.Analyze(text) {
			if w := worth[t.Stem]; w > 0 && !seen[t.Stem] {
				seen[t.Stem] = true
				sum += w
			}
		}
		return sum
	}
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

// excerpt shortens a body to about length characters by leaving out whole parts (paragraphs, list items, table rows, code): the
// first part stays, then those that match best, in their order. It gives the number of parts and of those kept.
func excerpt(body kb.Body, length int, match matcher) (short kb.Body, parts, shown int) {
	all := partsOf(body, nil)
	total := 0
	for _, p := range all {
		total += p.size
	}
	if total <= length {
		return body, len(all), len(all)
	}
	order := make([]int, len(all))
	for i := range all {
		order[i] = i
		if match != nil {
			all[i].worth = match(all[i].text)
		}
	}
	slices.SortStableFunc(order[1:], func(a, b int) int { return cmp.Compare(all[b].worth, all[a].worth) })
	keep := make([]bool, len(all))
	left := length
	for n, i := range order {
		if n > 0 && all[i].size > left {
			continue
		}
		keep[i] = true
		shown++
		left -= all[i].size
	}
	next := 0
	return prune(body, func() bool { next++; return keep[next-1] }), len(all), shown
}

// A part is the least that is shown or left out as a whole.
type part struct {
	text  string
	size  int
	worth float64
}

func newPart(text string) part { return part{text: text, size: utf8.RuneCountInString(text) + 1} }

// partsOf lists the parts of a body, in the order in which prune asks for them.
func partsOf(body kb.Body, parts []part) []part {
	for _, e := range body {
		switch e := e.(type) {
		case kb.List:
			for _, item := range e.Items {
				parts = append(parts, newPart(item.Text()))
			}
		case kb.Table:
			for _, row := range e.Rows {
				parts = append(parts, newPart(kb.Body{kb.Table{Rows: [][]kb.Body{row}}}.Text()))
			}
		case kb.Quote:
			parts = partsOf(e.Body, parts)
		default:
			parts = append(parts, newPart(kb.Body{e}.Text()))
		}
	}
	return parts
}

// prune keeps the parts for which keep says so; it is asked once a part, in order. The head of a table stays while a row does.
func prune(body kb.Body, keep func() bool) kb.Body {
	var kept kb.Body
	for _, e := range body {
		switch e := e.(type) {
		case kb.List:
			items := e.Items
			e.Items = nil
			for _, item := range items {
				if keep() {
					e.Items = append(e.Items, item)
				}
			}
			if len(e.Items) > 0 {
				kept = append(kept, e)
			}
		case kb.Table:
			if e.Rows = pruneRows(e, keep); len(e.Rows) > 0 {
				kept = append(kept, e)
			}
		case kb.Quote:
			if e.Body = prune(e.Body, keep); len(e.Body) > 0 {
				kept = append(kept, e)
			}
		default:
			if keep() {
				kept = append(kept, e)
			}
		}
	}
	return kept
}

func pruneRows(t kb.Table, keep func() bool) [][]kb.Body {
	var rows [][]kb.Body
	for i, row := range t.Rows {
		if keep() || i == 0 && t.Header {
			rows = append(rows, row)
		}
	}
	if t.Header && len(rows) == 1 && len(t.Rows) > 1 {
		return nil
	}
	return rows
}
