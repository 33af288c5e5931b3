package bot_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/kb"
)

// lacking are notes that lack a lot.
const lacking = `# Messaging

## Kafka

###### {"semantic":"pros", "source-author":"Ann Author; Bob Brook"}

Kafka keeps every record and replays them.

###### {"semantic":"use-case", "source-author":"Ann Author"}

Kafka suits event logs.

## RabbitMQ

###### {"semantic":"cons", "source-author":"Bob Brook"}

RabbitMQ drops what nobody reads.
`

// startLacking starts a bot over these notes.
func startLacking(t *testing.T, o bot.Options) *fixture {
	t.Helper()
	s := newShelf(t, map[string]string{"messaging.md": lacking})
	o.Notes, o.Now = s.options().Notes, stillClock().Now
	return start(t, s, o)
}

// counted waits until the store has these gaps, as "topic/kind asked/public".
func (f *fixture) counted(st *store.Store, want ...string) []store.Gap {
	f.t.Helper()
	f.settled() // gaps are counted beside the answer
	gaps, err := st.Gaps(f.t.Context(), time.Time{}, 10)
	if err != nil {
		f.t.Fatal(err)
	}
	var got []string
	for _, g := range gaps {
		got = append(got, g.Topic+"/"+g.Kind)
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		f.t.Errorf("gaps: got %q, want %q", got, want)
	}
	return gaps
}

func TestGapsAreCounted(t *testing.T) {
	st := remembering(t)
	f := startLacking(t, bot.Options{Store: st})
	for range 2 {
		f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "cons of kafka"))
	}
	f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "what is our secret Zephlin?"))
	f.Say(slacksim.Ada, f.DM(slacksim.Ada), "another secret quorvex")
	f.await("an answer", func() bool { return len(f.fromBot(f.DM(slacksim.Ada))) == 1 })
	f.Say(slacksim.Ada, slacksim.Design, "@archbot cons of kafka")
	f.Say(slacksim.Ada, slacksim.Design, "@archbot pros of kafka")
	f.await("answers", func() bool { return len(f.public(slacksim.Design)) == 2 })
	gaps := f.counted(st, "Kafka/cons", "secret quorvex/", "secret zephlin/")
	if g := gaps[0]; g.Asked != 3 || g.Public != 1 || g.Quote != "cons of kafka" || g.By != slacksim.Ada {
		t.Errorf("%+v", g)
	}
	for _, g := range gaps[1:] {
		if g.Form != store.UnknownTopic || g.Public != 0 || g.Quote != "" || g.By != "" {
			t.Errorf("a private question is remembered as %+v", g)
		}
	}
}

// TestGapsOfPrivateChannels asks where not everybody reads, though others do: that is not public.
func TestGapsOfPrivateChannels(t *testing.T) {
	st := remembering(t)
	f := startLacking(t, bot.Options{Store: st})
	f.AddChannel(slacksim.Channel{ID: "C0SECRET", Name: "secret", Private: true, Members: []string{slacksim.Bot, slacksim.Ada}})
	f.Say(slacksim.Ada, "C0SECRET", "@archbot what is the secret zephlin?")
	f.await("an answer", func() bool { return len(f.public("C0SECRET")) == 1 })
	if g := f.counted(st, "secret zephlin/")[0]; g.Public != 0 || g.Quote != "" || g.By != "" || g.Channel != "" {
		t.Errorf("remembered as %+v", g)
	}
}

// What was asked privately is shown to nobody, and what the notes have by now is no gap.
func TestGapsVerb(t *testing.T) {
	st := remembering(t)
	for _, g := range []store.Gap{
		{Form: store.MissingKind, Topic: "Kafka", Kind: "cons"},
		{Form: store.MissingKind, Topic: "Kafka", Kind: "pros"}, // which is there
		{Form: store.UnknownTopic, Topic: "secret zephlin"},
		{Form: store.UnknownTopic, Topic: "nats", Quote: "what about <!channel> nats?", By: slacksim.Ben, Channel: slacksim.Design},
		{Form: store.UnknownTopic, Topic: "rabbitmq"}, // which is there
	} {
		if err := st.CountGap(t.Context(), g); err != nil {
			t.Fatal(err)
		}
	}
	f := startLacking(t, bot.Options{Store: st})
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "gaps"))
	text := m.Visible()
	for _, want := range []string{"Kafka", "cons", "nats", "1 question more"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	for _, no := range []string{"zephlin", "“pros”", "rabbitmq", "<!channel>"} {
		if strings.Contains(text, no) {
			t.Errorf("%q in %q", no, text)
		}
	}
	f.Say(slacksim.Ada, slacksim.Design, "@archbot gaps")
	if got := f.posts(slacksim.Design, 2)[1].Visible(); strings.Contains(got, "zephlin") || !strings.Contains(got, "nats") {
		t.Errorf("in public: %q", got)
	}
	f.counted(st, "Kafka/cons", "nats/", "secret zephlin/")
}

