package render

import (
	"strings"

	"archbot/kb/answer"
)

// none says that the notes have nothing, and what they have nearby.
func (p *page) none(a answer.Answer) {
	if !a.FilteredOut() {
		p.add(section(p.nothingOn(quotedQuestion(a.Question))))
	}
	p.meant()
	p.nearest(a)
	if p.o.Gap == nil || a.FilteredOut() {
		return
	}
	if b := p.wanting(p.o.Gap(a)); b != nil {
		p.foot = append(p.foot, b)
	}
}

// meant offers the verb that a question may have been meant for.
func (p *page) meant() {
	if p.o.Meant != "" {
		p.addWords(p.Say("Did you mean %s?", code(p.o.command()+" "+p.o.Meant)))
	}
}

// nearest leads to the topics near a question that the notes have nothing on; where there are none, to those they have most on. Buttons for
// them, which come below, stand for a list.
func (p *page) nearest(a answer.Answer) {
	if len(a.Suggestions) == 0 {
		return
	}
	intro := p.Say("Nearest topics:")
	if a.Near == 0 {
		intro = p.Say("What they have most on:")
	}
	if p.o.buttons(p.topicLeads(a.Suggestions), maxOnwardCost) != nil {
		p.addWords(intro)
		return
	}
	p.suggestions(intro, a.Suggestions)
}

// topics lists the parts of a subject that is too wide for one answer.
func (p *page) topics(a answer.Answer) {
	p.suggestions(p.topicsIntro(plain(shortenText(line(strings.Join(a.Subjects, ", ")), maxLabel))), a.Suggestions)
}

// suggestions lists topics with what to type for each. What all their paths begin with is not repeated.
func (p *page) suggestions(intro string, list []answer.Suggestion) {
	pieces := []piece{{text: intro}}
	common := commonPath(list)
	for _, s := range list[:min(len(list), maxListed)] {
		if len(s.Topic) == 0 {
			continue
		}
		topic := shortenText(line(s.Topic[len(s.Topic)-1]), maxLabel)
		words := ""
		if rest := s.Topic[common:]; len(rest) > 1 {
			words = plain(topicPath(rest))
		}
		if s.Blocks > 0 {
			words = joinWords(", ", words, p.blockCount(s.Blocks))
		}
		pieces = append(pieces, piece{text: "• " + joinWords(" – ", code(p.o.command()+" "+topic), words), gap: below})
	}
	p.kept = 2 * sectionCost
	shown := p.body(pieces)
	p.kept = 0
	if left := len(list) - (shown - 1); left > 0 {
		p.addWords(p.andMore(left))
	}
}

// commonPath is how many headings all the topics begin with, their own not counted.
func commonPath(list []answer.Suggestion) int {
	if len(list) < 2 {
		return 0
	}
	first := list[0].Topic
	n := max(0, len(first)-1)
	for _, s := range list[1:] {
		same := 0
		for same < min(n, len(s.Topic)-1) && s.Topic[same] == first[same] {
			same++
		}
		n = same
	}
	return n
}

func quotedQuestion(q string) string { return plain(shortenText(line(q), maxLabel)) }
