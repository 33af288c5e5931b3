package bot_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/kb"
	"archbot/kb/starter"
)

// A walk asks a bot over real notes for everything there is, in every place and language, and presses every button once. A workspace that is
// as strict as Slack says where it would refuse something.
type walk struct {
	*fixture
	notes   []*kb.Note
	people  []string        // one of each language
	pressed map[string]bool // buttons, by what they carry
	acts    int             // asked and pressed
	tidied  int             // how many of them are forgotten
	channel string          // where things are asked in public, a new one now and then
}

// TestStarterNotesAreTaken has Slack take every message, Home tab and modal that the starter notes lead to: with ARCHBOT_TEST_REQUIRE=walk of all
// topics, else of every eighth.
func TestStarterNotesAreTaken(t *testing.T) { walkThrough(t, starter.FS()) }

// TestSharedNotesAreTaken does so with notes as people write them.
func TestSharedNotesAreTaken(t *testing.T) {
	const dir = "../../shared/notes"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("real notes are not here: %v", err)
	}
	walkThrough(t, os.DirFS(dir))
}

func walkThrough(t *testing.T, fsys fs.FS) {
	notes, err := kb.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	s := newShelf(t, nil)
	if err := s.index.Update(notes, nil); err != nil {
		t.Fatal(err)
	}
	o := s.options()
	o.Render.NotesURL = "https://example.com/notes/{file}?plain=1#L{line}"
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	o.Now = ws.Clock().Now
	o.Store = openStore(t, o.Now)
	w := &walk{fixture: startIn(t, ws, s, o), notes: notes, pressed: map[string]bool{}, people: []string{slacksim.Ada},
		channel: slacksim.Design}
	for _, language := range []string{"de", "fr", "es"} {
		user := "U0" + strings.ToUpper(language)
		w.AddUser(slacksim.User{ID: user, Name: language, Locale: language, TZ: "Europe/Berlin"})
		w.people = append(w.people, user)
	}
	topics, kinds := w.names()
	switch all := strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "walk"); {
	case testing.Short():
		topics, kinds = every(30, topics), every(30, kinds)
	case !all && len(topics) > 100: // minutes under the race detector; package render's tests look at every block
		topics, kinds = every(8, topics), every(8, kinds)
	}
	w.verbs(topics)
	w.views(topics)
	w.lacks(o.Store)
	for i, name := range topics {
		who := w.people[i%len(w.people)]
		w.privately(who, name)
		w.privately(who, "topics "+name)
		switch i % 3 { // what differs by place only, or by person, is seen in a third of the topics
		case 0:
			w.publicly(who, "@archbot "+name)
		case 1:
			w.command(who, "who "+name)
			w.command(who, "watch "+name+" 15m")
		}
	}
	for i, q := range kinds {
		w.command(w.people[i%len(w.people)], q)
	}
	w.judge()
	t.Logf("%d asked and pressed, %d of them different buttons", w.acts, len(w.pressed))
}

// names are all topics, and a question for each kind that they have.
func (w *walk) names() (topics, kinds []string) {
	seen := map[string]bool{}
	for _, n := range w.notes {
		for _, b := range n.Blocks {
			if name := b.Name(); !seen[name] {
				seen[name] = true
				topics = append(topics, name)
			}
			if q := string(b.Kind) + " " + b.Name(); !seen[q] {
				seen[q] = true
				kinds = append(kinds, q)
			}
		}
	}
	return topics, kinds
}

// every is every nth of them.
func every(n int, all []string) (some []string) {
	for i := 0; i < len(all); i += n {
		some = append(some, all[i])
	}
	return some
}

// done waits until what was begun has been dealt with.
func (w *walk) done(i *slacksim.Invocation) *slacksim.Invocation {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	w.t.Cleanup(cancel)
	w.ctx = ctx
	if i != nil {
		if _, err := i.Acked(ctx); err != nil || i.Dropped() != "" {
			w.t.Errorf("%v, dropped: %s", err, i.Dropped())
		}
	}
	w.await("acks", func() bool { return w.Unacked() == 0 })
	w.bot.Idle()
	w.acts++
	return i
}

// tidy judges what has been and forgets it, now and then.
func (w *walk) tidy() {
	w.t.Helper()
	if w.acts < w.tidied+100 {
		return
	}
	w.tidied = w.acts
	w.judge()
	w.Clock().Advance(time.Minute)
	w.Forget(w.Clock().Now())
	w.channel = fmt.Sprintf("C0WALK%d", w.acts)
	w.AddChannel(slacksim.Channel{ID: w.channel, Name: strings.ToLower(w.channel), Members: append([]string{slacksim.Bot}, w.people...)})
}

// leave closes what modals a person has open.
func (w *walk) leave(user string) {
	if _, open := w.View(user); open > 0 {
		w.CloseView(user, true)
	}
}

// judge fails for what Slack has refused, and for what the bot could not do.
func (w *walk) judge() {
	w.t.Helper()
	for _, c := range w.Calls() {
		if c.Error != "" && c.Error != "not_in_channel" { // which is where a response URL comes in
			w.t.Errorf("%s: %s: %.2000v", c.Method, c.Error, c.Params)
		}
	}
	for line := range strings.Lines(w.log.String()) {
		if strings.Contains(line, "level=ERROR") {
			w.t.Fatal(line)
		}
	}
}

// command sends a command, and returns the message that it leads to.
func (w *walk) command(user, text string) (slacksim.Message, bool) {
	w.t.Helper()
	w.tidy()
	got := w.done(w.Slash(user, slacksim.General, "/arch", text)).Messages()
	if len(got) != 1 {
		w.t.Errorf("%q led to %d messages", text, len(got))
		return slacksim.Message{}, false
	}
	return got[0], true
}

