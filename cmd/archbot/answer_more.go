package main

import (
	"fmt"
	"strings"

	"archbot/kb/answer"
)

// gone says how many blocks of an answer that is given again the notes have no more.
func gone(n int) string {
	if n == 1 {
		return "1 block of the original answer is gone."
	}
	return counted(n, "block") + " of the original answer are gone."
}

// missing says on which sides of a comparison the notes have nothing.
func missing(sides []string) string {
	quoted := make([]string, len(sides))
	for i, s := range sides {
		quoted[i] = "“" + s + "”"
	}
	return "The notes have nothing on " + strings.Join(quoted, " or ") + "."
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
