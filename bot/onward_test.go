package bot_test

import (
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb/answer"
)

func TestButtonsLeadOnPrivately(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "kafka"))
	got := buttons(m)
	for _, want := range []string{"Pros 1", "Cons 2", "Videos 1", "Compare with RabbitMQ", "Deeper", "Share to channel"} {
		if got[want] == "" {
			t.Errorf("no button %q: %v", want, got)
		}
	}
	if got["Simpler"] != "" || len(got) > 9 { // with the two votes
		t.Errorf("buttons that lead nowhere: %v", got)
	}
	m = f.turns(slacksim.Ada, m, "Cons 2")
	if text := m.Visible(); !strings.Contains(text, "Kafka needs care") || !strings.Contains(text, "Kafka rebalances") || strings.Contains(text, "is fast") {
		t.Errorf("cons: %s", text)
	}
	if got := buttons(m); got["Cons 2"] != "" || got["Pros 1"] == "" || got["Share to channel"] == "" {
		t.Errorf("under the cons: %v", got)
	}
	m = f.turns(slacksim.Ada, m, "Videos 1")
	m = f.turns(slacksim.Ada, m, "Deeper")
	if !strings.Contains(m.Visible(), "Kafka rebalances") {
		t.Errorf("deeper: %s", m.Visible())
	}
	m = f.turns(slacksim.Ada, m, "Compare with RabbitMQ")
	if !strings.Contains(m.Visible(), "Kafka vs RabbitMQ") {
		t.Errorf("comparison: %s", m.Visible())
	}
	f.settled()
	if n := len(f.fromBot(slacksim.General)); n != 1 {
		t.Errorf("%d messages of the bot, want 1", n)
	}
}

func TestButtonsLeadOnInTheThread(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	q := f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka")
	m := f.replies(q, 1)[0]
	f.press(slacksim.Ben, m, "Cons 2")
	if got := f.replies(q, 2); !strings.Contains(got[1].Visible(), "Kafka needs care") {
		t.Errorf("cons: %s", got[1].Visible())
	}
	again := f.only(f.press(slacksim.Ada, m, "Cons 2")) // it is there already
	if again.Ephemeral != slacksim.Ada || again.Visible() != "That answer is in the thread already." {
		t.Errorf("to %q: %s", again.Ephemeral, again.Visible())
	}
	f.SayInThread(slacksim.Ben, slacksim.Design, q.TS, "and the pros?")               // the click is part of the conversation
	if got := f.replies(q, 4); !strings.Contains(got[3].Visible(), "Kafka is fast") { // the third is the private one
		t.Errorf("pros: %s", got[3].Visible())
	}
}

// A shared answer may stand where the bot is no member.
func TestButtonsWhereTheBotIsNoMember(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "public kafka"))
	got := f.only(f.press(slacksim.Ben, m, "Pros 1"))
	if got.Ephemeral != "" || got.ThreadTS != m.TS || !strings.Contains(got.Visible(), "Kafka is fast") {
		t.Errorf("to %q in %q: %s", got.Ephemeral, got.ThreadTS, got.Visible())
	}
}

// What a button carries is all that a new process, or another replica, knows.
func TestButtonsAfterARestartAndAfterTheNotesChanged(t *testing.T) {
	s := newShelf(t, brokers)
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	first := startIn(t, ws, s, s.options())
	m := first.only(first.Slash(slacksim.Ada, slacksim.General, "/arch", "kafka"))
	first.settled()
	f := startIn(t, ws, s, s.options())
	f.turns(slacksim.Ada, m, "Cons 2")

	old := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "kafka"))
	gone := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "kafka"))
	s.write(map[string]string{"brokers.md": strings.ReplaceAll(brokers["brokers.md"], "### Kafka\n", "### Apache Kafka\n")})
	m = f.turns(slacksim.Ada, old, "Cons 2") // the topic has another name
	if !strings.Contains(m.Visible(), "gone") {
		t.Errorf("renamed: %s", m.Visible())
	}
	s.write(map[string]string{"brokers.md": ""})
	m = f.turns(slacksim.Ada, gone, "Compare with RabbitMQ")
	if !strings.Contains(m.Visible(), "have nothing on") {
		t.Errorf("gone: %s", m.Visible())
	}
}

func TestButtonsForMoreSnippets(t *testing.T) {
	note := "# Queues\n"
	for _, w := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight"} {
		note += "\n###### {\"semantic\":\"tip\"}\n\nQueue tip " + w + ".\n"
	}
	f := startWith(t, newShelf(t, map[string]string{"queues.md": note}))
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "tips for queues"))
	said := m.Visible()
	m = f.turns(slacksim.Ada, m, "More 3")
	said += m.Visible()
	for _, w := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight"} {
		if strings.Count(said, "Queue tip "+w) != 1 {
			t.Errorf("tip %s %d times", w, strings.Count(said, "Queue tip "+w))
		}
	}
	m = f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "queue"))
	m = f.turns(slacksim.Ada, m, "Tip 8")
	said = m.Visible()
	said += f.turns(slacksim.Ada, m, "More 3").Visible()
	if n := strings.Count(said, "Queue tip "); n != 8 {
		t.Errorf("%d tips, want 8", n)
	}
}

// A name that several topics have, and a topic too wide for one answer, come back as buttons.
func TestButtonsForAmbiguousSubjects(t *testing.T) {
	notes := map[string]string{
		"a.md": "# Databases\n\n## Replication\n\nDatabases copy rows.\n\n### Sync\n\nBoth write.\n",
		"b.md": "# Messaging\n\n## Replication\n\nBrokers copy logs.\n",
	}
	wide := "# Catalogue\n"
	for _, n := range []string{"Ants", "Bees", "Cats"} {
		wide += "\n## " + n + "\n" + strings.Repeat("\n###### {\"semantic\":\"tip\"}\n\nOn "+n+".\n", 4)
	}
	notes["c.md"] = wide
	f := startWith(t, newShelf(t, notes))
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "replication"))
	other, text := "Messaging › Replication", "Brokers copy logs."
	if buttons(m)[other] == "" {
		other, text = "Databases › Replication", "Databases copy rows."
	}
	m = f.turns(slacksim.Ada, m, other)
	if !strings.Contains(m.Visible(), text) {
		t.Errorf("%s: %s", other, m.Visible())
	}
	m = f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "catalogue"))
	m = f.turns(slacksim.Ada, m, "Bees 4")
	if !strings.Contains(m.Visible(), "On Bees.") {
		t.Errorf("Bees: %s", m.Visible())
	}
}

func TestButtonsForgedValues(t *testing.T) {
	for _, value := range []string{"", "x", "1:", "1:{}", "2:{}", `1:{"q":"kafka"}`, `1:{"under":[[]]}`, `1:{"under":[["a"]],"from":-1}`, "1:" + strings.Repeat("x", 3000)} {
		if _, err := bot.ReadShare(value); err == nil {
			t.Errorf("%.40q was taken", value)
		}
	}
	if _, err := bot.ReadShare(bot.ShareValue(answer.Answer{})); err == nil {
		t.Error("nothing was taken")
	}
}
