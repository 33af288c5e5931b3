package render

import (
	"strings"

	"archbot/kb/answer"
)

// none says that the notes have nothing, and what they have nearby.
func (p *page) none(a answer.Answer) {
	p.add(section(nothingOn(quotedQuestion(a.Question))))
	if len(a.Suggestions) > 0 {
		p.suggestions(tryTopics, a.Suggestions)
	}
}

// topics lists the parts of a subject that is too wide for one answer.
func (p *page) topics(a answer.Answer) {
	p.suggestions(topicsIntro(plain(shortenText(line(strings.Join(a.Subjects, ", ")), maxLabel))), a.Suggestions)
}

// suggestions lists topics with what to type for each.
func (p *page) suggestions(intro string, list []answer.Suggestion) {
	pieces := []piece{{text: intro}}
	for _, s := range list[:min(len(list), maxListed)] {
		if len(s.Topic) == 0 {
			continue
		}
		last := shortenText(line(s.Topic[len(s.Topic)-1]), maxLabel)
		item := joinWords(", ", plain(topicPath(s.Topic)), noteCount(s.Blocks))
		pieces = append(pieces, piece{text: "• " + code(p.o.command()+" "+last) + " – " + item, gap: below})
	}
	p.kept = 200
	shown := p.body(pieces)
	p.kept = 0
	if left := len(list) - shown + 1; left > 0 {
		p.addWords(andMore(left))
	}
}

func quotedQuestion(q string) string { return plain(shortenText(line(q), maxLabel)) }
