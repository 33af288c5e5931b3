package bot_test

import (
	"context"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/answer"
)

// searching opens the search of a person and waits until it shows what the notes have.
func (f *fixture) searching(user string) {
	f.t.Helper()
	f.Shortcut(user, "search")
	f.opened(user, "wide question")
}

func TestSearchOpensAndFills(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.searching(slacksim.Ada)
	f.ClickView(slacksim.Ada, "", render.SearchQuery, map[string]any{"value": "pros of quorvex"})
	v := f.opened(slacksim.Ada, "Quorvex is fast")
	for _, kind := range v.BlockTypes() {
		if kind == "table" || kind == "markdown" {
			t.Errorf("a %s in a modal", kind)
		}
	}
}

// The modal opens though nobody knows yet who asks; what Slack then says of the person decides what it shows.
func TestSearchOpensBeforeItLooks(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.Shortcut(slacksim.Cal, "search")
	f.opened(slacksim.Cal, "full members")
	var order []string
	for _, c := range f.Calls() {
		if c.Method == "views.open" || c.Method == "users.info" {
			order = append(order, c.Method)
		}
	}
	if strings.Join(order, " ") != "views.open users.info" {
		t.Errorf("calls %v", order)
	}
}

// Each filter changes the results, and what was entered stays.
func TestSearchFilters(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.searching(slacksim.Ada)
	f.ClickView(slacksim.Ada, render.SearchFilters, render.SearchKind, choose("static_select", string(kb.Cons)))
	v := f.opened(slacksim.Ada, "needs care")
	if !strings.Contains(v.Visible(), "Snapvault") {
		t.Errorf("all topics: %q", v.Visible())
	}
	f.ClickView(slacksim.Ada, render.SearchFilters, render.SearchTopic, choose("static_select", "Messaging"))
	f.await("fewer", func() bool {
		v, _ := f.View(slacksim.Ada)
		return strings.Contains(v.Visible(), "Quorvex") && !strings.Contains(v.Visible(), "Snapvault needs")
	})
	v, _ = f.View(slacksim.Ada)
	state, _ := v.Values[render.SearchFilters][render.SearchKind].(map[string]any)
	if chosen, _ := state["selected_option"].(map[string]any); chosen["value"] != string(kb.Cons) {
		t.Errorf("the kind is %v now", state)
	}
}

// A slow answer to an older change does not overwrite a newer one, and the newest is shown whatever came between.
func TestSearchShowsTheNewest(t *testing.T) {
	g := map[string]chan struct{}{"older": make(chan struct{}), "newer": make(chan struct{})}
	arrived := make(chan string, 8)
	f := start(t, answers(func(ctx context.Context, r answer.Request) (answer.Answer, error) {
		arrived <- r.Question
		if gate := g[r.Question]; gate != nil {
			<-gate
		}
		return echo(ctx, r)
	}), bot.Options{})
	f.Shortcut(slacksim.Ada, "search")
	f.opened(slacksim.Ada, "about")
	<-arrived
	for _, q := range []string{"older", "newer"} {
		f.ClickView(slacksim.Ada, "", render.SearchQuery, map[string]any{"value": q})
		if got := <-arrived; got != q {
			t.Fatalf("asked %q, want %q", got, q)
		}
	}
	close(g["older"])
	f.await("the older update", func() bool { return len(f.CallsTo("views.update")) >= 2 })
	close(g["newer"])
	f.opened(slacksim.Ada, "about newer")
	f.settled()
	if v, _ := f.View(slacksim.Ada); !strings.Contains(v.Visible(), "about newer") {
		t.Errorf("shows %q", v.Visible())
	}
}

// found opens a search that shows something to share, in a channel.
func (f *fixture) found() {
	f.t.Helper()
	f.searching(slacksim.Ada)
	f.ClickView(slacksim.Ada, "", render.SearchQuery, map[string]any{"value": "pros of quorvex"})
	f.opened(slacksim.Ada, "Share with")
}

func with(channel string) map[string]map[string]any {
	return map[string]map[string]any{render.SearchShare: {render.SearchShare: map[string]any{"type": "conversations_select", "selected_conversation": channel}}}
}

// A found answer is shared with a conversation, also with one where the bot is no member.
func TestSearchShares(t *testing.T) {
	for _, channel := range []string{slacksim.Design, slacksim.General} {
		t.Run(channel, func(t *testing.T) {
			s := newShelf(t, logNotes())
			f := start(t, s, s.options())
			f.found()
			m := f.only(f.Submit(slacksim.Ada, with(channel)))
			if m.Channel != channel || m.Ephemeral != "" || !strings.Contains(m.Visible(), "Quorvex is fast") || !strings.Contains(m.Visible(), "asked by") {
				t.Errorf("%q sees %q", m.Ephemeral, m.Visible())
			}
			f.opened(slacksim.Ada, "Shared with <#"+channel+">")
		})
	}
}

func TestSearchSharesNowhereClosed(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.AddChannel(slacksim.Channel{ID: "G0SECRET", Name: "secret", Private: true, Members: []string{slacksim.Ada}})
	f.found()
	for _, c := range [][2]string{{"", "Choose a conversation"}, {slacksim.Partners, "another organisation"}, {"G0SECRET", "could not be shared"}} {
		channel, want := c[0], c[1]
		values := with(channel)
		if channel == "" {
			values = nil
		}
		i := f.Submit(slacksim.Ada, values)
		if _, err := i.Acked(f.ctx); err != nil {
			t.Fatal(err)
		}
		f.await("an error", func() bool { return i.Errors() != nil || i.Dropped() != "" })
		if got := i.Errors()[render.SearchShare]; !strings.Contains(got, want) {
			t.Errorf("%q: %q, %s", channel, got, i.Dropped())
		}
	}
	f.settled()
	if n := len(f.CallsTo("chat.postMessage")) + len(f.CallsTo("response_url")); n != 0 {
		t.Errorf("%d posts", n)
	}
}

// What was entered after the results were shown is looked for first, and not shared unseen.
func TestSearchSubmitLooksFirst(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.found()
	values := with(slacksim.Design)
	values[render.SearchQuery] = map[string]any{render.SearchQuery: "cons of zephlin"}
	if _, err := f.Submit(slacksim.Ada, values).Acked(f.ctx); err != nil {
		t.Fatal(err)
	}
	f.opened(slacksim.Ada, "Zephlin needs care")
	f.settled()
	if n := len(f.fromBot(slacksim.Design)); n != 0 {
		t.Errorf("%d posts", n)
	}
}

func TestSearchThatFails(t *testing.T) {
	f := start(t, answers(func(context.Context, answer.Request) (answer.Answer, error) { panic("no answer") }), bot.Options{})
	f.Shortcut(slacksim.Ada, "search")
	f.opened(slacksim.Ada, "Something went wrong")
}
