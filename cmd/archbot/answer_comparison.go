package main

import (
	"slices"

	"archbot/kb"
	"archbot/kb/answer"
)

// comparison draws the table and, where a note wrote it, the block that it stands in. It returns those of the snippets that are left to
// show.
func (p answerPage) comparison(a answer.Answer, snippets []answer.Snippet) (drawn string, rest []answer.Snippet) {
	t := a.Table
	rows := make([][]kb.Body, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = append(rows[i], plainBody(r.Label))
		for _, c := range r.Cells {
			rows[i] = append(rows[i], p.tableCell(c))
		}
	}
	drawn = p.table(append([]string{""}, t.Sides...), rows, "")
	if !t.Written || len(snippets) == 0 {
		return drawn, slices.DeleteFunc(slices.Clone(snippets), func(s answer.Snippet) bool { return inTable(*t, s.Block) })
	}
	lead := snippets[0]
	return p.context(lead.Block) + "\n\n" + drawn + "\n\n" + p.origin(lead), snippets[1:]
}

// inTable reports whether a cell of a composed table shows b.
func inTable(t answer.Table, b *kb.Block) bool {
	return slices.ContainsFunc(t.Rows, func(r answer.Row) bool {
		return slices.ContainsFunc(r.Cells, func(c answer.Cell) bool { return c.Snippet != nil && c.Snippet.Block.ID == b.ID })
	})
}

// tableCell is a cell with the place it comes from. An empty one says so: it is something that the notes could still get.
func (p answerPage) tableCell(c answer.Cell) kb.Body {
	body := c.Body
	if body.Empty() {
		body = plainBody("no note yet")
		if c.Snippet != nil {
			body = plainBody("source only")
		}
	}
	if c.Snippet != nil {
		body = append(body[:len(body):len(body)], plainBody(p.inFull(*c.Snippet))...)
	}
	return body
}

func plainBody(s string) kb.Body { return kb.Body{kb.Paragraph{Text: kb.Inline{{Text: s}}}} }

// sides draws the best snippet of each side of a comparison and returns the snippets that are left.
func (p answerPage) sides(snippets []answer.Snippet) (drawn []string, rest []answer.Snippet) {
	seen := map[string]bool{}
	for _, s := range snippets {
		if s.Side == "" || seen[s.Side] {
			rest = append(rest, s)
			continue
		}
		seen[s.Side] = true
		drawn = append(drawn, p.strong(p.wrap(sideTitle(s), margin{}))+"\n"+p.snippet(s))
	}
	return drawn, rest
}

func sideTitle(s answer.Snippet) string {
	if s.Block.Kind == kb.UseCase {
		return "When to use " + s.Side
	}
	return s.Side + ": " + s.Block.Kind.Label()
}
