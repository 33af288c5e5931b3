package main

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
)

// TestNotReady sees that a serve whose token lacks a scope answers and says why it is not ready, and that what the store does is counted.
func TestNotReady(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{Scopes: slices.DeleteFunc(bot.Scopes(), func(s string) bool { return s == "users:read" })})
	slackEnvironment(t, w)
	t.Setenv("ARCHBOT_HTTP_ADDR", "127.0.0.1:0")
	t.Setenv("ARCHBOT_DATA_DIR", t.TempDir())
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, stderr := newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), stdout, stderr) }()
	defer func() { interrupt(); <-ended }()
	stderr.wait(t, soon(t), `msg="connected to slack"`)
	addr := regexp.MustCompile(`msg="health and metrics" addr=(\S+)`).FindStringSubmatch(stderr.wait(t, soon(t), "health and metrics"))
	status, body := fetch(t, "http://"+addr[1]+"/readyz")
	if status != http.StatusServiceUnavailable || body != `{"status":"not ok","wrong":{"scopes":"the bot token lacks users:read; archbot doctor says what to do"}}`+"\n" {
		t.Errorf("%d %s", status, body)
	}
	if _, metrics := fetch(t, "http://"+addr[1]+"/metrics"); !regexp.MustCompile(`(?m)^archbot_store_seconds_count\{result="ok"\} [1-9]`).MatchString(metrics) {
		t.Errorf("the store's calls are not counted: %s", metrics)
	}
	if log := stderr.String(); !strings.Contains(log, "lacks scopes") {
		t.Errorf("the log does not say what is lacking: %s", log)
	}
}
