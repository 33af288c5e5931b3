package render

import (
	"strings"

	"archbot/bot/words"
	"archbot/kb"
	"archbot/kb/answer"
)

// The words people read, all of them, known by their English text; bot/words has the translations. The rules: short plain sentences; say
// what is wrong and what to do; never guess and never praise; a number is followed by what it counts; what comes from a note or a person
// is escaped before it gets here. What is to be typed stays English, which is what answers.

const (
	wordSeparator = " · "
	pathSeparator = " › "
	versus        = " vs "
	emptyCell     = "–"
	playMark      = "▶ "
)

// A voice says the words in the reader's language.
type voice struct{ words.Printer }

func (o Options) voice() voice { return voice{words.In(o.Language)} }

// kindWords are the labels of the known kinds, which are ours; an unknown kind is the note's own word.
var kindWords = map[kb.Kind]string{
	kb.Definition: words.Key("definition"), kb.Why: words.Key("why"), kb.Explanation: words.Key("explanation"),
	kb.Example: words.Key("example"), kb.Metaphor: words.Key("metaphor"), kb.ComposedOf: words.Key("parts"), kb.Types: words.Key("types"),
	kb.UseCase: words.Key("when to use"), kb.Caveat: words.Key("warning"), kb.Metrics: words.Key("metrics"),
	kb.Remember: words.Key("remember"), kb.Similarity: words.Key("similar"), kb.Difference: words.Key("difference"),
	kb.Pattern: words.Key("pattern"), kb.Antipattern: words.Key("anti-pattern"), kb.Correlation: words.Key("correlation"),
	kb.Causation: words.Key("cause and effect"), kb.Comparison: words.Key("comparison"), kb.Tip: words.Key("tip"), kb.Tool: words.Key("tool"),
	kb.Pros: words.Key("pros"), kb.Cons: words.Key("cons"),
}

// levelWords are the levels that are said; entry is for everybody.
var levelWords = map[kb.Level]string{kb.Medium: words.Key("medium"), kb.Advanced: words.Key("advanced")}

func (v voice) kind(k kb.Kind) string {
	if key, ok := kindWords[k]; ok {
		return v.Say(key)
	}
	return k.Label()
}

// cornerLabel heads the column of a comparison's rows; Slack takes no empty cell.
func (v voice) cornerLabel() string { return v.Say("Aspect") }

func (v voice) noNoteYet() string   { return v.Say("no note yet") }
func (v voice) sourceOnly() string  { return v.Say("The note has no text here, only its source.") }
func (v voice) nothingHere() string { return v.Say("The note has no text here.") }
func (v voice) picture() string     { return v.Say("picture") }

func (v voice) blockCount(n int) string   { return v.Say("%d entries", n) }
func (v voice) pictureCount(n int) string { return v.Say("%d pictures", n) }

// nothingOn opens the answer where the notes have nothing; question is escaped.
func (v voice) nothingOn(question string) string {
	if question == "" {
		return v.Say("The notes have nothing on that.")
	}
	return v.Say("The notes have nothing on “%s”.", question)
}

func (v voice) topicsIntro(subject string) string {
	if subject == "" {
		return v.Say("That is a wide question. The notes have these topics:")
	}
	return v.Say("“%s” is a wide subject. The notes have these topics:", subject)
}

// askedBy says whose question a shared answer was; the user ID becomes a name.
func (v voice) askedBy(user string) string { return v.Say("asked by %s", "<@"+user+">") }

// gone says how many blocks of an answer that is shown again the notes have no more.
func (v voice) gone(n int) string { return v.Say("%d entries of the original answer are gone.", n) }

// nothingOnAny says that the notes lack the sides of a comparison; they are escaped and quoted.
func (v voice) nothingOnAny(sides []string) string {
	return v.Say("The notes have nothing on %s.", strings.Join(sides, " "+v.Say("or")+" "))
}

// noTopic says that the notes lack a subject, and which topics the answer is from instead; all are escaped.
func (v voice) noTopic(subject string, near []string) string {
	return v.Say("The notes have no topic “%s”; nearest: %s.", subject, strings.Join(near, ", "))
}

// noneYet says that the notes have nothing of some kinds on a subject, which is escaped.
func (v voice) noneYet(kinds []string, subject string) string {
	return v.Say("The notes have no %s of %s yet.", strings.Join(kinds, " "+v.Say("or")+" "), subject)
}

// noLevel, noKindBut and noKind say that a filter was left out; what is typed stays English.
func (v voice) noLevel(value string) string {
	return v.Say("There is no level “%s”; there are entry, medium and advanced.", value)
}

