package answer

import (
	"time"

	"archbot/kb"
)

// An Outcome is what kind of answer it is.
type Outcome string

// The outcomes.
const (
	Found    Outcome = "answer"     // snippets, best first
	Compared Outcome = "comparison" // two subjects or more, side by side: a table, then snippets for each side
	Topics   Outcome = "topics"     // the question names a part of the notes too wide to answer: its topics
	None     Outcome = "none"       // the notes have nothing; suggestions lead to what they have nearby
)

// An Answer is everything a surface needs to reply, in the notes' own words. Surfaces choose how much of it to show and how.
type Answer struct {
	Question    string       // as asked
	Outcome     Outcome      //
	Subjects    []string     // what the question was understood to be about, as the notes spell it; the sides of a comparison
	Missing     []string     // as asked: sides of a comparison on which the notes have nothing, or a subject that is no topic of theirs; see Nearest
	Lacks       []kb.Kind    // of pros and cons, where either was asked for on one topic: what the notes have none of there
	Kinds       []kb.Kind    // what it was understood to ask for, most wanted first
	Level       kb.Level     // the level it was narrowed to
	Snippets    []Snippet    // best first, the lead at 0; for a comparison the block that compares, where there is one
	Table       *Table       // of a comparison; nil where no block has one and not every side is a topic. Snippets[0].Body holds a written one too
	People      []Person     // who wrote on it, most blocks first, where the question asks for people; Snippets are what they wrote
	Watch       *Watch       // where the question asks for recordings to watch: Snippets are the list, in the order to watch them
	Suggestions []Suggestion // with outcome none and topics; nearest first
	Near        int          // with outcome none: how many of the suggestions have to do with the question; the others are the widest topics
	Total       int          // how many blocks a question of filters alone matched, or stand under its topics, shown or not; 0 for ranked answers
	Gone        int          // how many of the request's blocks the notes have no more
	Onward      *Onward      // where it leads on to; nil where the request does not ask, or it leads nowhere
	Asked       Request      // what it answers, as it came; zero but for an Answerer's
	Took        time.Duration
}

// A Snippet is a block as an answer shows it.
type Snippet struct {
	Block   *kb.Block
	Body    kb.Body    // the part that matters, whole elements of the block's body; empty where the block is only a source
	Parts   int        // how many parts (paragraphs, list items, table rows) the block has
	Shown   int        // how many of them Body has; less than Parts when it was shortened
	URL     string     // deep link: to the first moment where there is one, else to the source; else empty
	Moments []Moment   // the clips, each with its link
	Side    string     // which of Answer.Subjects it speaks for in a comparison; else empty
	Score   float64    // comparable within one answer only
	Why     []Evidence // why it was found, strongest first
}

// A Moment is a clip with the link that leads to it.
type Moment struct {
	Clip  kb.Clip
	URL   string // the source, at the moment where its site can do that
	Exact bool   // URL opens at Clip.From; otherwise show the range beside the link
}

// Evidence is one reason why a block was found.
type Evidence struct {
	Word  string // the question's word
	Match string // the note's word, where it differs: a spelling, a synonym
	Field string // topic, body, tags, author, kind
	How   string // exact, stem, spelling, synonym, phrase, intent
	Gain  float64
}

// A Table compares subjects side by side.
type Table struct {
	Sides   []string // column heads, the label column not counted
	Rows    []Row
	Written bool // a note's own table, that of Snippets[0]; otherwise composed from blocks of the same kind, a row a kind
}

// A Row is one aspect of a comparison; it has a cell a side.
type Row struct {
	Label string // as the note writes it; in a composed table the kind's label
	Cells []Cell
}

// A Cell is what one side has to say. Body is empty where the notes say nothing yet.
type Cell struct {
	Body    kb.Body
	Snippet *Snippet // where it comes from, in a composed table
}

// A Suggestion is a topic to ask about instead.
type Suggestion struct {
	Topic  []string // topic path
	Blocks int      // how many blocks stand there and below
}

// A Person is an author in the notes on a subject.
type Person struct {
	Name   string
	Blocks int       // how many blocks on the subject name this author
	Kinds  []kb.Kind // of what kinds they are, each once, in the order of [kb.Kinds]
}

// A Watch sums up a list of recordings to watch. Lengths are in seconds.
type Watch struct {
	Total  int `json:"total,omitempty"`  // of the clips in the list, as far as their ends are known
	Budget int `json:"budget,omitempty"` // how much time there is by the question; 0 where it does not say
	Left   int `json:"left,omitempty"`   // how many more blocks with recordings there are: they did not fit, have no known length, or are beyond the limit
}
