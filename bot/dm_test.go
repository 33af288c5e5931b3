package bot_test

import (
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
)

func TestDirectMessageIsAnsweredInItsThread(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	dm := f.DM(slacksim.Ada)
	first := f.Say(slacksim.Ada, dm, "why kafka")
	got := f.posts(dm, 1)
	if got[0].ThreadTS != first.TS || !strings.Contains(got[0].Visible(), "about why kafka") {
		t.Errorf("in thread %q of %q: %q", got[0].ThreadTS, first.TS, got[0].Visible())
	}
	f.SayInThread(slacksim.Ada, dm, first.TS, "@archbot and rabbitmq?")
	if got := f.posts(dm, 2); got[1].ThreadTS != first.TS || !strings.Contains(got[1].Visible(), "about and rabbitmq?") {
		t.Errorf("in thread %q of %q: %q", got[1].ThreadTS, first.TS, got[1].Visible())
	}
	f.Say(slacksim.Ada, dm, "help")
	if got := f.posts(dm, 3); got[2].Text != render.Help(render.Options{}).Text {
		t.Errorf("said %q, want help", got[2].Text)
	}
}

func TestDirectMessageEditsAreLeftAlone(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	dm := f.DM(slacksim.Ada)
	asked := f.Say(slacksim.Ada, dm, "why kafka")
	f.posts(dm, 1)
	f.Edit(dm, asked.TS, "why rabbitmq")
	f.Delete(dm, asked.TS)
	f.await("acks", func() bool { return f.Unacked() == 0 })
	if err := f.stop(); err != nil {
		t.Fatal(err)
	}
	if n := len(f.CallsTo("chat.postMessage")); n != 1 {
		t.Errorf("%d posts, want 1", n)
	}
}
