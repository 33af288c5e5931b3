package slacksim_test

import (
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

// call is a method called by hand; it returns the status, the headers and the body.
func call(t *testing.T, ws *slacksim.Workspace, method, kind, body string, header http.Header) (int, http.Header, map[string]any) {
	t.Helper()
	r, err := http.NewRequest("POST", ws.APIURL()+method, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		r.Header[k] = v
	}
	r.Header.Set("Content-Type", kind)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, _ := io.ReadAll(res.Body)
	var m map[string]any
	_ = json.Unmarshal(raw, &m)
	return res.StatusCode, res.Header, m
}

func TestTokensAndParametersComeEitherWay(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	bearer := http.Header{"Authorization": {"Bearer " + ws.BotToken()}}
	form := url.Values{"channel": {slacksim.Design}, "text": {"a"}, "blocks": {`[{"type":"divider"}]`}}
	withToken := url.Values{"channel": {slacksim.Design}, "text": {"a"}, "token": {ws.BotToken()}}
	var mp strings.Builder
	parts := multipart.NewWriter(&mp)
	_ = parts.WriteField("channel", slacksim.Design)
	_ = parts.WriteField("text", "a")
	parts.Close()
	for name, c := range map[string]struct {
		kind, body string
		header     http.Header
		want       any
	}{
		"form, token in header":    {"application/x-www-form-urlencoded", form.Encode(), bearer, nil},
		"form, token in body":      {"application/x-www-form-urlencoded", withToken.Encode(), nil, nil},
		"json, token in header":    {"application/json; charset=utf-8", `{"channel":"C0DESIGN","text":"a","blocks":[{"type":"divider"}],"thread_ts":null}`, bearer, nil},
		"json, blocks as a string": {"application/json", `{"channel":"C0DESIGN","text":"a","blocks":"[{\"type\":\"divider\"}]"}`, bearer, nil},
		"multipart":                {parts.FormDataContentType(), mp.String(), bearer, nil},
		"no token":                 {"application/json", `{"channel":"C0DESIGN","text":"a"}`, nil, "not_authed"},
		"broken json":              {"application/json", `{"channel":`, bearer, "invalid_json"},
		"blocks are no list":       {"application/json", `{"channel":"C0DESIGN","text":"a","blocks":{}}`, bearer, "invalid_blocks_format"},
	} {
		t.Run(name, func(t *testing.T) {
			status, header, m := call(t, ws, "chat.postMessage", c.kind, c.body, c.header)
			if status != 200 || m["error"] != c.want || m["ok"] != (c.want == nil) {
				t.Errorf("got %d %v, want error %v", status, m, c.want)
			}
			if c.header != nil && c.want == nil && !strings.Contains(header.Get("X-OAuth-Scopes"), "chat:write") {
				t.Errorf("no scopes in %v", header)
			}
		})
	}
	_, _, m := call(t, ws, "no.such", "application/json", "{}", bearer)
	if m["error"] != "unknown_method" {
		t.Errorf("got %v", m)
	}
}

func TestMessageRules(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	ws.AddChannel(slacksim.Channel{ID: "C0OLD", Name: "old", Archived: true, Members: []string{slacksim.Bot}})
	ws.AddChannel(slacksim.Channel{ID: "C0SECRET", Name: "secret", Private: true})
	text := func(n int) slack.MsgOption { return slack.MsgOptionText(strings.Repeat("x", n), false) }
	big := []slack.Block{}
	for range 5 {
		big = append(big, slack.NewSectionBlock(mrkdwn(strings.Repeat("x", 2900)), nil, nil))
	}
	for name, c := range map[string]struct {
		channel string
		options []slack.MsgOption
		want    string
	}{
		"text":                {slacksim.Design, []slack.MsgOption{text(1)}, ""},
		"to a person":         {slacksim.Ada, []slack.MsgOption{text(1)}, ""},
		"nothing":             {slacksim.Design, nil, "no_text"},
		"empty blocks":        {slacksim.Design, []slack.MsgOption{slack.MsgOptionBlocks()}, "no_text"},
		"not in channel":      {slacksim.General, []slack.MsgOption{text(1)}, "not_in_channel"},
		"no channel":          {"C0NONE", []slack.MsgOption{text(1)}, "channel_not_found"},
		"private channel":     {"C0SECRET", []slack.MsgOption{text(1)}, "channel_not_found"},
		"archived":            {"C0OLD", []slack.MsgOption{text(1)}, "is_archived"},
		"no such thread":      {slacksim.Design, []slack.MsgOption{text(1), slack.MsgOptionTS("1.000001")}, "thread_not_found"},
		"over the budget":     {slacksim.Design, []slack.MsgOption{text(1), slack.MsgOptionBlocks(big...)}, "msg_blocks_too_long"},
		"markdown":            {slacksim.Design, []slack.MsgOption{slack.MsgOptionMarkdownText("# a")}, ""},
		"markdown with text":  {slacksim.Design, []slack.MsgOption{slack.MsgOptionMarkdownText("# a"), text(1)}, "markdown_text_conflict"},
		"much markdown":       {slacksim.Design, []slack.MsgOption{slack.MsgOptionMarkdownText(strings.Repeat("x", 12_001))}, "msg_too_long"},
		"a bad block":         {slacksim.Design, []slack.MsgOption{slack.MsgOptionBlocks(slack.NewHeaderBlock(plain(strings.Repeat("x", 151))))}, "invalid_blocks"},
		"too large metadata":  {slacksim.Design, []slack.MsgOption{text(1), slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "e", EventPayload: map[string]any{"a": strings.Repeat("x", 20_000)}})}, "metadata_too_large"},
		"metadata with no id": {slacksim.Design, []slack.MsgOption{text(1), slack.MsgOptionMetadata(slack.SlackMetadata{EventPayload: map[string]any{"a": 1}})}, "invalid_metadata_schema"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := newClient(ws).api.PostMessageContext(soon(t), c.channel, c.options...)
			wantError(t, err, c.want)
		})
	}
}

