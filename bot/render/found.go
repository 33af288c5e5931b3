package render

import (
	"slices"
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
	p.addWords(p.where(above(lead.Block), lead.Block), p.spelling(lead))
	if p.spelling(lead) != "" {
		p.meant()
	}
	p.beside(a)
	p.lead(lead)

	rest := a.Snippets[1:]
	for i, s := range rest {
		if i == maxFurther || !p.further(s) {
			if !p.leadsToRest() {
				p.close(p.suchAs(len(rest)-i, p.asks(rest[i:], lead)))
			}
			break
		}
	}
}

// asks are a few questions that lead to snippets which are left out, each once, and not to the one that leads already.
func (p *page) asks(snippets []answer.Snippet, lead answer.Snippet) []string {
	seen := map[string]bool{p.ask(name(lead.Block), lead.Block.Kind): true}
	var out []string
	for _, s := range snippets {
		if q := p.ask(name(s.Block), s.Block.Kind); !seen[q] && len(out) < maxAsks {
			seen[q] = true
			out = append(out, q)
		}
	}
	return out
}

// at turns the page to a block: links in what follows are read from its note.
func (p *page) at(b *kb.Block) {
	p.notes = p.notes.of(b)
	p.block, p.place = b, p.notes.place(b.File, b.Line)
}

// lead shows a snippet with all its body, its moments and where it comes from.
func (p *page) lead(s answer.Snippet) {
	p.shown++
	film := p.film(s)
	pieces := p.leadPieces(s, film)
	if _, ok := caption(s); ok {
		film = ""
	}
	origin := p.origin(s)
	last := []slack.Block{context(behindWord(p.cut(), origin)...)}
	if film != "" {
		last = append(last, section(film))
	}
	p.keep(last...)
	shown := p.body(pieces)
	if shown == 0 && len(pieces) > 0 { // not even the first: set smaller
		pieces = p.notes.pieces(whatIsShown(s), minPiece, !p.plain)
		shown = p.body(pieces)
	}
	p.keep()
	if film != "" {
		p.add(section(film))
	}
	word := ""
	switch {
	case shown < len(pieces):
		word = p.cut()
	case s.Shown < s.Parts:
		word = p.allPoints(s.Parts)
	case p.cutOff > 0:
		word = p.morePictures(p.cutOff)
	}
	p.close(behindWord(word, origin)...)
}

// leadOrigin is the origin with a word before the place in the note that says what is to be found there.
func (p *page) leadOrigin(s answer.Snippet, word string) []string {
	return behindWord(word, p.origin(s))
}

func behindWord(word string, origin []string) []string {
	words := slices.Clone(origin)
	words[0] = joinWords(" ", word, words[0])
	return words
}

// film is the lines of a lead's moments. One with no text at all is called by its topic.
func (p *page) film(s answer.Snippet) string {
	title := ""
	if s.Body.Empty() {
		title = name(s.Block)
	}
	return p.clipLines(p.moments(s, title), MaxSectionText-2*maxLabel)
}

// leadPieces are the body's, or a sentence where there is none.
// A caption and the moments it points at stand together.
func (p *page) leadPieces(s answer.Snippet, film string) []piece {
	if text, ok := caption(s); ok {
		return []piece{{text: joinWords(below, plain(text), film)}}
	}
	pieces := p.notes.pieces(whatIsShown(s), MaxSectionText, !p.plain)
	n, only := pictures(s.Body)
	switch {
	case len(pieces) == 0 && len(s.Moments) > 0:
	case len(pieces) == 0 && s.URL != "":
		pieces = []piece{{text: p.sourceOnly()}}
	case len(pieces) == 0:
		pieces = []piece{{text: p.nothingHere()}}
	case only:
		pieces = append([]piece{{text: p.onlyPictures(n)}}, pieces...)
	}
	return pieces
}

