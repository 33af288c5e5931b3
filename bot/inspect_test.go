package bot_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"archbot/bot"
	"archbot/bot/slacksim"
)

func account(ws *slacksim.Workspace) bot.Account {
	return bot.Account{AppToken: ws.AppToken(), BotToken: ws.BotToken(), APIURL: ws.APIURL()}
}

func TestInspect(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Scopes: []string{"users:read", "channels:read", "chat:write"}})
	i := bot.NewInspector(account(ws))
	here, err := i.Installation(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := bot.Installation{Team: "Local workspace", User: "archbot", Scopes: []string{"channels:read", "chat:write", "users:read"}}
	here.Ahead = 0 // a busy machine may take long; TestAhead judges it
	if diff := cmp.Diff(want, here); diff != "" {
		t.Error(diff)
	}
	if got := bot.LackingScopes(here.Scopes); slices.Contains(got, "chat:write") || !slices.Contains(got, "commands") {
		t.Errorf("lacking %q", got)
	}
	names, err := i.Channels(t.Context())
	if err != nil || !slices.Contains(names, "design") || slices.Contains(names, "general") {
		t.Errorf("channels %q, %v", names, err)
	}
	if n, err := i.Connect(t.Context()); n != 1 || err != nil {
		t.Errorf("%d connections, %v", n, err)
	}
	if err := ws.Wait(t.Context(), func() bool { open, _ := ws.Connections(); return open == 0 }); err != nil {
		t.Errorf("the connection stays: %v", err)
	}
}

func TestInspectRefused(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Scopes: []string{"chat:write"}})
	bad := account(ws)
	bad.AppToken, bad.BotToken = "xapp-1-s3cr3t", "xoxb-s3cr3t"
	i := bot.NewInspector(bad)
	_, err := i.Installation(t.Context())
	says(t, err, "SLACK_BOT_TOKEN", "invalid_auth", "OAuth & Permissions")
	_, err = i.Connect(t.Context())
	says(t, err, "SLACK_APP_TOKEN", "invalid_auth", "connections:write")
	i = bot.NewInspector(account(ws))
	_, err = i.Channels(t.Context())
	says(t, err, "missing_scope")
	ws.Fail("apps.connections.open", slacksim.Fault{Status: http.StatusBadGateway})
	_, err = i.Connect(t.Context())
	says(t, err, "502")
}

// TestInspectNoGreeting ends the wait for a greeting that does not come.
func TestInspectNoGreeting(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	ws.Fail("apps.connections.open", slacksim.Fault{Hang: true})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_ = ws.Wait(t.Context(), func() bool { return len(ws.CallsTo("apps.connections.open")) > 0 })
		cancel()
	}()
	_, err := bot.NewInspector(account(ws)).Connect(ctx)
	says(t, err, "Socket Mode")
}

func says(t *testing.T, err error, wants ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range wants {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %q", want, err)
		}
	}
	if strings.Contains(err.Error(), "s3cr3t") {
		t.Errorf("the error shows a token: %q", err)
	}
}

func TestAhead(t *testing.T) {
	date := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		asked, came, want time.Duration // after date
	}{
		{0, 0, 0},
		{-2 * time.Second, 2 * time.Second, 0},
		{900 * time.Millisecond, time.Second, 0},
		{61 * time.Second, 62 * time.Second, time.Minute},
		{-62 * time.Second, -60 * time.Second, -time.Minute},
	}
	h := http.Header{"Date": {date.Format(http.TimeFormat)}}
	for _, tt := range tests {
		if got := bot.Ahead(h, date.Add(tt.asked), date.Add(tt.came)); got != tt.want {
			t.Errorf("asked %v, came %v: %v ahead, want %v", tt.asked, tt.came, got, tt.want)
		}
	}
	if got := bot.Ahead(http.Header{}, date, date); got != 0 {
		t.Errorf("without a date: %v", got)
	}
}

// TestLackingScopes sees that a running bot knows what its token lacks, and hears when that is put right.
func TestLackingScopes(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock(), Scopes: []string{"chat:write"}})
	f := startIn(t, ws, nil, bot.Options{Now: ws.Clock().Now})
	if got := f.bot.LackingScopes(f.ctx); !slices.Contains(got, "commands") || slices.Contains(got, "chat:write") {
		t.Errorf("lacking %q", got)
	}
	asked := len(ws.CallsTo("auth.test"))
	ws.SetScopes(bot.Scopes()...)
	if got := f.bot.LackingScopes(f.ctx); len(got) == 0 || len(ws.CallsTo("auth.test")) != asked {
		t.Errorf("Slack is asked at once again; lacking %q", got)
	}
	ws.Clock().Advance(time.Minute)
	if got := f.bot.LackingScopes(f.ctx); len(got) != 0 || len(ws.CallsTo("auth.test")) != asked+1 {
		t.Errorf("lacking %q after %d calls", got, len(ws.CallsTo("auth.test")))
	}
}