func (v voice) noKindBut(value, near string) string {
	return v.Say("There is no kind “%s”; did you mean “%s”?", value, near)
}

func (v voice) noKind(value, labels string) string {
	return v.Say("There is no kind “%s”; there are %s.", value, labels)
}

// What is said of a filter's value that the notes do not have, and where another is near by its spelling.
var (
	notInNotes = map[string]string{"author": words.Key("The notes have no author “%s”."), "tag": words.Key("The notes have no tag “%s”."),
		"topic": words.Key("The notes have no topic “%s”.")}
	notInNotesBut = map[string]string{"author": words.Key("The notes have no author “%s”; did you mean “%s”?"),
		"tag": words.Key("The notes have no tag “%s”; did you mean “%s”?"), "topic": words.Key("The notes have no topic “%s”; did you mean “%s”?")}
)

// watchTime says how long a list of n recordings is.
func (v voice) watchTime(w answer.Watch, n int) string {
	recordings, budget, total := v.Say("%d recordings", n), answer.Clock(w.Budget), answer.Clock(w.Total)
	switch {
	case w.Budget > 0 && w.Total == 0:
		return v.Say("no recording fits %s; these are the shortest", budget)
	case w.Budget > 0 && w.Left > 0:
		return recordings + ", " + v.Say("%s of %s", total, budget) + "; " + v.Say("%d more did not fit", w.Left)
	case w.Budget > 0:
		return recordings + ", " + v.Say("%s of %s", total, budget)
	}
	return recordings + ", " + total
}

func (v voice) andMore(n int) string { return v.Say("and %d more", n) }

// suchAs is said of what is left out; asks are questions that lead there, as code.
func (v voice) suchAs(n int, asks []string) string {
	if len(asks) == 0 {
		return v.andMore(n)
	}
	return v.andMore(n) + ": " + strings.Join(asks, wordSeparator)
}

func (v voice) matches(shown, total int) string {
	if shown < total {
		return v.Say("%d of %s", shown, v.blockCount(total))
	}
	return v.blockCount(total)
}

// cut stands before the place where the rest of something is.
func (v voice) cut() string { return "_" + v.Say("cut to fit, the rest:") + "_" }

func (v voice) allPoints(n int) string {
	if n < 2 {
		return "_" + v.Say("in full:") + "_"
	}
	return "_" + v.Say("all %d points:", n) + "_"
}

func (v voice) morePictures(n int) string { return "_" + v.Say("%d more pictures:", n) + "_" }

func (v voice) rowsCut(rows, columns int, place string) string {
	var missing []string
	if rows > 0 {
		missing = append(missing, v.Say("%d more rows", rows))
	}
	if columns > 0 {
		missing = append(missing, v.Say("%d more columns", columns))
	}
	return "_" + v.Say("Table cut to fit: %s in %s", strings.Join(missing, " "+v.Say("and")+" "), place) + "_"
}

func (v voice) cellsCut(place string) string {
	return "_" + v.Say("Long cells are shortened; in full: %s", place) + "_"
}

// readAs says that a word was not found as typed.
func (v voice) readAs(typed, found string) string {
	return v.Say("“%s” read as “%s”", typed, found)
}

// kindTitle heads what a subject has of a kind.
func (v voice) kindTitle(subject string, kind kb.Kind) string {
	switch kind {
	case kb.UseCase:
		return v.Say("When to use %s", subject)
	case kb.Why:
		return v.Say("Why %s", subject)
	case kb.Definition:
		return v.Say("What %s is", subject)
	}
	return subject + ": " + v.kind(kind)
}

// question is what to type to be shown a subject's blocks of a kind.
func question(subject string, kind kb.Kind) string {
	switch kind {
	case kb.UseCase:
		return "when to use " + subject
	case kb.Why:
		return "why " + subject
	case kb.Definition:
		return subject + " kind:definition"
	case kb.Pros, kb.Cons:
		return kind.Label() + " of " + subject
	}
	if !kind.Known() {
		return subject
	}
	return subject + " kind:" + string(kind)
}

func (v voice) sorry(ref string) string {
	if ref == "" {
		return v.Say("Something went wrong and your question was not answered. Please try again.")
	}
	return v.Say("Something went wrong and your question was not answered. Please try again; if it happens again, give this reference to "+
		"whoever runs archbot: %s", ref)
}

func (v voice) inspired(by string) string { return v.Say("inspired by %s", by) }

func (v voice) onlyPictures(n int) string { return v.Say("%s, no text", v.pictureCount(n)) }
