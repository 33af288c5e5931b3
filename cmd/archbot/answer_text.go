package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// An answerPage draws answers as text: what Slack shows, for a terminal.
type answerPage struct {
	page
	place   func(file string) string // a note's file as a path that the reader can open
	strong  func(text string) string // sets headlines and names in bold, where the reader sees it
	explain bool                     // say why each snippet stands where it stands
}

// answer draws a: filters that there are not, as in Slack before all else, its header, what compares or leads, then what else was found, or
// topics to ask about instead.
func (p answerPage) answer(a answer.Answer) string {
	var parts []string
	for _, u := range a.Asked.Unknown {
		parts = append(parts, p.wrap(unknown(u), margin{}))
	}
	if !a.FilteredOut() {
		parts = append(parts, p.strong(p.wrap(headline(a), margin{})))
	}
	if a.Gone > 0 {
		parts = append(parts, p.wrap(gone(a.Gone), margin{}))
	}
	if len(a.Missing) > 0 {
		parts = append(parts, p.wrap(missing(a), margin{}))
	}
	if len(a.Lacks) > 0 {
		parts = append(parts, p.wrap(lacks(a), margin{}))
	}
	if len(a.People) > 0 {
		parts = append(parts, p.people(a.People))
	}
	rest := a.Snippets
	switch {
	case a.Watch != nil:
		parts = append(parts, p.wrap(watch(*a.Watch, len(rest)), margin{})+"\n"+p.list(rest))
		rest = nil
	case a.Outcome == answer.Compared:
		if len(rest) > 0 && rest[0].Side == "" && (a.Table == nil || !a.Table.Written) { // a block that compares in words leads
			parts = append(parts, p.snippet(rest[0]))
			rest = rest[1:]
		}
		if a.Table != nil {
			var written string
			if written, rest = p.comparison(a, rest); written != "" {
				parts = append(parts, written)
			}
		}
		if a.Table == nil || a.Table.Written { // a composed one has what the sides say
			var sides []string
			sides, rest = p.sides(rest)
			parts = append(parts, sides...)
		}
	case a.Outcome == answer.Found && a.Total == 0 && len(rest) > 0:
		draw := p.lead
		if len(a.People) > 0 { // the headline is the subject, not the snippet
			draw = p.snippet
		}
		parts = append(parts, draw(rest[0]))
		rest = rest[1:]
	}
	if len(rest) > 0 {
		parts = append(parts, p.further(rest, a.Total))
	}
	if len(a.Suggestions) > 0 {
		parts = append(parts, p.suggestions(a))
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// headline says what is answered, or that nothing is.
func headline(a answer.Answer) string {
	switch a.Outcome {
	case answer.Compared:
		return strings.Join(a.Subjects, " vs ")
	case answer.Topics:
		if len(a.Subjects) == 0 {
			return "That is a wide question. The notes have these topics:"
		}
		return fmt.Sprintf("“%s” is a wide subject. The notes have these topics:", strings.Join(a.Subjects, ", "))
	case answer.None:
		return fmt.Sprintf("The notes have nothing on “%s”.", a.Question)
	}
	switch {
	case a.Total > 0 && len(a.Snippets) < a.Total:
		return fmt.Sprintf("%d of %s", len(a.Snippets), counted(a.Total, "block"))
	case a.Total > 0:
		return counted(a.Total, "block")
	case len(a.People) > 0 || a.Watch != nil:
		return strings.Join(a.Subjects, ", ")
	case len(a.Snippets) > 0:
		return a.Snippets[0].Block.Name()
	}
	return a.Question
}

// lead draws the snippet that gives an answer its headline, which is therefore left out of the path.
func (p answerPage) lead(s answer.Snippet) string {
	above := s.Block.Topic[:max(0, len(s.Block.Topic)-1)]
	return p.whole(p.wrap(strings.Join(compact(pathLine(above, s.Block), spelling(s)), " · "), margin{}), s)
}

// snippet draws one in full, below its topic path.
func (p answerPage) snippet(s answer.Snippet) string { return p.whole(p.context(s.Block), s) }

// whole draws a snippet under what says where it stands in the notes: what it says, and where it comes from.
func (p answerPage) whole(context string, s answer.Snippet) string {
	parts := []string{context}
	switch body := p.body(s.Body, ""); {
	case body != "":
		parts = append(parts, body)
	case s.Block.Source.Link == "":
		parts = append(parts, "The note has no text here.")
	default:
		parts = append(parts, "The note has no text here, only its source.")
	}
	return strings.Join(append(parts, p.origin(s)), "\n\n")
}

// context is a block's topic path, kind and level on one line.
func (p answerPage) context(b *kb.Block) string { return p.wrap(pathLine(b.Topic, b), margin{}) }

// pathLine is a topic path, and the kind and level of a block there.
func pathLine(topic []string, b *kb.Block) string {
	level := ""
	if b.Level > kb.Entry {
		level = b.Level.String()
	}
	return strings.Join(compact(topicPath(topic), b.Kind.Label(), level), " · ")
}

// spelling says which of the question's words was read as another; empty where none was.
func spelling(s answer.Snippet) string {
	for _, e := range s.Why {
		if e.How == "spelling" && e.Match != "" {
			return fmt.Sprintf("“%s” read as “%s”", e.Word, e.Match)
		}
	}
	return ""
}

// origin says where a snippet comes from: who, which moments of which recording, and the line of the note.
func (p answerPage) origin(s answer.Snippet) string {
	var lines []string
	src := s.Block.Source
	by := strings.Join(src.Authors, ", ")
	for _, m := range s.Moments {
		lines = append(lines, p.wrap(clipRange(m.Clip)+named(by)+"  "+m.URL, margin{"▶ ", "  "}))
	}
	if len(s.Moments) == 0 {
		parts := compact(by, src.Details, s.URL)
		if len(parts) > 0 {
			lines = append(lines, p.wrap(strings.Join(parts, ", "), margin{"— ", "  "}))
		}
	}
	lines = append(lines, p.inFull(s))
	if why := p.why(s); why != "" {
		lines = append(lines, why)
	}
	return strings.Join(lines, "\n")
}

// inFull is where a snippet stands, and that there is more of it than is shown.
func (p answerPage) inFull(s answer.Snippet) string {
	if s.Shown < s.Parts {
		return fmt.Sprintf("%d of %s; all of them: %s", s.Shown, counted(s.Parts, "point"), p.at(s.Block))
	}
	return p.at(s.Block)
}

func named(by string) string {
	if by == "" {
		return ""
	}
	return " " + by
}

func compact(parts ...string) []string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// further lists snippets briefly: kind and topic, how they begin, where they stand. A list of all matches has no title: it has its headline.
func (p answerPage) further(snippets []answer.Snippet, total int) string {
	var lines []string
	if total == 0 {
		lines = append(lines, "Also in the notes:")
	}
	return strings.Join(append(lines, p.list(snippets)), "\n")
}

// list draws snippets in a few lines each.
func (p answerPage) list(snippets []answer.Snippet) string {
	var lines []string
	for _, s := range snippets {
		b := s.Block
		lines = append(lines, p.wrap(p.strong(b.Name())+" · "+b.Kind.Label(), margin{"• ", "  "}))
		if begins := firstLine(s.Body, p.width-4); begins != "" {
			lines = append(lines, "    "+begins)
		}
		for _, m := range s.Moments {
			lines = append(lines, p.wrap(clipRange(m.Clip)+"  "+m.URL, margin{"    ▶ ", "      "}))
		}
		lines = append(lines, "    "+p.at(b))
		if why := p.why(s); why != "" {
			lines = append(lines, "    "+strings.ReplaceAll(why, "\n", "\n    "))
		}
	}
	return strings.Join(lines, "\n")
}

// firstLine is how a body begins, cut to width columns; of a table, the first column.
func firstLine(b kb.Body, width int) string {
	begins := flat(b)
	if len(b) > 0 {
		if t, ok := b[0].(kb.Table); ok {
			begins = firstColumn(t)
		}
	}
	line, rest, _ := strings.Cut(wrap(begins, width-2, margin{}, true), "\n")
	if rest != "" {
		line += " …"
	}
	return line
}

func firstColumn(t kb.Table) string {
	var cells []string
	for _, row := range t.Rows {
		if len(row) > 0 {
			cells = append(cells, flat(row[0]))
		}
	}
	return strings.Join(compact(cells...), ", ")
}

func (p answerPage) suggestions(a answer.Answer) string {
	lines := []string{"Nearest topics:"}
	if a.Outcome == answer.None && a.Near == 0 {
		lines[0] = "What they have most on:"
	}
	for _, s := range a.Suggestions {
		lines = append(lines, p.wrap(topicPath(s.Topic)+" ("+counted(s.Blocks, "block")+")", margin{"• ", "  "}))
	}
	return strings.Join(lines, "\n")
}

// at is where a block stands, as terminals and editors take it.
func (p answerPage) at(b *kb.Block) string { return p.place(b.File) + ":" + strconv.Itoa(b.Line) }

// clipRange is a clip as a player shows it: 9:32–13:41.
func clipRange(c kb.Clip) string {
	if c.Duration() == 0 {
		return clock(c.From)
	}
	return clock(c.From) + "–" + clock(c.To)
}

func clock(seconds int) string {
	if seconds >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// places returns the function that turns a note's file into a path to open: below the directory, or the one file itself.
func places(root string, single bool) func(string) string {
	return func(file string) string {
		switch {
		case root == "":
			return file
		case single:
			return root
		}
		return filepath.Join(root, filepath.FromSlash(file))
	}
}
