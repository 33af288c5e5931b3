package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb/answer"
)

// brokers is a small note on two brokers and what they have in common.
var brokers = map[string]string{"brokers.md": `# Messaging

## Brokers

### Kafka

###### {"semantic":"intro-definition", "mastery":"entry", "source-author":"Ann Author", "source-link":"https://www.youtube.com/watch?v=abc", "time-period":"00:00:10 - 00:00:40"}

Kafka is a log.

###### {"semantic":"pros", "mastery":"entry", "source-author":"Ann Author"}

Kafka is fast.

###### {"semantic":"cons", "mastery":"medium", "source-author":"Bob Builder"}

Kafka needs care.

###### {"semantic":"cons", "mastery":"advanced"}

Kafka rebalances.

### RabbitMQ

###### {"semantic":"intro-definition", "mastery":"entry"}

RabbitMQ is a broker.

###### {"semantic":"pros"}

RabbitMQ routes.

### Kafka vs RabbitMQ

###### {"semantic":"comparison"}

|   | Kafka | RabbitMQ |
|---|---|---|
| Order | yes | no |

## Patterns

### Outbox

###### {"semantic":"why"}

An outbox loses no message.
`}

// buttons are the labels of a message's buttons, by action_id.
func buttons(m slacksim.Message) map[string]string {
	all := map[string]string{}
	for _, b := range m.Blocks {
		if b["type"] != "actions" {
			continue
		}
		for _, e := range b["elements"].([]any) {
			e := e.(map[string]any)
			text, _ := e["text"].(map[string]any)
			all[fmt.Sprint(text["text"])] = fmt.Sprint(e["action_id"])
		}
	}
	return all
}

// press clicks the button of a label.
func (f *fixture) press(user string, m slacksim.Message, label string) *slacksim.Invocation {
	f.t.Helper()
	id, ok := buttons(m)[label]
	if !ok {
		f.t.Fatalf("no button %q: %v", label, buttons(m))
	}
	return f.Click(user, m, id)
}

// turns presses a button of a private message, and returns what takes that message's place.
func (f *fixture) turns(user string, m slacksim.Message, label string) slacksim.Message {
	f.t.Helper()
	f.press(user, m, label)
	before := m.Visible()
	f.await("another message in the place of: "+before, func() bool {
		m, _ = f.Message(m.Channel, m.TS)
		return m.Visible() != before
	})
	return m
}

func startWith(t testing.TB, s *shelf) *fixture { return start(t, s, s.options()) }

func TestTopicsAreBrowsed(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	i := f.Slash(slacksim.Ada, slacksim.General, "/arch", "topics")
	m := f.only(i)
	if !strings.Contains(m.Visible(), "Messaging") || !strings.Contains(m.Visible(), "8 entries") {
		t.Errorf("roots: %s", m.Visible())
	}
	m = f.turns(slacksim.Ada, m, "Messaging 8") // in the place of the first
	if got := buttons(m); len(got) != 3 || got["Brokers 7"] == "" || got["Patterns 1"] == "" || got["Up"] == "" {
		t.Errorf("Messaging: %v: %s", got, m.Visible())
	}
	m = f.turns(slacksim.Ada, m, "Brokers 7")
	m = f.turns(slacksim.Ada, m, "Kafka 4")
	if !strings.Contains(m.Visible(), "Kafka is a log.") {
		t.Errorf("Kafka: %s", m.Visible())
	}
	f.settled()
	if n := len(f.fromBot(slacksim.General)); n != 1 {
		t.Errorf("%d messages of the bot, want 1: each takes the place of the one before", n)
	}
}

func TestTopicsOfOneName(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	for _, text := range []string{"topics brokers", "topic Brokers"} {
		if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", text)); buttons(m)["Kafka 4"] == "" {
			t.Errorf("%s: %v", text, buttons(m))
		}
	}
	// No topic of that name: a question.
	if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "topics in kafka that need care")); !strings.Contains(m.Visible(), "Kafka") {
		t.Errorf("said %s", m.Visible())
	}
}

func TestTopicsInPages(t *testing.T) {
	note := "# All\n"
	for i := range 20 {
		note += fmt.Sprintf("\n## Topic %02d\n\nText %d.\n", i, i)
	}
	s := newShelf(t, map[string]string{"all.md": note})
	f := startWith(t, s)
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "topics all"))
	seen := map[string]bool{}
	for {
		for label := range buttons(m) {
			seen[label] = true
		}
		if buttons(m)["Next"] == "" {
			break
		}
		m = f.turns(slacksim.Ada, m, "Next")
	}
	for i := range 20 {
		if !seen[fmt.Sprintf("Topic %02d 1", i)] {
			t.Errorf("topic %d on no page", i)
		}
	}
	m = f.turns(slacksim.Ada, m, "Back")
	s.write(map[string]string{"all.md": "", "new.md": "# New\n\nText.\n"}) // the place of the buttons is gone
	m = f.turns(slacksim.Ada, m, "Next")
	if !strings.Contains(m.Visible(), "That topic is no longer in the notes") || buttons(m)["New 1"] == "" {
		t.Errorf("gone: %s, %v", m.Visible(), buttons(m))
	}
}

