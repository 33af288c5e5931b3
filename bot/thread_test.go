package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb/answer"
)

// goingOn answers with what it was asked and in which context, about the last word of the question; "silence" is in no note.
func goingOn(_ context.Context, r answer.Request) (answer.Answer, error) {
	if strings.Contains(r.Question, "silence") {
		return answer.Answer{Question: r.Question, Outcome: answer.None}, nil
	}
	a := saying("asked " + r.Question + " in " + r.Context)
	if strings.Contains(r.Question, " vs ") {
		a = comparing("Kafka", "RabbitMQ")
	}
	return a, nil
}

func (f *fixture) replies(root slacksim.Message, n int) []slacksim.Message {
	f.t.Helper()
	got, err := f.WaitReplies(f.ctx, root, n)
	if err != nil {
		f.t.Fatalf("%v\nlog:\n%s", err, f.log.String())
	}
	return got
}

func TestThreadGoesOnWithoutAMention(t *testing.T) {
	f := start(t, answers(goingOn), bot.Options{})
	root := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.replies(root, 1)
	for i, c := range []struct{ say, want string }{
		{"and the cons?", "asked and the cons? in Kafka"},
		{"simpler", "asked simpler in Kafka"},
		{"kafka vs rabbitmq", "Kafka vs RabbitMQ"},
		{"video", "asked video in Kafka vs RabbitMQ"},
		{"@archbot deeper", "asked deeper in Kafka"},
	} {
		f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, c.say)
		got := f.replies(root, i+2)
		if text := got[len(got)-1].Visible(); len(got) != i+2 || !strings.Contains(text, c.want) {
			t.Errorf("%q was answered %q, want %q", c.say, text, c.want)
		}
	}
	f.SayInThread(slacksim.Ben, slacksim.Design, root.TS, "does it scale?") // another person with a question
	f.replies(root, 7)
}

// TestThreadGoesOnInTheNotes goes on about real notes, each time about what was talked of last.
func TestThreadGoesOnInTheNotes(t *testing.T) {
	f := startWith(t, newShelf(t, brokers))
	root := f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka")
	f.replies(root, 1)
	for i, c := range []struct{ say, want, not string }{
		{"and the cons?", "Kafka needs care", "RabbitMQ routes"},
		{"simpler", "Kafka is a log", "Kafka rebalances"},
		{"any video?", "0:10–0:40", "RabbitMQ"},
		{"vs rabbitmq?", "Kafka vs RabbitMQ", "have nothing"},
		{"any video?", "0:10–0:40", "have nothing on"},
		{"what about rabbitmq?", "RabbitMQ is a broker", "Kafka needs care"},
		{"pros?", "RabbitMQ routes", "Kafka is fast"},
	} {
		f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, c.say)
		got := f.replies(root, i+2)
		if text := got[len(got)-1].Visible(); !strings.Contains(text, c.want) || strings.Contains(strings.Split(text, "Compare with")[0], c.not) {
			t.Errorf("%q was answered %q, want %q and no %q", c.say, text, c.want, c.not)
		}
	}
}

func TestThreadLeavesTalkAlone(t *testing.T) {
	f := start(t, answers(goingOn), bot.Options{})
	other := f.Say(slacksim.Ada, slacksim.Design, "lunch?")
	f.SayInThread(slacksim.Ben, slacksim.Design, other.TS, "why not?") // a thread that the bot was not called into
	root := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.replies(root, 1)
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "ok makes sense")
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "so we will use that for the billing events")
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "silence patterns") // for the bot by its form, but the notes have nothing and nobody asks
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "silence?")         // somebody asks
	if got := f.replies(root, 2); !strings.Contains(got[1].Visible(), "have nothing on") {
		t.Errorf("answered %q", got[1].Visible())
	}
	f.settled()
	if n := len(f.fromBot(slacksim.Design)); n != 2 {
		t.Errorf("%d messages of the bot, want 2", n)
	}
}

