package tips

import (
	"regexp"
	"strings"
	"unicode"

	"archbot/kb"
)

// How long a tip's text may be, in characters: shorter is a caption, longer is a chapter.
const (
	minText  = 30
	maxText  = 900
	minWords = 5  // where a script puts spaces between words
	maxCode  = 12 // lines
	maxItems = 12
)

// Alone reports whether a block reads well by itself, under its topic and kind: it has text of its own of a good length, leans on nothing
// that stands elsewhere in the note, and is not cut off in the middle of a thought.
func Alone(b *kb.Block) bool {
	text := strings.TrimSpace(b.Body.Text())
	if letters(text) < minText || len([]rune(text)) > maxText || !enoughWords(text) {
		return false
	}
	for _, e := range b.Body {
		if !aloneElement(e) {
			return false
		}
	}
	return !leans(text) && !dangles(b.Body) && !caption(b.Body)
}

// sentences tells running text from a title.
var sentences = regexp.MustCompile(`[.!?。！？…]["”’)»]?(?:\s|$)`)

// caption reports whether a body is one line that is no sentence, as a recording or a page is announced: "Why UDP is not ideal, UDP vs TCP".
func caption(body kb.Body) bool {
	if len(body) != 1 {
		return false
	}
	p, ok := body[0].(kb.Paragraph)
	text := ""
	if ok {
		text = strings.TrimSpace(p.Text.String())
	}
	return ok && !strings.Contains(text, "\n") && !sentences.MatchString(text)
}

// aloneElement refuses what a message of a few lines is no place for.
func aloneElement(e kb.Element) bool {
	switch e := e.(type) {
	case kb.Table:
		return false
	case kb.Image:
		return false // the text is about a picture
	case kb.Code:
		return strings.Count(e.Text, "\n") < maxCode
	case kb.List:
		return len(e.Items) <= maxItems
	}
	return true
}

// letters counts letters; an ideograph says as much as two.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			n++
		}
	}
	return n
}

// enoughWords tells a sentence from a caption.
func enoughWords(s string) bool {
	words := strings.Fields(s)
	return len(words) >= minWords || len(words) > 0 && letters(s) >= len(words)*minText
}

// leaning are words that point at text which is not there, in English, German, French and Spanish.
var leaning = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:` +
	`(?:as|see|shown|mentioned|described|discussed|explained|listed|seen|the) (?:\w+ )?(?:above|earlier|previously)|above[- ]mentioned|` +
	`(?:previous|preceding|next|last) (?:section|chapter|slide|paragraph|example|figure|page|video)|` +
	`(?:see|in) (?:the )?(?:figure|diagram|picture|image|screenshot|slide)|(?:figure|diagram|picture) (?:below|above|\d)|` +
	`as (?:we|you) (?:saw|have seen|already)|` +
	`wie oben|siehe (?:oben|abbildung|bild)|(?:vorige|nächste)[rsnm]? (?:abschnitt|kapitel)|obige[rsnm]?|` +
	`ci-dessus|comme vu|voir (?:la )?figure|section (?:précédente|suivante)|` +
	`arriba mencionad[oa]s?|véase (?:la )?figura|sección (?:anterior|siguiente)` +
	`)(?:[^\p{L}]|$)`)

// opening are first words that carry a thought on from text before.
var opening = regexp.MustCompile(`(?i)^(?:(?:this|these|those|that|they|such|he|she|there(?:fore)?|hence|thus|however|but|and|or|so|then|also|` +
	`additionally|moreover|furthermore|otherwise|instead|similarly|likewise|meanwhile|finally|secondly|thirdly|again|` +
	`dies(?:e|er|es)?|jedoch|aber|und|außerdem|deshalb|daher|dann|cela|ceci|mais|et|donc|cependant|ainsi|` +
	`esto|esta|este|pero|además|entonces|también|sin embargo)(?:[\s,]|$)|[a-z]\)|[,;:.)\]])`)

// leans reports whether the text needs what stands before or after it.
func leans(text string) bool { return opening.MatchString(text) || leaning.MatchString(text) }

// announcing are words that promise something next.
var announcing = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:the following|as follows|below|folgende[rsnm]?|suivante?s?|siguientes?)(?:[^\p{L}]|$)`)

// dangles reports whether something is announced and does not come.
func dangles(body kb.Body) bool {
	for i, e := range body {
		p, ok := e.(kb.Paragraph)
		if !ok {
			continue
		}
		text := strings.TrimSpace(p.Text.String())
		if !announcing.MatchString(text) && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "…") && !strings.HasSuffix(text, "...") {
			continue
		}
		if i+1 == len(body) {
			if colon := strings.Index(text, ":"); colon > 0 && colon < len(text)-minText {
				continue // "the following: a, b and c"
			}
			return true
		}
		if _, ok := body[i+1].(kb.Paragraph); ok && strings.HasSuffix(text, ":") {
			continue // a colon, and the next paragraph is what it announces
		}
		switch body[i+1].(type) {
		case kb.List, kb.Code, kb.Quote, kb.Paragraph:
		default:
			return true
		}
	}
	return false
}
