package metrics

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ResponseURL is how archbot_slack_calls_total names a post to a response URL, whose address lets its holder in.
const ResponseURL = "response_url"

// maxJudged is how much of an answer is looked at for an error; Slack's answers to what archbot calls are far smaller.
const maxJudged = 1 << 20

// Transport counts and times the calls to Slack that go through base.
func (m *Metrics) Transport(base http.RoundTripper) http.RoundTripper { return &transport{m, base} }

type transport struct {
	m    *Metrics
	base http.RoundTripper
}

// RoundTrip is http.RoundTripper's.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	began := time.Now()
	method := methodOf(r.URL.Path)
	resp, err := t.base.RoundTrip(r)
	t.m.callTimes.WithLabelValues(method).Observe(time.Since(began).Seconds())
	t.m.calls.WithLabelValues(method, resultOf(resp, err)).Inc()
	return resp, err
}

// apiMethod is what a Web API method's name looks like.
var apiMethod = regexp.MustCompile(`^[a-z]+(\.[a-zA-Z]+)+$`)

// methodOf names the method that a path calls. All that is no method of the Web API is a response URL.
func methodOf(p string) string {
	if name := path.Base(p); strings.Contains(p, "/api/") && apiMethod.MatchString(name) {
		return name
	}
	return ResponseURL
}

// errorCode is what Slack's error codes look like; anything else is not a label.
var errorCode = regexp.MustCompile(`^[a-z_]{2,40}$`)

// resultOf says what came of a call. It reads the body and puts it back.
func resultOf(resp *http.Response, err error) string {
	switch {
	case err != nil:
		return "unreachable"
	case resp.StatusCode != http.StatusOK:
		return "http_" + strconv.Itoa(resp.StatusCode)
	}
	head, err := io.ReadAll(io.LimitReader(resp.Body, maxJudged))
	resp.Body = &rest{io.MultiReader(bytes.NewReader(head), resp.Body), resp.Body}
	if err != nil {
		return "unreachable"
	}
	var said struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	switch {
	case json.Unmarshal(head, &said) != nil || said.OK == nil || *said.OK:
		return "ok"
	case errorCode.MatchString(said.Error):
		return said.Error
	}
	return "error"
}

// A rest is a body of which a part was read and put before what is left.
type rest struct {
	io.Reader
	io.Closer
}
