package slacksim_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

// TestDateFollowsTheClock sees that answers carry the workspace's time, by which an app judges its own.
func TestDateFollowsTheClock(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	ws := slacksim.Start(t, slacksim.Options{Clock: slacksim.NewStillClock(at)})
	_, header, _ := call(t, ws, "auth.test", "application/x-www-form-urlencoded", "", http.Header{"Authorization": {"Bearer " + ws.BotToken()}})
	if got := header.Get("Date"); got != at.Format(http.TimeFormat) {
		t.Errorf("the date is %q", got)
	}
}

func TestUserConversations(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := slack.New(ws.BotToken(), slack.OptionAPIURL(ws.APIURL()))
	ask := func(user string, kinds ...string) map[string]bool {
		t.Helper()
		list, _, err := api.GetConversationsForUserContext(t.Context(), &slack.GetConversationsForUserParameters{UserID: user, Types: kinds})
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, ch := range list {
			ids[ch.ID] = true
		}
		return ids
	}
	if got := ask("", "public_channel", "private_channel"); !got[slacksim.Design] || !got[slacksim.Partners] || got[slacksim.General] {
		t.Errorf("the bot is in %v", got)
	}
	if got := ask(slacksim.Ada, "public_channel"); !got[slacksim.General] {
		t.Errorf("Ada is in %v", got)
	}
	ws.SetScopes("chat:write")
	if _, _, err := api.GetConversationsForUserContext(t.Context(), &slack.GetConversationsForUserParameters{}); err == nil {
		t.Error("no scope is needed")
	}
}