// TestNoneSaysWhatFilterIsUnknown asks with an author that no note names: the answer says so, and leads to what the rest finds.
func TestNoneSaysWhatFilterIsUnknown(t *testing.T) {
	f := startLacking(t, bot.Options{})
	f.AddUser(slacksim.User{ID: "U0DE", Name: "uwe", Locale: "de-DE"})
	for user, want := range map[string]string{
		slacksim.Ada: "The notes have no author “Brooke”; did you mean “Brook”?", "U0DE": "Die Notizen haben keinen Autor „Brooke“; meinen Sie „Brook“?",
	} {
		m := f.only(f.Slash(user, slacksim.Design, "/arch", "event logs by:Brooke"))
		if text := m.Visible(); !strings.Contains(text, want) || !strings.Contains(text, "Kafka 2") {
			t.Errorf("%q, want %q in it and a button for Kafka", text, want)
		}
	}
}

func TestNoneOffersToAskTheChannel(t *testing.T) {
	f := startLacking(t, bot.Options{People: func() bot.People { return bot.People{"bob brook": "U0BOB12"} }})
	for _, channel := range []string{slacksim.Design, slacksim.General} { // of one the bot is no member
		m := f.only(f.Slash(slacksim.Ada, channel, "/arch", "zephlin connector for kafka"))
		if text, _ := json.Marshal(m.Blocks); strings.Contains(string(text), `value":"zephlin connector for`) {
			t.Errorf("a button carries the question: %s", text)
		}
		f.press(slacksim.Ada, m, "Ask the channel")
		v := f.opened(slacksim.Ada, "Ask the channel")
		if got := begins(t, v)[render.AskChannelQuestion]; got != "zephlin connector for kafka" {
			t.Errorf("the modal begins with %q", got)
		}
		if text := v.Visible(); !strings.Contains(text, "Ann Author") || strings.Contains(text, "U0BOB12") {
			t.Errorf("the modal says %q", text)
		}
		i := f.Submit(slacksim.Ada, map[string]map[string]any{
			render.AskChannelQuestion: {render.AskChannelQuestion: map[string]any{"type": "plain_text_input", "value": "Does anybody know <!here> a Zephlin connector?"}},
		})
		if _, err := i.Acked(f.ctx); err != nil || i.Dropped() != "" {
			t.Fatal(err, i.Dropped())
		}
		f.await("the question in the channel", func() bool { return len(f.public(channel)) == 1 })
		got := f.public(channel)[0]
		for _, want := range []string{"<@" + slacksim.Ada + ">", "a Zephlin connector?", "Ann Author (Kafka, 2 entries)", "<@U0BOB12> (Kafka, 1 entry)", "Write this note"} {
			if !strings.Contains(got.Visible(), want) && !strings.Contains(got.Visible(), strings.Replace(want, "<@"+slacksim.Ada+">", "@ada", 1)) {
				t.Errorf("no %q in %q", want, got.Visible())
			}
		}
		if strings.Contains(got.Visible(), "<!here>") || strings.Contains(got.Visible(), "<@Ann") {
			t.Errorf("it calls people: %q", got.Visible())
		}
	}
}

// TestMissingSideOffersToAskTheChannel asks privately about two, of which the notes know one. Nobody else learns what was asked, also where the
// answer is shared.
func TestMissingSideOffersToAskTheChannel(t *testing.T) {
	f := startLacking(t, bot.Options{})
	const question = "kafka vs secret zephlin"
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", question))
	f.press(slacksim.Ada, m, "Ask the channel")
	v := f.opened(slacksim.Ada, "Ask the channel")
	if got := begins(t, v)[render.AskChannelQuestion]; got != question || !strings.Contains(v.Visible(), "Ann Author") {
		t.Errorf("the modal begins with %q: %q", got, v.Visible())
	}
	f.CloseView(slacksim.Ada, true)
	if list := f.public(slacksim.Design); len(list) > 0 {
		t.Errorf("shown to all before anybody sent it: %q", list[0].Visible())
	}
	f.press(slacksim.Ada, m, "Share to channel")
	shared := f.shared(slacksim.Design)
	f.press(slacksim.Ben, shared, "Ask the channel")
	if got := begins(t, f.opened(slacksim.Ben, "Ask the channel"))[render.AskChannelQuestion]; got != "" {
		t.Errorf("another person's modal begins with %q", got)
	}
}

