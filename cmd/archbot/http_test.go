package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"archbot/bot/metrics"
	"archbot/bot/slacksim"
)

func fetch(t *testing.T, url string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(soon(t), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

func TestMonitor(t *testing.T) {
	var alive, sound atomic.Bool
	server := httptest.NewServer(monitor(metrics.New(), alive.Load, []check{
		{"store", func(context.Context) error {
			if !sound.Load() {
				return errors.New("not reachable")
			}
			return nil
		}},
	}))
	defer server.Close()
	for _, tt := range []struct {
		alive, sound bool
		path         string
		status       int
		body         string
	}{
		{false, true, "/healthz", 503, `{"status":"not ok","wrong":{"loop":"stands still"}}`},
		{true, false, "/healthz", 200, `{"status":"ok"}`},
		{true, false, "/readyz", 503, `{"status":"not ok","wrong":{"store":"not reachable"}}`},
		{true, true, "/readyz", 200, `{"status":"ok"}`},
		{true, true, "/metrics", 200, "archbot_in_hand 0"},
		{true, true, "/", 404, "404"},
	} {
		alive.Store(tt.alive)
		sound.Store(tt.sound)
		status, body := fetch(t, server.URL+tt.path)
		if status != tt.status || !strings.Contains(body, tt.body) {
			t.Errorf("%s with alive %v and sound %v: %d %s; want %d %s", tt.path, tt.alive, tt.sound, status, body, tt.status, tt.body)
		}
	}
}

// TestServeIsWatched asks a running serve for everything, and scrapes its metrics the way Prometheus does.
func TestServeIsWatched(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	t.Setenv("ARCHBOT_HTTP_ADDR", "127.0.0.1:0")
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, stderr := newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), stdout, stderr) }()
	defer func() { interrupt(); <-ended }()
	stderr.wait(t, soon(t), `msg="connected to slack"`)
	addr := regexp.MustCompile(`msg="health and metrics" addr=(\S+)`).FindStringSubmatch(stderr.wait(t, soon(t), "health and metrics"))
	if addr == nil {
		t.Fatalf("the log does not say where: %s", stderr)
	}
	if status, body := fetch(t, "http://"+addr[1]+"/readyz"); status != http.StatusOK {
		t.Errorf("not ready: %d %s", status, body)
	}
	if r := archbot(t, "", "health", "--addr", addr[1]); r.code != exitFine || r.stdout != "ok\n" {
		t.Errorf("health: %+v", r)
	}
	if _, err := w.Slash(slacksim.Ada, slacksim.Design, "/arch", "code review vs pair programming").Wait(soon(t), 1); err != nil {
		t.Fatal(err)
	}
	_, body := fetch(t, "http://"+addr[1]+"/metrics")
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"archbot_questions_total", "archbot_stage_seconds", "archbot_slack_calls_total", "archbot_build_info"} {
		if families[name] == nil {
			t.Errorf("no %s in %s", name, body)
		}
	}
	if n := families["archbot_blocks"].GetMetric()[0].GetGauge().GetValue(); n != 10 {
		t.Errorf("%v blocks, want 10", n)
	}
	if strings.Contains(body, "programming") || strings.Contains(body, w.BotToken()) {
		t.Error("the metrics show what was asked, or a token")
	}
}

func TestHealthFails(t *testing.T) {
	cleanEnvironment(t)
	sick := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "stands still", http.StatusServiceUnavailable)
	}))
	defer sick.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := l.Addr().String()
	l.Close()
	for _, tt := range []struct {
		addr string
		code int
		want string
	}{
		{strings.TrimPrefix(sick.URL, "http://"), exitFinding, "archbot is not well: 503 Service Unavailable: stands still"},
		{nobody, exitFinding, "no archbot answers"},
		{"8080", exitUsage, `"8080" is no address`},
		{"off", exitUsage, "nothing to ask"},
	} {
		if r := archbot(t, "", "health", "--addr", tt.addr); r.code != tt.code || !strings.Contains(r.stderr, tt.want) {
			t.Errorf("%s: %+v, want %q", tt.addr, r, tt.want)
		}
	}
}

// TestServeBusyPort sees that a port in use is said before Slack is asked for anything.
func TestServeBusyPort(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	t.Setenv("ARCHBOT_HTTP_ADDR", l.Addr().String())
	if r := archbot(t, "", "serve"); r.code != exitFinding || !strings.Contains(r.stderr, "is in use by another program; choose another address, or off") {
		t.Errorf("%+v", r)
	}
}

// TestHTTPBounds sees that whoever connects and then says nothing, too little or too much is not waited for, by the real server with its
// waits made short.
func TestHTTPBounds(t *testing.T) {
	s := newHTTPServer(slog.New(slog.DiscardHandler), monitor(metrics.New(), func() bool { return true }, nil))
	for name, wait := range map[string]*time.Duration{"header": &s.ReadHeaderTimeout, "request": &s.ReadTimeout, "answer": &s.WriteTimeout, "next": &s.IdleTimeout} {
		if *wait <= 0 || *wait > time.Minute {
			t.Errorf("the server waits %v for the %s", *wait, name)
		}
		*wait = 50 * time.Millisecond
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(l) }()
	defer s.Close()
	for sent, want := range map[string]string{
		"":                                 "",
		"GET /healthz HTTP/1.1\r\nHost: a": "",
		"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n":                                           "200 OK", // and no second request
		"GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 64<<10) + "\r\n\r\n": "431 ",
		"POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n":                     "", // the body never comes
	} {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		deadline, _ := soon(t).Deadline()
		_ = c.SetDeadline(deadline)
		_, _ = io.WriteString(c, sent) // the server may have closed it meanwhile
		got, err := io.ReadAll(c)
		if errors.Is(err, os.ErrDeadlineExceeded) || want != "" && !strings.HasPrefix(string(got), "HTTP/1.1 "+want) {
			t.Errorf("%.60q: %v, %q; want %q, and then the end", sent, err, got, want)
		}
		c.Close()
	}
}
