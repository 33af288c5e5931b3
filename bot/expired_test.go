package bot_test

import (
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
)

// TestModalsThatCannotBeOpened takes too long for Slack, wherever a modal opens: who wanted it is told once, where they are or in a direct
// message, and nobody else is.
func TestModalsThatCannotBeOpened(t *testing.T) {
	const late = "That took too long for Slack. Please try again."
	answered := func(f *fixture) slacksim.Message {
		return f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "zephlin connector"))
	}
	for name, c := range map[string]struct {
		prepare func(f *fixture) slacksim.Message
		open    func(f *fixture, m slacksim.Message)
		direct  bool // it is said in a direct message
		want    string
	}{
		"settings by command": {open: func(f *fixture, _ slacksim.Message) { f.Slash(slacksim.Ada, slacksim.Design, "/arch", "settings") }, want: late},
		"settings by button": {
			prepare: func(f *fixture) slacksim.Message {
				f.Say(slacksim.Ada, slacksim.Design, "@archbot settings")
				return f.posts(slacksim.Design, 1)[0]
			},
			open: func(f *fixture, m slacksim.Message) { f.Click(slacksim.Ada, m, render.SettingsOpen) }, want: late},
		"settings at home": {
			prepare: func(f *fixture) slacksim.Message { f.home(slacksim.Ada); return slacksim.Message{} },
			open:    func(f *fixture, _ slacksim.Message) { f.ClickView(slacksim.Ada, "", render.SettingsOpen, nil) }, direct: true, want: late},
		"tips by command": {open: func(f *fixture, _ slacksim.Message) { f.Slash(slacksim.Ada, slacksim.Design, "/arch", "tips") }, want: "There are no daily tips"},
		"tips by button": {
			prepare: func(f *fixture) slacksim.Message {
				f.Say(slacksim.Ada, slacksim.Design, "@archbot tips")
				return f.posts(slacksim.Design, 1)[0]
			},
			open: func(f *fixture, m slacksim.Message) { f.Click(slacksim.Ada, m, render.TipsOpenAction) }, want: late},
		"a note": {prepare: answered, open: func(f *fixture, m slacksim.Message) { f.press(slacksim.Ada, m, "Write this note") }, want: late},
		"the channel asked": {prepare: answered, open: func(f *fixture, m slacksim.Message) { f.press(slacksim.Ada, m, "Ask the channel") },
			want: late},
		"a vote against": {
			prepare: func(f *fixture) slacksim.Message {
				return f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "kafka"))
			},
			open: func(f *fixture, m slacksim.Message) { f.Click(slacksim.Ada, m, render.FeedbackAction+":down") }, want: "Thank you"},
		"a message saved": {
			prepare: func(f *fixture) slacksim.Message { return f.Say(slacksim.Ben, slacksim.Design, "Kafka keeps records.") },
			open:    func(f *fixture, m slacksim.Message) { f.MessageShortcut(slacksim.Ada, "save_to_notes", m) }, want: late},
		"a search": {open: func(f *fixture, _ slacksim.Message) { f.Shortcut(slacksim.Ada, "search") }, direct: true, want: late},
		"a search at home": {
			prepare: func(f *fixture) slacksim.Message { f.home(slacksim.Ada); return slacksim.Message{} },
			open: func(f *fixture, _ slacksim.Message) {
				f.ClickView(slacksim.Ada, "", render.HomeSearch, map[string]any{"value": "kafka"})
			}, direct: true, want: late},
	} {
		t.Run(name, func(t *testing.T) {
			f := startLacking(t, bot.Options{Store: remembering(t)})
			var m slacksim.Message
			if c.prepare != nil {
				m = c.prepare(f)
			}
			f.bot.Idle()
			where := slacksim.Design
			if c.direct {
				where = f.DM(slacksim.Ada)
			}
			before := len(f.fromBot(where))
			f.Fail("views.open", slacksim.Fault{Error: "expired_trigger_id"})
			c.open(f, m)
			got := f.posts(where, before+1)[before]
			if !strings.Contains(got.Visible(), c.want) || !c.direct && got.Ephemeral != slacksim.Ada {
				t.Errorf("%q sees %q, want %q", got.Ephemeral, got.Visible(), c.want)
			}
			f.settled()
			if n := len(f.fromBot(where)); n != before+1 {
				t.Errorf("%d messages, want 1", n-before)
			}
		})
	}
}

// TestSearchThatCannotBeShown has Slack fail to change the modal: the person is told in a direct message.
func TestSearchThatCannotBeShown(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.Fail("views.update", slacksim.Fault{Error: "internal_error"})
	f.Shortcut(slacksim.Ada, "search")
	if m := f.posts(f.DM(slacksim.Ada), 1)[0]; !apologised(m, f.log) {
		t.Errorf("said %q", m.Visible())
	}
}
