package render

import (
	"github.com/slack-go/slack"

	"archbot/kb/answer"
)

// A Message is what a surface shows: blocks, and a text that stands for them in notifications and for screen readers.
type Message struct {
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks,omitempty"`
}

// Classic reports whether the message is made of sections, headers, contexts, actions and dividers only, so that it may
// ride in the ack of a slash command: Slack says nothing back to an ack, and these it takes everywhere.
func (m Message) Classic() bool {
	for _, b := range m.Blocks {
		switch b.BlockType() {
		case slack.MBTSection, slack.MBTHeader, slack.MBTContext, slack.MBTAction, slack.MBTDivider:
		default:
			return false
		}
	}
	return true
}

// JSONSize is the length of the message as JSON in bytes, and how much of that the blocks take; an ack's must be below [MaxAck], its own few
// keys included.
func (m Message) JSONSize() (whole, blocks int) {
	blocks = len(`[]`)
	for _, b := range m.Blocks {
		l, err := size(b)
		if err != nil {
			return MaxAck, MaxAck
		}
		blocks += l.bytes + len(",")
	}
	return len(`{"text":"","blocks":}`) + jsonSize(m.Text).bytes + blocks, blocks
}

// Surface is where a message is shown.
type Surface uint8

// The surfaces. Modal and Home take no table; the other two are messages, Private only for who asked.
const (
	Channel Surface = iota
	Private
	Modal
	Home
)

// Options say where a message is shown and how it leads on from there. The zero value works.
type Options struct {
	Surface Surface
	// NotesURL is where people read the notes, a pattern such as https://…/{file}?plain=1#L{line}. {file} is replaced
	// by the note's path, each segment escaped, {line} by the line. Without it a note is named but not linked.
	NotesURL string
	// Command is the slash command for hints of what to type; empty means /arch.
	Command string
	// Language is a locale such as de-DE, for the words that are not the notes'; what bot/words does not speak is English.
	Language string
	// Share is the value of the button that shares a private answer with its channel, at most [MaxButtonValue] units; empty means
	// no button. Other surfaces have none.
	Share string
	// Unseen says that nobody knows who else is where the answer is shown, so that it has no button to share it.
	Unseen bool
	// Carry makes of a request what a button carries, empty where it cannot; nil means no buttons that lead on. Messages have them.
	Carry func(answer.Request) string
	// Meant is what a person may have meant to type, behind the command, where the notes have nothing on what was typed; empty for nothing.
	Meant string
	// Gap makes of an answer that has nothing, or lacks some of what was asked about, what its buttons carry, empty where there are none; nil
	// means no such buttons. AskChannel says that there is a channel to ask.
	Gap        func(answer.Answer) string
	AskChannel bool
	// Votes has answers ask whether they were helpful, and Asker, a user ID, may delete them; see [FeedbackAction] and [RemoveAction].
	Votes bool
	Asker string
	// SharedBy is the user ID of the person whose question a shared answer was; it is said at its end.
	SharedBy string
}

// SlashCommand is the command that hints name.
func (o Options) SlashCommand() string { return o.command() }

func (o Options) command() string {
	if o.Command == "" {
		return "/arch"
	}
	return o.Command
}

// messageOnly reports whether blocks that only messages may have can be used.
func (o Options) messageOnly() bool { return o.Surface == Channel || o.Surface == Private }
