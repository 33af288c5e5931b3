package bot_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot"
)

// api serves a Web API of one answer and counts how often it is asked.
func api(t *testing.T, answer http.HandlerFunc) (account bot.Account, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	return bot.Account{AppToken: "xapp-x", BotToken: "xoxb-x", APIURL: server.URL + "/"}, asked
}

func post(c *slack.Client) error {
	_, _, err := c.PostMessageContext(context.Background(), "C1", slack.MsgOptionText("a private text", false))
	return err
}

// breaks takes the request and hangs up: whether it was carried out, nobody knows.
func breaks(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func TestClientDoesNotPostTwice(t *testing.T) {
	account, asked := api(t, breaks)
	c := bot.NewClient(slog.New(slog.DiscardHandler), account)
	if err := post(c); err == nil || asked.Load() != 1 {
		t.Errorf("posted %d times, %v; want once and an error", asked.Load(), err)
	}
}

func TestClientAsksAgain(t *testing.T) {
	account, asked := api(t, breaks)
	c := bot.NewClient(slog.New(slog.DiscardHandler), account)
	if _, err := c.AuthTestContext(context.Background()); err == nil || asked.Load() != 4 {
		t.Errorf("asked %d times, %v; want once, three times more, and an error", asked.Load(), err)
	}
}

func TestClientWaitsForRateLimits(t *testing.T) {
	var limited atomic.Bool
	account, asked := api(t, func(w http.ResponseWriter, _ *http.Request) {
		if limited.CompareAndSwap(false, true) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		w.Write([]byte(`{"ok":true,"channel":"C1","ts":"1.2"}`))
	})
	c := bot.NewClient(slog.New(slog.DiscardHandler), account)
	if err := post(c); err != nil || asked.Load() != 2 {
		t.Errorf("asked %d times, %v; want twice and no error", asked.Load(), err)
	}
}

func TestClientLogsWarnings(t *testing.T) {
	account, _ := api(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`{"ok":true,"warning":"missing_charset","response_metadata":{"warnings":["missing_charset"]}}`))
	})
	var log bytes.Buffer
	c := bot.NewClient(slog.New(slog.NewTextHandler(&log, nil)), account)
	err := c.AddReactionContext(context.Background(), "thumbsup", slack.NewRefToMessage("CPRIVATE", "1.2"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "missing_charset") || !strings.Contains(log.String(), "reactions.add") {
		t.Errorf("the warning is not logged: %q", &log)
	}
	if strings.Contains(log.String(), "CPRIVATE") || strings.Contains(log.String(), "xoxb") {
		t.Errorf("the log shows what was sent: %q", &log)
	}
}
