package bot_test

import (
	"testing"

	"archbot/bot"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// A shelf is notes with the answerer that answers from them.
type shelf struct {
	*answer.Answerer
	index *search.Index
	t     testing.TB
}

// newShelf indexes notes, by file name.
func newShelf(t testing.TB, notes map[string]string) *shelf {
	t.Helper()
	index, err := search.NewIndex(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{answer.New(index), index, t}
	s.write(notes)
	return s
}

// write puts notes in the place of those of the same name; an empty one is removed.
func (s *shelf) write(notes map[string]string) {
	s.t.Helper()
	var parsed []*kb.Note
	var removed []string
	for name, text := range notes {
		if text == "" {
			removed = append(removed, name)
			continue
		}
		parsed = append(parsed, kb.Parse(name, []byte(text)))
	}
	if err := s.index.Update(parsed, removed); err != nil {
		s.t.Fatal(err)
	}
}

// options are a bot's over these notes.
func (s *shelf) options() bot.Options {
	return bot.Options{Notes: func() bot.Library { return s.index.Snapshot() }}
}
