package slacksim_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// onInteraction acks everything and hands interactions to f, which may ack with a payload itself by returning one.
func onInteraction(f func(c *client, cb slack.InteractionCallback) any) func(*client, socketmode.Event) {
	return func(c *client, evt socketmode.Event) {
		cb, ok := evt.Data.(slack.InteractionCallback)
		if !ok {
			ackAll(c, evt)
			return
		}
		if payload := f(c, cb); payload != nil {
			_ = c.sm.Ack(*evt.Request, payload)
			return
		}
		ackAll(c, evt)
	}
}

func buttons() slack.MsgOption {
	return slack.MsgOptionBlocks(slack.NewSectionBlock(mrkdwn("text"), nil, nil),
		slack.NewActionBlock("row", slack.NewButtonBlockElement("go", "value 1", plain("Go"))),
		slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement("vote", slack.NewFeedbackButton(plain("Good"), "up"), slack.NewFeedbackButton(plain("Poor"), "down"))))
}

func TestClickCarriesItsMessage(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan slack.InteractionCallback, 2)
	c := connect(t, ws, onInteraction(func(_ *client, cb slack.InteractionCallback) any { got <- cb; return nil }))
	_, ts, err := c.api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("t", false), buttons())
	if err != nil {
		t.Fatal(err)
	}
	m, _ := ws.Message(slacksim.Design, ts)
	if _, err := ws.Click(slacksim.Ben, m, "go").Acked(soon(t)); err != nil {
		t.Fatal(err)
	}
	cb := <-got
	a := cb.ActionCallback.BlockActions[0]
	if cb.Type != slack.InteractionTypeBlockActions || cb.User.ID != slacksim.Ben || cb.Channel.ID != slacksim.Design || cb.Message.Timestamp != ts ||
		cb.Container.IsEphemeral || cb.ResponseURL == "" || cb.TriggerID == "" || a.ActionID != "go" || a.BlockID != "row" || a.Value != "value 1" {
		t.Errorf("%+v", cb)
	}
	ws.Vote(slacksim.Ben, m, false)
	if a := (<-got).ActionCallback.BlockActions[0]; a.ActionID != "vote" || a.Value != "down" {
		t.Errorf("%+v", a)
	}
}

func TestLinkButtonCarriesItsAddress(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan slack.InteractionCallback, 1)
	c := connect(t, ws, onInteraction(func(_ *client, cb slack.InteractionCallback) any { got <- cb; return nil }))
	link := slack.NewButtonBlockElement("link", "v", plain("Watch"))
	link.URL = "https://example.org/watch?v=1&t=572"
	_, ts, err := c.api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("t", false), slack.MsgOptionBlocks(slack.NewActionBlock("row", link)))
	if err != nil {
		t.Fatal(err)
	}
	m, _ := ws.Message(slacksim.Design, ts)
	ws.Click(slacksim.Ada, m, "link")
	<-got
	sent := ws.Deliveries()
	actions := sent[len(sent)-1].Payload["actions"].([]any)
	if a := actions[0].(map[string]any); a["url"] != link.URL || a["value"] != "v" {
		t.Errorf("%v", a)
	}
}

func TestEphemeralLivesByItsResponseURL(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan slack.InteractionCallback, 1)
	c := connect(t, ws, onInteraction(func(_ *client, cb slack.InteractionCallback) any { got <- cb; return nil }))
	ts, err := c.api.PostEphemeralContext(soon(t), slacksim.Design, slacksim.Ada, slack.MsgOptionText("t", false), buttons())
	if err != nil {
		t.Fatal(err)
	}
	m, _ := ws.Message(slacksim.Design, ts)
	ws.Click(slacksim.Ada, m, "go")
	cb := <-got
	if !cb.Container.IsEphemeral || cb.Message.Timestamp != "" {
		t.Errorf("ephemeral %t with message %+v", cb.Container.IsEphemeral, cb.Message)
	}
	post := func(m *slack.WebhookMessage) {
		t.Helper()
		if err := slack.PostWebhookCustomHTTPContext(soon(t), cb.ResponseURL, http.DefaultClient, m); err != nil {
			t.Error(err)
		}
	}
	post(&slack.WebhookMessage{Text: "changed", ReplaceOriginal: true})
	if m, _ := ws.Message(slacksim.Design, ts); m.Text != "changed" || m.Ephemeral != slacksim.Ada || len(m.Blocks) != 0 {
		t.Errorf("%+v", m)
	}
	post(&slack.WebhookMessage{DeleteOriginal: true})
	if _, there := ws.Message(slacksim.Design, ts); there {
		t.Error("not deleted")
	}
	post(&slack.WebhookMessage{Text: "for all", ResponseType: "in_channel"})
	if all := ws.Messages(slacksim.Design); len(all) != 1 || all[0].Ephemeral != "" {
		t.Errorf("%+v", all)
	}
}

