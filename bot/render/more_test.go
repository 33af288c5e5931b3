package render_test

import (
	"encoding/json"
	"strings"
	"testing"

	"archbot/bot/render"
	"archbot/kb/answer"
)

// TestMoreIsSaidOnce has a button for what is not shown, or where there is none a line that says how much that is.
func TestMoreIsSaidOnce(t *testing.T) {
	nothing := func(answer.Request) string { return "" }
	for name, test := range map[string]struct {
		o      render.Options
		button bool
	}{
		"private": {render.Options{Surface: render.Private, Carry: carry}, true}, "channel": {render.Options{Carry: carry}, true},
		"home": {render.Options{Surface: render.Home, Carry: carry}, false}, "modal": {render.Options{Surface: render.Modal, Carry: carry}, false},
		"no carry": {render.Options{}, false}, "nothing to carry": {render.Options{Carry: nothing}, false},
	} {
		for sample, a := range map[string]answer.Answer{"long": long(), "matches": matches()} {
			for how, m := range map[string]render.Message{"": render.Answer(a, test.o), " plain": render.Plain(a, test.o), " brief": render.Brief(a, test.o)} {
				j, err := json.Marshal(m.Blocks)
				if err != nil {
					t.Fatal(err)
				}
				line, button := strings.Contains(string(j), `"and `) && strings.Contains(string(j), " more"), strings.Contains(string(j), `"More `)
				if want := test.button && how != " brief"; button != want || line == want {
					t.Errorf("%s: %s%s: line %v, button %v", name, sample, how, line, button)
				}
			}
		}
	}
}
