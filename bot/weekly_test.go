package bot_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/bot/store"
)

// monday is when the gaps of a week are posted.
var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// weekly is a workspace whose clock stands at an instant, and a store by that clock with a gap in it.
func weekly(t *testing.T, at time.Time) (*slacksim.Workspace, *slacksim.Clock, bot.Options) {
	t.Helper()
	clock := slacksim.NewStillClock(at)
	st, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: store.Memory, Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	for _, g := range []store.Gap{{Form: store.MissingKind, Topic: "Kafka", Kind: "cons"}, {Form: store.UnknownTopic, Topic: "secret zephlin"}} {
		if err := st.CountGap(t.Context(), g); err != nil {
			t.Fatal(err)
		}
	}
	o := newShelf(t, map[string]string{"messaging.md": lacking}).options()
	o.Store, o.Now, o.GapsChannel = st, clock.Now, "#design"
	return slacksim.Start(t, slacksim.Options{Clock: clock}), clock, o
}

// TestGapsAreReadWeekly posts the gaps on Monday morning, once over replicas and restarts, without what was asked privately.
func TestGapsAreReadWeekly(t *testing.T) {
	ws, clock, o := weekly(t, monday.Add(30*time.Second))
	shelf := newShelf(t, map[string]string{"messaging.md": lacking})
	f := startIn(t, ws, shelf, o)
	other := startIn(t, ws, shelf, o)
	f.await("the post", func() bool { return len(f.public(slacksim.Design)) > 0 })
	text := f.public(slacksim.Design)[0].Visible()
	if !strings.Contains(text, "this week") || !strings.Contains(text, "Kafka") || !strings.Contains(text, "Write this note") || strings.Contains(text, "zephlin") {
		t.Errorf("%q", text)
	}
	f.settled()
	other.settled()
	clock.Advance(time.Hour)
	startIn(t, ws, shelf, o).settled()
	if n := len(f.public(slacksim.Design)); n != 1 {
		t.Errorf("posted %d times", n)
	}
}

// TestGapsAreNotReadTwice has Slack post, and say that it failed: whoever takes over looks into the channel.
func TestGapsAreNotReadTwice(t *testing.T) {
	ws, clock, o := weekly(t, monday)
	shelf := newShelf(t, map[string]string{"messaging.md": lacking})
	ws.Fail("chat.postMessage", slacksim.Fault{Status: 500, Effect: true, Times: 1})
	f := startIn(t, ws, shelf, o)
	f.log.wait(f.ctx, t, "not known whether they are posted; looking later", 1)
	f.settled()
	clock.Advance(10 * time.Minute)
	replica := startIn(t, ws, shelf, o)
	replica.log.wait(f.ctx, t, "gaps: found in the channel", 1)
	replica.settled()
	posts, err := o.Store.Posts(t.Context(), slacksim.Design, time.Time{}, 9)
	if err != nil || len(posts) != 1 || posts[0].State != store.Posted || posts[0].TS == "" || len(f.public(slacksim.Design)) != 1 {
		t.Errorf("%+v %v, %d in the channel", posts, err, len(f.public(slacksim.Design)))
	}
}

func TestGapsAreReadOnMondayMorningsOnly(t *testing.T) {
	for name, at := range map[string]time.Time{"too early": monday.Add(-time.Second), "too late": monday.Add(4 * time.Hour), "another day": monday.AddDate(0, 0, 1)} {
		t.Run(name, func(t *testing.T) {
			ws, _, o := weekly(t, at)
			b := bot.New(newLogged().logger(), client(ws, ws.BotToken(), ws.AppToken()), answers(echo), o)
			b.KeepHouse(t.Context())
			if posts, err := o.Store.Posts(t.Context(), slacksim.Design, time.Time{}, 9); err != nil || len(posts) > 0 {
				t.Errorf("%+v %v", posts, err)
			}
		})
	}
}

// looks has a replica look at what is due now, and returns the bot's posts in a channel.
func looks(t *testing.T, f *fixture, o bot.Options, channel string) []slacksim.Message {
	t.Helper()
	bot.New(newLogged().logger(), client(f.Workspace, f.BotToken(), f.AppToken()), answers(echo), o).KeepHouse(t.Context())
	return f.public(channel)
}

