package bot_test

import (
	"encoding/json"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// Blocks are sent as slack-go would write them, whatever is in them.
func TestDirect(t *testing.T) {
	text := slack.NewTextBlockObject(slack.MarkdownType, "<&> \"\u2028", false, false)
	button := slack.NewButtonBlockElement("a", "v", text)
	same := func(blocks ...slack.Block) {
		t.Helper()
		want, err := json.Marshal(blocks)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(bot.Direct(blocks)); err != nil || string(got) != string(want) {
			t.Errorf("%v, sent as\n%s\nwant\n%s", err, got, want)
		}
	}
	same(
		&slack.ContextBlock{Type: slack.MBTContext}, &slack.ActionBlock{Type: slack.MBTAction}, &slack.ContextActionsBlock{Type: slack.MBTContextActions},
		slack.NewContextBlock("id", text, slack.NewImageBlockElement("https://example.com", "alt")), slack.NewActionBlock("id", button, button),
		slack.NewContextActionsBlock("", button), slack.NewActionBlock(""), slack.NewSectionBlock(text, nil, slack.NewAccessory(button)),
	)
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"why kafka", "kafka vs rabbitmq", "good morning", "messaging"} {
		req := answer.Parse(question)
		req.Onward = true
		a, err := answer.New(index).Answer(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, surface := range []render.Surface{render.Channel, render.Private} {
			m := render.Answer(a, render.Options{Surface: surface, Votes: true, Asker: "U0ADA", Share: "x", Carry: func(answer.Request) string { return "<>" }})
			same(m.Blocks...)
		}
	}
}
