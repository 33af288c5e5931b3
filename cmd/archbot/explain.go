package main

import (
	"fmt"
	"strings"

	"archbot/kb/answer"
)

// jsonWhy is one reason why a block stands where it stands.
type jsonWhy struct {
	Word  string  `json:"word"`            // the question's word; of a kind that was asked for, the kind
	Match string  `json:"match,omitempty"` // the note's word, where it is another
	Field string  `json:"field"`           // topic, path, body, tags, author, link or kind
	How   string  `json:"how"`             // exact, joined, spelling, same, near or intent
	Gain  float64 `json:"gain"`            // comparable within one snippet only; of a kind, how much it was asked for, 0 to 1
}

// whyJSON are the reasons why a snippet was found, strongest first.
func whyJSON(s answer.Snippet) []jsonWhy {
	var all []jsonWhy
	for _, e := range s.Why {
		all = append(all, jsonWhy(e))
	}
	return all
}

// why says in one line why a snippet stands where it stands: its score, and what was found where, strongest first.
func (p answerPage) why(s answer.Snippet) string {
	if !p.explain {
		return ""
	}
	if len(s.Why) == 0 {
		return "why: by its place, not by the words of the question"
	}
	parts := []string{fmt.Sprintf("why: score %.1f", s.Score)}
	for _, e := range s.Why {
		parts = append(parts, reason(e))
	}
	return p.wrap(strings.Join(parts, "; "), margin{"", "     "})
}

// reason words one piece of evidence.
func reason(e answer.Evidence) string {
	if e.How == "intent" {
		return fmt.Sprintf("kind %s was asked for (%.1f)", e.Word, e.Gain)
	}
	word := e.Word
	switch e.How {
	case "spelling":
		word += " read as " + e.Match
	case "same":
		word += ", which is " + e.Match + ","
	case "near":
		word += ", near to " + e.Match + ","
	case "joined":
		word += " as " + e.Match
	}
	return fmt.Sprintf("%s in the %s (%.1f)", word, fieldWord(e.Field), e.Gain)
}

// fieldWord is a field as people call it.
func fieldWord(field string) string {
	switch field {
	case "topic":
		return "heading"
	case "path":
		return "headings above"
	case "body":
		return "text"
	case "author":
		return "author’s name"
	case "link":
		return "title in the link"
	}
	return field
}
