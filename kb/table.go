package kb

import "strings"

// addTable makes all rows equally long. A table that would be mostly filler becomes a paragraph a row, and one of a single
// column and row is no table but a frame around its content.
func (b *builder) addTable(f frame) {
	if f.header && len(f.rows) > 1 && emptyRow(f.rows[0]) {
		f.rows = f.rows[1:] // Markdown wants a first row for names, wanted or not
		f.header = false
	}
	cols := 0
	for _, row := range f.rows {
		cols = max(cols, len(row))
	}
	switch {
	case len(f.rows) == 0:
	case len(f.rows) == 1 && cols == 1:
		b.add(f.rows[0][0]...)
	case sparse(cols*len(f.rows), f.written):
		for _, row := range f.rows {
			b.add(Paragraph{Inline{{Text: rowText(row)}}})
		}
	default:
		for i, row := range f.rows {
			for len(row) < cols {
				row = append(row, nil)
			}
			f.rows[i] = row
		}
		b.add(Table{Rows: f.rows, Header: f.header || len(f.rows) > 1 && boldRow(f.rows[0])})
	}
}

func emptyRow(row []Body) bool {
	for _, cell := range row {
		if !cell.Empty() {
			return false
		}
	}
	return true
}

// boldRow reports whether every cell that says something says it in bold: how a row names columns where no markup does.
func boldRow(row []Body) bool {
	bold := false
	for _, cell := range row {
		for _, e := range cell {
			p, ok := e.(Paragraph)
			if !ok {
				return false
			}
			for _, s := range p.Text {
				if s.Style&Bold == 0 && strings.TrimSpace(s.Text) != "" {
					return false
				}
			}
			bold = true
		}
	}
	return bold
}