func modalView(callback string) slack.ModalViewRequest {
	in := slack.NewInputBlock("q", plain("Question"), nil, slack.NewPlainTextInputBlockElement(nil, "text"))
	return slack.ModalViewRequest{Type: slack.VTModal, CallbackID: callback, Title: plain("Ask"), Submit: plain("Ask"), NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{in, slack.NewActionBlock("row", slack.NewButtonBlockElement("more", "v", plain("More")))}}}
}

func TestTriggersAreShortAndWorkOnce(t *testing.T) {
	ws := still(t, slacksim.Options{})
	triggers := make(chan string, 4)
	c := connect(t, ws, onInteraction(func(_ *client, cb slack.InteractionCallback) any {
		if cb.TriggerID != "" {
			triggers <- cb.TriggerID
		}
		return nil
	}))
	open := func(id string) error {
		_, err := c.api.OpenViewContext(soon(t), id, modalView("a"))
		return err
	}
	ws.Shortcut(slacksim.Ada, "ask")
	id := <-triggers
	wantError(t, open("1.wrong"), "invalid_trigger_id")
	ws.Clock().Advance(slacksim.TriggerLifetime)
	wantError(t, open(id), "")
	wantError(t, open(id), "exchanged_trigger_id")
	ws.CloseView(slacksim.Ada, true)
	ws.Shortcut(slacksim.Ada, "ask")
	id = <-triggers
	ws.Clock().Advance(slacksim.TriggerLifetime + 1)
	wantError(t, open(id), "expired_trigger_id")
}

func TestModal(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan slack.InteractionCallback, 8)
	answers := make(chan any, 8)
	c := connect(t, ws, onInteraction(func(c *client, cb slack.InteractionCallback) any {
		got <- cb
		if cb.Type == slack.InteractionTypeViewSubmission {
			return <-answers
		}
		return nil
	}))
	ws.Shortcut(slacksim.Ada, "ask")
	res, err := c.api.OpenViewContext(soon(t), (<-got).TriggerID, modalView("first"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.api.UpdateViewContext(soon(t), modalView("changed"), "", "an old hash", res.View.ID)
	wantError(t, err, "hash_conflict")
	changed, err := c.api.UpdateViewContext(soon(t), modalView("changed"), "", res.View.Hash, res.View.ID)
	if err != nil || changed.View.Hash == res.View.Hash || changed.View.ID != res.View.ID {
		t.Fatalf("%+v, %v", changed, err)
	}
	submit := func(answer any) *slacksim.Invocation {
		t.Helper()
		answers <- answer
		i := ws.Submit(slacksim.Ada, map[string]map[string]any{"q": {"text": "kafka"}})
		if _, err := i.Acked(soon(t)); err != nil {
			t.Fatal(err)
		}
		return i
	}
	i := submit(slack.NewErrorsViewSubmissionResponse(map[string]string{"q": "too short"}))
	if i.Errors()["q"] != "too short" || i.Dropped() != "" {
		t.Errorf("errors %v, dropped %q", i.Errors(), i.Dropped())
	}
	if cb := <-got; cb.View.State.Values["q"]["text"].Value != "kafka" || cb.View.CallbackID != "changed" {
		t.Errorf("%+v", cb.View)
	}
	second := modalView("second")
	submit(slack.NewPushViewSubmissionResponse(&second))
	if v, n := ws.View(slacksim.Ada); v.CallbackID != "second" || n != 2 || v.Previous != res.View.ID || v.Root != res.View.ID {
		t.Errorf("%d stacked, %+v", n, v)
	}
	ws.ClickView(slacksim.Ada, "", "more", nil)
	<-got
	if _, err = c.api.PushViewContext(soon(t), (<-got).TriggerID, modalView("third")); err != nil {
		t.Fatal(err)
	}
	if i := submit(slack.NewPushViewSubmissionResponse(&second)); !strings.Contains(i.Dropped(), "push_limit_reached") {
		t.Errorf("a fourth view: %q", i.Dropped())
	}
	submit(map[string]any{})
	if v, n := ws.View(slacksim.Ada); n != 2 || v.CallbackID != "second" {
		t.Errorf("after an empty answer %d stacked, %+v", n, v)
	}
	submit(slack.NewClearViewSubmissionResponse())
	if _, n := ws.View(slacksim.Ada); n != 0 {
		t.Errorf("%d stacked after clear", n)
	}
}

func TestViewClosedIsToldOnRequest(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan slack.InteractionCallback, 8)
	c := connect(t, ws, onInteraction(func(_ *client, cb slack.InteractionCallback) any { got <- cb; return nil }))
	for _, notify := range []bool{false, true} {
		ws.Shortcut(slacksim.Ada, "ask")
		v := modalView("a")
		v.NotifyOnClose = notify
		if _, err := c.api.OpenViewContext(soon(t), (<-got).TriggerID, v); err != nil {
			t.Fatal(err)
		}
		ws.CloseView(slacksim.Ada, false)
	}
	if cb := <-got; cb.Type != slack.InteractionTypeViewClosed || cb.View.CallbackID != "a" {
		t.Errorf("%+v", cb)
	}
	if len(got) != 0 {
		t.Errorf("%d more", len(got))
	}
}

