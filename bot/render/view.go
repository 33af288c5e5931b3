package render

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/slack-go/slack"
)

// What Slack takes of views and of the elements in them (docs.slack.dev/reference/views, /reference/block-kit/block-elements).
const (
	MaxViewMetadata = 3000
	MaxPlaceholder  = 150
	MaxInputLabel   = 2000
)

// A View is a modal or a Home tab.
type View struct {
	Title, Submit, Close string // of a modal; Slack wants Submit where there is something to fill in
	Callback             string // callback_id, by which the bot knows it again
	Metadata             string // what it carries, at most [MaxViewMetadata]
	Blocks               []slack.Block
}

// Modal is the view as views.open and views.update take it.
func (v View) Modal() slack.ModalViewRequest {
	m := slack.ModalViewRequest{
		Type: slack.VTModal, Title: labelText(v.Title, MaxViewTitle), Blocks: slack.Blocks{BlockSet: v.blocks()},
		CallbackID: v.Callback, PrivateMetadata: v.Metadata,
	}
	if v.Submit != "" {
		m.Submit = labelText(v.Submit, MaxViewTitle)
	}
	if v.Close != "" {
		m.Close = labelText(v.Close, MaxViewTitle)
	}
	return m
}

// Home is the view as views.publish takes it. What it carries is the mark of its blocks, by which [View.Mark] tells whether it is shown
// already.
func (v View) Home() slack.HomeTabViewRequest {
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: v.blocks()}, CallbackID: v.Callback, PrivateMetadata: v.Mark()}
}

// Mark tells views apart by what they show.
func (v View) Mark() string {
	j, err := json.Marshal(v.blocks())
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(j)
	return hex.EncodeToString(sum[:16])
}

// blocks are those of the view as far as Slack takes them: at least one, at most MaxViewBlocks.
func (v View) blocks() []slack.Block {
	if len(v.Blocks) == 0 {
		return []slack.Block{section(emptyCell)}
	}
	return v.Blocks[:min(len(v.Blocks), MaxViewBlocks)]
}

// labelText is a plain text object for a label of at most limit units; Slack takes no empty one.
func labelText(s string, limit int) *slack.TextBlockObject {
	s = shortenText(literal(line(s)), limit)
	if s == "" {
		s = emptyCell
	}
	emoji := false
	return &slack.TextBlockObject{Type: slack.PlainTextType, Text: s, Emoji: &emoji}
}

// choice is an option of a menu; nil where its value has no room.
func choice(value, text string) *slack.OptionBlockObject {
	if value == "" || units(value) > MaxOptionValue {
		return nil
	}
	return slack.NewOptionBlockObject(value, labelText(text, MaxOptionText), nil)
}

// choices are the options there are, as many as a menu takes.
func choices(options ...*slack.OptionBlockObject) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, o := range options {
		if o != nil && len(out) < MaxOptions {
			out = append(out, o)
		}
	}
	return out
}

// menu is a select of options, the one with the value chosen; the first where there is none.
func menu(action, placeholder, chosen string, options []*slack.OptionBlockObject) *slack.SelectBlockElement {
	m := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, labelText(placeholder, MaxPlaceholder), action, options...)
	m.InitialOption = chosenOf(chosen, options)
	return m
}

func chosenOf(value string, options []*slack.OptionBlockObject) *slack.OptionBlockObject {
	for _, o := range options {
		if o.Value == value {
			return o
		}
	}
	return options[0]
}

// press is a button.
func press(action, value, text string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, labelText(text, MaxOptionText))
}
