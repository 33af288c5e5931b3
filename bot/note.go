package bot

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/words"
	"archbot/kb"
)

// saveShortcut is the callback_id of the shortcut "Save to notes" on a message.
const saveShortcut = "save_to_notes"

var badNoteText = words.Key("The notes could not be read with this: %s")

// writeNote opens the modal in which a missing block is written.
func (b *Bot) writeNote(ctx context.Context, c click) {
	q, closed, ok := b.letIn(ctx, c.q)
	if !ok {
		b.tell(ctx, c.q, closed)
		return
	}
	w, ok := readWanted(c.action.Value)
	if !ok {
		b.unread(ctx, c, errCarryVersion)
		return
	}
	if !b.open(ctx, q, render.WriteNote(render.NoteForm{Topic: w.Topic, Kind: w.Kind}, b.options(q))) {
		b.tell(ctx, q, q.Say(expiredModal))
	}
}

// saveMessage opens that modal for a message, with its words and who wrote them.
func (b *Bot) saveMessage(ctx context.Context, cb slack.InteractionCallback, q ask) {
	q, closed, ok := b.letIn(ctx, q)
	if !ok {
		b.tell(ctx, q, closed)
		return
	}
	form := render.NoteForm{Text: markdown(cb.Message.Text), Author: b.realName(ctx, cb.Message.User)}
	if !b.open(ctx, q, render.WriteNote(form, b.options(q))) {
		b.tell(ctx, q, q.Say(expiredModal))
	}
}

// realName is a person's own name; empty where Slack does not say in time.
func (b *Bot) realName(ctx context.Context, user string) string {
	if user == "" {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, lookTimeout) // a trigger is good for 3 s
	defer cancel()
	u, err := b.api.GetUserInfoContext(ctx, user)
	if err != nil {
		return ""
	}
	return cmp.Or(u.Profile.RealName, u.RealName)
}

// noteWritten shows the block that was written, ready for the notes; or what is wrong with it.
func (b *Bot) noteWritten(_ context.Context, v viewCall) (*slack.ViewSubmissionResponse, func(context.Context)) {
	n := draft{
		Topic: entered(v.cb, render.NoteTopic).Value, Kind: kb.Kind(entered(v.cb, render.NoteKind).SelectedOption.Value),
		Level: entered(v.cb, render.NoteLevel).SelectedOption.Value, Text: entered(v.cb, render.NoteText).Value,
		Author: entered(v.cb, render.NoteAuthor).Value, Link: entered(v.cb, render.NoteLink).Value, Tags: entered(v.cb, render.NoteTags).Value,
	}
	block, field, wrong := n.block()
	if wrong != "" {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{field: v.q.Say(badNoteText, wrong)}), nil
	}
	view := render.NoteReady(block, b.options(v.q)).Modal()
	return slack.NewUpdateViewSubmissionResponse(&view), nil
}

// A draft is a block as it was entered.
type draft struct {
	Topic, Level, Text, Author, Link, Tags string
	Kind                                   kb.Kind
}

// block is the draft as the notes have it, read back by the notes' own parser. Where that finds anything to say, it is what, and about which field.
func (d draft) block() (text, field, wrong string) {
	var annotation bytes.Buffer
	e := json.NewEncoder(&annotation)
	e.SetEscapeHTML(false)
	_ = e.Encode(struct { // strings always encode
		Kind   kb.Kind `json:"semantic"`
		Link   string  `json:"source-link,omitempty"`
		Author string  `json:"source-author,omitempty"`
		Level  string  `json:"mastery,omitempty"`
		Tags   string  `json:"tags,omitempty"`
	}{d.Kind, one(d.Link), one(d.Author), one(d.Level), one(d.Tags)})
	body := strings.TrimSpace(strings.ReplaceAll(d.Text, "\r\n", "\n"))
	text = "## " + one(d.Topic) + "\n\n###### " + strings.TrimSpace(annotation.String()) + "\n\n" + body + "\n"
	note := kb.Parse("note.md", []byte("# Notes\n\n"+text))
	for _, f := range note.Findings {
		return "", fieldOf(f), f.Message
	}
	if len(note.Blocks) != 1 || note.Blocks[0].Body.Empty() || note.Blocks[0].Kind != d.Kind || note.Blocks[0].Name() != one(d.Topic) {
		return "", render.NoteText, "a heading in it would begin a block of its own"
	}
	return text, "", ""
}

// fieldOf is the field of the modal that a finding is about, by the line that it is on.
func fieldOf(f kb.Finding) string {
	switch {
	case f.Line <= 3:
		return render.NoteTopic
	case f.Line == 5 && strings.Contains(f.Message, "author"):
		return render.NoteAuthor
	case f.Line == 5 && strings.Contains(f.Message, "tag"):
		return render.NoteTags
	case f.Line == 5:
		return render.NoteLink
	}
	return render.NoteText
}

// one is a text on one line.
func one(s string) string { return strings.Join(strings.Fields(s), " ") }
