package bot_test

import (
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
)

// The message is the question; the answer stands in its thread and says who wanted it.
func TestAskAboutAMessage(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	m := f.Say(slacksim.Ben, slacksim.Design, "so why kafka?")
	f.MessageShortcut(slacksim.Ada, "ask_message", m)
	got := f.posts(slacksim.Design, 1)[0]
	if got.Ephemeral != "" || got.ThreadTS != m.TS || !strings.Contains(got.Visible(), "about so why kafka?") || !strings.Contains(got.Visible(), "asked by <@"+slacksim.Ada+">") {
		t.Errorf("%q in %q: %q", got.Ephemeral, got.ThreadTS, got.Visible())
	}
}

func TestAskAboutAMessageWhereTheBotIsNoMember(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	for _, channel := range []string{slacksim.General, "G0SECRET"} {
		f.AddChannel(slacksim.Channel{ID: channel, Name: "elsewhere", Private: channel != slacksim.General, Members: []string{slacksim.Ada, slacksim.Ben}})
		m := f.Say(slacksim.Ben, channel, "why kafka?")
		got := f.only(f.MessageShortcut(slacksim.Ada, "ask_message", m))
		if got.Ephemeral != slacksim.Ada || !strings.Contains(got.Visible(), "about why kafka?") || !strings.Contains(got.Visible(), "Invite me to answer in the thread") {
			t.Errorf("%s: %q sees %q", channel, got.Ephemeral, got.Visible())
		}
	}
}

// The bot was thrown out of the channel a moment ago, so that it still takes itself for a member.
func TestAskAboutAMessageAfterLeaving(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	m := f.Say(slacksim.Ben, slacksim.Design, "why kafka?")
	f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	f.Leave(slacksim.Bot, slacksim.Design)
	got := f.only(f.MessageShortcut(slacksim.Ada, "ask_message", m))
	if got.Ephemeral != slacksim.Ada || !strings.Contains(got.Visible(), "Invite me") {
		t.Errorf("%q sees %q", got.Ephemeral, got.Visible())
	}
}

func TestAskAboutAMessageIsForMembersOnly(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	for who, channel := range map[string]string{slacksim.Cal: slacksim.Design, slacksim.Ada: slacksim.Partners} {
		m := f.Say(slacksim.Ben, channel, "why kafka?")
		got := f.only(f.MessageShortcut(who, "ask_message", m))
		if got.Ephemeral != who || strings.Contains(got.Visible(), "about") {
			t.Errorf("%s in %s: %q sees %q", who, channel, got.Ephemeral, got.Visible())
		}
	}
}

func TestAskAboutAMessageWithoutWords(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	got := f.only(f.MessageShortcut(slacksim.Ada, "ask_message", f.Say(slacksim.Ben, slacksim.Design, "…")))
	if got.Ephemeral != slacksim.Ada || !strings.Contains(got.Visible(), "no words") {
		t.Errorf("%q sees %q", got.Ephemeral, got.Visible())
	}
}