// further shows a snippet in short, or nothing where there is no room; it reports which.
func (p *page) further(s answer.Snippet) bool {
	p.at(s.Block)
	text, rest := p.entry(s)
	words := []string{joinWords(wordSeparator, plain(topicPath(above(s.Block))), p.level(s.Block))}
	if rest != "" && p.o.NotesURL == "" {
		words = append(words, rest+" "+p.ask(name(s.Block), s.Block.Kind))
		rest = ""
	}
	const over = 2*sectionCost + maxAsks*maxLabel // for naming those left out
	if units(text) > MaxSectionText ||
		!p.addAll(over, slack.NewDividerBlock(), section(text), context(append(words, p.leadOrigin(s, rest)...)...)) {
		return false
	}
	p.shown++
	p.closed = false
	return true
}

// entry is a snippet in a few lines: its topic and kind, the first part of it, and its moments; rest says how many parts there
// are where these are not all.
func (p *page) entry(s answer.Snippet) (text, rest string) {
	lines := []string{"*" + bold(name(s.Block)) + "*" + wordSeparator + p.kindOf(s.Block)}
	title, ok := caption(s)
	if !ok {
		title = ""
		short, cut := shorten(whatIsShown(s), entryText)
		for _, q := range p.notes.pieces(short, MaxSectionText/2, false) {
			lines = append(lines, q.text)
		}
		n, only := pictures(s.Body)
		switch {
		case only:
			lines = append(lines[:1], p.onlyPictures(n))
		case len(lines) == 1 && len(s.Moments) == 0:
			lines = append(lines, p.sourceOnly())
		case cut || s.Shown < s.Parts:
			rest = p.allPoints(s.Parts)
		}
	}
	return joinWords(below, append(lines, p.clipLines(p.moments(s, title), MaxSectionText/2))...), rest
}

// bold is text for between asterisks.
func bold(s string) string {
	return neutral(strings.ReplaceAll(line(s), "*", lookalikes.Replace("*")), 0, 0, marks)
}

// clipLines is as many lines as fit.
func (v voice) clipLines(lines []string, limit int) string {
	text := ""
	for i, l := range lines {
		next := joinWords(below, text, l)
		if units(next) > limit-40 {
			return joinWords(below, text, v.andMore(len(lines)-i))
		}
		text = next
	}
	return text
}

// ask is what to type for a subject's blocks of a kind, as code.
func (p *page) ask(subject string, kind kb.Kind) string {
	return code(p.o.command() + " " + question(subject, kind))
}

// rest is where all of a shortened snippet is: in the note where people can follow a link to it, else a question away.
func (p *page) rest(s answer.Snippet, subject string) string {
	if p.o.NotesURL != "" {
		return p.notes.place(s.Block.File, s.Block.Line)
	}
	return p.ask(subject, s.Block.Kind)
}

// spelling says how a misspelt word was read.
func (v voice) spelling(s answer.Snippet) string {
	for _, e := range s.Why {
		if e.How == "spelling" && e.Match != "" {
			return v.readAs(plain(shortenText(line(e.Word), maxLabel)), plain(shortenText(line(e.Match), maxLabel)))
		}
	}
	return ""
}

// matches lists what a question of filters matched, in a few words each.
func (p *page) matches(a answer.Answer) {
	total := max(a.Total, len(a.Snippets))
	p.add(header(p.voice.matches(len(a.Snippets), total)))
	p.addWords(quotedQuestion(a.Question))
	var pieces []piece
	for _, s := range a.Snippets[:min(len(a.Snippets), maxListed)] {
		pieces = append(pieces, piece{text: p.match(s), gap: apart})
	}
	p.kept = len(p.andMore(total)) + 2*sectionCost
	shown := p.body(pieces)
	p.kept = 0
	p.shown = shown
	if left := total - a.Asked.From - shown; left > 0 && !p.leadsToRest() {
		p.close(p.andMore(left))
	}
}

// match is a snippet as an item of a list.
func (p *page) match(s answer.Snippet) string {
	p.at(s.Block)
	lines := []string{joinWords(wordSeparator, "• *"+bold(name(s.Block))+"*", p.kindOf(s.Block), p.level(s.Block), p.place)}
	text, ok := caption(s)
	if !ok {
		text = ""
		short, _ := shorten(whatIsShown(s), maxLabel)
		lines = append(lines, p.notes.mrkdwn(unlinked(p.notes.spans(flat(short)), maxPath)))
	}
	lines = append(lines, p.moments(s, text)...)
	return p.clipLines(lines, MaxSectionText/2)
}
