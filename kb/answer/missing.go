package answer

import (
	"slices"
	"strings"

	"archbot/kb/search"
)

const (
	missingWords = 3   // of a subject that the notes lack: more are hardly one name
	spokenOf     = 0.8 // of [search.Found.About], from where on a block speaks of a word and does not name it in passing
	mostNearest  = 3   // topics named instead
)

// Nearest are the names of the topics that an answer is from where it is on none that was asked about: the notes lack the question's subject,
// which is then Missing[0]. It is empty for any other answer.
func (a Answer) Nearest() []string {
	if a.Outcome != Found || len(a.Missing) == 0 || len(a.Subjects) > 0 {
		return nil
	}
	var names []string
	for _, s := range a.Snippets {
		if name := s.Block.Name(); len(names) < mostNearest && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// missingSubject is the question's subject, as asked, where no note has it for a topic, in a heading or as a tag, and blocks name it in
// passing at most; empty where that is not certain. The subject must be all that the question is about, and be a name: one word that is
// not an everyday one, or words that stand side by side and that the field knows together.
func (c *composer) missingSubject(hits []search.Hit) string {
	n := len(c.q.words)
	if n == 0 || n > missingWords || len(c.subjects) > 0 || c.req.Context != "" || c.req.Filters != (Filters{}) || c.q.person || c.q.clip {
		return ""
	}
	if n > 1 && c.expression(c.q.words) < n || n == 1 && c.q.words[0].Weight < unknownWeight || slices.ContainsFunc(hits, speaksOfAll) {
		return ""
	}
	return c.asTyped()
}

// speaksOfAll reports whether a block has all of the question's words in its headings, in its tags or otherwise more than in passing.
func speaksOfAll(h search.Hit) bool {
	return !slices.ContainsFunc(h.Found, func(f search.Found) bool { return f.Group == nil || f.Field == "body" && f.About < spokenOf })
}

// asTyped is the part of the question that its words to look for make up, each standing there once and next to the one before; else empty.
func (c *composer) asTyped() string {
	typed := strings.ToLower(c.req.Question)
	from, to := len(typed), 0
	for i, w := range c.q.words {
		if strings.Count(typed, w.Word) != 1 || i > 0 && w.Pos != c.q.words[i-1].Pos+1 {
			return ""
		}
		at := strings.Index(typed, w.Word)
		from, to = min(from, at), max(to, at+len(w.Word))
	}
	if len(typed) == len(c.req.Question) {
		typed = c.req.Question
	}
	return typed[from:to]
}
