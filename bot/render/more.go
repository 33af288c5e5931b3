package render

import (
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// beside says what an answer has beside its snippets: what the notes lack of what was asked about, and who wrote on the subject.
func (p *page) beside(a answer.Answer) {
	if text := p.missing(a); text != "" {
		p.add(section(text))
	}
	if text := p.lacks(a); text != "" {
		p.add(section(text))
	}
	if len(a.People) > 0 {
		p.add(section(p.people(a.People)))
	}
}

// missing is one sentence on what the notes lack, the sides of a comparison or the subject; empty where they lack nothing.
func (v voice) missing(a answer.Answer) string {
	sides := a.Missing
	if len(sides) == 0 {
		return ""
	}
	if near := a.Nearest(); len(near) > 0 {
		for i := range near {
			near[i] = plain(shortenText(line(near[i]), maxLabel))
		}
		return v.noTopic(plain(shortenText(line(sides[0]), maxLabel)), near)
	}
	var names []string
	for i, side := range sides {
		if i == maxAsks {
			names = append(names, v.andMore(len(sides)-i))
			break
		}
		names = append(names, "“"+plain(shortenText(line(side), maxLabel))+"”")
	}
	return v.nothingOnAny(names)
}

// unknown is one sentence on a filter with a value that there is not, and on what there is.
func (v voice) unknown(u answer.Unknown) string {
	value := plain(shortenText(line(u.Value), maxLabel))
	switch {
	case u.Filter == "level":
		return v.noLevel(value)
	case u.Filter != "kind" && u.Near != "":
		return v.Say(notInNotesBut[u.Filter], value, plain(shortenText(line(u.Near), maxLabel)))
	case u.Filter != "kind":
		return v.Say(notInNotes[u.Filter], value)
	case u.Near != "":
		return v.noKindBut(value, plain(kb.Kind(u.Near).Label()))
	}
	var labels []string
	for _, k := range kb.Kinds() {
		labels = append(labels, k.Label())
	}
	return v.noKind(value, strings.Join(labels, ", "))
}

// lacks is one sentence on the side of pros and cons that a subject has no note on; empty where it has both, or neither was asked for.
func (v voice) lacks(a answer.Answer) string {
	if len(a.Lacks) == 0 || len(a.Subjects) == 0 {
		return ""
	}
	kinds := make([]string, len(a.Lacks))
	for i, k := range a.Lacks {
		kinds[i] = v.kind(k)
	}
	return v.noneYet(kinds, plain(shortenText(line(a.Subjects[0]), maxLabel)))
}

// people lists authors with what they wrote on the subject.
func (v voice) people(list []answer.Person) string {
	lines := []string{"*" + v.Say("Who wrote on it") + "*"}
	for _, one := range list[:min(len(list), maxListed)] {
		kinds := make([]string, len(one.Kinds))
		for i, k := range one.Kinds {
			kinds[i] = plain(line(v.kind(k)))
		}
		lines = append(lines, "• *"+bold(shortenText(line(one.Name), maxLabel))+"*, "+v.blockCount(one.Blocks)+": "+strings.Join(kinds, ", "))
	}
	return v.clipLines(lines, MaxSectionText)
}

// watchList shows recordings in the order to watch them, with how long they are together.
func (p *page) watchList(a answer.Answer) {
	title := strings.Join(a.Subjects, ", ")
	if title == "" {
		title = a.Question
	}
	p.add(header(shortenText(line(title), maxLabel)))
	p.addWords(p.watchTime(*a.Watch, len(a.Snippets)))
	var pieces []piece
	for _, s := range a.Snippets[:min(len(a.Snippets), maxListed)] {
		pieces = append(pieces, piece{text: p.match(s), gap: apart})
	}
	p.kept = 2 * sectionCost
	shown := p.body(pieces)
	p.kept = 0
	if left := len(a.Snippets) - shown; left > 0 {
		p.close(p.andMore(left))
	}
}
