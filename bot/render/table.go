package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
)

// A fitted table is the block, and what had to be left out of it.
type fitted struct {
	block      *slack.TableBlock
	rows, cols int  // left out
	cells      bool // some cells are shortened
}

// The lengths of cells that are tried until a table fits, the first meaning no limit: of a note's own table, and of one that is put together,
// where kb/answer has shortened the cells already.
var (
	cellLimits     = []int{MaxTableText, 600, 300, 160, 80, 40}
	composedLimits = []int{MaxTableText, 300, 180, 120, 80, 40}
)

// A cellMaker makes the cell of a body, shortened to about limit units of text, and tells whether it was.
type cellMaker func(row, col, limit int) (slack.TableCell, bool)

// fitTable makes a table block of at most budget (as cost counts): first cells are shortened to one of limits after the other, then rows left
// out from the end. The block is nil where not even two rows fit.
func fitTable(rows, cols, budget int, limits []int, cell cellMaker) fitted {
	f := fitted{cols: max(0, cols-MaxTableColumns)}
	cols -= f.cols
	kept := min(rows, MaxTableRows)
	for _, limit := range limits {
		var t *slack.TableBlock
		t, f.cells = buildTable(kept, cols, limit, cell)
		if fits(t, budget) {
			f.block, f.rows = t, rows-kept
			return f
		}
	}
	// The most rows that fit, by halving: fewer rows are never more text.
	limit := limits[len(limits)-1]
	for low, high := 2, kept-1; low <= high; {
		mid := (low + high) / 2
		t, cut := buildTable(mid, cols, limit, cell)
		if !fits(t, budget) {
			high = mid - 1
			continue
		}
		f.block, f.rows, f.cells = t, rows-mid, cut
		low = mid + 1
	}
	return f
}

func buildTable(rows, cols, limit int, cell cellMaker) (*slack.TableBlock, bool) {
	t := slack.NewTableBlock("")
	anyCut := false
	for r := range rows {
		cells := make([]slack.TableCell, cols)
		for c := range cols {
			made, cut := cell(r, c, limit)
			cells[c], anyCut = made, anyCut || cut
		}
		t.AddRow(cells...)
	}
	settings := make([]slack.ColumnSetting, cols)
	for c := range settings {
		settings[c] = slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true}
	}
	return t.WithColumnSettings(settings...), anyCut
}

func fits(t *slack.TableBlock, budget int) bool {
	text := 0
	for _, row := range t.Rows {
		for _, cell := range row {
			switch cell := cell.(type) {
			case *slack.TableRawTextCell:
				text += units(cell.Text)
			case *slack.TableRichTextCell:
				text += richLength(cell.Elements)
			}
		}
	}
	return text <= min(MaxTableText, budget) && cost(t) <= budget // text is what can be told without making JSON
}

// bodyCell is a cell with a body: raw text where it is one line without styles, else rich text; tail is added to it.
func (n notes) bodyCell(body kb.Body, limit int, tail kb.Inline) (slack.TableCell, bool) {
	short, cut := shorten(body, limit)
	if cut && !strings.HasSuffix(short.Text(), "…") {
		tail = append(kb.Inline{{Text: "… "}}, tail...)
	}
	rich := n.richBody(short)
	if end := n.richSpans(tail); len(end) > 0 {
		if last, ok := lastSection(rich); ok {
			pad := slack.NewRichTextSectionTextElement(" ", nil)
			last.Elements = append(append(last.Elements, pad), end...)
		} else {
			rich = append(rich, slack.NewRichTextSection(end...))
		}
	}
	if len(rich) == 0 {
		return slack.NewTableRawTextCell(emptyCell), cut
	}
	if text, ok := rawText(rich); ok {
		return slack.NewTableRawTextCell(text), cut
	}
	return slack.NewTableRichTextCell(rich...), cut
}

func lastSection(rich []slack.RichTextElement) (*slack.RichTextSection, bool) {
	if len(rich) == 0 {
		return nil, false
	}
	s, ok := rich[len(rich)-1].(*slack.RichTextSection)
	return s, ok
}

// rawText is the text of rich text that is one section without styles and links.
func rawText(rich []slack.RichTextElement) (string, bool) {
	s, ok := lastSection(rich)
	if !ok || len(rich) != 1 {
		return "", false
	}
	text := ""
	for _, e := range s.Elements {
		t, ok := e.(*slack.RichTextSectionTextElement)
		if !ok || t.Style != nil {
			return "", false
		}
		text += t.Text
	}
	return text, text != ""
}

// headCell is a column's head.
func headCell(text string) slack.TableCell {
	if text = literal(line(text)); text == "" {
		return slack.NewTableRawTextCell(emptyCell)
	}
	return slack.NewTableRichTextCell(slack.NewRichTextSection(
		slack.NewRichTextSectionTextElement(shortenText(text, maxLabel), &slack.RichTextSectionTextStyle{Bold: true})))
}

// noteTable is a note's own table as a block.
func (n notes) noteTable(t kb.Table, budget int) fitted {
	if len(t.Rows) == 0 || len(t.Rows[0]) == 0 {
		return fitted{}
	}
	return fitTable(len(t.Rows), len(t.Rows[0]), budget, cellLimits, func(r, c, limit int) (slack.TableCell, bool) {
		if c >= len(t.Rows[r]) {
			return slack.NewTableRawTextCell(emptyCell), false
		}
		if t.Header && r == 0 {
			return headCell(flat(t.Rows[r][c]).String()), false
		}
		return n.bodyCell(t.Rows[r][c], limit, nil)
	})
}