// TestGapsWeeklyAreChosen has a channel choose the weekly gaps and end them, in each place by the same words. They come by the clocks of who
// chose, and no other channel gets them.
func TestGapsWeeklyAreChosen(t *testing.T) {
	sunday := time.Date(2026, 6, 7, 12, 0, 0, 0, time.UTC)
	for name, say := range map[string]func(f *fixture, words string) (said, where string){
		"command": func(f *fixture, words string) (string, string) {
			return f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", words)).Visible(), slacksim.Design
		},
		"mention": func(f *fixture, words string) (string, string) {
			n := len(f.fromBot(slacksim.Design))
			f.Say(slacksim.Ada, slacksim.Design, "@archbot "+words)
			return f.posts(slacksim.Design, n+1)[n].Visible(), slacksim.Design
		},
		"direct message": func(f *fixture, words string) (string, string) {
			dm := f.DM(slacksim.Ada)
			n := len(f.fromBot(dm))
			f.Say(slacksim.Ada, dm, words)
			return f.posts(dm, n+1)[n].Visible(), dm
		},
	} {
		t.Run(name, func(t *testing.T) {
			ws, clock, o := weekly(t, sunday)
			o.GapsChannel = ""
			f := startIn(t, ws, answers(echo), o)
			said, channel := say(f, "gaps weekly")
			if !strings.Contains(said, "Europe/London") || !strings.Contains(said, "Monday, 8 June, 9:00.") {
				t.Errorf("chosen: %q", said)
			}
			before := len(f.public(channel))
			clock.Advance(19*time.Hour + 59*time.Minute) // 8:59 in London, where Ada is
			if got := looks(t, f, o, channel); len(got) != before {
				t.Errorf("too early: %q", got[before].Visible())
			}
			clock.Advance(time.Minute)
			got := looks(t, f, o, channel)
			if len(got) != before+1 || !strings.Contains(got[before].Visible(), "Kafka") || !strings.Contains(got[before].Visible(), "Write this note") {
				t.Fatalf("%d posts, want %d", len(got), before+1)
			}
			if n := len(f.public(slacksim.General)); n > 0 {
				t.Errorf("%d posts elsewhere", n)
			}
			if said, _ = say(f, "gaps off"); !strings.Contains(said, "any more") {
				t.Errorf("ended: %q", said)
			}
			if said, _ = say(f, "gaps off"); strings.Contains(said, "any more") {
				t.Errorf("ended twice: %q", said)
			}
			before = len(f.public(channel))
			clock.Advance(7 * 24 * time.Hour)
			if err := o.Store.CountGap(t.Context(), store.Gap{Form: store.MissingKind, Topic: "Kafka", Kind: "cons"}); err != nil {
				t.Fatal(err)
			}
			if got := looks(t, f, o, channel); len(got) != before {
				t.Errorf("after the end: %q", got[before].Visible())
			}
		})
	}
}

// TestGapsWeeklyWhereTheBotIsNoMember says how to invite it, and chooses nothing.
func TestGapsWeeklyWhereTheBotIsNoMember(t *testing.T) {
	ws, _, o := weekly(t, monday)
	o.GapsChannel = ""
	f := startIn(t, ws, answers(echo), o)
	if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "gaps weekly")); !strings.Contains(m.Visible(), "/invite") {
		t.Errorf("%q", m.Visible())
	}
	if all, err := o.Store.AllSettings(t.Context(), store.OfChannel); err != nil || len(all) > 0 {
		t.Errorf("%v %v", all, err)
	}
	f.Join(slacksim.Bot, slacksim.General)
	if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "gaps weekly")); !strings.Contains(m.Visible(), "Mondays") {
		t.Errorf("invited: %q", m.Visible())
	}
	f.AddUser(slacksim.User{ID: "U0DE", Name: "uwe", Locale: "de-DE", TZ: "Europe/Berlin"})
	if m := f.only(f.Slash("U0DE", slacksim.General, "/arch", "gaps weekly")); !strings.Contains(m.Visible(), "Das nächste Mal: Montag, 9. März, 9:00.") {
		t.Errorf("in German: %q", m.Visible())
	}
}

