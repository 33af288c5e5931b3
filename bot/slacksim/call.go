package slacksim

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxBody is far above anything Slack takes.
const maxBody = 4 << 20

// A Call is one request that the app made, with what it was answered. Method is a Web API method or "response_url".
type Call struct {
	Method string
	Params map[string]string // without the token; what was no string is there as JSON; for response_url the whole body
	Status int               // of HTTP; 0 when the answer was withheld
	Error  string            // the error field; empty when ok
	At     time.Time
}

// A call is a request on its way through the Web API.
type call struct {
	name    string
	request *http.Request
	params  map[string]string
	token   string
	warning string
}

// A result is the body of an answer, beside ok and error.
type result map[string]any

// A failure is an answer with ok false.
type failure struct {
	code     string
	problems []string // of invalid_blocks
	needed   string   // of missing_scope
	wait     time.Duration
}

func fail(code string) *failure { return &failure{code: code} }

func (f *failure) messages() []string { return f.problems }

// Calls returns every request the app has made, refused ones too.
func (w *Workspace) Calls() []Call {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.calls)
}

// CallsTo returns the requests to one method.
func (w *Workspace) CallsTo(method string) []Call {
	return slices.DeleteFunc(w.Calls(), func(c Call) bool { return c.Method != method })
}

// read takes a request's parameters from its query and its form or JSON body, and its token from the header or from them.
func read(rw http.ResponseWriter, r *http.Request) (*call, *failure) {
	c := &call{name: strings.TrimPrefix(r.URL.Path, "/api/"), request: r, params: map[string]string{}}
	take := func(v url.Values) {
		for k := range v {
			c.params[k] = v.Get(k)
		}
	}
	take(r.URL.Query())
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(rw, r.Body, maxBody)
	switch kind {
	case "application/json":
		if bad := c.readJSON(r.Body); bad != nil {
			return c, bad
		}
	case "multipart/form-data":
		if r.ParseMultipartForm(maxBody) != nil {
			return c, fail("invalid_post_type")
		}
		take(r.MultipartForm.Value)
	default:
		if r.ParseForm() != nil {
			return c, fail("invalid_form_data")
		}
		take(r.PostForm)
	}
	c.token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if t := c.params["token"]; t != "" {
		c.token = t
	}
	delete(c.params, "token")
	return c, nil
}

func (c *call) readJSON(body io.Reader) *failure {
	b, err := io.ReadAll(body)
	if err != nil {
		return fail("invalid_json")
	}
	if len(b) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(b, &fields) != nil {
		return fail("invalid_json")
	}
	for k, v := range fields {
		var s string
		switch {
		case string(v) == "null":
		case json.Unmarshal(v, &s) == nil:
			c.params[k] = s
		default:
			c.params[k] = string(v)
		}
	}
	return nil
}

func (c *call) is(name string) bool { b, _ := strconv.ParseBool(c.params[name]); return b }

func (c *call) number(name string, otherwise int) int {
	if n, err := strconv.Atoi(c.params[name]); err == nil {
		return n
	}
	return otherwise
}

// serveAPI answers one method call.
func (w *Workspace) serveAPI(rw http.ResponseWriter, r *http.Request) {
	c, bad := read(rw, r)
	f := w.faultFor(c)
	if !w.before(rw, c, f) {
		return
	}
	var res result
	if bad == nil {
		w.mu.Lock()
		res, bad = w.perform(c)
		w.mu.Unlock()
	}
	if w.after(rw, c, f) {
		w.answer(rw, c, res, bad)
	}
}

// perform checks the token, the scope and the rate, and does what the method does. The lock is held.
func (w *Workspace) perform(c *call) (result, *failure) {
	m, known := methods()[c.name]
	if !known {
		return nil, fail("unknown_method")
	}
	switch {
	case c.token == "":
		return nil, fail("not_authed")
	case c.token != w.botToken && c.token != w.appToken:
		return nil, fail("invalid_auth")
	case (c.token == w.appToken) != (c.name == "apps.connections.open") && c.name != "auth.test":
		return nil, fail("not_allowed_token_type")
	}
	if m.scopes != nil && c.token == w.botToken && !slices.ContainsFunc(m.scopes(w, c), func(s string) bool { return w.scopes[s] }) {
		return nil, &failure{code: "missing_scope", needed: m.scopes(w, c)[0]}
	}
	if wait := w.overRate(c, m.tier); wait > 0 {
		return nil, &failure{code: "ratelimited", wait: wait}
	}
	return m.do(w, c)
}

// answer writes what a method answers, always with an error string where ok is false.
func (w *Workspace) answer(rw http.ResponseWriter, c *call, res result, bad *failure) {
	status, body := http.StatusOK, result{"ok": true}
	for k, v := range res {
		body[k] = v
	}
	code := ""
	if bad != nil {
		code = bad.code
		body["ok"], body["error"] = false, code
		if bad.problems != nil {
			body["errors"], body["response_metadata"] = bad.problems, result{"messages": bad.problems}
		}
		if bad.needed != "" {
			body["needed"], body["provided"] = bad.needed, w.granted()
		}
		if bad.wait > 0 {
			status = http.StatusTooManyRequests
			rw.Header().Set("Retry-After", strconv.Itoa(int((bad.wait+time.Second-1)/time.Second)))
		}
	}
	if c.warning != "" {
		body["warning"], body["response_metadata"] = c.warning, result{"warnings": []string{c.warning}}
	}
	w.record(c, status, code)
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.Header().Set("Date", w.now().UTC().Format(http.TimeFormat))
	if c.token == w.botToken {
		rw.Header().Set("X-OAuth-Scopes", w.granted())
	}
	rw.WriteHeader(status)
	_, _ = rw.Write(mustJSON(body))
}

func (w *Workspace) record(c *call, status int, code string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = remember(w.calls, Call{Method: c.name, Params: c.params, Status: status, Error: code, At: w.now()})
	w.publish("call", map[string]any{"method": c.name, "status": status, "error": code})
	if len(w.faults) > 0 {
		w.publish("connections", nil) // one may have struck for the last time
	}
	w.touch()
}

// SetScopes replaces the scopes of the bot token.
func (w *Workspace) SetScopes(scopes ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.scopes = map[string]bool{}
	for _, s := range scopes {
		w.scopes[s] = true
	}
}

// granted lists the scopes of the bot token as headers and errors do.
func (w *Workspace) granted() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []string
	for s := range w.scopes {
		list = append(list, s)
	}
	slices.Sort(list)
	return strings.Join(list, ",")
}
