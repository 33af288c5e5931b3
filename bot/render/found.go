package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// found shows an answer of snippets: the lead as whole as it fits, the next ones shortened.
func (p *page) found(a answer.Answer) {
	lead := a.Snippets[0]
	p.at(lead.Block)
	p.add(header(name(lead.Block)))
	p.addWords(where(above(lead.Block), lead.Block), spelling(lead))
	p.lead(lead)

	rest := a.Snippets[1:]
	for i, s := range rest {
		if i == maxFurther || !p.further(s) {
			p.addWords(andMore(len(rest) - i))
			break
		}
	}
}

// at turns the page to a block: links in what follows are read from its note.
func (p *page) at(b *kb.Block) {
	p.notes = p.notes.of(b)
	p.place = p.notes.place(b.File, b.Line)
}

// lead shows a snippet with all its body, its moments and where it comes from.
func (p *page) lead(s answer.Snippet) {
	last := []slack.Block{context(p.origin(s)...), context(cutHere(p.place, p.ask(name(s.Block), s.Block.Kind)))}
	var clips []string
	if text, ok := caption(s); ok {
		clips = moments(s, "")
		if text == "" && s.Body.Empty() {
			clips = moments(s, name(s.Block))
		}
	} else {
		clips = moments(s, "")
	}
	film := clipLines(clips, MaxSectionText)
	if film != "" {
		last = append(last, section(film))
	}
	p.keep(last...)
	p.kept += 200 // for the count of pictures
	pieces := p.leadPieces(s)
	shown := p.body(pieces)
	if shown == 0 && len(pieces) > 0 { // not even the first: set smaller
		pieces = p.notes.pieces(s.Body, minPiece, !p.plain)
		shown = p.body(pieces)
	}
	p.keep()
	switch {
	case shown < len(pieces):
		p.addWords(cutHere(p.place, p.ask(name(s.Block), s.Block.Kind)))
	case s.Shown < s.Parts:
		p.addWords(shortened(s.Parts, p.place))
	}
	if p.more > 0 {
		p.addWords(morePictures(p.more, p.place))
	}
	if film != "" {
		p.add(section(film))
	}
	p.addWords(p.origin(s)...)
}

// leadPieces are the body's, or a sentence where there is none.
func (p *page) leadPieces(s answer.Snippet) []piece {
	pieces := p.notes.pieces(s.Body, MaxSectionText, !p.plain)
	n, only := pictures(s.Body)
	switch {
	case len(pieces) == 0 && len(s.Moments) > 0:
	case len(pieces) == 0 && s.URL != "":
		pieces = []piece{{text: sourceOnly}}
	case len(pieces) == 0:
		pieces = []piece{{text: nothingHere}}
	case only:
		pieces = append([]piece{{text: onlyPictures(n)}}, pieces...)
	}
	return pieces
}

// further shows a snippet in short, or nothing where there is no room; it reports which.
func (p *page) further(s answer.Snippet) bool {
	p.at(s.Block)
	text := p.entry(s, 280)
	from := context(append([]string{where(above(s.Block), s.Block)}, p.origin(s)...)...)
	divider := slack.NewDividerBlock()
	body := section(text)
	if units(text) > MaxSectionText || cost(divider)+cost(body)+cost(from)+200 > p.left() || len(p.blocks)+4 > MaxBlocks {
		return false
	}
	return p.add(divider) && p.add(body) && p.add(from)
}

// entry is a snippet in a few lines: its topic and kind, the first part of it, and its moments.
func (p *page) entry(s answer.Snippet, limit int) string {
	lines := []string{"*" + bold(name(s.Block)) + "*" + wordSeparator + plain(line(s.Block.Kind.Label()))}
	text, isCaption := caption(s)
	if !isCaption {
		text = ""
		lines = append(lines, p.brief(s, limit)...)
	}
	return strings.Join(append(lines, clipLines(moments(s, text), MaxSectionText/2)), below)
}

// brief is the first part of a snippet's body, and how many parts it has where that is not all.
func (p *page) brief(s answer.Snippet, limit int) []string {
	short, cut := shorten(s.Body, limit)
	var lines []string
	for _, q := range p.notes.pieces(short, MaxSectionText/2, false) {
		lines = append(lines, q.text)
	}
	switch n, only := pictures(s.Body); {
	case only:
		lines = []string{onlyPictures(n)}
	case len(lines) == 0 && len(s.Moments) == 0:
		lines = []string{sourceOnly}
	case (cut || s.Shown < s.Parts) && s.Parts > 1:
		lines = append(lines, shortened(s.Parts, p.place))
	}
	return lines
}

// bold is text for between asterisks.
func bold(s string) string { return neutral(strings.ReplaceAll(line(s), "*", "∗"), 0, 0, "_~`") }

// clipLines is as many lines as fit.
func clipLines(lines []string, limit int) string {
	text := ""
	for i, l := range lines {
		next := joinWords(below, text, l)
		if units(next) > limit-40 {
			return joinWords(below, text, andMore(len(lines)-i))
		}
		text = next
	}
	return text
}

// ask is what to type for a subject's blocks of a kind, as code.
func (p *page) ask(subject string, kind kb.Kind) string {
	return code(p.o.command() + " " + question(subject, kind))
}

// spelling says how a misspelt word was read.
func spelling(s answer.Snippet) string {
	for _, e := range s.Why {
		if e.How == "spelling" && e.Match != "" {
			return readAs(plain(shortenText(line(e.Word), maxLabel)), plain(shortenText(line(e.Match), maxLabel)))
		}
	}
	return ""
}

// matches lists what a question of filters matched, in a few words each.
func (p *page) matches(a answer.Answer) {
	p.add(header(matches(len(a.Snippets), max(a.Total, len(a.Snippets)))))
	if q := plain(shortenText(line(a.Question), maxLabel)); q != "" {
		p.addWords(q)
	}
	for i, s := range a.Snippets {
		p.at(s.Block)
		item := "• *" + bold(name(s.Block)) + "*" + wordSeparator + joinWords(wordSeparator, where(nil, s.Block), p.place)
		text, isCaption := caption(s)
		if !isCaption {
			short, _ := shorten(s.Body, maxLabel)
			item += below + "    " + p.notes.mrkdwn(flat(short))
			text = ""
		}
		if clips := moments(s, text); len(clips) > 0 {
			item += below + "    " + clips[0]
		}
		if units(item) > MaxSectionText || sectionCost+textCost(item)+200 > p.left() || len(p.blocks)+1 >= MaxBlocks || i == maxListed {
			p.addWords(andMore(max(a.Total, len(a.Snippets)) - i))
			break
		}
		p.add(section(item))
	}
}
