package render

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

func TestPoints(t *testing.T) {
	list := items(kb.Body{p("one")}, kb.Body{p("two")})
	for lead, dropped := range map[string]bool{
		"Use Kafka when:":         true,
		"Why teams choose Kafka:": true,
		"Do not use Kafka for:":   false,
		"Kafka einsetzen, wenn:":  true,
		"Keine gute Wahl bei:":    false,
		"Never for:":              false,
		"Kafka is a log.":         false,
		"A graph database answers what is connected with what, at a depth that is not known:": false,
	} {
		body := kb.Body{p(lead), list}
		if got := len(points(body)) == 1; got != dropped {
			t.Errorf("%q: dropped %v, want %v", lead, got, dropped)
		}
	}
	if got := points(kb.Body{p("Such as:"), p("this")}); len(got) != 2 {
		t.Errorf("what leads in to no list is dropped: %v", got)
	}
}

// A cell of a composed table has the points, cut after one of them, and then its link.
func TestPointsCell(t *testing.T) {
	b := &kb.Block{File: "messaging.md", Line: 7, Kind: kb.UseCase, Topic: []string{"Kafka"}}
	cell := answer.Cell{
		Body:    kb.Body{p("Use Kafka when:"), items(kb.Body{p("many read the same")}, kb.Body{p("history is read again")}, kb.Body{p("order matters")})},
		Snippet: &answer.Snippet{Block: b, Parts: 4, Shown: 4},
	}
	n := notes{pattern: "https://notes.example.com/{file}#{line}"}
	for limit, want := range map[int]string{
		100: "• many read the same\n• history is read again\n• order matters [messaging.md:7]",
		50:  "• many read the same\n• history is read again … [messaging.md:7]",
		20:  "• many read the same … [messaging.md:7]",
		12:  "• many read… [messaging.md:7]",
	} {
		made, cut := n.pointsCell(cell, limit)
		if got := cellWords(t, made); got != want || cut != (limit < 100) {
			t.Errorf("to %d: %q (cut %v), want %q", limit, got, cut, want)
		}
	}
	if made, cut := n.pointsCell(answer.Cell{Body: kb.Body{p("of no note")}}, 100); cut || made.(*slack.TableRawTextCell).Text != "of no note" {
		t.Errorf("a cell of no note: %+v", made)
	}
	cell.Snippet.Shown = 3 // the answer left a part out
	if made, _ := n.pointsCell(cell, 100); !strings.Contains(cellWords(t, made), "order matters … [") {
		t.Errorf("it is not said that there is more: %q", cellWords(t, made))
	}
}

// A snippet that the answer shortened does not end on what leads in to the parts that are left out.
func TestWhatIsShown(t *testing.T) {
	long := "A gateway takes work off the services. It does so for all of them. This suits features such as:"
	for _, c := range []struct {
		body  kb.Body
		shown int
		want  string
	}{
		{kb.Body{p("One."), p("Such as:")}, 2, "One."},
		{kb.Body{p("One."), p(long)}, 2, "One.\n\nA gateway takes work off the services. It does so for all of them."},
		{kb.Body{p(long)}, 1, "A gateway takes work off the services. It does so for all of them."},
		{kb.Body{p("Such as:")}, 1, "Such as:"}, // better than nothing
		{kb.Body{p("One."), p("Such as:")}, 5, "One.\n\nSuch as:"},
	} {
		if got := set(whatIsShown(answer.Snippet{Body: c.body, Parts: 5, Shown: c.shown}), MaxSectionText); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// cellWords is what a cell of rich text shows, links in brackets.
func cellWords(t *testing.T, cell any) string {
	t.Helper()
	j, err := json.Marshal(cell)
	if err != nil {
		t.Fatal(err)
	}
	var rich struct {
		Elements []struct {
			Elements []struct{ Type, Text string }
		}
	}
	if err := json.Unmarshal(j, &rich); err != nil {
		t.Fatal(err)
	}
	words := ""
	for _, section := range rich.Elements {
		for _, e := range section.Elements {
			if e.Type == "link" {
				e.Text = "[" + e.Text + "]"
			}
			words += e.Text
		}
	}
	return words
}
