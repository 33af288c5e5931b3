package answer

import "archbot/kb"

// DefaultLimit is how many snippets an answer has at most when the request does not say.
const DefaultLimit = 10

// A Request is a question understood as far as that is possible without the notes. [Parse] makes one from what a person
// typed. It is small and serialisable, so that a button can carry it.
type Request struct {
	Question string     `json:"q,omitempty"`        // as typed, without filters
	Subjects []string   `json:"subjects,omitempty"` // what it is about, where that is already known: a button's; else from the question
	Kinds    []kb.Kind  `json:"kinds,omitempty"`    // asked for by kind: or a button; else from the question
	Level    kb.Level   `json:"level,omitempty"`    // the reader's; AnyLevel for all
	Filters  Filters    `json:"filters,omitzero"`
	Under    [][]string `json:"under,omitempty"`   // topic paths: all blocks there and below that pass the rest, instead of a search
	Clips    bool       `json:"clips,omitempty"`   // of those under a topic, only what has a recording
	From     int        `json:"from,omitempty"`    // how many to leave out from the beginning of a list: of filters alone, or under a topic
	Whole    bool       `json:"whole,omitempty"`   // of Blocks, the first with all its body; From is then the page to begin with
	Onward   bool       `json:"-"`                 // say where the answer leads on to: Answer.Onward
	Context  string     `json:"context,omitempty"` // the subject of the conversation, for a question that names none; "A vs B" of a comparison
	Unknown  []Unknown  `json:"-"`                 // filters in what was typed with a value that there is not; an answer's has also those that the notes do not know
	Limit    int        `json:"limit,omitempty"`   // of snippets; 0 means DefaultLimit, and all for a question of filters alone
	Blocks   []Ref      `json:"blocks,omitempty"`  // to answer from, best first, instead of a search; see [Answer.Carry]
	Beside   Beside     `json:"beside,omitzero"`   // what the answer shows beside Blocks
	Prior    Prior      `json:"-"`
}

// Filters narrow an answer to blocks that match all of those given. Values match without regard to case: a topic where a
// heading on the path contains it, an author where the name contains it, a tag where it is equal.
type Filters struct {
	Author string `json:"author,omitempty"`
	Topic  string `json:"topic,omitempty"`
	Tag    string `json:"tag,omitempty"`
}

// An Unknown is a filter that was typed with a value that there is not. A level or kind is left out of the question; an author, tag or topic
// that the notes do not have is not, and so the answer has nothing.
type Unknown struct {
	Filter string // "level", "kind", "author", "tag" or "topic"
	Value  string // as typed
	Near   string // what was meant by its spelling: a kind, or of an author, tag or topic what the notes have; else empty
}

// Prior is what readers thought of blocks, by block ID, from -1 (useless) to 1 (useful). It only orders near-ties.
type Prior map[string]float64
