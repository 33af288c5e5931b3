package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"archbot/bot/render"
	"archbot/bot/slacksim"
)

// logNotes are notes on two systems, enough to be asked about, compared and browsed.
func logNotes() map[string]string {
	block := func(kind, text string) string { return "#### {semantic=" + kind + "}\n\n" + text + "\n\n" }
	side := func(name string) string {
		return "## " + name + "\n\n" + block("intro-definition", name+" is a system that moves records between services.") +
			block("pros", "* "+name+" is fast\n* "+name+" is known") + block("cons", "* "+name+" needs care") +
			block("use-case", "* when "+name+" fits the load")
	}
	return map[string]string{"systems.md": "---\ndate: 2026-02-03\n---\n\n# Messaging\n\n" + side("Quorvex") + side("Zephlin") +
		block("comparison", "| | Quorvex | Zephlin |\n| --- | --- | --- |\n| Record | <2MB | <300kB |"),
		"storage.md": "# Storage\n\n" + side("Snapvault")}
}

// home opens the Home tab of a person and returns what is shown.
func (f *fixture) home(user string) slacksim.View {
	f.t.Helper()
	f.OpenHome(user)
	var v slacksim.View
	f.await("home", func() bool { shown, ok := f.Home(user); v = shown; return ok })
	return v
}

func TestHomeShowsTheNotes(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	v := f.home(slacksim.Ada)
	for _, want := range []string{"2 notes", "13 entries", "Messaging", "Storage", "New in the notes", "2026-02-03", "Search with filters", "Settings", "Quorvex vs Zephlin", "when to use", "pros of", "cons of"} {
		if !strings.Contains(v.Visible(), want) {
			t.Errorf("Home lacks %q:\n%s", want, v.Visible())
		}
	}
}

// TestHomeSaysThatThereIsMore has more topics than the Home tab shows.
func TestHomeSaysThatThereIsMore(t *testing.T) {
	notes := map[string]string{}
	for i := range 11 {
		notes[fmt.Sprintf("n%d.md", i)] = fmt.Sprintf("# Topic %d\n\nText.\n", i)
	}
	f := startWith(t, newShelf(t, notes))
	if v := f.home(slacksim.Ada); !strings.Contains(v.Visible(), "and 3 more") || !strings.Contains(v.Visible(), "/arch topics") {
		t.Errorf("Home says %q", v.Visible())
	}
}

// The Home tab is published when it would show something else, and only for that tab.
func TestHomeIsPublishedOnChangeOnly(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.home(slacksim.Ada)
	f.OpenHome(slacksim.Ada)
	f.OpenMessages(slacksim.Ada)
	f.await("acks", func() bool { return f.Unacked() == 0 })
	f.bot.Idle()
	if n := len(f.CallsTo("views.publish")); n != 1 {
		t.Errorf("published %d times, want 1", n)
	}
	s.write(map[string]string{"more.md": "# Caching\n\nA cache keeps what was asked for.\n"})
	f.OpenHome(slacksim.Ada)
	f.await("the new topic", func() bool { v, _ := f.Home(slacksim.Ada); return strings.Contains(v.Visible(), "Caching") })
}

func TestHomeIsClosedToGuests(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	if v := f.home(slacksim.Cal); !strings.Contains(v.Visible(), "full members") || strings.Contains(v.Visible(), "Messaging") {
		t.Errorf("a guest sees %q", v.Visible())
	}
}

// What is typed or pressed on the Home tab is answered in a search.
func TestHomeAsks(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	v := f.home(slacksim.Ada)
	f.ClickView(slacksim.Ada, "", render.HomeSearch, map[string]any{"value": "pros of quorvex"})
	f.opened(slacksim.Ada, "Quorvex is fast")
	f.CloseView(slacksim.Ada, true)
	f.ClickView(slacksim.Ada, "", render.HomeTopic+":0", nil)
	f.opened(slacksim.Ada, "Quorvex")
	f.CloseView(slacksim.Ada, true)
	if !strings.Contains(v.Visible(), "Quorvex vs Zephlin\npros of ") {
		t.Fatalf("no examples on %q", v.Visible())
	}
	f.ClickView(slacksim.Ada, "", render.HomeAsk+":0", nil)
	f.opened(slacksim.Ada, "Share with")
}

func TestHomeInAnotherLanguage(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.AddUser(slacksim.User{ID: "U0DORA", Name: "dora", Locale: "de-DE"})
	if v := f.home("U0DORA"); !strings.Contains(v.Visible(), "Architektur-Notizen") || !strings.Contains(v.Visible(), "2 Notizen") {
		t.Errorf("sees %q", v.Visible())
	}
}
