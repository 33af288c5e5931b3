package answer_test

import (
	"slices"
	"testing"

	"archbot/kb"
	"archbot/kb/answer"
)

const weighed = "# Wood\n\n## Ash\n\n###### {\"semantic\":\"intro-definition\"}\n\nAsh is a hard wood. Ash is pale.\n\n" +
	"###### {\"semantic\":\"use-case\"}\n\nUse ash where ash bends: ash handles, ash bows.\n\n###### {\"semantic\":\"pros\"}\n\nAsh is tough.\n\n" +
	"###### {\"semantic\":\"warning\"}\n\nAsh splits.\n\n###### {\"semantic\":\"cons\"}\n\nIt rots outside.\n\n###### {\"semantic\":\"cons\"}\n\nBeetles like it.\n\n" +
	"## Birch\n\n###### {\"semantic\":\"pros\"}\n\nBirch is light.\n\n## Cedar\n\n###### {\"semantic\":\"example\"}\n\nA cedar chest.\n"

// TestBothSides holds answers on one side of a topic to show the other side right behind, or to say that there is none.
func TestBothSides(t *testing.T) {
	a := answererOf(t, weighed)
	for _, test := range []struct {
		question string
		first    []string
		lacks    []kb.Kind
	}{
		{"pros of ash", []string{"ash:pros.1", "ash:cons.1"}, nil},
		{"cons of ash", []string{"ash:cons.1", "ash:cons.2", "ash:warning.1", "ash:pros.1"}, nil},
		{"ash kind:pros", []string{"ash:pros.1"}, nil},
		{"pros of birch", []string{"birch:pros.1"}, []kb.Kind{kb.Cons}},
		{"birch kind:pros", []string{"birch:pros.1"}, []kb.Kind{kb.Cons}},
		{"cons of birch", []string{"birch:pros.1"}, []kb.Kind{kb.Cons}},
		{"pros of cedar", []string{"cedar:example.1"}, []kb.Kind{kb.Pros, kb.Cons}},
		{"when to use birch", nil, nil},
	} {
		ans := ask(t, a, answer.Parse(test.question))
		if got := ends(ans); !slices.Equal(got[:min(len(got), len(test.first))], test.first) || !slices.Equal(ans.Lacks, test.lacks) {
			t.Errorf("%q: %v, lacks %v; want first %v, lacks %v", test.question, got, ans.Lacks, test.first, test.lacks)
		}
	}
}

// The other side is offered first too, and an answer given again still says that there is none.
func TestOtherSideIsOfferedFirst(t *testing.T) {
	a := answererOf(t, weighed)
	req := answer.Parse("pros of ash")
	req.Onward = true
	if o := ask(t, a, req).Onward; o.Kinds[0] != (answer.KindCount{Kind: kb.Cons, Blocks: 2}) {
		t.Errorf("offered: %v, want the cons first", o.Kinds)
	}
	again := ask(t, a, carry(t, ask(t, a, answer.Parse("pros of birch"))))
	if !slices.Equal(again.Lacks, []kb.Kind{kb.Cons}) {
		t.Errorf("given again it lacks %v, want the cons", again.Lacks)
	}
}
