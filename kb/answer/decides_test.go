package answer_test

import (
	"strings"
	"testing"

	"archbot/kb/answer"
)

// decidesNotes have for each question below a block that would come first without what decides it.
const decidesNotes = "# Harbour\n\n" +
	"## Quay\n\n![plan](quay.png)\n\n###### {\"semantic\":\"explanation\"}\n\nThe quay is long and wide and it was built of stone in five years.\n\n" +
	"## Loading\n\n###### {\"semantic\":\"comparison\"}\n\n| | Crane | Belt |\n|---|---|---|\n| Speed of a zephlin | slow | fast |\n| Speed of a quorvex | fast | slow |\n\n" +
	"###### {\"semantic\":\"tip\", \"tags\":\"zephlin, quorvex\"}\n\nA zephlin is lifted, a quorvex is pushed.\n\n" +
	"## Ships\n\n###### {\"semantic\":\"explanation\"}\n\nShips are painted.\n\n###### {\"semantic\":\"best-practices\"}\n\nOf ships: paint the hull twice.\n\n" +
	"###### {\"semantic\":\"warning\", \"source-link\":\"https://example.com/talks/why-barnacles-love-ships.html\"}\n\nScrape it.\n\n" +
	"## Signals\n\n###### {\"semantic\":\"explanation\", \"tags\":\"lamp-first\"}\n\nLamp-first means that nothing is shouted.\n\n" +
	"###### {\"semantic\":\"intro-definition\"}\n\nFirst a horn is blown, then somebody lights another lamp on the mast.\n"

func TestWhatDecides(t *testing.T) {
	a := answererOf(t, decidesNotes)
	for question, first := range map[string]string{
		"quay":                          "quay:explanation.2",     // not the picture, which says nothing
		"zephlin vs quorvex":            "loading:tip.1",          // both in its tags
		"any tips for ships":            "ships:best-practices.1", // which are tips
		"barnacles":                     "ships:warning.1",        // the title in the link has it
		"what is lamp-first":            "signals:explanation.1",  // not a definition with a lamp and something first
		"thanks! how do I paint a hull": "ships:best-practices.1", // thanks, and a question
	} {
		ans := ask(t, a, answer.Parse(question))
		if id := firstID(ans); !strings.HasSuffix(id, first) {
			t.Errorf("%q: %s, first %q; want …%s", question, ans.Outcome, id, first)
		}
	}
}
