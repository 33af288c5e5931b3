package slacksim_test

import (
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// sharing is a modal that asks for a conversation, at first the one that the person is in, and for a response URL to it.
func sharing() slack.ModalViewRequest {
	pick := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, plain("Where"), "pick")
	pick.DefaultToCurrentConversation, pick.ResponseURLEnabled = true, true
	v := modalView("share")
	v.Blocks = slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock("where", plain("Where"), nil, pick)}}
	return v
}

func TestConversationSelect(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	submitted := make(chan slack.InteractionCallback, 2)
	connect(t, ws, func(c *client, evt socketmode.Event) {
		ackAll(c, evt)
		switch d := evt.Data.(type) {
		case slack.SlashCommand:
			_, _ = c.api.OpenViewContext(t.Context(), d.TriggerID, sharing())
		case slack.InteractionCallback:
			submitted <- d
		}
	})
	for _, channel := range []string{slacksim.General, slacksim.Partners} {
		ws.Slash(slacksim.Ada, slacksim.General, "/arch", "x")
		if err := ws.Wait(soon(t), func() bool { _, n := ws.View(slacksim.Ada); return n == 1 }); err != nil {
			t.Fatal(err)
		}
		var chosen map[string]map[string]any
		if channel != slacksim.General { // else the current one stays
			chosen = map[string]map[string]any{"where": {"pick": map[string]any{"type": "conversations_select", "selected_conversation": channel}}}
		}
		i := ws.Submit(slacksim.Ada, chosen)
		cb := <-submitted
		if got := cb.View.State.Values["where"]["pick"].SelectedConversation; got != channel {
			t.Errorf("chosen %q, want %q", got, channel)
		}
		if len(cb.ResponseURLs) != 1 || cb.ResponseURLs[0].ChannelID != channel || cb.ResponseURLs[0].BlockID != "where" {
			t.Fatalf("response URLs %+v", cb.ResponseURLs)
		}
		shared := &slack.WebhookMessage{Text: "shared", ResponseType: slack.ResponseTypeInChannel}
		if err := slack.PostWebhookContext(soon(t), cb.ResponseURLs[0].ResponseURL, shared); err != nil {
			t.Fatal(err)
		}
		if got, err := i.Wait(soon(t), 1); err != nil || got[0].Channel != channel || got[0].Ephemeral != "" {
			t.Errorf("%+v, %v", got, err)
		}
		if err := ws.Wait(soon(t), func() bool { _, n := ws.View(slacksim.Ada); return n == 0 }); err != nil {
			t.Fatal(err)
		}
	}
}
