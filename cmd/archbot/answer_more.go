package main

import (
	"fmt"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// gone says how many blocks of an answer that is given again the notes have no more.
func gone(n int) string {
	if n == 1 {
		return "1 block of the original answer is gone."
	}
	return counted(n, "block") + " of the original answer are gone."
}

// missing says what the notes lack: sides of a comparison, or the subject, and then which topics the answer is from.
func missing(a answer.Answer) string {
	quoted := make([]string, len(a.Missing))
	for i, s := range a.Missing {
		quoted[i] = "“" + s + "”"
	}
	if near := a.Nearest(); len(near) > 0 {
		return "The notes have no topic " + quoted[0] + "; nearest: " + strings.Join(near, ", ") + "."
	}
	return "The notes have nothing on " + strings.Join(quoted, " or ") + "."
}

// unknown says that a filter has a value that there is not, and what there is.
func unknown(u answer.Unknown) string {
	switch {
	case u.Filter == "level":
		return "There is no level “" + u.Value + "”; there are entry, medium and advanced."
	case u.Filter != "kind" && u.Near != "":
		return "The notes have no " + u.Filter + " “" + u.Value + "”; did you mean “" + u.Near + "”?"
	case u.Filter != "kind":
		return "The notes have no " + u.Filter + " “" + u.Value + "”."
	case u.Near != "":
		return "There is no kind “" + u.Value + "”; did you mean “" + kb.Kind(u.Near).Label() + "”?"
	}
	var labels []string
	for _, k := range kb.Kinds() {
		labels = append(labels, k.Label())
	}
	return "There is no kind “" + u.Value + "”; there are " + strings.Join(labels, ", ") + "."
}

// lacks says which side of pros and cons the notes have nothing of on a subject.
func lacks(a answer.Answer) string {
	kinds := make([]string, len(a.Lacks))
	for i, k := range a.Lacks {
		kinds[i] = k.Label()
	}
	return "The notes have no " + strings.Join(kinds, " or ") + " of " + strings.Join(a.Subjects, ", ") + " yet."
}

// people lists who wrote on a subject.
func (p answerPage) people(people []answer.Person) string {
	lines := []string{"Who wrote on it:"}
	for _, one := range people {
		kinds := make([]string, len(one.Kinds))
		for i, k := range one.Kinds {
			kinds[i] = k.Label()
		}
		lines = append(lines, p.wrap(one.Name+" ("+counted(one.Blocks, "block")+": "+strings.Join(kinds, ", ")+")", margin{"• ", "  "}))
	}
	return strings.Join(lines, "\n")
}

// watch says how long a list of recordings is.
func watch(w answer.Watch, n int) string {
	switch {
	case w.Total == 0 && w.Budget > 0:
		return fmt.Sprintf("No recording fits %s; these are the shortest:", clock(w.Budget))
	case w.Budget > 0 && w.Left > 0:
		return fmt.Sprintf("%s, %s of %s; %d more did not fit:", counted(n, "recording"), clock(w.Total), clock(w.Budget), w.Left)
	case w.Budget > 0:
		return fmt.Sprintf("%s, %s of %s:", counted(n, "recording"), clock(w.Total), clock(w.Budget))
	}
	return fmt.Sprintf("%s, %s:", counted(n, "recording"), clock(w.Total))
}
