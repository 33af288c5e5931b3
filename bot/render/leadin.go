package render

import (
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// leadsIn reports whether e is a paragraph that announces what follows it.
func leadsIn(e kb.Element) bool {
	p, ok := e.(kb.Paragraph)
	return ok && announces(p.Text)
}

func announces(in kb.Inline) bool { return in.LeadsIn() }

// unannounced is a body that something was left out behind, without what leads in to that at its end: the last sentence of a paragraph, or all
// of it.
func unannounced(body kb.Body) kb.Body {
	last := len(body) - 1
	if last < 0 || !leadsIn(body[last]) {
		return body
	}
	in := body[last].(kb.Paragraph).Text
	text := visible(in)
	if limit := units(text) - 1; sentencesEnd(text, limit) > 0 {
		return append(body[:last:last], kb.Paragraph{Text: cutInline(in, limit)})
	}
	return body[:last]
}

// whatIsShown is the body of a snippet, which may have been shortened already.
func whatIsShown(s answer.Snippet) kb.Body {
	if s.Shown < s.Parts {
		if short := unannounced(s.Body); len(short) > 0 {
			return short
		}
	}
	return s.Body
}

// maxLeadIn is how long a lead-in may be that says no more than what a list is of.
const maxLeadIn = 60

// denials are words with which a lead-in says the opposite of the heading above it ("Do not use it for:"), in the languages of bot/words.
var denials = strings.Fields(`not no never avoid don't don’t without instead unless except neither nicht kein keine keinen nie ohne statt vermeide
	meide ne pas jamais sans évitez éviter nunca sin evita evitar`)

// points is a body for under a heading that says what it is of: without the line that leads in to the list it begins with, "Use Kafka when:"
// below "When to use Kafka".
func points(body kb.Body) kb.Body {
	if len(body) < 2 || !leadsIn(body[0]) {
		return body
	}
	if l, ok := body[1].(kb.List); !ok || len(l.Items) == 0 {
		return body
	}
	text := visible(body[0].(kb.Paragraph).Text)
	denies := slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(word string) bool {
		return slices.Contains(denials, strings.Trim(word, ",;:()*"))
	})
	if denies || units(text) > maxLeadIn {
		return body
	}
	return body[1:]
}
