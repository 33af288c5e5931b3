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
	clips := p.sideClips(a, t)
	if lead == nil {
		for _, text := range clips { // the table says less rather than nobody speaks
			p.kept += cost(section(text))
		}
		p.compareTable(t)
		p.keep()
	} else {
		p.keep(p.closing(lead)...)
		p.compareTable(t)
		p.sides(a, t)
	}
	p.sideBySide(clips)
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

// sides shows for each side its best text.
func (p *page) sides(a answer.Answer, t answer.Table) {
	var texts []string
	for _, side := range t.Sides {
		if s := bestText(a, side); s != nil {
			p.notes = p.notes.of(s.Block)
			texts = append(texts, p.sideText(side, *s))
		}
	}
	p.sideBySide(texts)
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
	short, cut := shorten(points(whatIsShown(s)), sideText)
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

// sideClips is the recordings of each side under its name, for the sides that have some.
func (p *page) sideClips(a answer.Answer, t answer.Table) []string {
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
	return texts
}
