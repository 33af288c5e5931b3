package answer

import (
	"context"
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// explain adds to an answer that has nothing which filters have a value that no block has: with these there could be nothing, whatever was
// asked. The filters hold all the same, but the suggestions begin with what the rest of the question would have found.
func (a *Answerer) explain(ctx context.Context, req Request, ans *Answer) error {
	snap := a.index.Snapshot()
	unknown, rest := unknownFilters(snap, req.Filters)
	if len(unknown) == 0 {
		return nil
	}
	unknown = append(unknown, req.Unknown...)
	ans.Asked.Unknown = unknown[:min(len(unknown), mostUnknown)]
	req.Filters, req.Blocks, req.Beside, req.From = rest, nil, Beside{}, 0
	if req.Question == "" && len(req.Subjects)+len(req.Under)+len(req.Kinds) == 0 && rest == (Filters{}) {
		return nil // there is no rest
	}
	found, err := a.answer(ctx, req)
	if err != nil || found.Outcome == None {
		return err
	}
	ans.Suggestions, ans.Near = before(foundUnder(snap, found), ans.Suggestions, ans.Near)
	return nil
}

// FilteredOut reports whether there is no answer because a filter has a value that the notes do not: they may have much on the question.
func (a Answer) FilteredOut() bool {
	return a.Outcome == None && slices.ContainsFunc(a.Asked.Unknown, func(u Unknown) bool { return u.Filter != "kind" && u.Filter != "level" })
}

// unknownFilters are those with a value that no block has, with what was meant by their spelling, and the filters without them.
func unknownFilters(snap *search.Snapshot, f Filters) (unknown []Unknown, rest Filters) {
	blocks := snap.Blocks()
	missing := func(filter, value string, has func(*kb.Block) bool, names func(*kb.Block) []string) bool {
		if value == "" || slices.ContainsFunc(blocks, has) {
			return false
		}
		var all []string
		for _, b := range blocks {
			all = append(all, names(b)...)
		}
		unknown = append(unknown, Unknown{filter, value, meantFor(value, all, filter != "tag")})
		return true
	}
	rest = f
	if missing("author", f.Author, f.byAuthor, func(b *kb.Block) []string { return b.Source.Authors }) {
		rest.Author = ""
	}
	if missing("tag", f.Tag, f.hasTag, func(b *kb.Block) []string { return b.Tags }) {
		rest.Tag = ""
	}
	// A heading with nothing below it is a topic of the notes: that nothing stands there is not for want of it.
	if !headed(snap.Tree(), f.Topic) && missing("topic", f.Topic, f.onTopic, func(b *kb.Block) []string { return b.Topic }) {
		rest.Topic = ""
	}
	return unknown, rest
}

// headed reports whether a topic's name contains a text.
func headed(topics []*kb.Topic, text string) bool {
	return slices.ContainsFunc(topics, func(t *kb.Topic) bool { return anyContains([]string{t.Name()}, text) || headed(t.Children, text) })
}

// meantFor is the name that a value which is none was meant for by its spelling, as the notes write it; empty where none is near. With parts
// it may be a part of one, of as many words: "Kleppmann".
func meantFor(value string, names []string, parts bool) string {
	written := make(map[string]string) // by how it is compared
	var known []string
	n := len(strings.Fields(value))
	add := func(words []string) {
		name := strings.Join(words, " ")
		if key := strings.ToLower(name); written[key] == "" {
			written[key] = name
			known = append(known, key)
		}
	}
	for _, name := range names {
		words := strings.Fields(name)
		add(words)
		for i := 0; parts && i+n <= len(words); i++ {
			add(words[i : i+n])
		}
	}
	value = strings.ToLower(strings.Join(strings.Fields(value), " "))
	return written[search.NewSpeller(known).Meant(value)]
}

// foundUnder are the topics that an answer's blocks stand under, or those that it names.
func foundUnder(snap *search.Snapshot, ans Answer) []Suggestion {
	if ans.Outcome == Topics {
		return ans.Suggestions
	}
	var topics []Suggestion
	for _, s := range ans.Snippets {
		path := s.Block.Subject()
		topics = append(topics, Suggestion{path, len(snap.Under(path))})
	}
	return topics
}

// before puts topics before the suggestions that there are, near of which have to do with the question, each topic once.
func before(topics, suggestions []Suggestion, near int) ([]Suggestion, int) {
	var all []Suggestion
	nearest := 0
	for i, s := range slices.Concat(topics, suggestions) {
		if len(all) == mostSuggestions || slices.ContainsFunc(all, func(other Suggestion) bool { return slices.Equal(other.Topic, s.Topic) }) {
			continue
		}
		all = append(all, s)
		if i < len(topics)+near {
			nearest = len(all)
		}
	}
	return all, nearest
}
