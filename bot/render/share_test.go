package render_test

import (
	"slices"
	"strings"
	"testing"

	"archbot/bot/render"

	"github.com/slack-go/slack"
)

func kinds(m render.Message) []string {
	var list []string
	for _, b := range m.Blocks {
		list = append(list, string(b.BlockType()))
	}
	return list
}

// button returns the button to share, and where it stands; nil where there is none.
func button(m render.Message) (*slack.ButtonBlockElement, int) {
	for i, b := range m.Blocks {
		if a, ok := b.(*slack.ActionBlock); ok {
			return a.Elements.ElementSet[0].(*slack.ButtonBlockElement), i
		}
	}
	return nil, 0
}

func TestShareButton(t *testing.T) {
	for name, m := range messages() {
		if !strings.Contains(name, "_private") {
			continue
		}
		b, at := button(m)
		if b == nil || b.ActionID != render.ShareAction || b.Value != sharing || b.Text.Text != "Share to channel" {
			t.Errorf("%s: button %+v", name, b)
		}
		if at < len(m.Blocks)-2 || at == len(m.Blocks)-2 && m.Blocks[at+1].BlockType() != slack.MBTContext {
			t.Errorf("%s: the button stands at %d of %v", name, at, kinds(m))
		}
	}
}

func TestShareButtonOnlyWherePrivate(t *testing.T) {
	for _, s := range []render.Surface{render.Channel, render.Modal, render.Home} {
		if b, _ := button(render.Answer(partitioning(), render.Options{Surface: s, Share: sharing})); b != nil {
			t.Errorf("surface %d has a button", s)
		}
	}
	for name, value := range map[string]string{
		"none": "", "too long": strings.Repeat("x", render.MaxButtonValue+1), "not UTF-8": "\xff", "too long as JSON": strings.Repeat("<", 1000),
	} {
		m := render.Answer(partitioning(), render.Options{Surface: render.Private, Share: value})
		if b, _ := button(m); b != nil {
			t.Errorf("%s: a button", name)
		}
		verify(t, m)
	}
	m := render.Answer(partitioning(), render.Options{Surface: render.Private, Share: strings.Repeat("x", render.MaxButtonValue)})
	if b, _ := button(m); b == nil {
		t.Error("no button with the longest value")
	}
	verify(t, m)
}

// Room for what comes last is kept whatever there is to say.
func TestShareButtonUnderALongAnswer(t *testing.T) {
	o := render.Options{Surface: render.Private, NotesURL: notesURL, Share: strings.Repeat("x", render.MaxButtonValue)}
	for _, m := range []render.Message{render.Answer(long(), o), render.Plain(long(), o)} {
		if b, _ := button(m); b == nil {
			t.Errorf("no button in %v", kinds(m))
		}
		verify(t, m)
	}
}

func TestSharedBy(t *testing.T) {
	m := render.Answer(partitioning(), render.Options{SharedBy: "U0ADA"})
	last := m.Blocks[len(m.Blocks)-1].(*slack.ContextBlock).ContextElements.Elements[0].(*slack.TextBlockObject)
	if last.Text != "asked by <@U0ADA>" {
		t.Errorf("ends with %q", last.Text)
	}
	plain := kinds(render.Answer(partitioning(), render.Options{}))
	for _, user := range []string{"", "U1> <!channel", "here", "U", "u0ada", "U0ADA\n", strings.Repeat("U", 40)} {
		if got := kinds(render.Answer(partitioning(), render.Options{SharedBy: user})); !slices.Equal(got, plain) {
			t.Errorf("%q: %v", user, got)
		}
	}
}
