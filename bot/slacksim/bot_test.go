package slacksim_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// A client is a small app over the real slack-go client and a real WebSocket. What it does with an envelope is its test's.
type client struct {
	api *slack.Client
	sm  *socketmode.Client
	ran chan error // what RunContext returned

	mu  sync.Mutex
	got []socketmode.Event
}

// ackAll acks everything with nothing.
func ackAll(c *client, evt socketmode.Event) {
	if evt.Request != nil && evt.Request.EnvelopeID != "" {
		_ = c.sm.Ack(*evt.Request)
	}
}

// connect starts a client and waits for its hello.
func connect(t *testing.T, ws *slacksim.Workspace, handle func(*client, socketmode.Event)) *client {
	t.Helper()
	c := newClient(ws)
	hello := make(chan struct{}, 64)
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case evt := <-c.sm.Events:
				c.mu.Lock()
				c.got = append(c.got, evt)
				c.mu.Unlock()
				if evt.Type == socketmode.EventTypeHello {
					hello <- struct{}{}
					continue
				}
				if handle != nil {
					handle(c, evt)
				}
			}
		}
	}()
	go func() { c.ran <- c.sm.RunContext(ctx) }()
	select {
	case <-hello:
	case err := <-c.ran:
		t.Fatalf("the client ended: %v", err)
	case <-soon(t).Done():
		t.Fatal("no hello")
	}
	return c
}

func newClient(ws *slacksim.Workspace) *client {
	api := slack.New(ws.BotToken(), slack.OptionAppLevelToken(ws.AppToken()), slack.OptionAPIURL(ws.APIURL()),
		slack.OptionHTTPClient(&http.Client{Timeout: 20 * time.Second}))
	return &client{api: api, sm: socketmode.New(api), ran: make(chan error, 1)}
}

// events returns the inner events the client has seen, as "type" or "type/subtype".
func (c *client) events() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var kinds []string
	for _, evt := range c.got {
		if e, ok := evt.Data.(slackevents.EventsAPIEvent); ok {
			kinds = append(kinds, e.InnerEvent.Type)
		}
	}
	return kinds
}

// soon is a context for waits that should end at once.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(stop)
	return ctx
}

// still is a workspace whose clock moves only by Advance.
func still(t *testing.T, o slacksim.Options) *slacksim.Workspace {
	t.Helper()
	o.Clock = slacksim.NewStillClock(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	return slacksim.Start(t, o)
}

// await fails the test unless cond comes true.
func await(t *testing.T, ws *slacksim.Workspace, what string, cond func() bool) {
	t.Helper()
	if err := ws.Wait(soon(t), cond); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func wantError(t *testing.T, err error, code string) {
	t.Helper()
	if code == "" && err != nil {
		t.Errorf("got error %v, want none", err)
	}
	if code != "" && (err == nil || !strings.Contains(err.Error(), code)) {
		t.Errorf("got error %v, want %q", err, code)
	}
}

func plain(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

func mrkdwn(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, s, false, false)
}