func TestInvalidBlocksPointAtTheFault(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	var buttons []slack.BlockElement
	for range 26 {
		buttons = append(buttons, slack.NewButtonBlockElement("", "v", plain("b")))
	}
	_, _, err := newClient(ws).api.PostMessageContext(soon(t), slacksim.Design,
		slack.MsgOptionBlocks(slack.NewDividerBlock(), slack.NewActionBlock("", buttons...)))
	e, ok := err.(slack.SlackErrorResponse)
	if !ok {
		t.Fatalf("%T: %v", err, err)
	}
	want := "no more than 25 items allowed [json-pointer:/blocks/1/elements]"
	if len(e.ResponseMetadata.Messages) != 1 || e.ResponseMetadata.Messages[0] != want {
		t.Errorf("got %v, want %q", e.ResponseMetadata.Messages, want)
	}
}

func TestUpdateDeleteAndLongText(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	_, ts, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText(strings.Repeat("x", 40_001), false))
	if m, _ := ws.Message(slacksim.Design, ts); err != nil || len(m.Text) != 40_000 {
		t.Errorf("kept %d characters, %v", len(m.Text), err)
	}
	update := func(ts string, n int) error {
		_, _, _, err := api.UpdateMessageContext(soon(t), slacksim.Design, ts, slack.MsgOptionText(strings.Repeat("x", n), false))
		return err
	}
	wantError(t, update(ts, 4_000), "")
	wantError(t, update(ts, 4_001), "msg_too_long")
	wantError(t, update("1.000001", 1), "message_not_found")
	wantError(t, update(ws.Say(slacksim.Ada, slacksim.Design, "mine").TS, 1), "cant_update_message")
	eph, err := api.PostEphemeralContext(soon(t), slacksim.Design, slacksim.Ada, slack.MsgOptionText("only you", false))
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, update(eph, 1), "message_not_found")
	if m, _ := ws.Message(slacksim.Design, eph); m.Ephemeral != slacksim.Ada {
		t.Errorf("%+v", m)
	}
	if _, err = api.PostEphemeralContext(soon(t), slacksim.Design, "U0NONE", slack.MsgOptionText("a", false)); err == nil {
		t.Error("an ephemeral message to nobody")
	}
	if _, _, err = api.DeleteMessageContext(soon(t), slacksim.Design, ts); err != nil {
		t.Error(err)
	}
	if _, ok := ws.Message(slacksim.Design, ts); ok {
		t.Error("still there")
	}
}

