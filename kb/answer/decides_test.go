package answer_test

import (
	"strings"
	"testing"

	"archbot/kb/answer"
)

// decidesNotes have for each question below a block that would come first without what decides it.
const decidesNotes = "# Harbour\n\n" +
	"## Quay\n\n![plan](quay.png)\n\n###### {\"semantic\":\"explanation\"}\n\nIt was built of stone in five years.\n\n" +
	"## Loading\n\n###### {\"semantic\":\"comparison\"}\n\nBy crane or by belt, by hand or by horse, in fair weather and in foul, with many people or with few, on a good day a zephlin is slow and a quorvex is fast, and nobody knows why.\n\n" +
	"###### {\"semantic\":\"tip\", \"tags\":\"zephlin, quorvex\"}\n\nOne is lifted, the other pushed.\n\n" +
	"## Ships\n\n###### {\"semantic\":\"explanation\"}\n\nShips are painted.\n\n###### {\"semantic\":\"best-practices\"}\n\nOf ships: paint the hull twice.\n\n" +
	"###### {\"semantic\":\"warning\", \"source-link\":\"https://example.com/talks/why-barnacles-love-ships.html\"}\n\nScrape it.\n\n" +
	"## Mast\n\n###### {\"semantic\":\"explanation\"}\n\nThe video feed is dark.\n\n" +
	"###### {\"semantic\":\"explanation\", \"source-link\":\"https://www.youtube.com/watch?v=abc\", \"time-period\":\"00:01:00 - 00:02:00\"}\n\nMast with a feed, filmed.\n"

func TestWhatDecides(t *testing.T) {
	a := answererOf(t, decidesNotes)
	for question, first := range map[string]string{
		"quay":                                "quay:explanation.2",     // not the picture, which says nothing
		"zephlin vs quorvex":                  "loading:tip.1",          // both in its tags
		"any tips for ships":                  "ships:best-practices.1", // which are tips
		"barnacles":                           "ships:warning.1",        // the title in the link has it
		"thanks! how do I paint a hull":       "ships:best-practices.1", // thanks, and a question
		"what is with the video feed at mast": "mast:explanation.1",     // no recording is asked for
	} {
		ans := ask(t, a, answer.Parse(question))
		if id := firstID(ans); !strings.HasSuffix(id, first) {
			t.Errorf("%q: %s, first %q; want …%s", question, ans.Outcome, id, first)
		}
	}
}
