package slacksim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

// deed does something on the page as Ada and returns the status and what the page is told.
func deed(t *testing.T, ws *slacksim.Workspace, v map[string]any) (int, string) {
	t.Helper()
	body, _ := json.Marshal(v)
	res, err := http.Post(ws.URL()+"/sim/do", "application/json", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(b)
}

func TestTray(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	auth := func() error { _, err := api.AuthTestContext(soon(t)); return err }
	for _, c := range []struct{ do, want string }{{"fail500", "500"}, {"fail429", "rate limit"}} {
		deed(t, ws, map[string]any{"do": c.do})
		wantError(t, auth(), c.want)
		wantError(t, auth(), "")
	}
	before := ws.Clock().Now()
	deed(t, ws, map[string]any{"do": "advance", "seconds": 60})
	if d := ws.Clock().Now().Sub(before); d.Seconds() != 60 {
		t.Errorf("moved %v", d)
	}
	nine := before.Add(24 * time.Hour)
	for range 2 { // it is no step, and never back
		deed(t, ws, map[string]any{"do": "until", "seconds": nine.Unix()})
		if now := ws.Clock().Now(); !now.Equal(nine) {
			t.Errorf("it is %v, want %v", now, nine)
		}
	}
	deed(t, ws, map[string]any{"do": "advance", "seconds": -60})
	deed(t, ws, map[string]any{"do": "until", "seconds": before.Unix()})
	if now := ws.Clock().Now(); !now.Equal(nine) {
		t.Errorf("the clock went back to %v", now)
	}
	table := slack.NewTableBlock("t").WithColumnSettings(slack.ColumnSetting{Align: slack.ColumnAlignmentLeft}).AddRow(slack.NewTableRawTextCell("a"))
	for _, c := range []struct {
		deed map[string]any
		want string
	}{
		{map[string]any{"do": "refuse", "text": "table", "all": true}, "invalid_blocks"},
		{map[string]any{"do": "refuse", "text": "table", "all": false}, ""},
		{map[string]any{"do": "refuse", "text": "table", "all": true}, "invalid_blocks"},
		{map[string]any{"do": "heal"}, ""},
	} {
		deed(t, ws, c.deed)
		_, _, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("t", false), slack.MsgOptionBlocks(table))
		wantError(t, err, c.want)
	}
	deed(t, ws, map[string]any{"do": "limits", "all": true})
	var last error
	for range 30 {
		if _, _, last = api.GetConversationsContext(soon(t), &slack.GetConversationsParameters{}); last != nil {
			break
		}
	}
	wantError(t, last, "rate limit")
	for do, reason := range map[string]string{"warn": "warning", "refresh": "refresh_requested"} {
		s := dial(t, ws)
		deed(t, ws, map[string]any{"do": do})
		if m := s.next(t); m["reason"] != reason {
			t.Errorf("%s: %v", do, m)
		}
		deed(t, ws, map[string]any{"do": "cut"})
	}
	await(t, ws, "no connection", func() bool { open, _ := ws.Connections(); return open == 0 })
}

func TestPageActsForItsPersonOnly(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan slack.InteractionCallback, 4)
	c := connect(t, ws, onInteraction(func(_ *client, cb slack.InteractionCallback) any {
		got <- cb
		if cb.Type == slack.InteractionTypeBlockSuggestion {
			return slack.OptionsResponse{Options: []*slack.OptionBlockObject{slack.NewOptionBlockObject("v", plain("found "+cb.Value), nil)}}
		}
		return nil
	}))
	blocks := slack.MsgOptionBlocks(slack.NewActionBlock("row", slack.NewButtonBlockElement("go", "v", plain("Go")),
		slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain("Topic"), "topic")))
	_, ts, err := c.api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("t", false), blocks)
	if err != nil {
		t.Fatal(err)
	}
	at := func(do string, more map[string]any) (int, string) {
		v := map[string]any{"do": do, "channel": slacksim.Design, "ts": ts}
		for k, x := range more {
			v[k] = x
		}
		return deed(t, ws, v)
	}
	if status, _ := at("click", map[string]any{"action_id": "go"}); status != 200 || (<-got).User.ID != slacksim.Ada {
		t.Errorf("click: %d", status)
	}
	if _, body := at("suggest", map[string]any{"action_id": "topic", "text": "kaf"}); !strings.Contains(body, "found kaf") {
		t.Errorf("suggest: %s", body)
	}
	<-got
	for _, do := range []string{"edit", "delete"} {
		if status, _ := at(do, nil); status != 409 {
			t.Errorf("%s of another's message: %d", do, status)
		}
	}
	at("react", map[string]any{"text": "eyes"})
	if m, _ := ws.Message(slacksim.Design, ts); len(m.Reactions["eyes"]) != 1 {
		t.Errorf("%v", m.Reactions)
	}
	eph, _ := c.api.PostEphemeralContext(soon(t), slacksim.Design, slacksim.Ada, slack.MsgOptionText("e", false))
	deed(t, ws, map[string]any{"do": "dismiss", "channel": slacksim.Design, "ts": eph})
	if _, there := ws.Message(slacksim.Design, eph); there {
		t.Error("not dismissed")
	}
	deed(t, ws, map[string]any{"do": "invite", "channel": slacksim.General})
	ch, err := c.api.GetConversationInfoContext(soon(t), &slack.GetConversationInfoInput{ChannelID: slacksim.General})
	if err != nil || !ch.IsMember {
		t.Errorf("%+v, %v", ch, err)
	}
}