func TestHistoryRepliesAndMetadata(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	root := ws.Say(slacksim.Ada, slacksim.Design, "root")
	for n := range 3 {
		_, _, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("reply", false), slack.MsgOptionTS(root.TS),
			slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "answer", EventPayload: map[string]any{"n": n}}))
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := api.PostEphemeralContext(soon(t), slacksim.Design, slacksim.Ada, slack.MsgOptionText("secret", false)); err != nil {
		t.Fatal(err)
	}
	msgs, more, _, err := api.GetConversationRepliesContext(soon(t), &slack.GetConversationRepliesParameters{
		ChannelID: slacksim.Design, Timestamp: root.TS, IncludeAllMetadata: true})
	if err != nil || len(msgs) != 4 || more || msgs[3].Metadata.EventType != "answer" || msgs[3].Metadata.EventPayload["n"] != 2.0 {
		t.Errorf("%d replies, %v: %+v", len(msgs), err, msgs)
	}
	msgs, _, _, err = api.GetConversationRepliesContext(soon(t), &slack.GetConversationRepliesParameters{ChannelID: slacksim.Design, Timestamp: root.TS})
	if err != nil || msgs[3].Metadata.EventType != "" {
		t.Errorf("metadata unasked for: %+v", msgs[3].Metadata)
	}
	h, err := api.GetConversationHistoryContext(soon(t), &slack.GetConversationHistoryParameters{ChannelID: slacksim.Design})
	if err != nil || len(h.Messages) != 1 || h.Messages[0].ReplyCount != 3 {
		t.Errorf("%+v, %v", h, err)
	}
	for range 4 {
		ws.Say(slacksim.Ben, slacksim.Design, "more")
	}
	p := &slack.GetConversationHistoryParameters{ChannelID: slacksim.Design, Limit: 2}
	total := 0
	for {
		h, err := api.GetConversationHistoryContext(soon(t), p)
		if err != nil {
			t.Fatal(err)
		}
		total += len(h.Messages)
		if p.Cursor = h.ResponseMetaData.NextCursor; p.Cursor == "" {
			break
		}
	}
	if total != 5 {
		t.Errorf("%d messages over all pages", total)
	}
}

func TestScopes(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Scopes: []string{"commands", "channels:history"}})
	api := newClient(ws).api
	_, _, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("a", false))
	e, _ := err.(slack.SlackErrorResponse)
	if e.Err != "missing_scope" || e.Needed != "chat:write" || e.Provided != "channels:history,commands" {
		t.Errorf("%+v", e)
	}
	_, err = api.GetConversationHistoryContext(soon(t), &slack.GetConversationHistoryParameters{ChannelID: slacksim.Design})
	wantError(t, err, "")
	_, err = api.GetConversationHistoryContext(soon(t), &slack.GetConversationHistoryParameters{ChannelID: ws.DM(slacksim.Ada)})
	wantError(t, err, "missing_scope")
	ws.SetScopes("chat:write", "chat:write.public")
	_, _, err = api.PostMessageContext(soon(t), slacksim.General, slack.MsgOptionText("a", false))
	wantError(t, err, "")
}

