package render_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot/render"
	"archbot/bot/slacksim/blockcheck"
	"archbot/bot/words"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// note makes a note as people write them, of words in any order.
func (m *maker) note() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", m.word())
	kinds := kb.Kinds()
	for range 1 + m.pick(7) {
		if m.pick(3) > 0 {
			fmt.Fprintf(&b, "%s %s\n\n", strings.Repeat("#", 2+m.pick(3)), m.word())
		}
		annotation := map[string]string{"semantic": string(kinds[m.pick(len(kinds))]), "mastery": []string{"entry", "medium", "advanced"}[m.pick(3)]}
		if m.pick(2) == 1 {
			annotation["source-author"], annotation["source-details"], annotation["tags"] = m.word(), m.word(), m.word()
		}
		if m.pick(2) == 1 {
			annotation["source-link"], annotation["time-period"] = "https://www.youtube.com/watch?v="+fmt.Sprint(m.pick(9)), "00:01:10 - 00:12:40"
		}
		j, _ := json.Marshal(annotation)
		fmt.Fprintf(&b, "###### %s\n\n", j)
		for range m.pick(5) {
			b.WriteString(m.markdown() + "\n\n")
		}
	}
	return b.String()
}

// markdown is an element of a body.
func (m *maker) markdown() string {
	w := m.word
	switch m.pick(7) {
	case 1:
		return "* " + w() + "\n* **" + w() + "**\n    * " + w()
	case 2:
		return "| | " + w() + " | " + w() + " |\n|---|---|---|\n" + strings.Repeat("| "+w()+" | "+w()+" | "+w()+" |\n", 1+m.pick(120))
	case 3:
		return "```\n" + w() + "\n" + w() + "\n```"
	case 4:
		return "![" + w() + "](https://example.com/" + strings.ReplaceAll(w(), " ", "") + ".png)"
	case 5:
		return "> " + w() + " _" + w() + "_ [" + w() + "](https://example.com)"
	}
	return w() + " " + w() + ". " + w()
}

// questions lead to each part of the notes, in each form of a question.
func questions(notes []*kb.Note) []string {
	all := []string{"kind:pros", "zephlin", "who", "level:entry"}
	last := "zephlin"
	for _, n := range notes {
		for _, b := range n.Blocks {
			name := b.Name()
			all = append(all, name, string(b.Kind)+" "+name, name+" vs "+last, "who "+name, "watch "+name+" 15m", "why "+name+" video")
			last = name
		}
	}
	return all[:min(len(all), 24)]
}

// A judgement asks about notes and looks at all that can be shown of the answers.
type judgement struct {
	t    *testing.T
	ask  *answer.Answerer
	lead []answer.Request // what buttons have asked for
	n    int
}

func (j *judgement) carry(r answer.Request) string {
	raw, err := json.Marshal(r)
	if err != nil || len(j.lead) >= 10 {
		return ""
	}
	j.lead = append(j.lead, r)
	return "1:" + string(raw)
}

func (j *judgement) message(what string, m render.Message, s blockcheck.Surface) {
	j.t.Helper()
	for _, p := range refusals(j.t, m, s) {
		j.t.Errorf("%s: %v", what, p)
	}
	if raw, _ := json.Marshal(m.Blocks); length(string(raw)) > render.MaxBlockJSON || m.Text == "" || length(m.Text) > render.MaxText {
		j.t.Errorf("%s: %d of blocks, %d of text", what, length(string(raw)), length(m.Text))
	}
}

// request answers a request, and shows the answer on every surface.
func (j *judgement) request(what string, r answer.Request) {
	j.t.Helper()
	r.Onward, r.Limit = true, answer.DefaultLimit
	a, err := j.ask.Answer(j.t.Context(), r)
	if err != nil {
		j.t.Fatalf("%s: %v", what, err)
	}
	j.n++
	language := words.Languages()[j.n%len(words.Languages())]
	gap := func(answer.Answer) string { return "1:{}" }
	channel := render.Options{Surface: render.Channel, Language: language, NotesURL: notesURL, Carry: j.carry, Votes: true, Asker: "U0ADA", SharedBy: "U0ADA",
		Gap: gap, AskChannel: true, Meant: "topics"}
	private := channel
	private.Surface, private.SharedBy, private.Share = render.Private, "", sharing
	for _, o := range []render.Options{channel, private} {
		rich, plain, brief := render.Answer(a, o), render.Plain(a, o), render.Brief(a, o)
		j.message(what, rich, blockcheck.Message)
		j.message(what+", plain", plain, blockcheck.Ack)
		j.message(what+", brief", brief, blockcheck.Ack)
		for i, m := range render.Rest(a, o) {
			j.message(fmt.Sprint(what, ", page ", i), m, blockcheck.Message)
		}
	}
	modal := render.Options{Surface: render.Modal, Language: language, NotesURL: notesURL}
	for _, p := range refused(j.t, render.ShowSearch(render.Search{Request: r, Result: &a}, "", modal).Modal()) {
		j.t.Errorf("%s, in a search: %v", what, p)
	}
	if len(a.Snippets) > 0 {
		j.message(what+", as a tip", render.ShowTip(render.Tip{Date: "2026-03-29", Lead: a.Snippets[0], HasWhy: true, Others: a.Subjects}, channel), blockcheck.Message)
	}
}

// FuzzNotes composes notes at random, asks about all that is in them and follows the buttons: Slack would take every message.
func FuzzNotes(f *testing.F) {
	f.Add([]byte{}, "Kafka")
	f.Add([]byte("\x06\x02\x01\x03\x02\x01\x05\x06\x07\x08\x09abcdefghij"), "Kafka|RabbitMQ|keeps records|<1 MB & more")
	f.Add([]byte(strings.Repeat("\x0f\x01\x03\xfa", 60)), nastyWords)
	f.Add([]byte(strings.Repeat("\x02\x01\x04\xff\x02", 80)), "Kafka|NATS|many words in a cell of a table|"+strings.Repeat("long ", 60))
	f.Add([]byte(strings.Repeat("kafka vs rabbitmq ", 30)), nastyWords)
	f.Fuzz(func(t *testing.T, shape []byte, said string) {
		if len(shape) > 600 || len(said) > 2000 {
			t.Skip("larger than it need be")
		}
		m := newMaker(shape, said)
		notes := []*kb.Note{kb.Parse("a.md", []byte(m.note())), kb.Parse("b.md", []byte(m.note()))}
		index, err := search.NewIndex(notes)
		if err != nil {
			t.Fatal(err)
		}
		j := &judgement{t: t, ask: answer.New(index)}
		for _, q := range questions(notes) {
			j.request(fmt.Sprintf("%q", q), answer.Parse(q))
		}
		for i, r := range slices.Clone(j.lead) {
			j.request(fmt.Sprintf("button %d, %+v", i, r), r)
		}
		home := render.HomeTab{Notes: 2, Recent: notes}
		for _, n := range notes {
			n.Meta.Date = time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)
			home.Asks = append(home.Asks, n.Title)
			home.Topics = append(home.Topics, answer.Suggestion{Topic: []string{n.Title}, Blocks: len(n.Blocks)})
		}
		for _, p := range refused(t, render.ShowHome(home, render.Options{NotesURL: notesURL}).Home()) {
			t.Errorf("Home: %v", p)
		}
	})
}
