package render_test

import (
	"encoding/json"
	"strings"
	"testing"

	"archbot/bot/render"
	"archbot/bot/slacksim/blockcheck"
	"archbot/kb"
	"archbot/kb/answer"
)

// judging are options for answers that ask what one thinks of them.
func judging(s render.Surface) render.Options {
	return render.Options{Surface: s, NotesURL: notesURL, Share: sharing, Votes: true, Asker: "U0ADA", AskChannel: true,
		Gap: func(answer.Answer) string { return `1:{"topic":"zephlin"}` }}
}

// gaps are what the notes lack, made of two words.
func gaps(a, b string, n int) []render.Gap {
	var list []render.Gap
	for i := range n {
		list = append(list, render.Gap{Topic: a, Kind: kb.Cons, Asked: i + 1, Carry: `1:{}`}, render.Gap{Topic: b, Asked: 1, Quote: "what about " + b + "?"})
	}
	return list
}

func asked(a, b string) render.Wanted {
	return render.Wanted{Question: a, User: "U0ADA", Carry: `1:{}`,
		Experts: []render.Expert{{Name: b, Topic: a, Blocks: 3}, {Name: b, User: "U0BEN", Topic: b, Blocks: 1}}}
}

// judged are the messages that ask what one thinks of an answer, and those about what the notes lack.
func judged(a, b string) map[string]render.Message {
	channel := render.Options{Surface: render.Channel, NotesURL: notesURL}
	return map[string]render.Message{
		"votes_channel":       render.Answer(partitioning(), judging(render.Channel)),
		"votes_channel_plain": render.Plain(partitioning(), judging(render.Channel)),
		"votes_private":       render.Answer(captionOnly(), judging(render.Private)),
		"votes_private_table": render.Answer(comparison(), judging(render.Private)),
		"votes_long":          render.Answer(long(), judging(render.Channel)),
		"wanting":             render.Answer(none(), judging(render.Private)),
		"wanting_side":        render.Answer(oneSided(), judging(render.Private)),
		"gaps":                render.Gaps(gaps(a, b, 1), 2, false, channel),
		"gaps_week":           render.Gaps(gaps(a, b, 1), 1, true, channel),
		"gaps_many":           render.Gaps(gaps(a, b, 20), 0, false, channel),
		"gaps_none":           render.Gaps(nil, 0, false, channel),
		"ask_others":          render.AskOthers(asked(a, b), channel),
	}
}

// judgedViews are the modals about an answer, the channel and the notes.
func judgedViews(a, b string, o render.Options) map[string]any {
	return map[string]any{
		"reason":      render.AskReason("1:{}", o).Modal(),
		"ask_channel": render.AskChannel("C0DESIGN", a, "{}", asked(a, b).Experts, o).Modal(),
		"note":        render.WriteNote(render.NoteForm{Topic: a, Text: b, Author: b, Link: "https://example.com", Kind: kb.Cons}, o).Modal(),
		"note_empty":  render.WriteNote(render.NoteForm{}, o).Modal(),
		"note_ready":  render.NoteReady("## "+a+"\n\n###### {\"semantic\":\"cons\"}\n\n"+b+"\n", o).Modal(),
	}
}

func TestGoldenJudged(t *testing.T) {
	for name, m := range judged("Kafka", "nats <jetstream>") {
		t.Run(name, func(t *testing.T) { golden(t, name, m) })
	}
	for name, v := range judgedViews("Kafka", "nats <jetstream>", render.Options{Language: "de"}) {
		t.Run(name, func(t *testing.T) { golden(t, "view_"+name+"_german", v) })
	}
}

// Native feedback buttons stand where a refusal is seen; in an ack stand two buttons of the classic kind, and only a message that stays can be
// deleted.
func TestVotesFitTheirSurface(t *testing.T) {
	for name, want := range map[string]struct{ native, classic, deletes bool }{
		"votes_channel":       {native: true, deletes: true},
		"votes_channel_plain": {classic: true, deletes: true},
		"votes_private":       {classic: true},
		"votes_private_table": {native: true},
	} {
		m := judged("a", "b")[name]
		raw, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		has := func(text string) bool { return strings.Contains(string(raw), text) }
		if has("feedback_buttons") != want.native || has(`"feedback:up"`) != want.classic || has(`"remove"`) != want.deletes {
			t.Errorf("%s: %s", name, raw)
		}
		if want.classic && !m.Classic() {
			t.Errorf("%s cannot ride in an ack", name)
		}
	}
}

// FuzzJudged has Slack's strict reading find nothing, whatever the notes and people say.
func FuzzJudged(f *testing.F) {
	f.Add("Kafka", "nats <jetstream>", 1)
	f.Add("", "", 0)
	f.Add("<!channel> *x* `y` & </z>", "\u202e<@U0ADA>\n> a", 12)
	f.Add(strings.Repeat("long word ", 500), strings.Repeat("```\n", 900), 3)
	f.Fuzz(func(t *testing.T, a, b string, n int) {
		for name, m := range judged(a, b) {
			if bad := refusals(t, m, blockcheck.Message); len(bad) > 0 {
				t.Errorf("%s: %v", name, bad)
			}
		}
		m := render.Gaps(gaps(a, b, min(max(n, 0), 30)), n, n%2 == 0, render.Options{})
		if bad := refusals(t, m, blockcheck.Message); len(bad) > 0 {
			t.Errorf("%d gaps: %v", n, bad)
		}
		for _, language := range []string{"en", "de", "fr", "es"} {
			for name, v := range judgedViews(a, b, render.Options{Language: language}) {
				if bad := refused(t, v); len(bad) > 0 {
					t.Errorf("%s in %s: %v", name, language, bad)
				}
			}
		}
		for _, m := range []render.Message{render.AskOthers(asked(a, b), render.Options{})} {
			if raw, _ := json.Marshal(m); strings.Contains(string(raw), `\u003c!`) {
				t.Errorf("it calls everybody: %s", raw)
			}
		}
	})
}