func TestRateLimits(t *testing.T) {
	ws := still(t, slacksim.Options{RateLimits: true})
	api := newClient(ws).api
	post := func(channel string) error {
		_, _, err := api.PostMessageContext(soon(t), channel, slack.MsgOptionText("a", false))
		return err
	}
	for range 5 {
		wantError(t, post(slacksim.Design), "")
	}
	limit, ok := post(slacksim.Design).(*slack.RateLimitedError)
	if !ok || limit.RetryAfter != time.Second {
		t.Fatalf("got %v", limit)
	}
	wantError(t, post(slacksim.Partners), "")
	ws.Clock().Advance(limit.RetryAfter)
	wantError(t, post(slacksim.Design), "")
	for range 20 {
		_, err := api.GetUsersContext(soon(t))
		wantError(t, err, "")
	}
	r, _ := http.NewRequest("GET", ws.APIURL()+"users.list", nil)
	r.Header.Set("Authorization", "Bearer "+ws.BotToken())
	res, err := http.DefaultClient.Do(r)
	if err != nil || res.StatusCode != 429 || res.Header.Get("Retry-After") != "3" {
		t.Errorf("%v, %v", res, err)
	}
}

func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		fault slacksim.Fault
		want  string // of the first call
		kept  int    // messages after it
	}{
		"an error":             {slacksim.Fault{Error: "internal_error", Times: 1}, "internal_error", 0},
		"500 before":           {slacksim.Fault{Status: 500, Times: 1}, "500", 0},
		"500 after":            {slacksim.Fault{Status: 500, Effect: true, Times: 1}, "500", 1},
		"429":                  {slacksim.Fault{RetryAfter: 7 * time.Second, Times: 1}, "7s", 0},
		"no answer":            {slacksim.Fault{Hang: true, Times: 1}, "Timeout", 0},
		"done, but no answer":  {slacksim.Fault{Hang: true, Effect: true, Times: 1}, "Timeout", 1},
		"nothing out of order": {slacksim.Fault{}, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			ws := slacksim.Start(t, slacksim.Options{})
			patient := newClient(ws).api
			api := patient
			if c.fault.Hang { // nothing comes, so it may give up early
				api = slack.New(ws.BotToken(), slack.OptionHTTPClient(&http.Client{Timeout: 300 * time.Millisecond}), slack.OptionAPIURL(ws.APIURL()))
			}
			ws.Fail("chat.postMessage", c.fault)
			_, _, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("a", false))
			wantError(t, err, c.want)
			await(t, ws, "the call", func() bool { return len(ws.CallsTo("chat.postMessage")) == 1 })
			if n := len(ws.Messages(slacksim.Design)); n != c.kept {
				t.Errorf("%d messages, want %d", n, c.kept)
			}
			if c.fault.Times == 1 {
				_, _, err = patient.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("a", false))
				wantError(t, err, "")
			}
		})
	}
}

func TestSlowAnswerFollowsTheClock(t *testing.T) {
	ws := still(t, slacksim.Options{})
	ws.Fail("*", slacksim.Fault{Delay: time.Minute})
	ws.Fail("auth.test", slacksim.Fault{Error: "never reached"})
	done := make(chan error, 1)
	go func() {
		_, err := newClient(ws).api.AuthTestContext(soon(t))
		done <- err
	}()
	for ended := false; !ended; {
		select {
		case err := <-done:
			wantError(t, err, "")
			ended = true
		default:
			ws.Clock().Advance(time.Minute)
		}
	}
	ws.Heal("*")
	_, err := newClient(ws).api.AuthTestContext(soon(t))
	wantError(t, err, "")
}

func TestRefusals(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	post := func() error {
		_, _, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionBlocks(slack.NewDividerBlock()))
		return err
	}
	whisper := func() error {
		_, err := api.PostEphemeralContext(soon(t), slacksim.Design, slacksim.Ada, slack.MsgOptionBlocks(slack.NewDividerBlock()))
		return err
	}
	home := func() error {
		_, err := api.PublishViewContext(soon(t), slack.PublishViewContextRequest{UserID: slacksim.Ada,
			View: slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}})
		return err
	}
	ws.Refuse("divider", slacksim.OnEphemeral, slacksim.OnHome)
	wantError(t, post(), "")
	wantError(t, whisper(), "invalid_blocks")
	wantError(t, home(), "invalid_blocks")
	ws.Refuse("divider")
	wantError(t, post(), "invalid_blocks")
	ws.Accept("divider")
	for _, f := range []func() error{post, whisper, home} {
		wantError(t, f(), "")
	}
}