func TestHomeAndSuggestions(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	c := connect(t, ws, onInteraction(func(c *client, cb slack.InteractionCallback) any {
		if cb.Type == slack.InteractionTypeBlockSuggestion {
			return slack.OptionsResponse{Options: []*slack.OptionBlockObject{slack.NewOptionBlockObject("v", plain(cb.Value+"?"), nil)}}
		}
		return nil
	}))
	home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewHeaderBlock(plain("Home")),
		slack.NewActionBlock("a", slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain("Topic"), "topic"))}}}
	publish := func(hash *string) (*slack.ViewResponse, error) {
		return c.api.PublishViewContext(soon(t), slack.PublishViewContextRequest{UserID: slacksim.Ada, View: home, Hash: hash})
	}
	first, err := publish(nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = publish(&first.Hash)
	wantError(t, err, "")
	_, err = publish(&first.Hash)
	wantError(t, err, "hash_conflict")
	if v, ok := ws.Home(slacksim.Ada); !ok || v.Visible() != "Home\nTopic" {
		t.Errorf("%q", v.Visible())
	}
	i := ws.Suggest(slacksim.Ada, nil, "topic", "kaf")
	if _, err := i.Acked(soon(t)); err != nil || len(i.Options()) != 1 {
		t.Errorf("%v, %v", i.Options(), err)
	}
}

func TestStreams(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	root := ws.Say(slacksim.Ada, ws.DM(slacksim.Ada), "why?")
	ch := root.Channel
	_, ts, err := api.StartStreamContext(soon(t), ch, slack.MsgOptionTS(root.TS), slack.MsgOptionMarkdownText("one "))
	if err != nil {
		t.Fatal(err)
	}
	add := func(o ...slack.MsgOption) error {
		_, _, err := api.AppendStreamContext(soon(t), ch, ts, o...)
		return err
	}
	wantError(t, add(slack.MsgOptionMarkdownText("two")), "")
	wantError(t, add(slack.MsgOptionChunks(slack.NewTaskUpdateChunk("t1", "Reading"))), "")
	_, _, _, err = api.UpdateMessageContext(soon(t), ch, ts, slack.MsgOptionText("x", false))
	wantError(t, err, "streaming_state_conflict")
	if _, _, err = api.StopStreamContext(soon(t), ch, ts, slack.MsgOptionBlocks(slack.NewDividerBlock())); err != nil {
		t.Fatal(err)
	}
	m, _ := ws.Message(ch, ts)
	if m.Text != "one two" || strings.Join(m.BlockTypes(), " ") != "markdown task_card divider" || m.Streaming {
		t.Errorf("%q %v", m.Text, m.BlockTypes())
	}
	wantError(t, add(slack.MsgOptionMarkdownText("late")), "message_not_in_streaming_state")
	_, _, err = api.StartStreamContext(soon(t), slacksim.Design, slack.MsgOptionTS(ws.Say(slacksim.Ada, slacksim.Design, "a").TS))
	wantError(t, err, "missing_recipient_user_id")
	_, ts, err = api.StartStreamContext(soon(t), ch, slack.MsgOptionTS(root.TS), slack.MsgOptionMarkdownText("one "))
	if err != nil {
		t.Fatal(err)
	}
	ws.StopStream(slacksim.Ada, ch, ts)
	wantError(t, add(slack.MsgOptionMarkdownText("two")), "stopped_by_user")
}

func TestAgentPane(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	dm := ws.DM(slacksim.Ada)
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: dm}
	p.AddPrompt("Compare", "kafka vs rabbitmq")
	if err := api.SetAssistantThreadsSuggestedPromptsContext(soon(t), p); err != nil || len(ws.Prompts(dm)) != 1 {
		t.Errorf("%v, %v", ws.Prompts(dm), err)
	}
	root := ws.Say(slacksim.Ada, dm, "why?")
	status := func(s string) {
		t.Helper()
		if err := api.SetAssistantThreadsStatusContext(soon(t), slack.AssistantThreadsSetStatusParameters{ChannelID: dm, ThreadTS: root.TS, Status: s}); err != nil {
			t.Error(err)
		}
	}
	status("is reading…")
	if got := ws.Status(dm, root.TS); got != "is reading…" {
		t.Errorf("status %q", got)
	}
	ws.Clock().Advance(2 * time.Minute)
	if got := ws.Status(dm, root.TS); got != "" {
		t.Errorf("status %q after two minutes", got)
	}
	status("is reading…")
	if _, _, err := api.PostMessageContext(soon(t), dm, slack.MsgOptionText("a", false), slack.MsgOptionTS(root.TS)); err != nil {
		t.Fatal(err)
	}
	if got := ws.Status(dm, root.TS); got != "" {
		t.Errorf("status %q after the answer", got)
	}
}