// Nothing is to be asked where nothing is missing, and a direct message has no channel to ask.
func TestWhereAMissingSideIsNotAsked(t *testing.T) {
	f := startLacking(t, bot.Options{})
	for _, question := range []string{"kafka vs rabbitmq", "pros of kafka"} {
		if text := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", question)).Visible(); strings.Contains(text, "Ask the channel") ||
			strings.Contains(text, "Write this note") {
			t.Errorf("%q: %q", question, text)
		}
	}
	f.Say(slacksim.Ada, f.DM(slacksim.Ada), "kafka vs secret zephlin")
	f.await("the answer", func() bool { return len(f.fromBot(f.DM(slacksim.Ada))) == 1 })
	if text := f.fromBot(f.DM(slacksim.Ada))[0].Visible(); strings.Contains(text, "Ask the channel") || !strings.Contains(text, "Write this note") {
		t.Errorf("in a direct message: %q", text)
	}
}

// TestNobodyIsNamedForWhatIsFar asks what is near to nothing: nobody is said to know it, and no topic to be near.
func TestNobodyIsNamedForWhatIsFar(t *testing.T) {
	f := startLacking(t, bot.Options{})
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "zephlin connector"))
	if text := m.Visible(); strings.Contains(text, "Nearest") || !strings.Contains(text, "have most on") || buttons(m)["Kafka 2"] == "" {
		t.Errorf("said %q, %v", text, buttons(m))
	}
	f.press(slacksim.Ada, m, "Ask the channel")
	if v := f.opened(slacksim.Ada, "Ask the channel"); strings.Contains(v.Visible(), "Ann Author") {
		t.Errorf("the modal says %q", v.Visible())
	}
}

// The button works where nobody knows the question any more, and a direct message has no channel to ask.
func TestAskTheChannelAfterARestart(t *testing.T) {
	shelf := newShelf(t, map[string]string{"messaging.md": lacking})
	f := startWith(t, shelf)
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "zephlin connector"))
	f.Say(slacksim.Ada, f.DM(slacksim.Ada), "zephlin connector")
	f.await("the answer", func() bool { return len(f.fromBot(f.DM(slacksim.Ada))) == 1 })
	if text := f.fromBot(f.DM(slacksim.Ada))[0].Visible(); strings.Contains(text, "Ask the channel") || !strings.Contains(text, "Write this note") {
		t.Errorf("in a direct message: %q", text)
	}
	f.settled()
	f.await("end of the connection", func() bool { open, _ := f.Connections(); return open == 0 })
	replica := startIn(t, f.Workspace, shelf, shelf.options())
	replica.press(slacksim.Ada, m, "Ask the channel")
	if v := replica.opened(slacksim.Ada, "Ask the channel"); begins(t, v)[render.AskChannelQuestion] != "" {
		t.Errorf("the modal knows %v", begins(t, v))
	}
}

