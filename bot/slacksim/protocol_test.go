package slacksim_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

func TestLocaleOnRequest(t *testing.T) {
	ws := still(t, slacksim.Options{})
	for params, want := range map[string]string{`"include_locale":true`: "ja-JP", `"include_locale":false`: ""} {
		_, _, got := call(t, ws, "users.info", "application/json", `{"user":"U0CAL",`+params+`}`, http.Header{"Authorization": {"Bearer " + ws.BotToken()}})
		user, _ := got["user"].(map[string]any)
		if locale, _ := user["locale"].(string); locale != want || user["tz"] != "Asia/Tokyo" {
			t.Errorf("%s: %v", params, user)
		}
	}
}

// What is wrong with a response URL is said as text, with 404.
func TestDeadResponseURLsSayWhy(t *testing.T) {
	ws := still(t, slacksim.Options{})
	connect(t, ws, ackAll)
	post := func(url string) string {
		res, err := http.Post(url, "application/json", strings.NewReader(`{"text":"a"}`))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return res.Status[:3] + " " + string(b)
	}
	i := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x")
	for range slacksim.ResponseURLUses {
		if got := post(i.ResponseURL()); got != "200 ok" {
			t.Error(got)
		}
	}
	if got := post(i.ResponseURL()); got != "404 used_url" {
		t.Error(got)
	}
	late := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x")
	ws.Clock().Advance(slacksim.ResponseURLLife + 1)
	if got := post(late.ResponseURL()); got != "404 expired_url" {
		t.Error(got)
	}
	if got := post(ws.URL() + "/response/none"); got != "404 no_hook" {
		t.Error(got)
	}
}

func TestLongTextIsCutWithAWarning(t *testing.T) {
	ws := still(t, slacksim.Options{})
	for n, want := range map[int]any{slacksim.MaxMessageText: nil, slacksim.MaxMessageText + 1: "message_truncated"} {
		body := `{"channel":"C0DESIGN","text":"` + strings.Repeat("x", n) + `"}`
		_, _, got := call(t, ws, "chat.postMessage", "application/json", body, http.Header{"Authorization": {"Bearer " + ws.BotToken()}})
		if got["ok"] != true || got["warning"] != want {
			t.Errorf("%d characters: warning %v, %v", n, got["warning"], got["error"])
		}
	}
}

func TestEphemeralOnlyForThoseInTheChannel(t *testing.T) {
	ws := still(t, slacksim.Options{})
	_, err := newClient(ws).api.PostEphemeralContext(soon(t), slacksim.Partners, slacksim.Cal, slack.MsgOptionText("a", false))
	wantError(t, err, "user_not_in_channel")
}

func TestExternalIDIsUnique(t *testing.T) {
	ws := still(t, slacksim.Options{})
	c := connect(t, ws, ackAll)
	trigger := func() string {
		ws.Shortcut(slacksim.Ada, "s")
		sent := ws.Deliveries()
		return sent[len(sent)-1].Payload["trigger_id"].(string)
	}
	v := modalView("a")
	v.ExternalID = "one"
	_, err := c.api.OpenViewContext(soon(t), trigger(), v)
	wantError(t, err, "")
	_, err = c.api.OpenViewContext(soon(t), trigger(), v)
	wantError(t, err, "duplicate_external_id")
}

// A reply that is sent to the channel too stands in its history, and its event says so.
func TestBroadcastReply(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	root := ws.Say(slacksim.Ada, slacksim.Design, "root")
	_, ts, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("for all", false), slack.MsgOptionTS(root.TS), slack.MsgOptionBroadcast())
	if err != nil {
		t.Fatal(err)
	}
	if got := inner(ws); !slices.Contains(got, "message/thread_broadcast") {
		t.Errorf("%v", got)
	}
	h, err := api.GetConversationHistoryContext(soon(t), &slack.GetConversationHistoryParameters{ChannelID: slacksim.Design})
	if err != nil || len(h.Messages) != 2 || h.Messages[0].Timestamp != ts {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestStoppedStreamIsToldAndTakesNoMore(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	root := ws.Say(slacksim.Ada, ws.DM(slacksim.Ada), "why?")
	_, ts, err := api.StartStreamContext(soon(t), root.Channel, slack.MsgOptionTS(root.TS), slack.MsgOptionMarkdownText("one "))
	if err != nil {
		t.Fatal(err)
	}
	ws.StopStream(slacksim.Ada, root.Channel, ts)
	if got := inner(ws); got[len(got)-1] != "agent_session_stopped" {
		t.Errorf("%v", got)
	}
	_, _, err = api.AppendStreamContext(soon(t), root.Channel, ts, slack.MsgOptionMarkdownText("two"))
	wantError(t, err, "stopped_by_user")
}

// A connection opened with debug_reconnects is refreshed after six minutes.
func TestDebugReconnects(t *testing.T) {
	ws := still(t, slacksim.Options{})
	s := dialURL(t, openURL(t, ws)+"&debug_reconnects=true")
	ws.Clock().Advance(6*time.Minute - 1)
	if open, _ := ws.Connections(); open != 1 {
		t.Fatalf("%d connections", open)
	}
	ws.Clock().Advance(1)
	if m := s.next(t); m["type"] != "disconnect" || m["reason"] != "refresh_requested" {
		t.Errorf("%v", m)
	}
}
