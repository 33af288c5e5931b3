package kb

import "strings"

// kindWords are what people write for a kind where its own name is a term of these notes.
var kindWords = map[string]Kind{
	"definition": Definition, "intro": Definition, "introduction": Definition, "what": Definition, "reason": Why, "because": Why,
	"description": Explanation, "how": Explanation, "overview": Explanation, "parts": ComposedOf, "components": ComposedOf,
	"kinds": Types, "categories": Types, "analogy": Metaphor, "versus": Comparison, "vs": Comparison, "difference": Difference,
	"differences": Difference, "similarity": Similarity, "similar": Similarity, "advantages": Pros, "benefits": Pros,
	"disadvantages": Cons, "drawbacks": Cons, "when": UseCase, "usage": UseCase, "caveat": Caveat, "pitfall": Caveat,
	"danger": Caveat, "note": Remember, "hint": Tip, "advice": Tip, "pattern": Pattern, "patterns": Pattern,
	"antipattern": Antipattern, "anti-pattern": Antipattern, "cause": Causation, "effect": Causation, "correlation": Correlation,
	"metric": Metrics, "numbers": Metrics, "software": Tool, "practice": Tip, "guideline": Tip, "heuristic": Tip, "recommendation": Tip,
	"gotcha": Caveat, "mistake": Caveat, "limitation": Cons, "objection": Cons, "antithesis": Cons, "story": Example, "case": Example,
	"incident": Example, "rationale": Why, "motivation": Why, "takeaway": Remember, "summary": Remember, "lesson": Remember,
	"option": Types, "alternative": Types, "tradeoff": Comparison, "trade": Comparison,
}

// knownKind is the kind that a written one is but for case, for "_" or a space instead of "-", and for singular and plural.
func knownKind(s string) (Kind, bool) {
	s = dashes.Replace(strings.ToLower(strings.TrimSpace(s)))
	for _, k := range [...]Kind{Kind(s), Kind(s + "s"), Kind(strings.TrimSuffix(s, "s"))} {
		if k.Known() {
			return k, true
		}
	}
	return "", false
}

// NearKind is the kind that a word, which is none, was meant for by its spelling: a kind's name or label but for a letter or two. ok is false
// where none is near.
func NearKind(word string) (k Kind, ok bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	near := max(1, min(2, len(word)/4)) + 1
	for _, kind := range kinds {
		if _, d := nearest(word, []string{string(kind), kind.Label()}); d < near {
			k, near = kind, d
		}
	}
	return k, k != ""
}

// Meant is the known kind that k stands for: itself, or of one that is none, the kind that a word of it names or its spelling is near to;
// [Explanation] where nothing tells. A block keeps the kind as it is written.
func (k Kind) Meant() Kind {
	if k.Known() {
		return k
	}
	if named, ok := namedKind(string(k)); ok {
		return named
	}
	if near, ok := NearKind(string(k)); ok {
		return near
	}
	return Explanation
}

// namedKind is the kind that a word of s names.
func namedKind(s string) (Kind, bool) {
	s = dashes.Replace(strings.ToLower(strings.TrimSpace(s)))
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(", /;-", r) })
	for _, word := range append([]string{s}, words...) { // "anti-pattern" as a whole before "pattern"
		for _, form := range [...]string{word, strings.TrimSuffix(word, "s")} {
			if k, ok := kindWords[form]; ok {
				return k, true
			}
		}
		if k, ok := knownKind(word); ok {
			return k, true
		}
	}
	return "", false
}

// nearestKind is the kind most likely meant by a word that is none.
func nearestKind(s string) Kind {
	s = strings.ToLower(strings.TrimSpace(s))
	if k, ok := namedKind(s); ok {
		return k
	}
	near, distance := Explanation, 1<<30
	for _, k := range kinds {
		if _, d := nearest(s, []string{string(k)}); d < distance {
			near, distance = k, d
		}
	}
	return near
}
