package answer

import (
	"strings"
	"unicode"

	"archbot/kb"
)

// MaxQuestion is how many characters of a question are read; the rest of a longer one is left out. Slack's own limit for a message
// is 4,000.
const MaxQuestion = 4000

// Parse reads what a person typed: the filters in it, and what is left as the question. It knows no notes.
//
//	kind:pros   author:"Martin Kleppmann"   level:medium   tag:cqrs   topic:messaging
//
// A filter's value is one word, or several in quotes of any form. A level or kind that does not exist is left
// out of the question and kept as [Request.Unknown], for the answer to say so. Whether there is such an author, tag or topic the notes know.
func Parse(text string) Request {
	text = clean(text)
	var req Request
	var rest []string
	for text != "" {
		var word string
		word, text = nextWord(text)
		if !req.takeFilter(word) {
			rest = append(rest, word)
		}
	}
	req.Question = strings.Join(rest, " ")
	return req
}

// clean makes one line of plain text of whatever was typed: control and formatting characters become spaces or vanish, runs of
// spaces one.
func clean(text string) string {
	var b strings.Builder
	n := 0
	space := false
	for _, r := range text {
		if n == MaxQuestion {
			break
		}
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
			n++
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// nextWord cuts the first word off; a space inside the quotes of a filter's value does not end it.
func nextWord(text string) (word, rest string) {
	text = strings.TrimLeft(text, " ")
	end := strings.IndexByte(text, ' ')
	if end < 0 {
		end = len(text)
	}
	colon := strings.IndexByte(text[:end], ':')
	if colon > 0 && isFilter(text[:colon]) {
		value := text[colon+1:]
		for open, shut := range quotes {
			if inner, ok := strings.CutPrefix(value, open); ok {
				if n := strings.Index(inner, shut); n >= 0 {
					end = colon + 1 + len(open) + n + len(shut)
				}
			}
		}
	}
	return text[:end], text[end:]
}

// quotes are the pairs that people and their keyboards put round a value.
var quotes = map[string]string{`"`: `"`, `'`: `'`, "“": "”", "„": "“", "‘": "’", "«": "»"}

func isFilter(name string) bool {
	switch strings.ToLower(name) {
	case "kind", "author", "by", "level", "mastery", "tag", "topic":
		return true
	}
	return false
}

// takeFilter adds a word to the request if it is a filter with a value that makes sense.
func (req *Request) takeFilter(word string) bool {
	name, value, ok := strings.Cut(word, ":")
	if !ok || !isFilter(name) {
		return false
	}
	for open, shut := range quotes {
		if len(value) >= len(open)+len(shut) && strings.HasPrefix(value, open) && strings.HasSuffix(value, shut) {
			value = value[len(open) : len(value)-len(shut)]
			break
		}
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return false
	}
	switch strings.ToLower(name) {
	case "kind":
		kind, known := kindNamed(value)
		if known {
			req.Kinds = append(req.Kinds, kind)
		} else {
			near, _ := kb.NearKind(value)
			req.leaveOut(Unknown{"kind", value, string(near)})
		}
	case "level", "mastery":
		level, known := kb.ParseLevel(value)
		if known {
			req.Level = level
		} else {
			req.leaveOut(Unknown{Filter: "level", Value: value})
		}
	case "author", "by":
		req.Filters.Author = value
	case "tag":
		req.Filters.Tag = value
	case "topic":
		req.Filters.Topic = value
	}
	return true
}

// mostUnknown is how many unknown filters an answer speaks of: one sentence each.
const mostUnknown = 3

func (req *Request) leaveOut(u Unknown) {
	if len(req.Unknown) < mostUnknown {
		req.Unknown = append(req.Unknown, u)
	}
}

// kindNamed finds a kind by the annotation's word, by its label, or by a word that asks for it ("drawbacks").
func kindNamed(value string) (kb.Kind, bool) {
	value = strings.ToLower(value)
	for _, k := range kb.Kinds() {
		if value == string(k) || value == k.Label() {
			return k, true
		}
	}
	if value == "when" { // in a question it is too common a word to ask for that
		return kb.UseCase, true
	}
	if in, n := matchIntent(words(value)); n > 0 && len(in.kinds) > 0 {
		return in.kinds[0].kind, true
	}
	return "", false
}
