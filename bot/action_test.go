package bot_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot"
	"archbot/bot/slacksim"
)

// buttons posts a message as an earlier build of the bot might have: one button to press and two that lead to a page.
func (f *fixture) buttons() slacksim.Message {
	f.t.Helper()
	label := slack.NewTextBlockObject(slack.PlainTextType, "Go", false, false)
	page := slack.NewButtonBlockElement("page", "", label)
	page.URL = "https://notes.test/"
	row := slack.NewActionBlock("row", slack.NewButtonBlockElement("older", "v", label), page,
		slack.NewButtonBlockElement("link:page", "", label))
	api := client(f.Workspace, f.BotToken(), f.AppToken())
	_, _, err := api.PostMessageContext(f.ctx, slacksim.Design, slack.MsgOptionText("t", false), slack.MsgOptionBlocks(row))
	if err != nil {
		f.t.Fatal(err)
	}
	return f.posts(slacksim.Design, 1)[0]
}

func TestClickOnAnUnknownButton(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	i := f.Click(slacksim.Ada, f.buttons(), "older")
	if _, err := i.Acked(f.ctx); err != nil {
		t.Fatal(err)
	}
	if m := f.only(i); m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "does not work any more") {
		t.Errorf("told %q: %q", m.Ephemeral, m.Visible())
	}
}

// Slack tells the app of a click on a link, too. Nothing is to be said about it.
func TestClickOnALink(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	m := f.buttons()
	for _, action := range []string{"page", "link:page"} {
		if _, err := f.Click(slacksim.Ada, m, action).Acked(f.ctx); err != nil {
			t.Fatal(err)
		}
	}
	f.settled()
	if n := len(f.CallsTo("response_url")); n != 0 {
		t.Errorf("%d posts", n)
	}
}

func TestUnknownShortcutsAreAcked(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	m := f.Say(slacksim.Ben, slacksim.Design, "hm")
	for _, i := range []*slacksim.Invocation{f.Shortcut(slacksim.Ada, "older"), f.MessageShortcut(slacksim.Ada, "older", m)} {
		if p, err := i.Acked(f.ctx); p != nil || err != nil {
			t.Errorf("ack %s, %v", p, err)
		}
	}
}
