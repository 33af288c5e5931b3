package slacksim_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

func TestPageLetsInOnlyItself(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	for name, c := range map[string]struct {
		path   string
		host   string
		header map[string]string
		body   string
		want   int
	}{
		"the page":             {path: "/", want: 200},
		"a script":             {path: "/sim/static/app.js", want: 200},
		"the state":            {path: "/sim/state", want: 200},
		"as localhost":         {path: "/sim/state", host: "localhost:1", want: 200},
		"a foreign name":       {path: "/sim/state", host: "rebound.example", want: 403},
		"the page, foreign":    {path: "/", host: "rebound.example:80", want: 403},
		"a foreign origin":     {path: "/sim/state", header: map[string]string{"Origin": "https://evil.example"}, want: 403},
		"null origin":          {path: "/sim/state", header: map[string]string{"Origin": "null"}, want: 403},
		"cross-site":           {path: "/sim/state", header: map[string]string{"Sec-Fetch-Site": "cross-site"}, want: 403},
		"a form":               {path: "/sim/do", header: map[string]string{"Content-Type": "text/plain"}, body: `{"do":"home"}`, want: 415},
		"a deed":               {path: "/sim/do", header: map[string]string{"Content-Type": "application/json"}, body: `{"do":"home"}`, want: 200},
		"no such deed":         {path: "/sim/do", header: map[string]string{"Content-Type": "application/json"}, body: `{"do":"fly"}`, want: 409},
		"a button that's gone": {path: "/sim/do", header: map[string]string{"Content-Type": "application/json"}, body: `{"do":"click","channel":"C0DESIGN","ts":"1.1"}`, want: 409},
		"someone's message":    {path: "/sim/do", header: map[string]string{"Content-Type": "application/json"}, body: `{"do":"delete","channel":"C0DESIGN","ts":"1.1"}`, want: 409},
		"someone's DM":         {path: "/sim/messages?channel=D0BEN", want: 404},
		"API by a name":        {path: "/api/api.test", host: "slacksim:8765", want: 200},
	} {
		t.Run(name, func(t *testing.T) {
			method := "GET"
			if c.body != "" {
				method = "POST"
			}
			r, _ := http.NewRequest(method, ws.URL()+c.path, strings.NewReader(c.body))
			r.Host = c.host
			for k, v := range c.header {
				r.Header.Set(k, v)
			}
			res, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			if res.StatusCode != c.want {
				t.Errorf("status %d, want %d", res.StatusCode, c.want)
			}
			if strings.HasPrefix(c.path, "/api/") || res.StatusCode == 403 {
				return
			}
			if csp := res.Header.Get("Content-Security-Policy"); c.want == 200 && !strings.Contains(csp, "default-src 'none'") {
				t.Errorf("policy %q", csp)
			}
		})
	}
}

// stream reads a page's server-sent events for a person.
func stream(t *testing.T, ws *slacksim.Workspace, user string) func() (kind, data string) {
	t.Helper()
	r, _ := http.NewRequestWithContext(t.Context(), "GET", ws.URL()+"/sim/events?user="+user, nil)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	next := func() (kind, data string) {
		for lines.Scan() {
			if k, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				kind = k
			}
			if d, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return kind, d
			}
		}
		t.Fatalf("the stream ended: %v", lines.Err())
		return "", ""
	}
	if kind, _ := next(); kind != "ready" {
		t.Fatalf("began with %q", kind)
	}
	return next
}

func TestPageShowsEachPersonTheirOwn(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	ada, ben := stream(t, ws, slacksim.Ada), stream(t, ws, slacksim.Ben)
	if _, err := api.PostEphemeralContext(soon(t), slacksim.Design, slacksim.Ada, slack.MsgOptionText("for Ada", false)); err != nil {
		t.Fatal(err)
	}
	ws.Say(slacksim.Ada, ws.DM(slacksim.Ada), "secret")
	ws.Say(slacksim.Cal, slacksim.Design, "for all")
	texts := func(next func() (string, string)) (list []string) {
		for {
			kind, data := next()
			var m struct{ Text string }
			_ = json.Unmarshal([]byte(data), &m)
			if kind == "message" {
				list = append(list, m.Text)
			}
			if m.Text == "for all" {
				return list
			}
		}
	}
	if got := texts(ada); strings.Join(got, "|") != "for Ada|secret|for all" {
		t.Errorf("Ada saw %q", got)
	}
	if got := texts(ben); strings.Join(got, "|") != "for all" {
		t.Errorf("Ben saw %q", got)
	}
}

