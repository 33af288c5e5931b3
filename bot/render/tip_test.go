package render_test

import (
	"strings"
	"testing"
	"time"

	"archbot/bot/render"
	"archbot/kb"
	"archbot/kb/answer"
)

// carrying is what buttons carry in these tests.
func carrying(r answer.Request) string { return "1:" + r.Question }

func aTip() render.Tip {
	lead := clip(snippet(block(120, kb.Cons, under("Kafka")...), text("A consumer cannot ask for one message: it reads a partition from an offset on.")),
		"Viktor Gamov", 572, 821)
	lead.Block.Rev, lead.Block.Level = "0123456789abcdef", kb.Medium
	return render.Tip{Date: "2026-03-29", Lead: lead, HasWhy: true, Others: []string{"RabbitMQ", "ActiveMQ <&>", "Pulsar"}}
}

func TestGoldenTips(t *testing.T) {
	o := render.Options{NotesURL: notesURL, Carry: carrying}
	again := aTip()
	why := snippet(block(110, kb.Why, under("Kafka")...), text("A log is read many times; a queue once."))
	again.Again, again.Why = true, &why
	week := aTip()
	week.Recap = render.RecapLines(render.Week{Asked: []string{"Kafka", "<!channel>"}, Liked: []string{"Sharding"}, Gaps: []string{"Pulsar"}}, o)
	german := o
	german.Language = "de"
	for name, m := range map[string]render.Message{
		"tip": render.ShowTip(aTip(), o), "tip_german": render.ShowTip(aTip(), german), "tip_again": render.ShowTip(again, o),
		"tip_recap": render.ShowTip(week, o), "tip_recap_only": render.RecapOnly(week.Recap, "2026-04-03", o),
		"tips_notice": render.TipsOffer(o, render.TipsState(aPlan(), o), "C0DESIGN"),
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, m)
			if name != "tips_notice" { // which names a channel
				verify(t, m)
			}
			if size, _ := m.JSONSize(); !m.Classic() || size >= render.MaxAck {
				t.Errorf("not for an ack: %d bytes", size)
			}
		})
	}
}

// A vote is read as it was written; anything else is nobody's.
func TestTipMark(t *testing.T) {
	m := render.TipMark{ID: "a.md#kafka:cons.1", Rev: "0123456789abcdef", Vote: render.VoteTooDeep}
	if got, ok := render.ReadTipMark(m.Value()); !ok || got != m {
		t.Errorf("got %+v, %t", got, ok)
	}
	for _, value := range []string{"", "1:", "2:{}", `1:{"rev":"x"}`, "1:[]", m.Value() + "}"} {
		if got, ok := render.ReadTipMark(value); ok {
			t.Errorf("%q is read as %+v", value, got)
		}
	}
}

func aPlan() render.TipsPlan {
	return render.TipsPlan{
		Channel: "C0DESIGN", At: "9:30", Zone: "Europe/Berlin", Days: []time.Weekday{1, 2, 3, 4, 5}, Topics: []string{"messaging"}, Level: kb.Medium,
		Typed: "tips daily 9:30 Europe/Berlin weekdays topic:messaging level:medium",
		Next:  time.Date(2026, 11, 30, 9, 30, 0, 0, time.UTC), Now: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC),
	}
}

// How the tips of a channel are is told in a sentence, in each language.
func TestTipsState(t *testing.T) {
	plan := aPlan()
	for language, want := range map[string]string{
		"":   "Tips in <#C0DESIGN>: every weekday at 9:30 (Europe/Berlin), on messaging, up to medium. The next one comes on Monday, 30 November, 9:30. To change that: `/arch " + plan.Typed + "`",
		"de": "Tipps für <#C0DESIGN>: montags bis freitags um 9:30 (Europe/Berlin), zu messaging, bis mittel. Der nächste kommt am Montag, 30. November, 9:30. Ändern mit: `/arch " + plan.Typed + "`",
		"fr": "Conseils dans <#C0DESIGN> : du lundi au vendredi à 9:30 (Europe/Berlin), sur messaging, jusqu’à moyen. Le prochain arrive le lundi 30 novembre, 9:30. Pour changer cela : `/arch " + plan.Typed + "`",
		"es": "Consejos en <#C0DESIGN>: de lunes a viernes a las 9:30 (Europe/Berlin), sobre messaging, hasta medio. El siguiente llega el lunes 30 de noviembre, 9:30. Para cambiarlo: `/arch " + plan.Typed + "`",
	} {
		if got := render.TipsState(plan, render.Options{Language: language}).Text; got != want {
			t.Errorf("%s: got\n%s, want\n%s", language, got, want)
		}
	}
	plan.Days, plan.Topics, plan.Level, plan.Kinds, plan.Recap = []time.Weekday{1, 3, 5}, []string{"<!here>"}, kb.AnyLevel, []kb.Kind{kb.Pros, kb.Cons}, true
	plan.Next, plan.Typed = time.Date(2027, 1, 4, 9, 5, 0, 0, time.UTC), "tips daily topic:`<!here>`"
	want := "Tips in <#C0DESIGN>: every Monday, Wednesday and Friday at 9:30 (Europe/Berlin), on &lt;\u2060!here&gt;, only pros and cons, on Fridays with what the week brought. " +
		"The next one comes on Monday, 4 January 2027, 9:05. To change that: `/arch tips daily topic:&lt;\u2060!here&gt;`"
	if got := render.TipsState(plan, render.Options{}).Text; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
	plan.Days = nil
	if got := render.TipsState(plan, render.Options{Language: "es"}).Text; !strings.Contains(got, "cada día a las 9:30") || !strings.Contains(got, "lunes 4 de enero de 2027, 9:05") {
		t.Error(got)
	}
}