// privately asks, and presses each button that has not been pressed, of the answer and of what takes its place, until there is none.
func (w *walk) privately(user, text string) {
	w.t.Helper()
	for {
		m, there := w.command(user, text)
		id, fresh := w.freshButton("privately", m)
		if !fresh {
			return
		}
		for there && fresh {
			w.done(w.Click(user, m, id))
			w.leave(user)
			m, there = w.Message(m.Channel, m.TS)
			id, fresh = w.freshButton("privately", m)
		}
	}
}

// publicly asks in a channel and a direct message, and presses each button that has not been pressed there.
func (w *walk) publicly(user, text string) {
	w.t.Helper()
	w.tidy()
	for _, channel := range []string{w.channel, w.DM(user)} {
		w.Say(user, channel, text)
		w.done(nil)
		list := w.fromBot(channel)
		if len(list) == 0 {
			w.t.Errorf("%q is not answered in %s", text, channel)
			continue
		}
		for m := list[len(list)-1]; ; {
			id, fresh := w.freshButton(channel[:1], m)
			if !fresh {
				break
			}
			w.Click(user, m, id)
			w.done(nil)
			w.leave(user)
			if _, there := w.Message(m.Channel, m.TS); !there {
				break
			}
		}
	}
}

// freshButton is a button of a message whose like has not been pressed yet in such a place. Votes are cast once there, and nothing is deleted.
func (w *walk) freshButton(place string, m slacksim.Message) (id string, ok bool) {
	for _, b := range m.Blocks {
		elements, _ := b["elements"].([]any)
		for _, e := range append(elements, b["accessory"]) {
			e, _ := e.(map[string]any)
			action, _ := e["action_id"].(string)
			name, _, _ := strings.Cut(action, ":")
			key := fmt.Sprint(place, name, e["value"])
			switch {
			case e["type"] != "button" || e["url"] != nil || name == render.RemoveAction || name == "":
				continue
			case name == render.FeedbackAction || name == render.TipVoteAction:
				key = place + action
			}
			if !w.pressed[key] {
				w.pressed[key] = true
				return action, true
			}
		}
	}
	return "", false
}

// verbs says every verb, in every place and language.
func (w *walk) verbs(topics []string) {
	for _, user := range w.people {
		for _, text := range []string{"help", "topics", "random", "who", "watch", "public", "gaps", "gaps weekly", "gaps off", "stop", "thanks", "tips now",
			"tips", "settings", "tips pause", "public " + topics[0], "tpoics", "zzyzx", "kafka vs rabbitmq", "kafka vs zzyzx", "why kafka", "forget me"} {
			if w.done(w.Slash(user, slacksim.Design, "/arch", text)); text != "tips" && text != "settings" { // which open modals
				w.publicly(user, "@archbot "+text)
			}
			w.leave(user)
		}
		w.Say(user, slacksim.General, "zzyzx")
		w.done(nil)
		list := w.Messages(slacksim.General)
		for _, shortcut := range []string{"ask_message", "save_to_notes"} {
			w.done(w.MessageShortcut(user, shortcut, list[len(list)-1]))
			w.leave(user)
		}
	}
}

// views opens the Home tab, and searches for topics with filters.
func (w *walk) views(topics []string) {
	for _, user := range w.people {
		w.OpenHome(user)
		w.done(nil)
		w.OpenMessages(user)
		w.done(nil)
		v, _ := w.Home(user)
		shown := slacksim.Message{Blocks: v.Blocks}
		for id, ok := w.freshButton(user, shown); ok; id, ok = w.freshButton(user, shown) {
			w.done(w.ClickView(user, "", id, nil))
			w.leave(user)
		}
	}
	for i, name := range topics {
		user := w.people[i%len(w.people)]
		w.done(w.Shortcut(user, "search"))
		w.done(w.ClickView(user, "", render.SearchQuery, map[string]any{"value": name}))
		kinds := kb.Kinds()
		w.done(w.ClickView(user, render.SearchFilters, render.SearchKind, choose("static_select", string(kinds[i%len(kinds)]))))
		w.done(w.ClickView(user, render.SearchFilters, render.SearchKind, choose("static_select", render.AnyChoice)))
		w.done(w.Submit(user, with(slacksim.Design)))
		w.leave(user)
	}
}

// lacks fills the list of gaps, and goes from it to a block for the notes.
func (w *walk) lacks(st *store.Store) {
	for i := range 30 {
		g := store.Gap{Form: store.UnknownTopic, Topic: fmt.Sprint("nothing ", i), Quote: strings.Repeat("what about it? ", i), By: slacksim.Ada}
		if i%2 == 0 {
			g.Form, g.Topic, g.Kind = store.MissingKind, w.notes[i%len(w.notes)].Title, string(kb.Kinds()[i%len(kb.Kinds())])
		}
		if err := st.CountGap(w.t.Context(), g); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, user := range w.people {
		w.privately(user, "gaps")
		w.publicly(user, "@archbot gaps")
		m, _ := w.command(user, "zzyzx")
		for action, blocks := range map[string]map[string]map[string]any{
			render.WriteNoteAction:  noteState("A topic", strings.Repeat("Many words. ", 240), "Ann Author", "https://example.com"),
			render.AskChannelAction: {render.AskChannelQuestion: {render.AskChannelQuestion: plainText("Does anybody know zzyzx?")}},
		} {
			w.done(w.Click(user, m, action))
			w.done(w.Submit(user, blocks))
			w.leave(user)
		}
	}
}
