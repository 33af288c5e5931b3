package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
)

// The modal that makes a block for the notes, and what is entered there.
const (
	NoteView   = "note"
	NoteTopic  = "note-topic"
	NoteKind   = "note-kind"
	NoteLevel  = "note-level"
	NoteText   = "note-text"
	NoteAuthor = "note-author"
	NoteLink   = "note-link"
	NoteTags   = "note-tags"
)

// The longest entries of the modal, in characters. Text and annotation together fit into the section that shows the block.
const (
	MaxNoteText  = 2000
	MaxNoteEntry = 150
	MaxNoteLink  = 300
)

// A NoteForm is what the modal begins with.
type NoteForm struct {
	Topic, Text, Author, Link string
	Kind                      kb.Kind
}

// WriteNote is the modal in which a block for the notes is written.
func WriteNote(f NoteForm, o Options) View {
	v := o.voice()
	entry := func(id, label, hint, value string, limit int, optional bool) slack.Block {
		in := slack.NewPlainTextInputBlockElement(labelText(hint, MaxPlaceholder), id)
		in.MaxLength, in.InitialValue = limit, shortenText(clean(value), limit)
		in.Multiline = id == NoteText
		return input(id, label, in, optional)
	}
	var kinds []*slack.OptionBlockObject
	for _, k := range kb.Kinds() {
		kinds = append(kinds, choice(string(k), v.kind(k)))
	}
	if f.Kind == "" {
		f.Kind = kb.Explanation
	}
	var levels []*slack.OptionBlockObject
	for _, l := range []kb.Level{kb.Entry, kb.Medium, kb.Advanced} {
		levels = append(levels, choice(l.String(), l.String()))
	}
	return View{
		Title: v.Say("Write this note"), Submit: v.Say("Make the entry"), Close: v.Say("Cancel"), Callback: NoteView,
		Blocks: []slack.Block{
			entry(NoteTopic, v.Say("Topic"), v.Say("the heading it stands under"), line(f.Topic), MaxNoteEntry, false),
			input(NoteKind, v.Say("Kind"), menu(NoteKind, v.Say("Kind"), string(f.Kind), kinds), false),
			entry(NoteText, v.Say("Text, in Markdown"), v.Say("what there is to know, so that it reads well alone"), f.Text, MaxNoteText, false),
			input(NoteLevel, v.Say("Level"), menu(NoteLevel, v.Say("Level"), "entry", levels), false),
			entry(NoteAuthor, v.Say("Author"), v.Say("who says so; several with a semicolon"), line(f.Author), MaxNoteEntry, true),
			entry(NoteLink, v.Say("Link"), "https://…", f.Link, MaxNoteLink, true),
			entry(NoteTags, v.Say("Tags"), v.Say("other words for it, with commas"), "", MaxNoteEntry, true),
		},
	}
}

// NoteReady shows a block to be put into a note as it is.
func NoteReady(block string, o Options) View {
	v := o.voice()
	return View{
		Title: v.Say("Ready for the notes"), Close: v.Say("Close"),
		Blocks: []slack.Block{
			section(v.Say("Copy this to the end of a note, or under the heading it belongs to.")),
			slack.NewRichTextBlock("", &slack.RichTextPreformatted{Type: slack.RTEPreformatted,
				Elements: []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(strings.TrimRight(block, "\n"), nil)}}),
		},
	}
}
