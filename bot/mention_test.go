package bot_test

import (
	"maps"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
)

// The mention comes as app_mention and as message; it is answered once, in its thread, and nothing unfurls.
func TestMentionIsAnsweredOnceInItsThread(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	asked := f.Say(slacksim.Ada, slacksim.Design, "so, @archbot: why <kafka> & co?")
	f.await("acks", func() bool { return len(f.Deliveries()) >= 2 && f.Unacked() == 0 })
	f.settled()
	got := f.fromBot(slacksim.Design)
	if len(got) != 1 || got[0].ThreadTS != asked.TS || !strings.Contains(got[0].Text+got[0].Visible(), "about") {
		t.Fatalf("posted %+v", got)
	}
	call := f.CallsTo("chat.postMessage")[0].Params
	if call["unfurl_links"] != "false" || call["unfurl_media"] != "false" || call["text"] == "" || call["blocks"] == "" {
		t.Errorf("posted with %v", call)
	}
}

func TestMentionInAThreadStaysThere(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	root := f.Say(slacksim.Ben, slacksim.Design, "kafka or not?")
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "@archbot why kafka")
	if got := f.posts(slacksim.Design, 1)[0]; got.ThreadTS != root.TS {
		t.Errorf("answered in thread %q, want %q", got.ThreadTS, root.TS)
	}
}

func TestMentionAloneIsHelp(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot")
	if got := f.posts(slacksim.Design, 1)[0]; !helps(got) {
		t.Errorf("said %q, want help", got.Text)
	}
}

// Talk that is not for the bot, its own words, edits and deletions are acked and left alone.
func TestMentionLeavesTheRestAlone(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	talk := f.Say(slacksim.Ben, slacksim.Design, "archbot is a nice name")
	f.Edit(slacksim.Design, talk.TS, "archbot was a nice name")
	f.Delete(slacksim.Design, talk.TS)
	f.React(slacksim.Ben, slacksim.Design, f.Say(slacksim.Ben, slacksim.Design, "hm").TS, "eyes")
	f.Say(slacksim.Bot, slacksim.Design, "@archbot talking to myself")
	f.OpenHome(slacksim.Ada)
	f.await("acks", func() bool { return f.Unacked() == 0 })
	asked := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.posts(slacksim.Design, 2) // the bot's soliloquy above is one
	f.Edit(slacksim.Design, asked.TS, "@archbot why rabbitmq")
	f.await("acks", func() bool { return f.Unacked() == 0 })
	f.settled()
	if calls := f.CallsTo("chat.postMessage"); len(calls) != 1 {
		t.Errorf("%d posts, want 1: %v", len(calls), calls)
	}
}

// Slack sends an event again when the ack was late, with the same event_id in another envelope.
func TestMentionDeliveredAgainIsAnsweredOnce(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	asked := func() slacksim.Message { return ws.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka") }
	f := startIn(t, ws, answers(echo), bot.Options{})
	asked()
	f.posts(slacksim.Design, 1)
	for _, d := range f.Deliveries() {
		if d.Kind == "events_api" {
			f.SendRaw(envelopeJSON(t, "again-"+d.EnvelopeID, d.Kind, d.Payload))
			f.SendRaw(envelopeJSON(t, d.EnvelopeID, d.Kind, d.Payload))
		}
	}
	n := len(f.Deliveries())
	f.await("acks of the repetitions", func() bool { return len(f.Acks()) >= n+2*2 })
	f.settled()
	if got := f.fromBot(slacksim.Design); len(got) != 1 {
		t.Errorf("answered %d times", len(got))
	}
}

// event is what Slack sends of a message of Ada's, changed.
func event(kind, channel, ts string, change map[string]any) map[string]any {
	e := map[string]any{"type": kind, "user": slacksim.Ada, "channel": channel, "ts": ts, "event_ts": ts,
		"text": "<@" + slacksim.Bot + "> why kafka"}
	if kind == "message" {
		e["channel_type"] = "im"
	}
	maps.Copy(e, change)
	return e
}

func TestMentionsThatAreNotQuestions(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	for id, change := range map[string]map[string]any{
		"own":      {"user": slacksim.Bot},
		"bot":      {"bot_id": "B0OTHER"},
		"slackbot": {"user": "USLACKBOT"},
		"nobody":   {"user": ""},
		"edited":   {"edited": map[string]any{"user": slacksim.Ada, "ts": "2.0"}},
	} {
		f.tell(id, event("app_mention", slacksim.Design, "1."+id, change))
	}
	f.settled()
	if calls := f.CallsTo("chat.postMessage"); len(calls) != 0 {
		t.Errorf("posted %v", calls)
	}
}
