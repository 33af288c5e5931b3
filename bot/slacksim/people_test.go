package slacksim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

func TestChannelsAndPeople(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	var names []string
	p := &slack.GetConversationsParameters{Types: []string{"public_channel"}, Limit: 2}
	for {
		list, next, err := api.GetConversationsContext(soon(t), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			names = append(names, c.Name)
		}
		if p.Cursor = next; next == "" {
			break
		}
	}
	if !slices.Equal(names, []string{"design", "general", "partners"}) {
		t.Errorf("channels %v", names)
	}
	p = &slack.GetConversationsParameters{Cursor: "nonsense"}
	_, _, err := api.GetConversationsContext(soon(t), p)
	wantError(t, err, "invalid_cursor")

	u, err := api.GetUserInfoContext(soon(t), slacksim.Cal)
	if err != nil || u.TZ != "Asia/Tokyo" || u.TZOffset != 9*3600 || !u.IsUltraRestricted || !u.IsRestricted {
		t.Errorf("%+v, %v", u, err)
	}
	_, err = api.GetUserInfoContext(soon(t), "U0NONE")
	wantError(t, err, "user_not_found")

	ws.AddUserGroup("S0TEAM", slacksim.Ada, slacksim.Ben)
	group, err := api.GetUserGroupMembersContext(soon(t), "S0TEAM")
	if err != nil || len(group) != 2 {
		t.Errorf("%v, %v", group, err)
	}
	ws.Fail("usergroups.users.list", slacksim.Fault{Error: "plan_upgrade_required"})
	_, err = api.GetUserGroupMembersContext(soon(t), "S0TEAM")
	wantError(t, err, "plan_upgrade_required")
}

func TestJoiningAndOpening(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	_, _, err := api.PostMessageContext(soon(t), slacksim.General, slack.MsgOptionText("a", false))
	wantError(t, err, "not_in_channel")
	if _, _, _, err = api.JoinConversationContext(soon(t), slacksim.General); err != nil {
		t.Fatal(err)
	}
	if _, _, err = api.PostMessageContext(soon(t), slacksim.General, slack.MsgOptionText("a", false)); err != nil {
		t.Error(err)
	}
	if _, warning, _, err := api.JoinConversationContext(soon(t), slacksim.General); err != nil || warning != "already_in_channel" {
		t.Errorf("warning %q, %v", warning, err)
	}
	members, _, err := api.GetUsersInConversationContext(soon(t), &slack.GetUsersInConversationParameters{ChannelID: slacksim.General})
	if err != nil || !slices.Contains(members, slacksim.Bot) {
		t.Errorf("%v, %v", members, err)
	}
	dm, _, _, err := api.OpenConversationContext(soon(t), &slack.OpenConversationParameters{Users: []string{slacksim.Ben}, ReturnIM: true})
	if err != nil || dm.ID != ws.DM(slacksim.Ben) || !dm.IsIM {
		t.Errorf("%+v, %v", dm, err)
	}
	for user, code := range map[string]string{slacksim.Bot: "cannot_dm_bot", "U0NONE": "user_not_found"} {
		_, _, _, err = api.OpenConversationContext(soon(t), &slack.OpenConversationParameters{Users: []string{user}})
		wantError(t, err, code)
	}
}

func TestPermalinksAndReactions(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	root := ws.Say(slacksim.Ada, slacksim.Design, "root")
	reply := ws.SayInThread(slacksim.Ben, slacksim.Design, root.TS, "reply")
	link, err := api.GetPermalinkContext(soon(t), &slack.PermalinkParameters{Channel: slacksim.Design, Ts: reply.TS})
	want := ws.URL() + "/archives/C0DESIGN/p" + strings.ReplaceAll(reply.TS, ".", "") + "?thread_ts=" + root.TS + "&cid=C0DESIGN"
	if err != nil || link != want {
		t.Errorf("%q, %v, want %q", link, err, want)
	}
	_, err = api.GetPermalinkContext(soon(t), &slack.PermalinkParameters{Channel: slacksim.Design, Ts: "1.1"})
	wantError(t, err, "message_not_found")
	item := slack.NewRefToMessage(slacksim.Design, root.TS)
	for _, code := range []string{"", "already_reacted"} {
		wantError(t, api.AddReactionContext(soon(t), "eyes", item), code)
	}
	if m, _ := ws.Message(slacksim.Design, root.TS); !slices.Equal(m.Reactions["eyes"], []string{slacksim.Bot}) {
		t.Errorf("%v", m.Reactions)
	}
	for _, code := range []string{"", "no_reaction"} {
		wantError(t, api.RemoveReactionContext(soon(t), "eyes", item), code)
	}
}

func TestMessageShortcutCarriesItsMessage(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	got := make(chan slack.InteractionCallback, 1)
	connect(t, ws, onInteraction(func(_ *client, cb slack.InteractionCallback) any { got <- cb; return nil }))
	m := ws.Say(slacksim.Ben, slacksim.Design, "kafka or rabbitmq?")
	ws.MessageShortcut(slacksim.Ada, "ask_about", m)
	cb := <-got
	if cb.Type != slack.InteractionTypeMessageAction || cb.CallbackID != "ask_about" || cb.Message.Text != m.Text || cb.ResponseURL == "" {
		t.Errorf("%+v", cb)
	}
}

func TestCallsAreRemembered(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	_, _, _ = api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("a", false))
	_, _, _ = api.PostMessageContext(soon(t), "C0NONE", slack.MsgOptionText("b", false))
	_, _ = api.AuthTestContext(soon(t))
	calls := ws.CallsTo("chat.postMessage")
	if len(ws.Calls()) != 3 || len(calls) != 2 || calls[0].Params["text"] != "a" || calls[1].Error != "channel_not_found" {
		t.Errorf("%+v", ws.Calls())
	}
	for _, c := range ws.Calls() {
		if _, leaked := c.Params["token"]; leaked {
			t.Error("a token is remembered")
		}
	}
}