func TestTopicsWithoutNotes(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	for _, text := range []string{"topics", "random"} {
		if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", text)); !strings.Contains(m.Visible(), "There are no notes to go through yet") {
			t.Errorf("%s: %s", text, m.Visible())
		}
	}
}

func TestRandom(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "random")); !strings.Contains(m.Visible(), "brokers.md:") {
		t.Errorf("said %s", m.Visible())
	}
	if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "random outbox")); !strings.Contains(m.Visible(), "loses no message") {
		t.Errorf("said %s", m.Visible())
	}
}

func TestWhoAndWatch(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	for text, want := range map[string]string{
		"who kafka": "Ann Author", "who": "/arch who kafka", "watch": "/arch watch kafka 15m", "watch kafka 15m": "0:10–0:40",
	} {
		if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", text)); !strings.Contains(m.Visible(), want) {
			t.Errorf("%q: %s, want %q", text, m.Visible(), want)
		}
	}
}

// Every verb works without a slash, too.
func TestVerbsEverywhere(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	for text, want := range map[string]string{"topics": "Messaging", "random outbox": "loses no message", "who kafka": "Bob Builder", "help": "I answer from"} {
		for _, q := range []slacksim.Message{f.Say(slacksim.Ada, slacksim.Design, "@archbot "+text), f.Say(slacksim.Ada, f.DM(slacksim.Ada), text)} {
			if got := f.replies(q, 1)[0]; !strings.Contains(got.Visible(), want) {
				t.Errorf("%q: %s, want %q", text, got.Visible(), want)
			}
		}
	}
}

func TestVerbMisspelt(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	for text, want := range map[string]string{"tpoics": "/arch topics", "setings": "", "randmo": "/arch random"} {
		m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", text))
		if !strings.Contains(m.Visible(), "have nothing on") || want != "" && !strings.Contains(m.Visible(), "Did you mean `"+want+"`?") {
			t.Errorf("%q: %s, want %q", text, m.Visible(), want)
		}
	}
}

// What the notes take for a misspelt word of theirs may still have been meant for a verb.
func TestVerbMisspeltLikeAWordOfTheNotes(t *testing.T) {
	f := startWith(t, newShelf(t, map[string]string{"a.md": "# Queues\n\n## Topic\n\nA topic has many readers.\n"}))
	if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "tpoics")); !strings.Contains(m.Visible(), "many readers") ||
		!strings.Contains(m.Visible(), "Did you mean `/arch topics`?") {
		t.Errorf("said %s", m.Visible())
	}
	if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "topic readers")); strings.Contains(m.Visible(), "Did you mean") {
		t.Errorf("nothing is misspelt: %s", m.Visible())
	}
}

func TestPublicCommand(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "public why outbox"))
	if m.Ephemeral != "" || !strings.Contains(m.Visible(), "loses no message") || !strings.Contains(m.Visible(), "asked by") {
		t.Errorf("to %q: %s", m.Ephemeral, m.Visible())
	}
	m = f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "public zzyzx"))
	if m.Ephemeral != slacksim.Ada {
		t.Errorf("that there is nothing was shown to all: %s", m.Visible())
	}
	m = f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "public"))
	if m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "/arch public kafka") {
		t.Errorf("said %s", m.Visible())
	}
}

// helps reports whether a message is help.
func helps(m slacksim.Message) bool {
	return strings.HasPrefix(m.Text, "I answer from this team’s architecture notes") && strings.Contains(m.Text, "/arch topics")
}

// The examples in help are questions that these very notes answer.
func TestHelpShowsWhatTheseNotesAnswer(t *testing.T) {
	s := newShelf(t, brokers)
	f := startWith(t, s)
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "help"))
	_, list, _ := strings.Cut(m.Visible(), "*Ask*\n")
	list, _, _ = strings.Cut(list, "\n*")
	n := 0
	for line := range strings.Lines(list) {
		q, ok := strings.CutPrefix(strings.Trim(strings.TrimSpace(line), "•` "), "/arch ")
		if !ok {
			continue
		}
		n++
		if a, err := s.Answer(f.ctx, answer.Parse(q)); err != nil || len(a.Snippets) == 0 {
			t.Errorf("%q: %v, %v", q, a.Outcome, err)
		}
	}
	if n < 2 {
		t.Errorf("%d examples in %s", n, m.Visible())
	}
}
