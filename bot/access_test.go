package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/bot/store"
)

// newcomer adds a person of another sort to the channel Design.
func (f *fixture) newcomer(u slacksim.User) string {
	u.Name = cmpName(u.ID)
	f.AddUser(u)
	f.Join(u.ID, slacksim.Design)
	return u.ID
}

func cmpName(id string) string { return strings.ToLower(id) }

// Guests and people of other organisations are told why, privately, wherever they ask.
func TestGuestsAreClosed(t *testing.T) {
	for _, u := range []slacksim.User{{ID: "U0ONE", UltraRestricted: true}, {ID: "U0MANY", Restricted: true}, {ID: "U0STRANGER", Stranger: true}} {
		t.Run(u.ID, func(t *testing.T) {
			f := start(t, answers(echo), bot.Options{})
			who := f.newcomer(u)
			if m := f.only(f.Slash(who, slacksim.Design, "/arch", "why kafka")); m.Ephemeral != who || !strings.Contains(m.Visible(), "full members") {
				t.Errorf("command: %q sees %q", m.Ephemeral, m.Visible())
			}
			f.Say(who, slacksim.Design, "@archbot why kafka")
			if m := f.posts(slacksim.Design, 2)[1]; m.Ephemeral != who || !strings.Contains(m.Visible(), "full members") {
				t.Errorf("mention: %q sees %q", m.Ephemeral, m.Visible())
			}
			f.Say(who, f.DM(who), "why kafka")
			if m := f.posts(f.DM(who), 1)[0]; !strings.Contains(m.Visible(), "full members") {
				t.Errorf("direct message: %q", m.Visible())
			}
			f.settled()
			for _, c := range f.CallsTo("chat.postMessage") {
				if c.Params["channel"] == slacksim.Design {
					t.Errorf("posted for all: %v", c.Params["text"])
				}
			}
		})
	}
}

func TestSharedChannelsAreClosed(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.Say(slacksim.Ada, slacksim.Partners, "@archbot why kafka")
	m := f.posts(slacksim.Partners, 1)[0]
	if m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "shared with another organisation") {
		t.Errorf("%q sees %q", m.Ephemeral, m.Visible())
	}
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Partners, "/arch", "why kafka")); !strings.Contains(m.Visible(), "shared with another organisation") {
		t.Errorf("command: %q", m.Visible())
	}
}

// Where nobody knows who else is there, members get private answers that cannot be shared.
func TestUnseenChannelGetsPrivateAnswers(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.AddChannel(slacksim.Channel{ID: "G0SECRET", Name: "secret", Private: true, Members: []string{slacksim.Ada, slacksim.Cal}})
	m := f.only(f.Slash(slacksim.Ada, "G0SECRET", "/arch", "why kafka"))
	if m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "about") || strings.Contains(m.Visible(), "Share") {
		t.Errorf("%q sees %q", m.Ephemeral, m.Visible())
	}
	if m := f.only(f.Slash(slacksim.Cal, "G0SECRET", "/arch", "why kafka")); !strings.Contains(m.Visible(), "full members") {
		t.Errorf("a guest sees %q", m.Visible())
	}
	f.SetScopes("chat:write", "users:read") // the bot may look at no channel at all
	f.AddChannel(slacksim.Channel{ID: "C0NEW", Name: "new", Members: []string{slacksim.Bot, slacksim.Ada}})
	f.Say(slacksim.Ada, "C0NEW", "@archbot why kafka")
	if m := f.posts("C0NEW", 1)[0]; m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "about") {
		t.Errorf("mention: %q sees %q", m.Ephemeral, m.Visible())
	}
}

// A button to share that was made while the channel could be seen shares nothing once it cannot.
func TestShareWhereTheChannelIsUnseen(t *testing.T) {
	clock := stillClock()
	f := startIn(t, slacksim.Start(t, slacksim.Options{Clock: clock}), answers(compared), bot.Options{Now: clock.Now})
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "kafka vs rabbitmq"))
	f.SetScopes("chat:write", "users:read")
	clock.Advance(2 * time.Hour) // what was known of the channel is too old
	if told := f.only(f.Click(slacksim.Ada, m, render.ShareAction)); told.Ephemeral != slacksim.Ada || !strings.Contains(told.Visible(), "Nobody knows who else") {
		t.Errorf("%q sees %q", told.Ephemeral, told.Visible())
	}
	if _, there := f.Message(m.Channel, m.TS); !there {
		t.Error("the private answer is gone")
	}
}

func TestWhoSlackDoesNotKnowIsNotAnswered(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.Fail("users.info", slacksim.Fault{Status: 500})
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka")); m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "could not check") {
		t.Errorf("%q", m.Visible())
	}
	f.Heal("users.info")
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka")); !strings.Contains(m.Visible(), "about") {
		t.Errorf("after it was healed: %q", m.Visible())
	}
}

// What Slack said of people and channels is remembered: a second question asks nothing, and one while Slack is down is answered.
func TestAccessIsRemembered(t *testing.T) {
	clock := stillClock()
	f := startIn(t, slacksim.Start(t, slacksim.Options{Clock: clock}), answers(echo), bot.Options{Now: clock.Now})
	for range 3 {
		f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	}
	if n := len(f.CallsTo("users.info")) + len(f.CallsTo("conversations.info")); n != 2 {
		t.Errorf("%d calls for three questions, want 2", n)
	}
	f.Fail("users.info", slacksim.Fault{Status: 500})
	clock.Advance(20 * time.Minute)
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka")); !strings.Contains(m.Visible(), "about") {
		t.Errorf("while users.info fails: %q", m.Visible())
	}
	f.AddUser(slacksim.User{ID: slacksim.Ada, Name: "ada", Restricted: true})
	f.Heal("users.info")
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka")); !strings.Contains(m.Visible(), "full members") {
		t.Errorf("a guest now: %q", m.Visible())
	}
}

