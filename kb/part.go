package kb

// Parts are the least pieces of a body that are shown or left out as a whole, in order: a paragraph, a list item with what is nested
// in it, a table row, a code block, an image, a rule; a quote has the parts of what it quotes.
func (b Body) Parts() []Body { return appendParts(nil, b) }

func appendParts(parts []Body, b Body) []Body {
	for i, e := range b {
		switch e := e.(type) {
		case List:
			parts = append(parts, e.Items...)
		case Table:
			for r := range e.Rows {
				parts = append(parts, Body{Table{Rows: e.Rows[r : r+1]}})
			}
		case Quote:
			parts = appendParts(parts, e.Body)
		default:
			parts = append(parts, b[i:i+1:i+1])
		}
	}
	return parts
}

// Keep leaves out the parts for which keep says so; parts are numbered as in [Body.Parts]. The head of a table stays while any row
// does, and the numbers of a numbered list stay those of its items only where they are the first ones.
func (b Body) Keep(keep func(part int) bool) Body {
	n := 0
	return b.keep(func() bool { n++; return keep(n - 1) })
}

func (b Body) keep(next func() bool) Body {
	var kept Body
	for _, e := range b {
		switch e := e.(type) {
		case List:
			items := e.Items
			e.Items = nil
			for _, item := range items {
				if next() {
					e.Items = append(e.Items, item)
				}
			}
			if len(e.Items) > 0 {
				kept = append(kept, e)
			}
		case Table:
			if e.Rows = e.keepRows(next); len(e.Rows) > 0 {
				kept = append(kept, e)
			}
		case Quote:
			if e.Body = e.Body.keep(next); len(e.Body) > 0 {
				kept = append(kept, e)
			}
		default:
			if next() {
				kept = append(kept, e)
			}
		}
	}
	return kept
}

func (t Table) keepRows(next func() bool) [][]Body {
	var rows [][]Body
	for i, row := range t.Rows {
		if next() || i == 0 && t.Header {
			rows = append(rows, row)
		}
	}
	if t.Header && len(rows) == 1 && len(t.Rows) > 1 {
		return nil
	}
	return rows
}
