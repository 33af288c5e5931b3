package bot_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// A tipped is a workspace with a bot that has notes and a memory.
type tipped struct {
	*fixture
	store *store.Store
}

// startTipped connects such a bot. The clock stands at noon UTC on Sunday, 1 March 2026.
func startTipped(t *testing.T, o bot.Options) *tipped {
	t.Helper()
	return startTippedIn(t, slacksim.Start(t, slacksim.Options{Clock: stillClock()}), o)
}

func startTippedIn(t *testing.T, ws *slacksim.Workspace, o bot.Options) *tipped {
	t.Helper()
	if o.Store == nil {
		s, err := store.Open(context.Background(), slog.New(slog.DiscardHandler), store.Options{Now: ws.Clock().Now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		o.Store = s
	}
	ix, err := search.NewIndex(simNotes())
	if err != nil {
		t.Fatal(err)
	}
	o.Now = ws.Clock().Now
	o.Notes = func() bot.Library { return ix.Snapshot() }
	o.TipsRun.Every = time.Millisecond
	return &tipped{startIn(t, ws, answer.New(ix), o), o.Store}
}

// until moves the clock to a moment.
func (f *tipped) until(moment string) {
	f.t.Helper()
	at, err := time.Parse("2006-01-02 15:04", moment)
	if err != nil {
		f.t.Fatal(err)
	}
	f.Clock().Advance(at.Sub(f.Clock().Now()))
}

// tips waits for n tips in a channel.
func (f *tipped) tips(channel string, n int) []slacksim.Message {
	f.t.Helper()
	var list []slacksim.Message
	f.await("tips", func() bool {
		list = nil
		for _, m := range f.fromBot(channel) {
			if date(m) != "" {
				list = append(list, m)
			}
		}
		return len(list) >= n
	})
	if len(list) > n {
		f.t.Fatalf("%d tips, want %d", len(list), n)
	}
	return list
}

// public waits for n messages that all in a channel see.
func (f *tipped) public(channel string, n int) []slacksim.Message {
	f.t.Helper()
	var list []slacksim.Message
	f.await("messages", func() bool {
		list = slices.DeleteFunc(f.fromBot(channel), func(m slacksim.Message) bool { return m.Ephemeral != "" })
		return len(list) >= n
	})
	if len(list) > n {
		f.t.Fatalf("%d messages, want %d", len(list), n)
	}
	return list
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	j, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(j)
}

// date is the local date of a tip.
func date(m slacksim.Message) string {
	if len(m.Blocks) == 0 {
		return ""
	}
	id, _ := m.Blocks[0]["block_id"].(string)
	if d, ok := strings.CutPrefix(id, "tip:"); ok {
		return d
	}
	return ""
}

// asks says something in a channel's command, and returns what is shown for it.
func (f *tipped) asks(channel, text string) string {
	f.t.Helper()
	return f.only(f.Slash(slacksim.Ada, channel, "/arch", text)).Visible()
}

func (f *tipped) says(got, want string) {
	f.t.Helper()
	if !strings.Contains(got, want) {
		f.t.Errorf("got %q, want %q in it", got, want)
	}
}

func TestTipsModal(t *testing.T) {
	f := startTipped(t, bot.Options{})
	i := f.Slash(slacksim.Ada, slacksim.Design, "/arch", "tips")
	v := f.opened(slacksim.Ada, "Daily tips")
	if zone := v.Values[render.TipsZone][render.TipsZone]; !strings.Contains(jsonOf(t, zone), "Europe/London") {
		t.Errorf("the zone offered is %v, want the person's", zone)
	}
	none := map[string]any{"type": "checkboxes", "selected_options": []any{}}
	refused := f.Submit(slacksim.Ada, map[string]map[string]any{render.TipsDays: {render.TipsDays: none}})
	if _, err := refused.Acked(f.ctx); err != nil || refused.Errors()[render.TipsDays] != "Choose a day at least." {
		t.Errorf("without a day: %v, %v", refused.Errors(), err)
	}
	monday := map[string]any{"type": "checkboxes", "selected_options": []any{map[string]any{"value": "1"}, map[string]any{"value": "2"}}}
	saved := f.Submit(slacksim.Ada, map[string]map[string]any{
		render.TipsDays: {render.TipsDays: monday},
		render.TipsTime: {render.TipsTime: map[string]any{"type": "timepicker", "selected_time": "07:15"}},
	})
	if _, err := saved.Acked(f.ctx); err != nil { // it is open until then, and no other can be opened
		t.Fatal(err)
	}
	got, err := i.Wait(f.ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	f.says(got[0].Visible(), "daily 7:15 Europe/London mon,tue")
	f.until("2026-03-02 07:15")
	m := f.tips(slacksim.Design, 1)[0]
	if date(m) != "2026-03-02" || m.Metadata["event_type"] != "archbot_tip" {
		t.Errorf("tip of %q, metadata %v", date(m), m.Metadata)
	}
	for _, want := range []string{"Tip", "is good to know", "systems.md:", "More on this", "👍", "Too basic", "Too deep"} {
		f.says(m.Visible(), want)
	}
	f.until("2026-03-03 07:20")
	second := f.tips(slacksim.Design, 2)[1]
	if second.Visible() == m.Visible() || date(second) != "2026-03-03" {
		t.Errorf("the second tip, of %q, is the first", date(second))
	}
	f.Slash(slacksim.Ada, slacksim.Design, "/arch", "tips")
	f.opened(slacksim.Ada, "Turn tips off")
	f.ClickView(slacksim.Ada, "", render.TipsOffAction, nil)
	f.opened(slacksim.Ada, "There are no tips in")
}

func TestTipsMenus(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.Slash(slacksim.Ada, slacksim.Design, "/arch", "tips")
	f.opened(slacksim.Ada, "Daily tips")
	for action, want := range map[string]string{render.TipsZone: "Europe/Berlin", render.TipsTopics: "Topic 7"} {
		typed := map[string]string{render.TipsZone: "berl", render.TipsTopics: "topic 7"}[action]
		i := f.Suggest(slacksim.Ada, nil, action, typed)
		if _, err := i.Acked(f.ctx); err != nil {
			t.Fatal(err)
		}
		if got := jsonOf(t, i.Options()); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s in it", action, got, want)
		}
	}
}

// The same words in a command, a mention and a direct message.
func TestTipsByWords(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.says(f.asks(slacksim.Design, "tips list"), "There are no daily tips in")
	f.says(f.asks(slacksim.Design, "tips daily 9:30 Europe/Berlin weekdays level:medium"), "The next one comes on Monday, 2 March, 9:30.")
	f.says(f.asks(slacksim.Design, "tips list"), "daily 9:30 Europe/Berlin weekdays level:medium")
	f.says(f.asks(slacksim.Design, "tips pause 1w"), "The next one comes on Monday, 9 March, 9:30.")
	f.says(f.asks(slacksim.Design, "tips pause until 2026-03-12"), "The next one comes on Thursday, 12 March, 9:30.")
	f.says(f.asks(slacksim.Design, "tips resume"), "The next one comes on Monday, 2 March, 9:30.")
	f.says(f.asks(slacksim.Design, "tips daily 25:99"), "“25:99” is no time of day; write it like 9:30.")
	f.says(f.asks(slacksim.Design, "tips daily 9:30 topic:nonsense"), "The notes have no tip for that")
	f.says(f.asks(slacksim.General, "tips daily 9:30"), "Invite me with")
	f.Say(slacksim.Ada, slacksim.Design, "@archbot tips daily 10:00 Asia/Tokyo")
	f.says(f.public(slacksim.Design, 1)[0].Visible(), "Monday, 2 March, 10:00")
	dm := f.DM(slacksim.Ada)
	f.Say(slacksim.Ada, dm, "tips daily 8:00")
	f.says(f.posts(dm, 1)[0].Visible(), "your direct messages with me: every weekday at 8:00 (Europe/London)")
	f.says(f.asks(slacksim.Design, "tips off"), "There are no tips in")
	f.until("2026-03-02 08:00")
	f.tips(dm, 1)
	f.settled()
	f.public(slacksim.Design, 1) // no tip
}

func TestTipsOnSomethingIsAQuestion(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.says(f.asks(slacksim.Design, "tips on topic 3"), "good to know")
	f.says(f.asks(slacksim.Design, "tip for topic 3"), "good to know")
}

// Where no modal can be opened, a button opens it.
func TestTipsOffer(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot tips")
	m := f.public(slacksim.Design, 1)[0]
	f.says(m.Visible(), "Set up tips")
	f.Click(slacksim.Ada, m, render.TipsOpenAction)
	f.opened(slacksim.Ada, "Daily tips")
}

// Now is another tip each time, privately each person's own.
func TestTipsNow(t *testing.T) {
	f := startTipped(t, bot.Options{})
	seen := map[string]bool{}
	for range 5 {
		got := f.asks(slacksim.Design, "tips now topic:\"topic 1\"")
		f.says(got, "is good to know")
		if seen[got] {
			t.Errorf("%q came twice", got)
		}
		seen[got] = true
	}
	f.says(f.asks(slacksim.Design, "tips now topic:nonsense"), "The notes have no tip for that")
}

func TestTipsVotesAndButtons(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.asks(slacksim.Design, "tips daily 9:30 UTC")
	f.until("2026-03-02 09:30")
	m := f.tips(slacksim.Design, 1)[0]
	vote := func(user, kind string) {
		i := f.Click(user, m, render.TipVoteAction+":"+kind)
		got, err := i.Wait(f.ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		f.says(got[0].Visible(), "Thank you")
	}
	vote(slacksim.Ada, render.VoteUp)
	vote(slacksim.Ben, render.VoteTooDeep)
	sums, err := f.store.VoteSums(t.Context(), time.Time{})
	if err != nil || len(sums) != 1 {
		t.Fatalf("%v, %v", sums, err)
	}
	for _, sum := range sums {
		if sum.Up != 1 || sum.Down != 1 || sum.Reasons[tips.TooDeep] != 1 {
			t.Errorf("votes: %+v", sum)
		}
	}
	f.Click(slacksim.Ada, m, render.AskAction+":0") // more on this
	replies, err := f.WaitReplies(f.ctx, m, 1)
	if err != nil {
		t.Fatal(err)
	}
	f.says(replies[0].Visible(), "good to know")
}

// A channel that cannot be posted to: its tips stop, and who asked for them is told once.
func TestTipsStop(t *testing.T) {
	for trouble, spoil := range map[string]func(*slacksim.Workspace){
		"archived": func(w *slacksim.Workspace) {
			w.AddChannel(slacksim.Channel{ID: slacksim.Design, Name: "design", Archived: true, Members: []string{slacksim.Bot, slacksim.Ada}})
		},
		"not in that channel": func(w *slacksim.Workspace) { w.Leave(slacksim.Bot, slacksim.Design) },
		"permissions": func(w *slacksim.Workspace) {
			w.Fail("chat.postMessage", slacksim.Fault{Error: "restricted_action", Times: 1})
		},
	} {
		t.Run(trouble, func(t *testing.T) {
			f := startTipped(t, bot.Options{})
			f.asks(slacksim.Design, "tips daily 9:30 UTC")
			spoil(f.Workspace)
			f.until("2026-03-02 09:30")
			told := f.posts(f.DM(slacksim.Ada), 1)
			f.says(told[0].Visible(), trouble)
			f.until("2026-03-05 09:30")
			f.settled()
			if n := len(f.fromBot(f.DM(slacksim.Ada))); n != 1 {
				t.Errorf("told %d times", n)
			}
			f.public(slacksim.Design, 0)
		})
	}
}

// A post of which nobody knows whether it was made, where history may not be read, is not made again; the next day's is.
func TestTipsNotTwiceWithoutHistory(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.asks(slacksim.Design, "tips daily 9:30 UTC")
	f.SetScopes(slices.DeleteFunc(slacksim.AllScopes(), func(s string) bool { return s == "channels:history" })...)
	f.Fail("chat.postMessage", slacksim.Fault{Status: 500, Times: 1})
	f.until("2026-03-02 09:30")
	f.log.wait(f.ctx, t, "not posted yet", 1)
	f.until("2026-03-02 09:31")
	f.log.wait(f.ctx, t, "history cannot be read", 1)
	f.until("2026-03-03 09:30")
	if m := f.tips(slacksim.Design, 1)[0]; date(m) != "2026-03-03" {
		t.Errorf("tip of %s", date(m))
	}
}

// A bot that was away for a day skips what is too late, says so, and goes on.
func TestTipsTooLate(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	f := startTippedIn(t, ws, bot.Options{})
	f.asks(slacksim.Design, "tips daily 9:30 UTC everyday")
	f.settled()
	f.until("2026-03-03 12:00")
	g := startTippedIn(t, ws, bot.Options{Store: f.store})
	if m := g.tips(slacksim.Design, 1)[0]; date(m) != "2026-03-03" {
		t.Errorf("tip of %s, want the one that is two and a half hours late", date(m))
	}
	g.log.wait(g.ctx, t, "tips: skipped", 1)
	g.says(g.log.String(), "date=2026-03-02")
}

func TestTipsByDefault(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	o := bot.Options{Tips: bot.TipsDefaults{Channel: "#design", Plan: tips.Plan{Hour: 9, Minute: 30}}}
	f := startTippedIn(t, ws, o)
	f.log.wait(f.ctx, t, "set up by the environment", 1)
	f.until("2026-03-02 09:30")
	f.tips(slacksim.Design, 1)
	f.asks(slacksim.Design, "tips off")
	f.settled()
	o.Store = f.store
	g := startTippedIn(t, ws, o) // what was turned off stays so
	g.until("2026-03-04 09:30")
	g.asks(slacksim.Design, "topic 3")
	g.settled()
	g.tips(slacksim.Design, 1)
}

// On Friday the week comes with the tip: what was asked in the channel, and only that.
func TestTipsRecap(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.asks(slacksim.Design, "tips mon 9:30 UTC recap")
	for ts, a := range map[string]store.Answer{
		"1772452800.000100": {Subject: "Kafka"}, "1772452800.000200": {Subject: "My secret", Private: true},
	} {
		a.Channel, a.TS, a.Thread, a.Asker, a.At = slacksim.Design, ts, ts, slacksim.Ben, f.Clock().Now()
		if err := f.store.PutAnswer(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	f.until("2026-03-06 09:30") // Monday's is too late by now
	m := f.tips(slacksim.Design, 1)[0]
	f.says(m.Visible(), "Asked about: Kafka")
	if strings.Contains(m.Visible(), "secret") || date(m) != "2026-03-06" {
		t.Errorf("tip of %s says %q", date(m), m.Visible())
	}
}

// A memory that fails: tips say so, and questions are answered.
func TestTipsWithoutMemory(t *testing.T) {
	f := startTipped(t, bot.Options{})
	if err := f.store.Close(); err != nil {
		t.Fatal(err)
	}
	f.says(f.asks(slacksim.Design, "tips daily 9:30 UTC"), "I cannot remember anything right now")
	f.says(f.asks(slacksim.Design, "tips now"), "is good to know")
	f.says(f.asks(slacksim.Design, "topic 3"), "good to know")
}

func TestTipsAtHome(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.asks(slacksim.Design, "tips daily 9:30 UTC")
	f.OpenHome(slacksim.Ada)
	f.await("home", func() bool {
		v, ok := f.Home(slacksim.Ada)
		return ok && strings.Contains(v.Visible(), "every weekday at 9:30 (UTC)")
	})
	v, _ := f.Home(slacksim.Ada)
	f.says(v.Visible(), "A tip a day for me")
	f.ClickView(slacksim.Ada, "", render.TipsOpenAction, nil)
	f.opened(slacksim.Ada, "Daily tips")
}
