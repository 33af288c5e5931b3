package main

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"archbot/kb"
)

// minColumn is the least number of columns in which running text can still be read. A table that would have to go below it is
// drawn as a list.
const minColumn = 14

// grid draws a note's own table.
func (p page) grid(t kb.Table, in string) string {
	rows := t.Rows
	var head []string
	if t.Header && len(rows) > 0 {
		for _, cell := range rows[0] {
			head = append(head, flat(cell))
		}
		rows = rows[1:]
	}
	return p.table(head, rows, in)
}

// table draws rows under head, which may be nil, as wide as needed and no wider than the page.
func (p page) table(head []string, rows [][]kb.Body, in string) string {
	columns := len(head)
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	switch {
	case columns == 0:
		return ""
	case p.cell:
		return p.tableAsList(head, rows, in)
	}
	room := p.width - text.StringWidth(in) - 3*columns - 1 // a rule and two spaces a column, and the last rule
	widths, ok := columnWidths(naturalWidths(columns, head, rows), room)
	if !ok {
		return p.tableAsList(head, rows, in)
	}
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.Style().Format.Header = text.FormatDefault
	w.Style().Options.SeparateRows = true
	if len(head) > 0 {
		w.AppendHeader(tableRow(columns, func(i int) string {
			if i < len(head) {
				return wrap(head[i], widths[i], margin{}, true)
			}
			return ""
		}))
	}
	for _, r := range rows {
		w.AppendRow(tableRow(columns, func(i int) string {
			if i < len(r) {
				return page{width: widths[i], cell: true}.body(r[i], "")
			}
			return ""
		}))
	}
	return in + strings.ReplaceAll(w.Render(), "\n", "\n"+in)
}

func tableRow(columns int, cell func(i int) string) table.Row {
	row := make(table.Row, columns)
	for i := range row {
		row[i] = cell(i)
	}
	return row
}

// tableAsList draws a table that has no room: a row a paragraph, its first cell on top and the others below with their column's name.
func (p page) tableAsList(head []string, rows [][]kb.Body, in string) string {
	var out []string
	for _, r := range rows {
		for i, cell := range r {
			if cell.Empty() {
				continue
			}
			m := indent(in)
			label := ""
			if i > 0 {
				m = margin{in + "  ", in + "    "}
				if i < len(head) && head[i] != "" {
					label = head[i] + ": "
				}
			}
			out = append(out, p.wrap(label+flat(cell), m))
		}
	}
	return strings.Join(out, "\n")
}

// flat is a cell's text on one line.
func flat(cell kb.Body) string { return strings.Join(strings.Fields(cell.Text()), " ") }

// naturalWidths are the widths that the columns take where nothing is wrapped.
func naturalWidths(columns int, head []string, rows [][]kb.Body) []int {
	const endless = 1 << 20
	widths := make([]int, columns)
	for i, h := range head {
		widths[i] = text.StringWidth(h)
	}
	for _, r := range rows {
		for i, cell := range r {
			for line := range strings.SplitSeq(page{width: endless, cell: true}.body(cell, ""), "\n") {
				widths[i] = max(widths[i], text.StringWidth(line))
			}
		}
	}
	return widths
}

// columnWidths shares room among columns: those that need less than an even share get what they need, the others share the rest. ok is
// false where a column that is wrapped would get less than minColumn.
func columnWidths(natural []int, room int) (widths []int, ok bool) {
	widths = make([]int, len(natural))
	open := len(natural) // columns without a width yet
	for shrunk := true; shrunk && open > 0; {
		shrunk = false
		share := room / open
		for i, n := range natural {
			if widths[i] == 0 && n <= share {
				widths[i] = max(n, 1)
				room -= widths[i]
				open--
				shrunk = true
				break // the share has grown
			}
		}
	}
	if open == 0 {
		return widths, true
	}
	share := room / open
	for i := range widths {
		if widths[i] == 0 {
			widths[i] = share
		}
	}
	return widths, share >= minColumn
}
