package kb

import "time"

// A Note is one Markdown file, parsed. [Parse] makes it; nothing changes it afterwards, so notes are shared between
// goroutines and between search snapshots without a lock.
type Note struct {
	File     string    // path relative to the notes directory, with forward slashes
	Hash     string    // of the file's bytes: equal hashes mean equal notes, whatever the file is called
	Title    string    // front matter's title, else the first heading of level 1, else the first heading, else the file's name
	Meta     Meta      // from YAML front matter; zero where there is none
	Headings []Heading // every heading that is a topic, in file order, those with nothing below included
	Blocks   []*Block  // in file order
	Findings []Finding // what lint has to say, in file order
}

// Meta is what a note says of itself in YAML front matter.
type Meta struct {
	Authors []string
	Tags    []string
	Status  string // an ADR's, for example "accepted"
	Date    time.Time
}

// A Heading is a topic: its text, without anchors and markup, and the headings above it.
type Heading struct {
	Level  int      // 1 to 6
	Text   string   // never empty: a heading with no text ends a section and is no topic
	Path   []string // from the outermost heading down to this one, this one included
	Anchor string   // the explicit {#anchor}, else empty
	Line   int      // 1-based
}

// A Block is a knowledge block: an annotation and the body that follows it, or the text under a heading that has no
// annotation. It is the unit that is found, shown, voted on and posted as a tip.
type Block struct {
	ID      string            // "file#topic/path/kind.n", unique and stable while the topic path stands; see [Parse]
	Rev     string            // hash of kind, source and body: stays the same when the block moves
	File    string            // the note's
	Line    int               // 1-based line of the annotation, or of the heading where there is none
	End     int               // 1-based last line of the body that is not blank; Line where the body is empty
	Topic   []string          // topic path, outermost first; never empty
	Kind    Kind              // never empty; as written where the kind is unknown
	Level   Level             // mastery
	Tags    []string          // as written, trimmed, without duplicates; the note's own tags follow the block's
	Source  Source            //
	Clarity string            // "normal" or "above" as written, or empty
	Extra   map[string]string // annotation keys that are not known, as written
	Body    Body              // empty where only a source is given
}

// Name is the innermost heading of the topic path: what the block is about.
func (b *Block) Name() string { return b.Topic[len(b.Topic)-1] }

// A Source is where a block's content comes from.
type Source struct {
	Link       string   // an absolute http or https URL, cleaned of stray characters and Markdown; else empty
	Authors    []string // names in the order written
	Details    string
	InspiredBy string
	Clips      []Clip // ranges of the recording at Link
}

// A Clip is one range of a recording, in whole seconds from its start.
type Clip struct {
	From int
	To   int // after From; 0 where the end is not known or was not readable
}

// Duration is the clip's length in seconds, 0 where its end is not known.
func (c Clip) Duration() int {
	if c.To <= c.From {
		return 0
	}
	return c.To - c.From
}

// Severity says how bad a finding is.
type Severity string

// The severities, from one that costs content to one of taste.
const (
	Error   Severity = "error"   // something written could not be read and is lost to readers
	Warning Severity = "warning" // it was read, by guessing what was meant
	Info    Severity = "info"    // it was read as written and could be better
)

// A Finding is one thing that lint reports: where, what, and the rule's name.
type Finding struct {
	File     string   `json:"file"`
	Line     int      `json:"line"` // 1-based
	Col      int      `json:"col"`  // 1-based, in bytes, as editors and compilers count
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Rule     string   `json:"rule"`
	Fix      *Fix     `json:"-"` // how to mend it without changing anything else; nil where only a person can
}

// A Fix replaces the bytes [Start, End) of the file by New.
type Fix struct {
	Start, End int
	New        string
}
