package render_test

import (
	"testing"

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
		"tips_notice": render.TipsOffer(o, render.TipsNotice(o, "Daily tips come to %s: %s. The next one: %s.", "C0DESIGN", "daily <9:30>", "2026-03-30 09:30"), "C0DESIGN"),
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