// begins is what stands in the inputs of a modal at first.
func begins(t *testing.T, v slacksim.View) map[string]string {
	t.Helper()
	j, err := json.Marshal(v.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []struct {
		Element struct {
			ID    string `json:"action_id"`
			Value string `json:"initial_value"`
		} `json:"element"`
	}
	if err := json.Unmarshal(j, &blocks); err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for _, b := range blocks {
		values[b.Element.ID] = b.Element.Value
	}
	return values
}

func plainText(value string) map[string]any {
	return map[string]any{"type": "plain_text_input", "value": value}
}

// noteState is what a person enters in the modal that makes a block.
func noteState(topic, text, author, link string) map[string]map[string]any {
	state := map[string]map[string]any{
		render.NoteKind:  {render.NoteKind: choose("static_select", "warning")},
		render.NoteLevel: {render.NoteLevel: choose("static_select", "medium")},
	}
	for id, value := range map[string]string{render.NoteTopic: topic, render.NoteText: text, render.NoteAuthor: author, render.NoteLink: link,
		render.NoteTags: "a, b"} {
		state[id] = map[string]any{id: plainText(value)}
	}
	return state
}

// TestWriteThisNote makes a block that the notes' parser reads as it was meant, with nothing to complain of.
func TestWriteThisNote(t *testing.T) {
	f := startWith(t, newShelf(t, map[string]string{"messaging.md": lacking}))
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "zephlin connector"))
	f.press(slacksim.Ada, m, "Write this note")
	f.opened(slacksim.Ada, "Write this note")
	wrong := f.Submit(slacksim.Ada, noteState("Zephlin", "Fine.\n\n## Another\n\nMore.", "Ann Author", ""))
	if _, err := wrong.Acked(f.ctx); err != nil || wrong.Errors()[render.NoteText] == "" {
		t.Errorf("a heading in the text: %v %v", wrong.Errors(), err)
	}
	wrong = f.Submit(slacksim.Ada, noteState("Zephlin", "Fine.", "Ann Author", "no link"))
	if _, err := wrong.Acked(f.ctx); err != nil || wrong.Errors()[render.NoteLink] == "" {
		t.Errorf("a link that is none: %v %v", wrong.Errors(), err)
	}
	i := f.Submit(slacksim.Ada, noteState("Zephlin \"connector\"", "It loses <1MB records & \"more\".\n\n* so beware", "Ann Author", "https://example.com/a?b=1&c=2"))
	if _, err := i.Acked(f.ctx); err != nil || i.Dropped() != "" {
		t.Fatal(err, i.Dropped(), i.Errors())
	}
	v := f.opened(slacksim.Ada, "Ready for the notes")
	b, _ := json.Marshal(v.Blocks)
	var blocks []struct {
		Elements []struct {
			Elements []struct {
				Text string `json:"text"`
			} `json:"elements"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(b, &blocks); err != nil {
		t.Fatal(err)
	}
	source := blocks[1].Elements[0].Elements[0].Text
	note := kb.Parse("x.md", []byte("# Notes\n\n"+source+"\n"))
	if len(note.Findings) > 0 || len(note.Blocks) != 1 {
		t.Fatalf("%v of\n%s", note.Findings, source)
	}
	got := note.Blocks[0]
	if got.Name() != `Zephlin "connector"` || got.Kind != kb.Caveat || got.Level != kb.Medium || got.Source.Link != "https://example.com/a?b=1&c=2" ||
		got.Source.Authors[0] != "Ann Author" || len(got.Tags) != 2 || !strings.Contains(got.Body.Text(), `It loses <1MB records & "more".`) {
		t.Errorf("%+v %q of\n%s", got, got.Body.Text(), source)
	}
}

func TestSaveToNotes(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.Say(slacksim.Ben, slacksim.General, "*Kafka* keeps <1 MB & replays")
	f.MessageShortcut(slacksim.Ada, "save_to_notes", f.Messages(slacksim.General)[0])
	v := f.opened(slacksim.Ada, "Write this note")
	if got := begins(t, v); got[render.NoteText] != "**Kafka** keeps <1 MB & replays" || got[render.NoteAuthor] != "Ben Okri" {
		t.Errorf("the modal begins with %v", got)
	}
}

func TestForgetMe(t *testing.T) {
	st := remembering(t)
	f := start(t, answers(echo), bot.Options{Store: st})
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	f.Click(slacksim.Ada, m, render.FeedbackAction+":up")
	f.told(slacksim.Design, "Thank you")
	if v := voted(t, st, slacksim.Ada); v.Value != 1 {
		t.Fatalf("%+v", v)
	}
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "forget me")); !strings.Contains(m.Visible(), "I have deleted") {
		t.Errorf("%q", m.Visible())
	}
	if v := voted(t, st, slacksim.Ada); v.Value != 0 {
		t.Errorf("still there: %+v", v)
	}
}

func TestParsePeople(t *testing.T) {
	people, err := bot.ParsePeople([]byte("\ufeff# who is who\n\nMartin  Kleppmann = U0123ABCD\r\nAnn = <@W0123ABCD>\nBob\nCid = @cid\nann = U0999AAAA\n"))
	if len(people) != 2 || people[bot.PersonKey("martin kleppmann")] != "U0123ABCD" || people["ann"] != "W0123ABCD" {
		t.Errorf("%v", people)
	}
	for _, want := range []string{`line 5: "Bob": want NAME = MEMBER ID`, "line 6:", `line 7: "ann" stands here twice`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
	if _, err := bot.ParsePeople(nil); err != nil {
		t.Error(err)
	}
}
