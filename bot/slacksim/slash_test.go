package slacksim_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// answerSlash acks a slash command with a payload.
func answerSlash(payload any) func(*client, socketmode.Event) {
	return func(c *client, evt socketmode.Event) {
		if evt.Type == socketmode.EventTypeSlashCommand {
			_ = c.sm.AckCtx(context.Background(), evt.Request.EnvelopeID, payload)
			return
		}
		ackAll(c, evt)
	}
}

func TestSlashIsAnsweredInItsAck(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	connect(t, ws, func(c *client, evt socketmode.Event) {
		cmd, ok := evt.Data.(slack.SlashCommand)
		if !ok {
			ackAll(c, evt)
			return
		}
		_ = c.sm.Ack(*evt.Request, map[string]any{"text": cmd.Command + "|" + cmd.Text + "|" + cmd.UserID + "|" + cmd.ChannelName})
	})
	got, err := ws.SlashLine(slacksim.Ada, slacksim.Design, "/arch  a < b & c? ask @ben").Wait(soon(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	want := "/arch|a &lt; b &amp; c? ask <@U0BEN>|U0ADA|design"
	if m := got[0]; m.Text != want || m.Ephemeral != slacksim.Ada || m.Channel != slacksim.Design || m.Via != "ack" {
		t.Errorf("got %+v, want %q for Ada alone", m, want)
	}
}

func TestAckPayloadIsDroppedWithoutAWord(t *testing.T) {
	big := strings.Repeat("x", slacksim.MaxAckPayload)
	table := slack.NewTableBlock("t").AddRow(slack.NewTableRawTextCell("a"))
	for name, c := range map[string]struct {
		payload any
		dropped string
	}{
		"a table":       {map[string]any{"text": "t", "blocks": []slack.Block{table}}, `block type "table" in an ack`},
		"a bad block":   {map[string]any{"text": "t", "blocks": []slack.Block{slack.NewHeaderBlock(plain(strings.Repeat("h", 151)))}}, "must be less than 151"},
		"not a message": {[]int{1}, "not a message"},
		"classic":       {map[string]any{"text": "t", "blocks": []slack.Block{slack.NewHeaderBlock(plain("h")), slack.NewDividerBlock()}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			ws := slacksim.Start(t, slacksim.Options{})
			connect(t, ws, answerSlash(c.payload))
			i := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x")
			if _, err := i.Acked(soon(t)); err != nil {
				t.Fatal(err)
			}
			shown := len(i.Messages()) == 1
			if !strings.Contains(i.Dropped(), c.dropped) || shown != (c.dropped == "") || shown == (i.Dropped() != "") {
				t.Errorf("shown %t, dropped %q, want %q", shown, i.Dropped(), c.dropped)
			}
		})
	}
	t.Run("20 KB", func(t *testing.T) { // slack-go would not send it, so a client without its check does
		ws := slacksim.Start(t, slacksim.Options{})
		s := dial(t, ws)
		i := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x")
		s.ack(t, s.next(t)["envelope_id"].(string), map[string]any{"text": big})
		if _, err := i.Acked(soon(t)); err != nil {
			t.Fatal(err)
		}
		if len(i.Messages()) != 0 || !strings.Contains(i.Dropped(), "payload of") {
			t.Errorf("got %d messages, dropped %q", len(i.Messages()), i.Dropped())
		}
	})
}

func TestResponseURL(t *testing.T) {
	ws := still(t, slacksim.Options{})
	connect(t, ws, ackAll)
	post := func(i *slacksim.Invocation, m *slack.WebhookMessage) error {
		return slack.PostWebhookCustomHTTPContext(soon(t), i.ResponseURL(), http.DefaultClient, m)
	}
	i := ws.Slash(slacksim.Ada, slacksim.General, "/arch", "x") // where the bot is no member
	for n := range slacksim.ResponseURLUses {
		m := &slack.WebhookMessage{Text: "hello", ResponseType: "ephemeral"}
		if n == 1 {
			m.ResponseType = "in_channel"
		}
		if err := post(i, m); err != nil {
			t.Fatalf("use %d: %v", n+1, err)
		}
	}
	wantError(t, post(i, &slack.WebhookMessage{Text: "once more"}), "404")
	got := i.Messages()
	if len(got) != 5 || got[0].Ephemeral != slacksim.Ada || got[1].Ephemeral != "" {
		t.Errorf("got %+v, want five, the second for all", got)
	}

	late := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x")
	if _, err := late.Acked(soon(t)); err != nil {
		t.Fatal(err)
	}
	ws.Clock().Advance(slacksim.ResponseURLLife)
	wantError(t, post(late, &slack.WebhookMessage{Text: "at the last moment"}), "")
	ws.Clock().Advance(1)
	wantError(t, post(late, &slack.WebhookMessage{Text: "late"}), "404")
}

func TestSlashFailsWithoutAnAck(t *testing.T) {
	ws := still(t, slacksim.Options{})
	if i := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x"); !i.Failed() {
		t.Error("with no connection the command should fail at once")
	}
	connect(t, ws, nil)
	i := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x")
	ws.Clock().Advance(slacksim.AckTimeout - 1)
	if i.Failed() {
		t.Error("failed before the time was up")
	}
	ws.Clock().Advance(1)
	if !i.Failed() || len(ws.Deliveries()) != 2 {
		t.Errorf("failed %t, %d deliveries; want a failure and no second delivery", i.Failed(), len(ws.Deliveries()))
	}
}