func TestThreadStops(t *testing.T) {
	for name, c := range map[string]struct {
		user, say, want string
	}{
		"stop":                          {slacksim.Ada, "stop", "I keep quiet in this thread now. Mention me to call me back: @archbot."},
		"thanks":                        {slacksim.Ada, "Thanks a lot!", "Glad to help. Mention me to go on: @archbot."},
		"another person speaks":         {slacksim.Ben, "we tried that last year and it went badly", "I leave you to it. Mention me to call me back: @archbot."},
		"a person is spoken to":         {slacksim.Ada, "@ben what do you think?", "I leave you to it. Mention me to call me back: @archbot."},
		"stop, said by somebody else":   {slacksim.Ben, "stop", "I keep quiet in this thread now."},
		"stop, said with the bot named": {slacksim.Ben, "@archbot stop", "I keep quiet in this thread now."},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, answers(goingOn), bot.Options{})
			root := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
			f.replies(root, 1)
			f.SayInThread(c.user, slacksim.Design, root.TS, c.say)
			if got := f.replies(root, 2); !strings.Contains(got[1].Visible(), c.want) {
				t.Errorf("said %q, want %q", got[1].Visible(), c.want)
			}
			f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "and the cons?")
			f.SayInThread(slacksim.Ben, slacksim.Design, root.TS, "why?")
			f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "@archbot pros?") // calls it back
			if got := f.replies(root, 3); !strings.Contains(got[2].Visible(), "asked pros? in Kafka") {
				t.Errorf("called back, it said %q", got[2].Visible())
			}
			f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "simpler")
			f.replies(root, 4)
		})
	}
}

func TestThreadEndsAfterADay(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	f := startIn(t, ws, answers(goingOn), bot.Options{Now: ws.Clock().Now})
	root := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.replies(root, 1)
	f.bot.Idle()
	ws.Clock().Advance(24 * time.Hour)
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "good morning everybody")
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "and the cons?")
	if got := f.replies(root, 2); !strings.Contains(got[1].Visible(), "silent for a day, so I no longer follow it. Mention me to call me back: @archbot") {
		t.Errorf("said %q", got[1].Visible())
	}
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "and the pros?")
	f.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "@archbot simpler")
	f.replies(root, 3)
}

func TestThanksWhereThereIsNoThread(t *testing.T) {
	f := start(t, answers(goingOn), bot.Options{})
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "thanks")); m.Visible() != "Glad to help." {
		t.Errorf("said %q", m.Visible())
	}
	root := f.Say(slacksim.Ada, f.DM(slacksim.Ada), "stop!")
	if got := f.replies(root, 1); !strings.Contains(got[0].Visible(), "I only answer when I am asked here") {
		t.Errorf("said %q", got[0].Visible())
	}
}

func TestEditedQuestionChangesItsAnswer(t *testing.T) {
	for name, channel := range map[string]string{"mention": slacksim.Design, "direct message": ""} {
		t.Run(name, func(t *testing.T) {
			f := start(t, answers(goingOn), bot.Options{})
			if channel == "" {
				channel = f.DM(slacksim.Ada)
			}
			q := f.Say(slacksim.Ada, channel, "@archbot why kafak")
			first := f.replies(q, 1)[0]
			f.Edit(channel, q.TS, "@archbot why kafka")
			f.await("changed answer", func() bool {
				m, _ := f.Message(channel, first.TS)
				return strings.Contains(m.Visible(), "asked why kafka in")
			})
			f.Edit(channel, q.TS, "@archbot why kafka") // no word changed
			f.settled()
			if n := len(f.fromBot(channel)); n != 1 {
				t.Errorf("%d messages of the bot, want 1", n)
			}
			if n := len(f.CallsTo("chat.update")); n != 1 {
				t.Errorf("%d updates, want 1", n)
			}
		})
	}
}

// The edit comes while the question is still being answered.
func TestEditedWhileItIsAnswered(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{})
	q := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafak")
	f.arrived(g, 1)
	f.Edit(slacksim.Design, q.TS, "@archbot why kafka")
	g.open()
	f.await("changed answer", func() bool {
		got := f.fromBot(slacksim.Design)
		return len(got) == 1 && strings.Contains(got[0].Visible(), "about why kafka")
	})
}

func TestDeletedQuestionTakesItsAnswer(t *testing.T) {
	f := start(t, answers(goingOn), bot.Options{})
	q := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.replies(q, 1)
	other := f.Say(slacksim.Ada, slacksim.Design, "@archbot why nats")
	f.replies(other, 1)
	f.bot.Idle()
	f.Delete(slacksim.Design, q.TS)
	f.await("deletion", func() bool { return len(f.fromBot(slacksim.Design)) == 1 })
	f.settled()
	if n := len(f.CallsTo("chat.delete")); n != 1 {
		t.Errorf("%d deletions, want 1", n)
	}
}

// An answer that is gone cannot be changed; nothing else is posted for it.
func TestEditedQuestionWithoutItsAnswer(t *testing.T) {
	f := start(t, answers(goingOn), bot.Options{})
	q := f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.replies(q, 1)
	f.bot.Idle()
	f.Fail("chat.update", slacksim.Fault{Error: "message_not_found"})
	f.Edit(slacksim.Design, q.TS, "@archbot why nats")
	f.log.wait(f.ctx, t, "reply not sent", 1)
	f.settled()
	if n := len(f.fromBot(slacksim.Design)); n != 1 {
		t.Errorf("%d messages of the bot, want 1", n)
	}
}
