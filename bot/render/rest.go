package render

import (
	"strconv"

	"github.com/slack-go/slack"

	"archbot/kb/answer"
)

// mostPages is how many messages a block goes on for; what is beyond stands in the note.
const mostPages = 8

// pages are a block as a whole, in as many messages as it takes, in plain sections; each says where the block stands.
func pages(a answer.Answer, o Options) []Message {
	s := a.Snippets[0]
	var out []Message
	pieces := newPage(o, true).wholePieces(s)
	for i := 0; i == 0 || len(pieces) > 0 && i < mostPages; i++ {
		p := newPage(o, true)
		p.at(s.Block)
		if i == 0 {
			p.add(header(name(s.Block)))
			p.addWords(p.where(above(s.Block), s.Block))
		}
		p.keep(context(p.leadOrigin(s, p.cut())...), p.turn(a, i))
		shown := p.body(pieces)
		p.keep()
		lines := []string{name(s.Block)}
		for _, q := range pieces[:shown] {
			lines = append(lines, q.text)
		}
		if pieces = pieces[shown:]; shown == 0 {
			pieces = nil // what fits on no page stands in the note
		}
		if b := p.turn(a, i); b != nil && !(i == 0 && len(pieces) == 0) {
			p.add(b)
		}
		word := ""
		if len(pieces) > 0 {
			word = p.cut()
		}
		p.close(p.leadOrigin(s, word)...)
		out = append(out, p.message(fitLines(lines)))
	}
	return out
}

// wholePieces are a block's body and moments, all as text.
func (p *page) wholePieces(s answer.Snippet) []piece {
	p.at(s.Block)
	film := p.film(s)
	pieces := p.leadPieces(s, film)
	if _, ok := caption(s); !ok && film != "" {
		pieces = append(pieces, piece{text: film, gap: apart})
	}
	return pieces
}

// turn is the buttons of a private page to the ones beside it; on the last page, the one to the next leads to the first.
func (p *page) turn(a answer.Answer, at int) slack.Block {
	if p.o.Surface != Private {
		return nil
	}
	req := a.Asked
	leads := make([]lead, 0, 2)
	if at > 0 {
		req.From = at - 1
		leads = append(leads, lead{p.Say("Back"), req})
	}
	req.From = at + 1
	leads = append(leads, lead{p.Say("Next"), req})
	return p.o.buttons(leads, maxOnwardCost)
}

// whole shows the page of a block that was asked for; one that is not there is the last.
func whole(a answer.Answer, o Options) Message {
	all := pages(a, o)
	at := min(a.Asked.From, len(all)-1)
	m := all[at]
	if o.Surface == Private && at == len(all)-1 && at > 0 { // there is no next page
		for i, b := range m.Blocks {
			if actions, ok := b.(*slack.ActionBlock); ok {
				actions.Elements.ElementSet = actions.Elements.ElementSet[:1]
				m.Blocks[i] = actions
			}
		}
	}
	return m
}

// Rest is what an answer goes on with, in messages that follow it in its thread: the pages of a block as a whole after the first. It is nil
// for all other answers.
func Rest(a answer.Answer, o Options) []Message {
	if !isWhole(a) || o.Surface != Channel {
		return nil
	}
	return pages(a, o)[1:]
}

func isWhole(a answer.Answer) bool {
	return a.Asked.Whole && a.Outcome == answer.Found && len(a.Snippets) > 0
}

// readAll is the button to read the lead as a whole where it is shortened.
func (v voice) readAll(a answer.Answer) []lead {
	if len(a.Snippets) == 0 || a.Snippets[0].Shown >= a.Snippets[0].Parts || a.Outcome != answer.Found || a.Watch != nil {
		return nil
	}
	b := a.Snippets[0].Block
	return []lead{{v.Say("Read all") + " " + strconv.Itoa(a.Snippets[0].Parts), answer.Request{Blocks: []answer.Ref{{ID: b.ID, Rev: b.Rev}}, Whole: true}}}
}
