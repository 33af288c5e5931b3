package render

import (
	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// compareTable shows the table as a block, or as text where the page is plain or the block does not fit.
func (p *page) compareTable(t answer.Table) {
	if !p.plain {
		limits := cellLimits
		if !t.Written {
			limits = composedLimits
		}
		f := fitTable(len(t.Rows)+1, len(t.Sides)+1, min(tableShare, p.left()), limits, p.compareCell(t))
		if f.block != nil && p.add(f.block) {
			p.tables++
			if f.rows > 0 || f.cols > 0 || f.cells && t.Written {
				p.addWords(p.tableCut(f, p.tablePlace()))
			}
			return
		}
	}
	limit := tableShare
	kept := p.kept
	p.kept += max(0, p.left()-limit)
	pieces := p.compareText(t)
	shown := p.body(pieces)
	p.kept = kept
	if shown < len(pieces) {
		p.addWords(p.tableCut(fitted{rows: len(pieces) - shown}, p.tablePlace()))
	}
}

func (p *page) tablePlace() string {
	if p.place == "" {
		return p.Say("the notes")
	}
	return p.place
}

// compareCell makes the cells of the table: the heads, the rows' labels, and what each side has to say.
func (p *page) compareCell(t answer.Table) cellMaker {
	return func(r, c, limit int) (slack.TableCell, bool) {
		switch {
		case r == 0 && c == 0:
			return headCell(p.cornerLabel()), false
		case r == 0:
			return headCell(t.Sides[c-1]), false
		case c == 0:
			return labelCell(p.rowLabel(t, t.Rows[r-1])), false
		case c > len(t.Rows[r-1].Cells):
			return slack.NewTableRawTextCell(emptyCell), false
		}
		cell := t.Rows[r-1].Cells[c-1]
		n := p.cellNotes(cell)
		if cell.Body.Empty() && !t.Written && cell.Snippet == nil {
			return slack.NewTableRawTextCell(p.noNoteYet()), false
		}
		if !t.Written {
			return n.pointsCell(cell, limit)
		}
		return n.bodyCell(cell.Body, limit, n.tail(cell))
	}
}

// pointsCell is a cell of a composed table: the first points of a block, a line each, and where it stands. A list of lines is set as text,
// which takes half the room of a list.
func (n notes) pointsCell(c answer.Cell, limit int) (slack.TableCell, bool) {
	fewer := c.Snippet != nil && c.Snippet.Shown < c.Snippet.Parts
	short, cut := shorten(points(c.Body), limit)
	if fewer && !cut && len(short) > 1 {
		short = unannounced(short)
	}
	in := lines(short)
	if (cut || fewer) && ending(in) != '…' {
		in = append(in, kb.Span{Text: " …"})
	}
	if len(in) > 0 {
		in = append(in, kb.Span{Text: " "})
	}
	rich := []slack.RichTextElement{slack.NewRichTextSection(n.richSpans(append(in, n.tail(c)...))...)}
	if text, ok := rawText(rich); ok {
		return slack.NewTableRawTextCell(text), cut
	}
	return slack.NewTableRichTextCell(rich...), cut
}

// rowLabel is what a row is called: as the note writes it, or in a composed table by the kind of its blocks, in the reader's language.
func (v voice) rowLabel(t answer.Table, row answer.Row) string {
	for _, c := range row.Cells {
		if !t.Written && c.Snippet != nil && c.Snippet.Block != nil {
			return v.kind(c.Snippet.Block.Kind)
		}
	}
	return row.Label
}

func labelCell(label string) slack.TableCell {
	if label = shortenText(literal(line(label)), maxLabel); label == "" {
		label = emptyCell
	}
	return slack.NewTableRawTextCell(label)
}

// cellNotes reads the links of a cell from the note that it comes from.
func (p *page) cellNotes(c answer.Cell) notes {
	if c.Snippet != nil && c.Snippet.Block != nil {
		return p.notes.of(c.Snippet.Block)
	}
	return p.notes
}

// tail is where a cell comes from, for its end.
func (n notes) tail(c answer.Cell) kb.Inline {
	if c.Snippet == nil || c.Snippet.Block == nil {
		return nil
	}
	b := c.Snippet.Block
	return kb.Inline{{Text: placeName(b.File, b.Line), Link: n.at(b.File, b.Line)}}
}

// compareText is the table as text, a piece a row: "*Throughput* — Kafka: … · RabbitMQ: …".
func (p *page) compareText(t answer.Table) []piece {
	var out []piece
	for _, row := range t.Rows {
		in := kb.Inline{{Text: line(p.rowLabel(t, row)), Style: kb.Bold}, {Text: " — "}}
		for i, side := range t.Sides {
			if i > 0 {
				in = append(in, kb.Span{Text: wordSeparator})
			}
			in = append(in, kb.Span{Text: line(side) + ": "})
			in = append(in, p.cellText(t, row, i)...)
		}
		for _, q := range p.notes.pieces(kb.Body{kb.Paragraph{Text: in}}, MaxSectionText, false) {
			q.gap = below
			out = append(out, q)
		}
	}
	return out
}

func (p *page) cellText(t answer.Table, row answer.Row, i int) kb.Inline {
	if i >= len(row.Cells) || row.Cells[i].Body.Empty() && row.Cells[i].Snippet == nil {
		if t.Written {
			return kb.Inline{{Text: emptyCell}}
		}
		return kb.Inline{{Text: p.noNoteYet()}}
	}
	cell := row.Cells[i]
	n := p.cellNotes(cell)
	body, limit := cell.Body, MaxSectionText/2
	if !t.Written {
		body, limit = points(body), composedCut
	}
	short, _ := shorten(body, limit)
	in := n.spans(flat(short))
	if tail := n.tail(cell); len(tail) > 0 {
		in = append(append(in, kb.Span{Text: " ("}), append(tail, kb.Span{Text: ")"})...)
	}
	return in
}
