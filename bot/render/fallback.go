package render

import (
	"strings"

	"archbot/kb/answer"
)

// fallback is an answer as text, for notifications, for screen readers, and for where blocks are not shown.
func fallback(a answer.Answer, o Options) string {
	v := o.voice()
	var lines []string
	say := func(text string) {
		text = shortenText(text, MaxText)
		for _, l := range strings.Split(clean(text), "\n") {
			lines = append(lines, plain(strings.TrimRight(l, " \t")))
		}
	}
	for _, u := range a.Asked.Unknown {
		lines = append(lines, v.unknown(u))
	}
	if a.Gone > 0 {
		lines = append(lines, v.gone(a.Gone))
	}
	if text := v.missing(a); text != "" {
		lines = append(lines, text)
	}
	if text := v.lacks(a); text != "" {
		lines = append(lines, text)
	}
	for _, one := range a.People[:min(len(a.People), maxListed)] {
		say("• " + line(one.Name) + ", " + v.blockCount(one.Blocks))
	}
	if a.Watch != nil {
		say(v.watchTime(*a.Watch, len(a.Snippets)))
	}
	switch {
	case a.Outcome == answer.Compared && a.Table != nil && len(a.Table.Sides) > 0:
		say(line(strings.Join(a.Table.Sides, versus)))
		for _, row := range a.Table.Rows {
			say(v.rowWords(*a.Table, row))
		}
		if lead := written(a); lead != nil {
			say(placeName(lead.Block.File, lead.Block.Line))
		}
	case a.Outcome == answer.Topics:
		lines = append(lines, v.topicsIntro(plain(shortenText(line(strings.Join(a.Subjects, ", ")), maxLabel))))
	case len(a.Snippets) == 0:
		lines = append(lines, v.nothingOn(quotedQuestion(a.Question)))
	default:
		for _, s := range a.Snippets[:min(len(a.Snippets), 1+maxFurther)] {
			say(name(s.Block) + wordSeparator + line(v.kind(s.Block.Kind)))
			say(s.Body.Text())
			for _, m := range s.Moments {
				say(playMark + m.String() + " " + authors(s.Block.Source))
			}
			say(placeName(s.Block.File, s.Block.Line))
		}
	}
	for _, s := range a.Suggestions[:min(len(a.Suggestions), maxListed)] {
		if len(s.Topic) > 0 {
			lines = append(lines, "• "+plain(topicPath(s.Topic)))
		}
	}
	return fitLines(lines)
}

func (v voice) rowWords(t answer.Table, row answer.Row) string {
	words := []string{}
	for i, side := range t.Sides {
		text := emptyCell
		if !t.Written {
			text = v.noNoteYet()
		}
		if i < len(row.Cells) {
			if s := strings.TrimSpace(flat(row.Cells[i].Body).String()); s != "" {
				text = shortenText(line(s), 4*maxLabel)
			}
		}
		words = append(words, line(side)+": "+text)
	}
	return line(v.rowLabel(t, row)) + " — " + strings.Join(words, wordSeparator)
}

// fitLines joins escaped lines as far as they fit a message's text; the one that does not is cut.
func fitLines(lines []string) string {
	var text strings.Builder
	chars, size := 0, 0
	for _, l := range lines {
		if l == "" {
			continue
		}
		chars, size = chars+units(l)+units(below), size+jsonSize(l).bytes+len(`\n`)
		if chars-units(below) > MaxText-2 || size > maxTextBytes-len(`"\n…"`) {
			if text.Len() == 0 {
				text.WriteString(cutMarkup(l, min(MaxText, maxTextBytes/6)-2))
			}
			return text.String() + below + "…"
		}
		if text.Len() > 0 {
			text.WriteString(below)
		}
		text.WriteString(l)
	}
	return text.String()
}

// cutMarkup cuts escaped text to at most limit units, not within an entity.
func cutMarkup(s string, limit int) string {
	if units(s) <= limit {
		return s
	}
	s = strings.TrimSuffix(shortenText(s, limit), "…")
	if i := strings.LastIndexByte(s, '&'); i >= 0 && !strings.Contains(s[i:], ";") {
		s = s[:i]
	}
	return strings.TrimSpace(s) + "…"
}
