package answer

import (
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// written gives the first table of a block that has a column a side, with these columns only and in the order asked.
func (c *composer) written(b *kb.Block, known []side) *Table {
	for _, e := range b.Body {
		t, ok := e.(kb.Table)
		if !ok || len(t.Rows) < 2 {
			continue
		}
		columns := make([]int, 0, len(known))
		table := &Table{Written: true}
		for _, s := range known {
			at := c.column(t.Rows[0], s)
			if at <= 0 || slices.Contains(columns, at) {
				break
			}
			columns = append(columns, at)
			table.Sides = append(table.Sides, t.Rows[0][at].Text())
		}
		if len(columns) < len(known) {
			continue
		}
		for _, row := range t.Rows[1:] {
			r := Row{Label: row[0].Text()}
			for _, at := range columns {
				r.Cells = append(r.Cells, Cell{Body: row[at]})
			}
			table.Rows = append(table.Rows, r)
		}
		return table
	}
	return nil
}

// column finds a side's column in the head of a table, -1 where it has none: the one with all words of the side, or else with some of them
// and no others, as "Eventual" for eventual consistency.
func (c *composer) column(head []kb.Body, s side) int {
	for i, cell := range head {
		stems := make(map[string]bool)
		for _, t := range search.Analyze(cell.Text()) {
			stems[t.Stem] = true
		}
		all := len(s.groups) > 0
		for _, at := range s.groups {
			all = all && slices.ContainsFunc(c.groups[at].Alts, func(a search.Alt) bool {
				return a.Weight >= 0.5 && stems[a.Stems[0]]
			})
		}
		if all && i > 0 {
			return i
		}
	}
	return slices.IndexFunc(head, func(cell kb.Body) bool { return c.partOfSide(cell.Text(), s) })
}

// partOfSide reports whether all words of a text are the side's.
func (c *composer) partOfSide(text string, s side) bool {
	tokens := words(text)
	return len(tokens) > 0 && !slices.ContainsFunc(tokens, func(t search.Token) bool {
		return !slices.ContainsFunc(s.groups, func(at int) bool {
			return slices.ContainsFunc(c.groups[at].Alts, func(a search.Alt) bool { return a.Weight >= 0.5 && slices.Contains(a.Stems, t.Stem) })
		})
	})
}

// comparedKinds are the rows of a composed table.
var comparedKinds = []kb.Kind{
	kb.Definition, kb.Types, kb.ComposedOf, kb.Why, kb.UseCase, kb.Pros, kb.Cons, kb.Caveat, kb.Causation, kb.Example,
	kb.Metrics, kb.Tool, kb.Tip, kb.Remember,
}

// composed makes a table of the sides' blocks, a row a kind that any side has; nil where not every side is a topic with blocks.
func (c *composer) composed(known []side) *Table {
	table := &Table{}
	for i, s := range known {
		same := func(o side) bool { return slices.Equal(o.blocks, s.blocks) } // "OLTP and OLAP" is one topic: both columns would say the same
		if len(s.blocks) == 0 || slices.ContainsFunc(known[:i], same) {
			return nil
		}
		table.Sides = append(table.Sides, s.name)
	}
	for _, kind := range comparedKinds {
		row := Row{Label: kind.Label()}
		filled := 0
		for _, s := range known {
			cell := c.cell(s, kind)
			if cell.Snippet != nil {
				filled++
			}
			row.Cells = append(row.Cells, cell)
		}
		if filled > 0 {
			table.Rows = append(table.Rows, row)
		}
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return table
}

// cell is what a side has to say of a kind: its first block of the kind with any text, those directly under its heading first.
func (c *composer) cell(s side, kind kb.Kind) Cell {
	var best *kb.Block
	for _, b := range s.blocks {
		if b.Kind != kind || !c.pass(b) || strings.TrimSpace(b.Body.Text()) == "" {
			continue
		}
		if best == nil || len(b.Topic) < len(best.Topic) {
			best = b
		}
	}
	if best == nil {
		return Cell{}
	}
	sn := c.snippet(best, cellLength)
	return Cell{Body: sn.Body, Snippet: &sn}
}
