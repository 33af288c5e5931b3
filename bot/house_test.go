package bot_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"archbot/bot"
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

func TestOldRowsAreRemoved(t *testing.T) {
	ws, clock, o := weekly(t, monday.AddDate(0, 0, 1))
	b := bot.New(newLogged().logger(), client(ws, ws.BotToken(), ws.AppToken()), answers(echo), o)
	clock.Advance(181 * 24 * time.Hour)
	b.KeepHouse(t.Context())
	if gaps, err := o.Store.Gaps(t.Context(), time.Time{}, 9); err != nil || len(gaps) > 0 {
		t.Errorf("%+v %v", gaps, err)
	}
}
