package slacksim_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// inner returns what the deliveries carried, as "type" or "type/subtype", in order.
func inner(ws *slacksim.Workspace) []string {
	var kinds []string
	for _, d := range ws.Deliveries() {
		e, _ := d.Payload["event"].(map[string]any)
		kind := d.Event
		if s, _ := e["subtype"].(string); s != "" {
			kind += "/" + s
		}
		kinds = append(kinds, kind)
	}
	return kinds
}

func TestMentionComesTwice(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan socketmode.Event, 10)
	c := connect(t, ws, func(c *client, evt socketmode.Event) {
		ackAll(c, evt)
		if evt.Type == socketmode.EventTypeEventsAPI {
			got <- evt
		}
	})
	said := ws.Say(slacksim.Ada, slacksim.Design, "@archbot is 1 < 2 & 3? see https://example.org/a, #general")
	want := "<@U0ARCHBOT> is 1 &lt; 2 &amp; 3? see <https://example.org/a>, <#C0GENERAL|general>"
	if said.Text != want {
		t.Errorf("kept %q, want %q", said.Text, want)
	}
	ids := map[string]bool{}
	for range 2 {
		e := (<-got).Data.(slackevents.EventsAPIEvent)
		ids[e.Data.(*slackevents.EventsAPICallbackEvent).EventID] = true
		switch m := e.InnerEvent.Data.(type) {
		case *slackevents.AppMentionEvent:
			if m.Text != want || m.TimeStamp != said.TS || m.Channel != slacksim.Design || m.User != slacksim.Ada {
				t.Errorf("app_mention %+v", m)
			}
		case *slackevents.MessageEvent:
			if m.Text != want || m.TimeStamp != said.TS || m.ChannelType != "channel" || m.BotID != "" {
				t.Errorf("message %+v", m)
			}
		}
	}
	if k := c.events(); len(ids) != 2 || !slices.Contains(k, "app_mention") || !slices.Contains(k, "message") {
		t.Errorf("events %v with ids %v", k, ids)
	}
}

