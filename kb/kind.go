package kb

import "strings"

// A Kind says what a block is: the annotation's "semantic".
type Kind string

// The kinds of the field's notes. Explanation is what a block is when its annotation names none, and what text under a
// plain heading is.
const (
	Why         Kind = "why"
	Definition  Kind = "intro-definition"
	Explanation Kind = "explanation"
	Example     Kind = "example"
	Metaphor    Kind = "metaphor"
	ComposedOf  Kind = "composed-of"
	Types       Kind = "types"
	UseCase     Kind = "use-case"
	Caveat      Kind = "warning"
	Metrics     Kind = "metrics"
	Remember    Kind = "remember"
	Similarity  Kind = "simil"
	Difference  Kind = "diff"
	Pattern     Kind = "pat"
	Antipattern Kind = "untipat"
	Correlation Kind = "corr"
	Causation   Kind = "causation"
	Comparison  Kind = "comparison"
	Tip         Kind = "tip"
	Tool        Kind = "tool"
	Pros        Kind = "pros"
	Cons        Kind = "cons"
)

var kinds = []Kind{
	Definition, Explanation, Why, Types, ComposedOf, Example, Metaphor, Comparison, Difference, Similarity,
	Pros, Cons, UseCase, Caveat, Remember, Tip, Pattern, Antipattern, Causation, Correlation, Metrics, Tool,
}

// Kinds returns the known kinds in the order in which a reader meets them: what it is, why, how, when, what to mind.
func Kinds() []Kind { return append([]Kind(nil), kinds...) }

// Known reports whether k is one of [Kinds].
func (k Kind) Known() bool {
	for _, known := range kinds {
		if k == known {
			return true
		}
	}
	return false
}

// kindLabels are the words for a kind where the annotation's own is not one a reader knows.
var kindLabels = map[Kind]string{
	Definition: "definition", ComposedOf: "parts", UseCase: "when to use", Similarity: "similar", Difference: "difference",
	Pattern: "pattern", Antipattern: "anti-pattern", Correlation: "correlation", Causation: "cause and effect",
}

// Label is the kind as people read it: "definition" for intro-definition, "when to use" for use-case; an unknown kind as
// written.
func (k Kind) Label() string {
	if label, ok := kindLabels[k]; ok {
		return label
	}
	return string(k)
}

// A Level is how much a reader is expected to know: the annotation's "mastery". Asking for a level gives that level and
// those below it.
type Level uint8

// The levels. The zero Level means that none was asked for; a block always has one.
const (
	AnyLevel Level = iota
	Entry
	Medium
	Advanced
)

var levelNames = [...]string{AnyLevel: "", Entry: "entry", Medium: "medium", Advanced: "advanced"}

// String is the level as an annotation writes it; empty for AnyLevel.
func (l Level) String() string { return levelNames[l] }

// Includes reports whether a block of level b is shown to who asked for level l.
func (l Level) Includes(b Level) bool { return l == AnyLevel || b <= l }

// ParseLevel reads a level in any case and with space around it; ok is false for what is none.
func ParseLevel(s string) (level Level, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for l, name := range levelNames {
		if l != int(AnyLevel) && s == name {
			return Level(l), true
		}
	}
	return AnyLevel, false
}
