package render

import (
	"fmt"
	"strconv"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// The words people read, all of them. The rules: short plain sentences; say what is wrong and what to do; never guess and
// never praise; a number is followed by what it counts; what comes from a note or a person is escaped before it gets here.

const (
	wordSeparator = " · "
	pathSeparator = " › "
	versus        = " vs "

	cornerLabel  = "Aspect" // heads the column of a comparison's rows; Slack takes no empty cell
	emptyCell    = "–"
	noNoteYet    = "no note yet"
	sourceOnly   = "The note has no text here, only its source."
	nothingHere  = "The note has no text here."
	pictureWord  = "picture"
	sourceWord   = "source"
	recording    = "recording"
	playMark     = "▶ "
	tryTopics    = "Nearest topics:"
	composedWord = "put together from the notes on each side"
)

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func blockCount(n int) string { return counted(n, "block", "blocks") }

func pictureCount(n int) string { return counted(n, "picture", "pictures") }

// nothingOn opens the answer where the notes have nothing; question is escaped.
func nothingOn(question string) string {
	if question == "" {
		return "The notes have nothing on that."
	}
	return "The notes have nothing on “" + question + "”."
}

func topicsIntro(subject string) string {
	if subject == "" {
		return "That is a wide question. The notes have these topics:"
	}
	return "“" + subject + "” is a wide subject. The notes have these topics:"
}

const shareWord = "Share to channel"

// askedBy says whose question a shared answer was; the user ID becomes a name.
func askedBy(user string) string { return "asked by <@" + user + ">" }

// gone says how many blocks of an answer that is shown again the notes have no more.
func gone(n int) string {
	if n == 1 {
		return "1 block of the original answer is gone."
	}
	return blockCount(n) + " of the original answer are gone."
}

const whoWrote = "*Who wrote on it*"

// nothingOnAny says that the notes lack the sides of a comparison; they are escaped and quoted.
func nothingOnAny(sides []string) string {
	return "The notes have nothing on " + strings.Join(sides, " or ") + "."
}

// watchTime says how long a list of n recordings is.
func watchTime(w answer.Watch, n int) string {
	recordings := counted(n, recording, recording+"s")
	switch {
	case w.Budget > 0 && w.Total == 0:
		return "no recording fits " + answer.Clock(w.Budget) + "; these are the shortest"
	case w.Budget > 0 && w.Left > 0:
		return recordings + ", " + answer.Clock(w.Total) + " of " + answer.Clock(w.Budget) + "; " + strconv.Itoa(w.Left) + " more did not fit"
	case w.Budget > 0:
		return recordings + ", " + answer.Clock(w.Total) + " of " + answer.Clock(w.Budget)
	}
	return recordings + ", " + answer.Clock(w.Total)
}

func andMore(n int) string { return fmt.Sprintf("and %d more", n) }

// suchAs is said of what is left out; asks are questions that lead there, as code.
func suchAs(n int, asks []string) string {
	if len(asks) == 0 {
		return andMore(n)
	}
	return andMore(n) + ": " + strings.Join(asks, wordSeparator)
}

func matches(shown, total int) string {
	if shown < total {
		return fmt.Sprintf("%d of %s", shown, blockCount(total))
	}
	return blockCount(total)
}

// What stands before the place where the rest of something is.
const cutWord = "_cut to fit, the rest:_"

func allPoints(n int) string {
	if n < 2 {
		return "_in full:_"
	}
	return fmt.Sprintf("_all %d points:_", n)
}

func morePictures(n int) string { return "_" + counted(n, "more picture", "more pictures") + ":_" }

func rowsCut(rows, columns int, place string) string {
	var missing []string
	if rows > 0 {
		missing = append(missing, counted(rows, "more row", "more rows"))
	}
	if columns > 0 {
		missing = append(missing, counted(columns, "more column", "more columns"))
	}
	return "_Table cut to fit: " + strings.Join(missing, " and ") + " in " + place + "_"
}

func cellsCut(place string) string { return "_Long cells are shortened; in full: " + place + "_" }

// readAs says that a word was not found as typed.
func readAs(typed, found string) string { return "“" + typed + "” read as “" + found + "”" }

// kindTitle heads what a subject has of a kind.
func kindTitle(subject string, kind kb.Kind) string {
	switch kind {
	case kb.UseCase:
		return "When to use " + subject
	case kb.Why:
		return "Why " + subject
	case kb.Definition:
		return "What " + subject + " is"
	}
	return subject + ": " + kind.Label()
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

func helpText(command string) []string {
	ask := func(q string) string { return "• " + code(command+" "+q) }
	return []string{
		"I answer from this team’s architecture notes, in their own words, and show where each answer stands.",
		strings.Join([]string{
			"*Ask*",
			ask("kafka vs rabbitmq") + " – two things side by side",
			ask("pros of api gateway") + " – or cons, why, when to use, examples, warnings",
			ask("sharding") + " – a topic",
		}, "\n"),
		strings.Join([]string{
			"*Narrow it down*",
			ask("sharding level:entry") + " – or medium, advanced",
			ask(`author:"Martin Kleppmann"`) + " – all of an author’s notes; `topic:`, `kind:` and `tag:` work the same way",
		}, "\n"),
		"Where the notes have nothing, I say so. I never make up an answer.",
	}
}

func sorry(ref string) string {
	s := "Something went wrong and your question was not answered. Please try again"
	if ref == "" {
		return s + "."
	}
	return s + "; if it happens again, give this reference to whoever runs archbot: " + ref
}

const theNotes = "the notes"

func inspired(by string) string { return "inspired by " + by }

func onlyPictures(n int) string { return pictureCount(n) + ", no text" }
