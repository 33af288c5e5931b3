package render_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"archbot/bot/render"
	"archbot/bot/slacksim/blockcheck"
	"archbot/kb"
	"archbot/kb/answer"
)

// newNotes are notes that say of when they are.
func newNotes(titles ...string) []*kb.Note {
	var out []*kb.Note
	for i, title := range titles {
		out = append(out, &kb.Note{File: fmt.Sprintf("n%d.md", i), Title: title, Meta: kb.Meta{Date: time.Date(2026, 2, 3+i, 0, 0, 0, 0, time.UTC)}})
	}
	return out
}

func homeTab(words ...string) render.HomeTab {
	h := render.HomeTab{Notes: 12, Blocks: 340, Asks: words, Recent: newNotes(words...)}
	for i, w := range words {
		h.Topics = append(h.Topics, answer.Suggestion{Topic: []string{"Notes", w}, Blocks: 40 - i})
	}
	return h
}

// views are all the modals and Home tabs, as they are sent.
func views() map[string]any {
	out := map[string]any{}
	for suffix, o := range map[string]render.Options{"": {NotesURL: notesURL}, "_german": {Language: "de"}, "_french": {Language: "fr"}, "_spanish": {Language: "es"}} {
		home := homeTab("Kafka vs RabbitMQ", "when to use <Kafka> & co", "pros of sharding")
		out["home"+suffix] = render.ShowHome(home, o).Home()
		many := homeTab()
		for i := range 33 {
			many.Topics = append(many.Topics, answer.Suggestion{Topic: []string{fmt.Sprintf("Topic %d", i+1)}, Blocks: 40 - i})
		}
		out["home_many"+suffix] = render.ShowHome(many, o).Home()
		out["home_closed"+suffix] = render.ShowHome(render.HomeTab{Closed: "Not <you>."}, o).Home()
		found, compared := partitioning(), comparison()
		out["search"+suffix] = render.ShowSearch(render.Search{Request: answer.Request{Question: "partitioning", Kinds: []kb.Kind{kb.Pros}, Level: kb.Medium},
			Topics: []string{"Messaging", "Storage"}, Result: &found}, "{}", o).Modal()
		out["search_comparison"+suffix] = render.ShowSearch(render.Search{Result: &compared}, "", o).Modal()
		out["search_begun"+suffix] = render.ShowSearch(render.Search{}, "", o).Modal()
		out["settings"+suffix] = render.ShowSettings(render.Settings{Channel: "C0DESIGN", Answer: render.AnswerQuestions, Seen: render.SeenByAsker,
			Level: kb.Medium, Language: "de"}, o).Modal()
		out["settings_direct"+suffix] = render.ShowSettings(render.Settings{Channel: "D0ADA", Direct: true, Choose: true}, o).Modal()
		form := render.TipsForm{Channel: "C0DESIGN", Hour: 9, Minute: 30, Zone: "Europe/Berlin", Days: []time.Weekday{1}, All: []kb.Kind{kb.Tip}, Is: true,
			Next: time.Date(2027, 1, 4, 9, 30, 0, 0, time.UTC), Now: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)}
		out["tips"+suffix] = render.TipsView(form, o).Modal()
		form.Stopped, form.Next = true, time.Time{}
		out["tips_stopped"+suffix] = render.TipsView(form, o).Modal()
		out["said"+suffix] = render.ShowSaid("Settings", "Saved for <#C0DESIGN>.", o).Modal()
	}
	return out
}

func TestGoldenViews(t *testing.T) {
	for name, v := range views() {
		if strings.HasSuffix(name, "_french") || strings.HasSuffix(name, "_spanish") {
			continue // one language beside English shows how it looks
		}
		t.Run(name, func(t *testing.T) { golden(t, "view_"+name, v) })
	}
}

// Slack takes every view, in each language.
func TestViewsAreTaken(t *testing.T) {
	for name, v := range views() {
		for _, p := range refused(t, v) {
			t.Errorf("%s: %s", name, p)
		}
	}
}

// refused is what a strict Slack says against a view.
func refused(t *testing.T, v any) []blockcheck.Problem {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var decoded map[string]any
	if err := json.Unmarshal(raw, &decoded); err != nil {
		t.Fatal(err)
	}
	return blockcheck.View(decoded)
}

// The mark of a Home tab tells whether it would show something else.
func TestViewMark(t *testing.T) {
	a, b := render.ShowHome(homeTab("Kafka"), render.Options{}), render.ShowHome(homeTab("Kafka"), render.Options{})
	if a.Mark() == "" || a.Mark() != b.Mark() || a.Home().PrivateMetadata != a.Mark() {
		t.Errorf("marks %q and %q", a.Mark(), b.Mark())
	}
	if c := render.ShowHome(homeTab("Kafka", "RabbitMQ"), render.Options{}); c.Mark() == a.Mark() {
		t.Error("another Home tab has the same mark")
	}
}

// However long or strange names are, and however many there are, Slack takes the view.
func FuzzViews(f *testing.F) {
	f.Add("Kafka", "RabbitMQ", 3, uint8(0))
	f.Add("", " ", 0, uint8(1))
	f.Add(strings.Repeat("long ", 200), "<!channel> @here `code` *b*", 120, uint8(2))
	f.Add("\xff\u202e\x00", "\U0001F600\U0001F600", 101, uint8(3))
	f.Fuzz(func(t *testing.T, a, b string, n int, language uint8) {
		n = min(max(n, 0), 150)
		var names []string
		for i := range n {
			names = append(names, fmt.Sprint(a, i, b))
		}
		names = append(names, a, b)
		o := render.Options{Language: []string{"en", "de", "fr", "es"}[language%4], NotesURL: notesURL}
		result := partitioning()
		question := strings.ToValidUTF8(b, "")
		question = string([]rune(question)[:min(len([]rune(question)), 300)])
		for _, v := range []any{
			render.ShowHome(homeTab(names...), o).Home(),
			render.ShowHome(render.HomeTab{Closed: a}, o).Home(),
			render.ShowSearch(render.Search{Request: answer.Request{Question: question, Filters: answer.Filters{Topic: a}}, Topics: names, Result: &result}, "", o).Modal(),
			render.ShowSaid(a, "x", o).Modal(),
		} {
			if bad := refused(t, v); len(bad) > 0 {
				t.Fatal(bad)
			}
		}
		for _, p := range render.Prompts(names) {
			if p.Title == "" || p.Message == "" {
				t.Errorf("prompt %+v", p)
			}
		}
	})
}
