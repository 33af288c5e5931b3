package bot_test

import (
	"strings"
	"testing"

	"archbot/bot"
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
	if got := f.posts(dm, 3); !helps(got[2]) {
		t.Errorf("said %q, want help", got[2].Text)
	}
}

func TestDirectMessagesBySubtype(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	dm := f.DM(slacksim.Ada)
	for id, change := range map[string]map[string]any{
		"join":      {"subtype": "channel_join"},
		"me":        {"subtype": "me_message"},
		"assistant": {"subtype": "assistant_app_thread"},
		"changed":   {"subtype": "message_changed", "message": map[string]any{"type": "message", "user": slacksim.Ada, "ts": "1.0"}},
		"edited":    {"edited": map[string]any{"user": slacksim.Ada, "ts": "2.0"}},
		"own":       {"user": slacksim.Bot},
		"bot":       {"bot_id": "B0OTHER"},
		"group":     {"channel_type": "mpim"},
		"channel":   {"channel_type": "channel"},
	} {
		f.tell(id, event("message", dm, "1."+id, change))
	}
	root := f.Say(slacksim.Ada, dm, "why root").TS
	f.tell("file", event("message", dm, "1.file", map[string]any{"subtype": "file_share", "thread_ts": root, "text": "why file"}))
	f.tell("broadcast", event("message", dm, "1.broadcast",
		map[string]any{"subtype": "thread_broadcast", "thread_ts": root, "text": "why broadcast"}))
	f.posts(dm, 3)
	f.tell("twin", event("app_mention", dm, "1.file", nil)) // the same message under another name
	f.settled()
	var said []string
	for _, m := range f.fromBot(dm) {
		said = append(said, m.Visible())
	}
	all := strings.Join(said, "\n")
	if len(said) != 3 || !strings.Contains(all, "about why root") || !strings.Contains(all, "about why file") ||
		!strings.Contains(all, "about why broadcast") {
		t.Errorf("answered %q", said)
	}
	if n := len(f.CallsTo("chat.postMessage")); n != 3 {
		t.Errorf("%d posts, want 3", n)
	}
}
