package slacksim

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// A responseURL lets the app answer an invocation five times within 30 minutes.
type responseURL struct {
	invocation *Invocation
	channel    string
	source     *Message // the message that was clicked; nil for a slash command
	uses       int
	expires    time.Time
}

// A reply is what an ack or a response URL carries.
type reply struct {
	Text            string          `json:"text"`
	Markdown        string          `json:"markdown_text"`
	Blocks          json.RawMessage `json:"blocks"`
	Attachments     json.RawMessage `json:"attachments"`
	Metadata        json.RawMessage `json:"metadata"`
	ResponseType    string          `json:"response_type"`
	ThreadTS        string          `json:"thread_ts"`
	ReplaceOriginal bool            `json:"replace_original"`
	DeleteOriginal  bool            `json:"delete_original"`
}

func (w *Workspace) newResponseURL(i *Invocation, channel string, source *Message) string {
	i.urlID = random(12)
	w.urls[i.urlID] = &responseURL{invocation: i, channel: channel, source: source, expires: w.now().Add(ResponseURLLife)}
	return w.responseURLOf(i.urlID)
}

func (w *Workspace) responseURLOf(id string) string {
	if id == "" {
		return ""
	}
	return w.base + "/response/" + id
}

// serveResponseURL takes a POST of JSON, with no token, and answers "ok" as text.
func (w *Workspace) serveResponseURL(rw http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxBody))
	c := &call{name: "response_url", request: r, params: map[string]string{"body": string(body)}}
	if err != nil {
		w.answerPlain(rw, c, http.StatusBadRequest, "invalid_payload")
		return
	}
	f := w.faultFor(c)
	if !w.before(rw, c, f) {
		return
	}
	w.mu.Lock()
	status, text := w.respond(strings.TrimPrefix(r.URL.Path, "/response/"), r.Method, body)
	w.mu.Unlock()
	if w.after(rw, c, f) {
		w.answerPlain(rw, c, status, text)
	}
}

func (w *Workspace) answerPlain(rw http.ResponseWriter, c *call, status int, text string) {
	w.record(c, status, strings.TrimPrefix(text, "ok"))
	rw.Header().Set("Content-Type", "text/plain; charset=utf-8")
	rw.WriteHeader(status)
	_, _ = io.WriteString(rw, text)
}

// respond uses a response URL once. The lock is held.
func (w *Workspace) respond(id, method string, body []byte) (int, string) {
	u := w.urls[id]
	switch {
	case method != http.MethodPost || u == nil:
		return http.StatusNotFound, "no_hook"
	case w.now().After(u.expires):
		return http.StatusNotFound, "expired_url"
	case u.uses >= ResponseURLUses:
		return http.StatusNotFound, "used_url"
	}
	var p reply
	if json.Unmarshal(body, &p) != nil {
		return http.StatusBadRequest, "invalid_payload"
	}
	blocks, bad := w.checkBlocks(p.Blocks, ResponseURL)
	if bad != nil {
		return http.StatusBadRequest, bad.code
	}
	if u.source != nil && w.messages.find(u.source.Channel, u.source.TS) != u.source {
		u.source = nil // it has been deleted meanwhile
	}
	if p.DeleteOriginal {
		u.uses++
		if u.source != nil {
			w.remove(u.source)
		}
		return http.StatusOK, "ok"
	}
	if p.Text == "" && p.Markdown == "" && len(blocks) == 0 && empty(p.Attachments) {
		return http.StatusBadRequest, "no_text"
	}
	u.uses++
	if p.ReplaceOriginal && u.source != nil {
		w.change(u.source, func(m *Message) { w.fill(m, p, blocks) })
		return http.StatusOK, "ok"
	}
	w.showReply(u.invocation, u.channel, p, blocks, "response_url", u.source)
	return http.StatusOK, "ok"
}

// showReply posts what an ack or a response URL carries: for the person alone unless it says in_channel.
func (w *Workspace) showReply(i *Invocation, channel string, p reply, blocks []map[string]any, via string, source *Message) {
	m := &Message{Channel: channel, ThreadTS: p.ThreadTS, User: Bot, Via: via, invocation: i}
	if p.ResponseType != "in_channel" {
		m.Ephemeral = i.user
		if source != nil && m.ThreadTS == "" {
			m.ThreadTS = source.ThreadTS // an ephemeral answer stands where the click was
		}
	}
	w.fill(m, p, blocks)
	i.messages = append(i.messages, m)
	w.post(m)
}

func (w *Workspace) fill(m *Message, p reply, blocks []map[string]any) {
	m.Text, m.Blocks = p.Text, blocks
	if p.Markdown != "" {
		m.Text, m.Blocks = p.Markdown, []map[string]any{{"type": "markdown", "text": p.Markdown}}
	}
	if !empty(p.Attachments) {
		m.Attachments = p.Attachments
	}
	if md, err := metadata(string(p.Metadata)); err == "" && md != nil {
		m.Metadata = md
	}
}

func empty(raw json.RawMessage) bool {
	s := strings.TrimSpace(string(raw))
	return s == "" || s == "null" || s == "[]"
}
