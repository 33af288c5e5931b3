package bot_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/bot/store/pgtest"
)

// shared opens a store on a database of its own that several bots can share.
func shared(t *testing.T, url string, f slacksim.Options) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), slog.New(slog.DiscardHandler), store.Options{URL: url, Now: f.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Two replicas, each with its own connection: Slack gives each envelope to one of them, and a mention's two events to either.
func TestReplicasAnswerOnce(t *testing.T) {
	url := pgtest.Start(t, pgtest.Options{})
	o := slacksim.Options{Clock: stillClock()}
	ws := slacksim.Start(t, o)
	first := startIn(t, ws, answers(goingOn), bot.Options{Now: ws.Clock().Now, Store: shared(t, url, o)})
	second := startIn(t, ws, answers(goingOn), bot.Options{Now: ws.Clock().Now, Store: shared(t, url, o)})
	const n = 20
	var roots []slacksim.Message
	for range n {
		roots = append(roots, first.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka"))
	}
	for _, root := range roots {
		first.replies(root, 1)
	}
	first.bot.Idle()
	second.bot.Idle()
	for _, root := range roots {
		first.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "and the cons?") // to whichever replica
		if got := first.replies(root, 2); !strings.Contains(got[1].Visible(), "asked and the cons? in Kafka") {
			t.Errorf("said %s", got[1].Visible())
		}
	}
	first.bot.Idle()
	second.bot.Idle()
	for _, root := range roots {
		first.Delete(slacksim.Design, root.TS)
	}
	first.await("answers gone", func() bool { return len(first.fromBot(slacksim.Design)) == n })
	first.settled()
	second.settled()
	if got := len(first.CallsTo("chat.postMessage")); got != 2*n {
		t.Errorf("%d posts, want %d", got, 2*n)
	}
}

// After a restart, what was kept in a file is known: threads go on, edits change their answers, and nothing is answered again.
func TestRestartRemembersConversations(t *testing.T) {
	url := "sqlite:" + t.TempDir() + "/archbot.db"
	o := slacksim.Options{Clock: stillClock()}
	ws := slacksim.Start(t, o)
	first := startIn(t, ws, answers(goingOn), bot.Options{Now: ws.Clock().Now, Store: shared(t, url, o)})
	root := first.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	answer := first.replies(root, 1)[0]
	first.settled()
	f := startIn(t, ws, answers(goingOn), bot.Options{Now: ws.Clock().Now, Store: shared(t, url, o)})
	f.tell("again", event("app_mention", slacksim.Design, root.TS, map[string]any{"text": "<@" + slacksim.Bot + "> why kafka", "user": slacksim.Ada}))
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "simpler")
	if got := f.replies(root, 2); len(got) != 2 || !strings.Contains(got[1].Visible(), "asked simpler in Kafka") {
		t.Errorf("said %s", got[1].Visible())
	}
	f.Edit(slacksim.Design, root.TS, "@archbot why nats")
	f.await("changed answer", func() bool {
		m, _ := f.Message(slacksim.Design, answer.TS)
		return strings.Contains(m.Visible(), "asked why nats")
	})
}

// Where the store is down, all is answered, and what this process knows goes on.
func TestStoreDown(t *testing.T) {
	o := slacksim.Options{Clock: stillClock()}
	ws := slacksim.Start(t, o)
	s := shared(t, store.Memory, o)
	s.Close()
	f := startIn(t, ws, answers(goingOn), bot.Options{Now: ws.Clock().Now, Store: s})
	root := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.replies(root, 1)
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "and the cons?")
	if got := f.replies(root, 2); !strings.Contains(got[1].Visible(), "asked and the cons? in Kafka") {
		t.Errorf("said %s", got[1].Visible())
	}
	f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	f.settled()
	if n := len(f.fromBot(slacksim.Design)); n != 3 {
		t.Errorf("%d messages of the bot, want 3", n)
	}
}