func TestWhoHearsWhat(t *testing.T) {
	for name, c := range map[string]struct {
		o    slacksim.Options
		do   func(ws *slacksim.Workspace)
		want []string
	}{
		"a mention":        {do: func(ws *slacksim.Workspace) { ws.Say(slacksim.Ada, slacksim.Design, "@archbot hi") }, want: []string{"app_mention", "message"}},
		"a mention, once":  {slacksim.Options{NoMentionEcho: true}, func(ws *slacksim.Workspace) { ws.Say(slacksim.Ada, slacksim.Design, "@archbot hi") }, []string{"app_mention"}},
		"a word":           {do: func(ws *slacksim.Workspace) { ws.Say(slacksim.Ada, slacksim.Design, "hi archbot@x") }, want: []string{"message"}},
		"where it is not":  {do: func(ws *slacksim.Workspace) { ws.Say(slacksim.Ada, slacksim.General, "@archbot hi") }},
		"a direct message": {do: func(ws *slacksim.Workspace) { ws.Say(slacksim.Ada, ws.DM(slacksim.Ada), "@archbot hi") }, want: []string{"message"}},
		"an edit": {do: func(ws *slacksim.Workspace) {
			m := ws.Say(slacksim.Ada, slacksim.Design, "a")
			ws.Edit(m.Channel, m.TS, "b")
		}, want: []string{"message", "message/message_changed"}},
		"a deletion": {do: func(ws *slacksim.Workspace) {
			m := ws.Say(slacksim.Ada, slacksim.Design, "a")
			ws.Delete(m.Channel, m.TS)
		}, want: []string{"message", "message/message_deleted"}},
		"a reaction, and back": {do: func(ws *slacksim.Workspace) {
			m := ws.Say(slacksim.Ada, slacksim.Design, "a")
			ws.React(slacksim.Ben, m.Channel, m.TS, "eyes")
			ws.React(slacksim.Ben, m.Channel, m.TS, "eyes")
		}, want: []string{"message", "reaction_added", "reaction_removed"}},
		"the bot joins":  {do: func(ws *slacksim.Workspace) { ws.Join(slacksim.Bot, slacksim.General) }, want: []string{"member_joined_channel"}},
		"someone leaves": {do: func(ws *slacksim.Workspace) { ws.Leave(slacksim.Ben, slacksim.Design) }, want: []string{"member_left_channel"}},
		"tabs":           {do: func(ws *slacksim.Workspace) { ws.OpenHome(slacksim.Ada); ws.OpenMessages(slacksim.Ada) }, want: []string{"app_home_opened", "app_home_opened"}},
	} {
		t.Run(name, func(t *testing.T) {
			ws := still(t, c.o)
			c.do(ws)
			if got := inner(ws); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestOwnWordsComeBack(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	echo := make(chan *slackevents.MessageEvent, 1)
	c := connect(t, ws, func(c *client, evt socketmode.Event) {
		ackAll(c, evt)
		if e, ok := evt.Data.(slackevents.EventsAPIEvent); ok {
			echo <- e.InnerEvent.Data.(*slackevents.MessageEvent)
		}
	})
	if _, _, err := c.api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("hi", false)); err != nil {
		t.Fatal(err)
	}
	if m := <-echo; m.BotID != slacksim.BotID || m.User != slacksim.Bot || m.SubType != "" {
		t.Errorf("got %+v", m)
	}
}

func TestSharedChannelIsMarked(t *testing.T) {
	ws := still(t, slacksim.Options{})
	ws.Say(slacksim.Ada, slacksim.Partners, "hi")
	ws.Say(slacksim.Ada, slacksim.Design, "hi")
	d := ws.Deliveries()
	if d[0].Payload["is_ext_shared_channel"] != true || d[1].Payload["is_ext_shared_channel"] != false {
		t.Errorf("got %v", d)
	}
	api := newClient(ws).api
	ch, err := api.GetConversationInfoContext(soon(t), &slack.GetConversationInfoInput{ChannelID: slacksim.Partners})
	if err != nil || !ch.IsExtShared {
		t.Errorf("%+v, %v", ch, err)
	}
}

func TestReconnects(t *testing.T) {
	for name, end := range map[string]func(ws *slacksim.Workspace){
		"cut":     func(ws *slacksim.Workspace) { ws.CutConnections() },
		"refresh": func(ws *slacksim.Workspace) { ws.Refresh() },
		"warning": func(ws *slacksim.Workspace) { ws.Warn() },
		"link_disabled, and on again": func(ws *slacksim.Workspace) {
			ws.DisableLink()
			ws.EnableLink()
		},
	} {
		t.Run(name, func(t *testing.T) {
			ws := slacksim.Start(t, slacksim.Options{})
			connect(t, ws, answerSlash(map[string]any{"text": "still here"}))
			end(ws)
			await(t, ws, "a new connection", func() bool { open, total := ws.Connections(); return open == 1 && total == 2 })
			if _, err := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x").Wait(soon(t), 1); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWarningCutsTenSecondsLater(t *testing.T) {
	ws := still(t, slacksim.Options{})
	s := dial(t, ws)
	ws.Warn()
	if m := s.next(t); m["type"] != "disconnect" || m["reason"] != "warning" {
		t.Errorf("got %v", m)
	}
	ws.Say(slacksim.Ada, slacksim.Design, "still delivered")
	if m := s.next(t); m["type"] != "events_api" {
		t.Errorf("got %v", m)
	}
	ws.Clock().Advance(10 * time.Second)
	m, err := s.read()
	if err == nil && m["type"] == "events_api" { // sent again, as nobody has acked it, and out before the cut or not
		m, err = s.read()
	}
	if err == nil {
		t.Errorf("not cut: got %v", m)
	}
}

func TestBadEnvelopeIsAckedByHand(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	connect(t, ws, func(c *client, evt socketmode.Event) {
		bad, ok := evt.Data.(*socketmode.ErrorBadMessage)
		if ok && strings.Contains(string(bad.Message), "E1") {
			_ = c.sm.AckCtx(soon(t), "E1", nil)
		}
	})
	if !ws.SendRaw([]byte(`{"envelope_id":"E1","type":"events_api","payload":{"type":"event_callback","event":{"type":"no_such_event"}}}`)) {
		t.Fatal("no connection")
	}
	await(t, ws, "the ack", func() bool { a := ws.Acks(); return len(a) == 1 && a[0].EnvelopeID == "E1" })
}

func TestBadTokens(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := slack.New("xoxb-wrong", slack.OptionAppLevelToken("xapp-wrong"), slack.OptionAPIURL(ws.APIURL()))
	if err := socketmode.New(api).RunContext(soon(t)); err == nil || errors.Is(err, soon(t).Err()) {
		t.Errorf("run: %v", err)
	}
	_, err := api.AuthTestContext(soon(t))
	wantError(t, err, "invalid_auth")
	_, err = slack.New("", slack.OptionAPIURL(ws.APIURL())).AuthTestContext(soon(t))
	wantError(t, err, "not_authed")
	crossed := slack.New(ws.BotToken(), slack.OptionAppLevelToken(ws.BotToken()), slack.OptionAPIURL(ws.APIURL()))
	_, _, err = crossed.StartSocketModeContext(soon(t))
	wantError(t, err, "not_allowed_token_type")
}
