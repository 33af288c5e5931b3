package slacksim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"archbot/bot/slacksim"
)

// Whatever an app sends to whatever method, it gets JSON with ok, and an error where ok is false.
func FuzzAPI(f *testing.F) {
	ws := slacksim.New(slacksim.Options{})
	root := ws.Say(slacksim.Ada, slacksim.Design, "root")
	for _, seed := range []struct{ method, body string }{
		{"chat.postMessage", `{"channel":"C0DESIGN","text":"a","blocks":[{"type":"actions","elements":[{"type":"button"}]}],"metadata":{"event_type":"a","event_payload":{}}}`},
		{"chat.postMessage", `{"channel":"U0ADA","markdown_text":"a","thread_ts":7,"attachments":[{}]}`},
		{"chat.update", `{"channel":"C0DESIGN","ts":"` + root.TS + `","text":"a"}`},
		{"chat.startStream", `{"channel":"D0ADA","thread_ts":"1.1","chunks":[{"type":"blocks","blocks":[]},{"type":"task_update"}]}`},
		{"conversations.history", `{"channel":"C0DESIGN","cursor":"YXQ6OTk=","limit":-1,"oldest":"x","latest":"1","inclusive":1}`},
		{"conversations.open", `{"users":"U0ADA","return_im":true}`},
		{"conversations.open", `{"users":"U0ARCHBOT"}`},
		{"views.publish", `{"user_id":"U0ADA","view":{"type":"home","blocks":[{"type":"input","label":{},"element":{"type":"checkboxes","options":[]}}]}}`},
		{"views.update", `{"view_id":"","view":"{}"}`},
		{"reactions.add", `{"channel":"C0DESIGN","timestamp":"` + root.TS + `","name":"x"}`},
		{"assistant.threads.setSuggestedPrompts", `{"channel_id":"D0ADA","prompts":[{"title":"t","message":"m"}]}`},
	} {
		f.Add(seed.method, seed.body)
	}
	f.Fuzz(func(t *testing.T, method, body string) {
		r := httptest.NewRequest("POST", "http://127.0.0.1/api/x", strings.NewReader(body))
		r.URL.Path = "/api/" + strings.ReplaceAll(method, "/", "")
		if strings.Contains(r.URL.Path, "..") {
			return // the router cleans such a path and redirects
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+ws.BotToken())
		rec := httptest.NewRecorder()
		ws.ServeHTTP(rec, r)
		if rec.Code == http.StatusMovedPermanently || rec.Code == http.StatusTemporaryRedirect {
			return
		}
		var a struct {
			OK    *bool
			Error string
		}
		if err := json.Unmarshal(rec.Body.Bytes(), &a); err != nil || a.OK == nil || *a.OK == (a.Error != "") {
			t.Errorf("%s %s: %d %s", method, body, rec.Code, rec.Body)
		}
	})
}

// Whatever a page asks for, the workspace stands.
func FuzzPage(f *testing.F) {
	ws := slacksim.New(slacksim.Options{})
	m := ws.Say(slacksim.Ada, slacksim.Design, "root")
	for _, seed := range []string{
		`{"do":"send","channel":"C0DESIGN","text":"@archbot <https://a|b> #general /x"}`, `{"do":"send","channel":"D0ADA","text":"/arch"}`,
		`{"do":"click","channel":"C0DESIGN","ts":"` + m.TS + `","action_id":"x","change":{"a":1}}`, `{"do":"submit","values":{"a":{"b":"c"}}}`,
		`{"do":"edit","channel":"C0DESIGN","ts":"` + m.TS + `","text":"&amp;<>"}`, `{"do":"close"}`, `{"do":"view_click"}`, `{"do":"advance","seconds":1}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if strings.Contains(body, "suggest") || strings.Contains(body, "slow") {
			return // these wait
		}
		r := httptest.NewRequest("POST", "http://127.0.0.1/sim/do", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		ws.ServeHTTP(rec, r)
		if rec.Code >= 500 {
			t.Errorf("%s: %d %s", body, rec.Code, rec.Body)
		}
	})
}

// What a person types never becomes a mention of everybody, and what Slack keeps has no stray bracket.
func FuzzTyped(f *testing.F) {
	ws := slacksim.New(slacksim.Options{})
	for _, s := range []string{"<!channel>", "a < b > c & d", "@archbot, hi", "see https://a.b/c?d=<e>&f=g.", "<https://x|y>", "#design.", "@@@", "http://"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := ws.Say(slacksim.Ada, slacksim.General, s).Text
		if strings.Contains(got, "<!") {
			t.Errorf("%q became %q", s, got)
		}
		depth := 0
		for _, r := range got {
			if r == '<' {
				depth++
			}
			if r == '>' {
				depth--
			}
			if depth < 0 || depth > 1 {
				t.Fatalf("%q became %q", s, got)
			}
		}
		if depth != 0 {
			t.Errorf("%q became %q", s, got)
		}
	})
}
