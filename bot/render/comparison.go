package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// Shares of a comparison's budget. The table comes first; what it leaves is for the sides.
const (
	tableShare  = 6500
	sideText    = 450 // of one side's text, so that two stand side by side without scrolling
	sideClips   = 3   // moments shown for a side
	composedCut = 300 // of a cell in a composed table that is set as text
)

// comparison shows subjects side by side: the table, then for each side what speaks for it, then its recordings.
func (p *page) comparison(a answer.Answer) {
	t := *a.Table
	lead := written(a)
	p.add(header(strings.Join(t.Sides, versus)))
	if lead != nil {
		p.at(lead.Block)
		p.addWords(p.where(lead.Block.Topic, lead.Block))
	} else {
		p.addWords(p.Say("put together from the notes on each side"))
	}
	p.beside(a)
	p.keep(p.closing(lead)...)
	p.compareTable(t)
	p.sides(a, t)
	p.keep()
	for _, b := range p.closing(lead) {
		p.closed = p.add(b)
	}
}

// written is the snippet whose table it is, nil where the table was composed.
func written(a answer.Answer) *answer.Snippet {
	if a.Table.Written && len(a.Snippets) > 0 {
		return &a.Snippets[0]
	}
	return nil
}

// closing is what a comparison ends with: where its table comes from.
func (p *page) closing(lead *answer.Snippet) []slack.Block {
	if lead == nil {
		return nil
	}
	var out []slack.Block
	if clips := p.clipLines(p.moments(*lead, ""), MaxSectionText); clips != "" {
		out = append(out, section(clips))
	}
	words := []string{p.notes.of(lead.Block).place(lead.Block.File, lead.Block.Line)}
	return append(out, context(append(words, p.origin(*lead)[1:]...)...))
}

// compareTable shows the table as a block, or as text where the page is plain or the block does not fit.
func (p *page) compareTable(t answer.Table) {
	if !p.plain {
		f := fitTable(len(t.Rows)+1, len(t.Sides)+1, min(tableShare, p.left()), p.compareCell(t))
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
			return labelCell(t.Rows[r-1].Label), false
		case c > len(t.Rows[r-1].Cells):
			return slack.NewTableRawTextCell(emptyCell), false
		}
		cell := t.Rows[r-1].Cells[c-1]
		n := p.cellNotes(cell)
		if cell.Body.Empty() && !t.Written && cell.Snippet == nil {
			return slack.NewTableRawTextCell(p.noNoteYet()), false
		}
		return n.bodyCell(cell.Body, limit, n.tail(cell))
	}
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
		in := kb.Inline{{Text: line(row.Label), Style: kb.Bold}, {Text: " — "}}
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
	limit := MaxSectionText / 2
	if !t.Written {
		limit = composedCut
	}
	short, _ := shorten(cell.Body, limit)
	in := n.spans(flat(short))
	if tail := n.tail(cell); len(tail) > 0 {
		in = append(append(in, kb.Span{Text: " ("}), append(tail, kb.Span{Text: ")"})...)
	}
	return in
}

// sides shows for each side its best text and its recordings, unless the table was made of them.
func (p *page) sides(a answer.Answer, t answer.Table) {
	if !t.Written {
		p.sideClips(a, t)
		return
	}
	var texts []string
	for _, side := range t.Sides {
		if s := bestText(a, side); s != nil {
			p.notes = p.notes.of(s.Block)
			texts = append(texts, p.sideText(side, *s))
		}
	}
	p.sideBySide(texts)
	p.sideClips(a, t)
}

// bestText is the snippet to show for a side: when to use it, else the first with text.
func bestText(a answer.Answer, side string) *answer.Snippet {
	var best *answer.Snippet
	for i := range a.Snippets {
		s := &a.Snippets[i]
		if s.Side != side || strings.TrimSpace(s.Body.Text()) == "" {
			continue
		}
		if _, ok := caption(*s); ok {
			continue
		}
		if s.Block.Kind == kb.UseCase {
			return s
		}
		if best == nil {
			best = s
		}
	}
	return best
}

func (p *page) sideText(side string, s answer.Snippet) string {
	lines := []string{"*" + bold(p.kindTitle(shortenText(line(side), maxLabel), s.Block.Kind)) + "*"}
	short, cut := shorten(s.Body, sideText)
	for _, q := range p.notes.pieces(short, MaxFieldText/3, false) {
		lines = append(lines, q.text)
	}
	if cut || s.Shown < s.Parts {
		lines = append(lines, p.allPoints(s.Parts)+" "+p.rest(s, side))
	} else {
		lines = append(lines, p.notes.place(s.Block.File, s.Block.Line))
	}
	return strings.Join(lines, below)
}

// sideBySide shows two texts as the fields of a section, more or fewer as sections.
func (p *page) sideBySide(texts []string) {
	if len(texts) == 2 && units(texts[0]) <= MaxFieldText && units(texts[1]) <= MaxFieldText {
		fields := []*slack.TextBlockObject{mrkdwnText(texts[0]), mrkdwnText(texts[1])}
		if p.add(slack.NewSectionBlock(nil, fields, nil)) {
			return
		}
	}
	for _, text := range texts {
		if units(text) <= MaxSectionText {
			p.add(section(text))
		}
	}
}

// sideClips shows the recordings of each side under its name, for the sides that have some.
func (p *page) sideClips(a answer.Answer, t answer.Table) {
	var texts []string
	for _, side := range t.Sides {
		var lines []string
		for _, s := range a.Snippets {
			if s.Side == side && len(s.Moments) > 0 {
				text, ok := caption(s)
				if !ok || text == "" {
					text = p.kind(s.Block.Kind)
				}
				lines = append(lines, p.moments(s, text)...)
			}
		}
		if len(lines) > 0 {
			more := len(lines) - sideClips
			lines = lines[:min(len(lines), sideClips)]
			if more > 0 {
				lines = append(lines, p.andMore(more))
			}
			head := "*" + bold(shortenText(line(side), maxLabel)) + "*"
			texts = append(texts, head+below+p.clipLines(lines, MaxFieldText-2*maxLabel))
		}
	}
	p.sideBySide(texts)
}
