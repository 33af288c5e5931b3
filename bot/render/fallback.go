package render

import (
	"strings"

	"archbot/kb/answer"
)

// fallback is an answer as text, for notifications, for screen readers, and for where blocks are not shown.
func fallback(a answer.Answer, o Options) string {
	v := o.voice()
	var text fitter
	text.text.Grow(MaxText) // which most answers come near
	for _, u := range a.Asked.Unknown {
		text.add(v.unknown(u))
	}
	if a.Gone > 0 {
		text.add(v.gone(a.Gone))
	}
	text.add(v.missing(a))
	text.add(v.lacks(a))
	for _, one := range a.People[:min(len(a.People), maxListed)] {
		text.say("• " + line(one.Name) + ", " + v.blockCount(one.Blocks))
	}
	if a.Watch != nil {
		text.say(v.watchTime(*a.Watch, len(a.Snippets)))
	}
	switch {
	case a.Outcome == answer.Compared && a.Table != nil && len(a.Table.Sides) > 0:
		text.table(v, a)
	case a.Outcome == answer.Topics:
		text.add(v.topicsIntro(plain(shortenText(line(strings.Join(a.Subjects, ", ")), maxLabel))))
	case a.FilteredOut(): // which was said
	case len(a.Snippets) == 0:
		text.add(v.nothingOn(quotedQuestion(a.Question)))
	default:
		text.snippets(v, a.Snippets[:min(len(a.Snippets), 1+maxFurther)])
	}
	for _, s := range a.Suggestions[:min(len(a.Suggestions), maxListed)] {
		if len(s.Topic) > 0 {
			text.add("• " + plain(topicPath(s.Topic)))
		}
	}
	return text.String()
}

func (f *fitter) table(v voice, a answer.Answer) {
	f.say(line(strings.Join(a.Table.Sides, versus)))
	for _, row := range a.Table.Rows {
		if f.full {
			return
		}
		f.say(v.rowWords(*a.Table, row))
	}
	if lead := written(a); lead != nil {
		f.say(placeName(lead.Block.File, lead.Block.Line))
	}
}

func (f *fitter) snippets(v voice, list []answer.Snippet) {
	for _, s := range list {
		if f.full {
			return
		}
		f.say(name(s.Block) + wordSeparator + line(v.kind(s.Block.Kind)))
		f.say(s.Body.Text())
		for _, m := range s.Moments {
			f.say(playMark + m.String() + " " + authors(s.Block.Source))
		}
		f.say(placeName(s.Block.File, s.Block.Line))
	}
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
	var text fitter
	for _, l := range lines {
		text.add(l)
	}
	return text.String()
}

// A fitter takes lines as far as they fit a message's text. When it is full, what it is given is lost.
type fitter struct {
	text        strings.Builder
	chars, size int // of text, line breaks included: in UTF-16 units, and in bytes as JSON
	full        bool
}

func (f *fitter) String() string { return f.text.String() }

// say adds what is not escaped yet, a line or several.
func (f *fitter) say(text string) {
	if f.full {
		return
	}
	for l := range strings.SplitSeq(clean(shortenText(text, MaxText)), "\n") {
		f.add(plain(strings.TrimRight(l, " \t")))
	}
}

// add adds an escaped line; the first one that does not fit is the last.
func (f *fitter) add(l string) {
	if f.full || l == "" {
		return
	}
	f.chars, f.size = f.chars+units(l)+units(below), f.size+jsonSize(l).bytes+len(`\n`)
	if f.chars-units(below) > MaxText-2 || f.size > maxTextBytes-len(`"\n…"`) {
		if f.text.Len() == 0 {
			f.text.WriteString(cutMarkup(l, min(MaxText, maxTextBytes/6)-2))
		}
		f.text.WriteString(below + "…")
		f.full = true
		return
	}
	if f.text.Len() > 0 {
		f.text.WriteString(below)
	}
	f.text.WriteString(l)
}

// cutMarkup cuts escaped text to at most limit units, not within an entity.
func cutMarkup(s string, limit int) string {
	if within(s, limit) {
		return s
	}
	s = strings.TrimSuffix(shortenText(s, limit), "…")
	if i := strings.LastIndexByte(s, '&'); i >= 0 && !strings.Contains(s[i:], ";") {
		s = s[:i]
	}
	return strings.TrimSpace(s) + "…"
}