func TestPageSendsWhatIsTyped(t *testing.T) {
	ws := still(t, slacksim.Options{})
	do := func(body string) string {
		t.Helper()
		res, err := http.Post(ws.URL()+"/sim/do", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return string(b)
	}
	for _, c := range []struct{ deed, says string }{
		{`{"do":"send","channel":"C0DESIGN","text":"  "}`, "{}"},
		{`{"do":"send","channel":"C0DESIGN","text":"/nope x"}`, "not a valid command"},
		{`{"do":"send","channel":"C0DESIGN","thread_ts":"1.1","text":"/arch x"}`, "not supported in threads"},
		{`{"do":"send","channel":"C0GENERAL","text":"@archbot hi"}`, `"invite":true`},
		{`{"do":"send","channel":"C0DESIGN","text":"/arch kafka"}`, "{}"},
		{`{"do":"send","channel":"C0DESIGN","text":"hi"}`, "{}"},
	} {
		if got := do(c.deed); !strings.Contains(got, c.says) {
			t.Errorf("%s: %s, want %q", c.deed, got, c.says)
		}
	}
	if d := ws.Deliveries(); len(d) != 2 || d[0].Payload["text"] != "kafka" || d[1].Event != "message" {
		t.Errorf("%+v", d)
	}
}

func TestPageHistoryHasNoEphemeralMessages(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	root := ws.Say(slacksim.Ada, slacksim.Design, "root")
	for _, thread := range []slack.MsgOption{slack.MsgOptionTS(""), slack.MsgOptionTS(root.TS)} {
		if _, err := api.PostEphemeralContext(soon(t), slacksim.Design, slacksim.Ada, slack.MsgOptionText("passing", false), thread); err != nil {
			t.Fatal(err)
		}
	}
	for _, query := range []string{"", "&thread=" + root.TS} {
		res, err := http.Get(ws.URL() + "/sim/messages?channel=" + slacksim.Design + query)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if !strings.Contains(string(b), "root") || strings.Contains(string(b), "passing") {
			t.Errorf("%q: %s", query, b)
		}
	}
}

func TestAnyCommand(t *testing.T) {
	for _, every := range []bool{true, false} {
		ws := still(t, slacksim.Options{AnyCommand: every})
		_, said := deed(t, ws, map[string]any{"do": "send", "channel": slacksim.Design, "text": "/deploy now"})
		if refused := strings.Contains(said, "not a valid command"); refused == every || (len(ws.Deliveries()) == 1) != every {
			t.Errorf("AnyCommand %t: %s, %d deliveries", every, said, len(ws.Deliveries()))
		}
	}
}

// Every id the scripts ask for stands in the page, every module they import is there, and none sets markup.
func TestPageFilesFitTogether(t *testing.T) {
	index, err := os.ReadFile("page/index.html")
	if err != nil {
		t.Fatal(err)
	}
	scripts, _ := filepath.Glob("page/*.js")
	made := regexp.MustCompile(`id: '([\w-]+)'`)
	for _, name := range scripts {
		src, _ := os.ReadFile(name)
		if bad := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function`).FindString(string(src)); bad != "" {
			t.Errorf("%s uses %s", name, bad)
		}
		for _, m := range regexp.MustCompile(`from '\./([\w.]+)'`).FindAllStringSubmatch(string(src), -1) {
			if _, err := os.Stat("page/" + m[1]); err != nil {
				t.Errorf("%s imports %s: %v", name, m[1], err)
			}
		}
		for _, m := range regexp.MustCompile(`\$\('([\w-]+)'\)`).FindAllStringSubmatch(string(src), -1) {
			all := string(src)
			other, _ := filepath.Glob("page/*.js")
			for _, o := range other {
				b, _ := os.ReadFile(o)
				all += string(b)
			}
			inScript := false
			for _, id := range made.FindAllStringSubmatch(all, -1) {
				inScript = inScript || id[1] == m[1]
			}
			if !inScript && !strings.Contains(string(index), `id="`+m[1]+`"`) {
				t.Errorf("%s asks for #%s", name, m[1])
			}
		}
	}
}