func TestAllowLists(t *testing.T) {
	const yes, no, here = "about", "let you in", "open the channel"
	tests := []struct {
		name           string
		access         bot.Access
		who, in, wants string
	}{
		{"nobody listed", bot.Access{}, slacksim.Ada, slacksim.Design, yes},
		{"a user", bot.Access{Users: []string{slacksim.Ada}}, slacksim.Ada, slacksim.Design, yes},
		{"another user", bot.Access{Users: []string{slacksim.Ada}}, slacksim.Ben, slacksim.Design, no},
		{"a guest by name", bot.Access{Users: []string{bot.Everyone, slacksim.Cal}}, slacksim.Cal, slacksim.Design, yes},
		{"beside a guest", bot.Access{Users: []string{bot.Everyone, slacksim.Cal}}, slacksim.Ben, slacksim.Design, yes},
		{"another guest", bot.Access{Users: []string{bot.Everyone}}, slacksim.Cal, slacksim.Design, no},
		{"in a group", bot.Access{Groups: []string{"S0TEAM"}}, slacksim.Ben, slacksim.Design, yes},
		{"not in the group", bot.Access{Groups: []string{"S0TEAM"}}, slacksim.Ada, slacksim.Design, no},
		{"a group that is none", bot.Access{Groups: []string{"S0NONE"}}, slacksim.Ada, slacksim.Design, "could not check"},
		{"a group or a user", bot.Access{Groups: []string{"S0TEAM"}, Users: []string{slacksim.Ada}}, slacksim.Ada, slacksim.Design, yes},
		{"a channel", bot.Access{Channels: []string{slacksim.Design}}, slacksim.Ada, slacksim.Design, yes},
		{"another channel", bot.Access{Channels: []string{slacksim.Design}}, slacksim.Ada, slacksim.General, here},
		{"a shared channel", bot.Access{Channels: []string{bot.Everyone, slacksim.Partners}}, slacksim.Ada, slacksim.Partners, yes},
		{"beside a shared channel", bot.Access{Channels: []string{bot.Everyone, slacksim.Partners}}, slacksim.Ada, slacksim.General, yes},
		{"a direct message", bot.Access{Channels: []string{slacksim.Design}}, slacksim.Ada, "D0ADA", yes},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := start(t, answers(echo), bot.Options{Access: tt.access})
			f.AddUserGroup("S0TEAM", slacksim.Ben)
			if m := f.only(f.Slash(tt.who, tt.in, "/arch", "why kafka")); !strings.Contains(m.Visible(), tt.wants) {
				t.Errorf("sees %q, want %q", m.Visible(), tt.wants)
			}
		})
	}
}

// The limit is told, privately, and ends by itself. It is one for all replicas that share a store.
func TestLimit(t *testing.T) {
	for _, shared := range []bool{false, true} {
		t.Run(fmt.Sprint(shared), func(t *testing.T) {
			clock := stillClock()
			ws := slacksim.Start(t, slacksim.Options{Clock: clock})
			o := bot.Options{Now: clock.Now, Access: bot.Access{Limit: 3}}
			if shared {
				o.Store = openStore(t, clock.Now)
			}
			f := startIn(t, ws, answers(echo), o)
			for range 3 {
				f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
			}
			f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
			if m := f.posts(slacksim.Design, 4)[3]; m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "a lot in a short time") {
				t.Errorf("%q sees %q", m.Ephemeral, m.Visible())
			}
			if m := f.only(f.Slash(slacksim.Ben, slacksim.Design, "/arch", "why kafka")); !strings.Contains(m.Visible(), "about") {
				t.Errorf("another person sees %q", m.Visible())
			}
			clock.Advance(bot.LimitWindow)
			if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka")); !strings.Contains(m.Visible(), "about") {
				t.Errorf("later: %q", m.Visible())
			}
		})
	}
}

func openStore(t *testing.T, now func() time.Time) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), newLogged().logger(), store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestWordsAreInThePersonsLanguage(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.AddUser(slacksim.User{ID: "U0DORA", Name: "dora", Locale: "de-DE"})
	if m := f.only(f.Slash("U0DORA", slacksim.General, "/arch", "why kafka")); !strings.Contains(m.Visible(), "Im Kanal teilen") {
		t.Errorf("%q", m.Visible())
	}
}

func TestWelcomeIsSaidOnce(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.Join(slacksim.Bot, slacksim.General)
	m := f.posts(slacksim.General, 1)[0]
	if !strings.Contains(m.Visible(), "Thank you for the invitation") || !strings.Contains(m.Visible(), "/arch settings") {
		t.Errorf("said %q", m.Visible())
	}
	f.Join("U0NONE", slacksim.General)
	f.Leave(slacksim.Bot, slacksim.General)
	f.Join(slacksim.Bot, slacksim.General)
	f.await("acks", func() bool { return f.Unacked() == 0 })
	f.settled()
	if n := len(f.fromBot(slacksim.General)); n != 1 {
		t.Errorf("said %d times", n)
	}
}

func TestWelcomeIsSilentInASharedChannel(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.AddChannel(slacksim.Channel{ID: "C0OUT", Name: "out", ExtShared: true, Members: []string{slacksim.Ada}})
	f.Join(slacksim.Bot, "C0OUT")
	f.await("acks", func() bool { return f.Unacked() == 0 })
	f.settled()
	if got := f.CallsTo("chat.postMessage"); len(got) != 0 {
		t.Errorf("posted %v", got)
	}
}
