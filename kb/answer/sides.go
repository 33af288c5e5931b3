package answer

import "archbot/kb/search"

// A span is a range of tokens.
type span struct{ from, to int }

// mostSides is how many subjects are compared at once: a table of more columns is not read in Slack.
const mostSides = 5

// splitSides finds the sides of a comparison: "a vs b", "difference between a and b", "compare a with b", "a, b or c for x".
// What follows "for" or "in terms of" belongs to no side.
func splitSides(tokens []search.Token, roles []role, whole []bool) []span {
	first, between := comparisonForm(tokens)
	if between == nil {
		return nil
	}
	end := len(tokens)
	for i := first; i < len(tokens); i++ {
		if s := tokens[i].Stem; i > first && !whole[i] && (s == "for" || s == "when" || s == "regard" || s == "term") {
			end = i
			break
		}
	}
	var sides []span
	from := first
	for i := first; i <= end; i++ {
		if i < end && (!between[tokens[i].Stem] || whole[i] && !versusWords[tokens[i].Stem]) {
			continue
		}
		if i > from {
			sides = append(sides, span{from, i})
		}
		if i < end {
			roles[i] = separates
		}
		from = i + 1
	}
	if len(sides) < 2 || len(sides) > mostSides {
		return nil
	}
	return sides
}

var (
	versusWords = map[string]bool{"vs": true, "versus": true, "v": true, comma: true}
	listWords   = map[string]bool{"and": true, "or": true, "with": true, "to": true, "vs": true, "versus": true, "from": true, "than": true, comma: true}
	orWords     = map[string]bool{"or": true, comma: true}
)

// comparisonForm tells where the sides of a comparison begin and which words stand between them; between is nil where the
// question has not the form of one.
func comparisonForm(tokens []search.Token) (first int, between map[string]bool) {
	for i, t := range tokens {
		switch t.Word {
		case "vs", "versus", "v":
			if i > 0 && i+1 < len(tokens) {
				return leadIn(tokens, i), versusWords
			}
		}
	}
	for i, t := range tokens {
		switch t.Stem {
		case "differ", "compar", "comparison", "distinguish", "choos", "differenti":
			if hasAny(tokens[i+1:], listWords) {
				for i+1 < len(tokens) && (tokens[i+1].Word == "between" || tokens[i+1].Word == "of" || tokens[i+1].Word == "in") {
					i++
				}
				toOther := t.Word == "compare" && i > 0 && i+1 < len(tokens) && (tokens[i+1].Word == "to" || tokens[i+1].Word == "with")
				if toOther || t.Word == "compared" || t.Word == "different" || t.Word == "differ" { // a compared to b
					return leadIn(tokens, i), map[string]bool{t.Stem: true, "to": true, "with": true, "from": true}
				}
				return i + 1, listWords
			}
		}
	}
	for i, t := range tokens {
		if t.Word == "or" && i > 0 && i+1 < len(tokens) && !number(tokens[i-1].Word) && !number(tokens[i+1].Word) { // "3 or 5 nodes" are one
			return leadIn(tokens, i), orWords
		}
	}
	return 0, nil
}

// leadIn skips the words before the first side: "what is better, a or b".
func leadIn(tokens []search.Token, separator int) int {
	first := 0
	for i := 0; i < separator; i++ {
		if tokens[i].Stem == comma && i+1 < separator && i < 4 {
			lead := true
			for _, t := range tokens[:i] {
				lead = lead && (fillers[t.Stem] || leaners[t.Stem] || intentPhrases[t.Stem] != nil)
			}
			if lead {
				first = i + 1
			}
		}
	}
	return first
}

func hasAny(tokens []search.Token, set map[string]bool) bool {
	for _, t := range tokens {
		if set[t.Stem] {
			return true
		}
	}
	return false
}