// TestGapsWeeklyInSettings ticks and unticks the box; what else was chosen stays.
func TestGapsWeeklyInSettings(t *testing.T) {
	ws, clock, o := weekly(t, monday.Add(-time.Hour))
	o.GapsChannel = ""
	f := startIn(t, ws, answers(echo), o)
	ticked := map[string]any{"type": "checkboxes", "selected_options": []any{choose("checkboxes", "weekly")["selected_option"]}}
	f.Slash(slacksim.Ada, slacksim.Design, "/arch", "settings")
	f.opened(slacksim.Ada, "Settings")
	f.submit(map[string]map[string]any{render.SettingsGaps + ":" + slacksim.Design: {render.SettingsGaps: ticked},
		render.SettingsLanguage + ":" + slacksim.Design: {render.SettingsLanguage: choose("static_select", "de")}})
	clock.Advance(time.Hour)
	got := looks(t, f, o, slacksim.Design)
	if len(got) != 1 || !strings.Contains(got[0].Visible(), "diese Woche") {
		t.Fatalf("%d posts, want one in German", len(got))
	}
	f.Slash(slacksim.Ada, slacksim.Design, "/arch", "settings")
	v := f.opened(slacksim.Ada, "Einstellungen")
	if state := v.Values[render.SettingsGaps+":"+slacksim.Design][render.SettingsGaps].(map[string]any); len(state["selected_options"].([]any)) != 1 {
		t.Errorf("the box shows %v", state)
	}
	f.submit(map[string]map[string]any{render.SettingsGaps + ":" + slacksim.Design: {render.SettingsGaps: map[string]any{"type": "checkboxes",
		"selected_options": []any{}}}})
	clock.Advance(7 * 24 * time.Hour)
	if err := o.Store.CountGap(t.Context(), store.Gap{Form: store.MissingKind, Topic: "Kafka", Kind: "cons"}); err != nil {
		t.Fatal(err)
	}
	if got := looks(t, f, o, slacksim.Design); len(got) != 1 {
		t.Errorf("posted %d times", len(got))
	}
}

// submit sends the settings that are open.
func (f *fixture) submit(state map[string]map[string]any) {
	f.t.Helper()
	i := f.Submit(slacksim.Ada, state)
	if _, err := i.Acked(f.ctx); err != nil || i.Dropped() != "" {
		f.t.Fatalf("%v %s", err, i.Dropped())
	}
	f.CloseView(slacksim.Ada, true)
}

// TestGapsWeeklyByDefault has the channel of the environment read the gaps until somebody there ends that, for good.
func TestGapsWeeklyByDefault(t *testing.T) {
	ws, clock, o := weekly(t, monday.AddDate(0, 0, -1))
	f := startIn(t, ws, answers(echo), o)
	looks(t, f, o, slacksim.Design) // which sees to the channel
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "gaps off")); !strings.Contains(m.Visible(), "any more") {
		t.Errorf("%q", m.Visible())
	}
	clock.Advance(24 * time.Hour)
	if got := looks(t, f, o, slacksim.Design); len(got) > 0 {
		t.Errorf("posted: %q", got[0].Visible())
	}
}

// TestGapsWeeklyWhereOthersRead posts nothing where the channel has been shared with another organisation since.
func TestGapsWeeklyWhereOthersRead(t *testing.T) {
	ws, clock, o := weekly(t, monday.AddDate(0, 0, -1))
	f := startIn(t, ws, answers(echo), o)
	looks(t, f, o, slacksim.Design) // which sees to the channel
	clock.Advance(24 * time.Hour)
	f.AddChannel(slacksim.Channel{ID: slacksim.Design, Name: "design", ExtShared: true, Members: []string{slacksim.Bot, slacksim.Ada}})
	if got := looks(t, f, o, slacksim.Design); len(got) > 0 {
		t.Errorf("posted: %q", got[0].Visible())
	}
}
