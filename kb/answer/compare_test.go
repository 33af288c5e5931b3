package answer_test

import (
	"slices"
	"testing"

	"archbot/kb/answer"
)

// A block of a third topic that names both sides in passing does not lead where a table of the sides can be made.
func TestThirdTopicDoesNotLead(t *testing.T) {
	const note = "# Wood\n\n## Drying\n\n###### {\"semantic\":\"types\"}\n\n- In the air: ash, birch.\n- In a kiln: cedar.\n\n" +
		"###### {\"semantic\":\"comparison\"}\n\n| | Air | Kiln |\n|---|---|---|\n| Time | years | days |\n| Used for | ash, birch | cedar |\n\n" +
		"## Ash\n\n###### {\"semantic\":\"intro-definition\"}\n\nAsh is hard.\n\n###### {\"semantic\":\"use-case\"}\n\nUse ash for handles.\n\n" +
		"## Birch\n\n###### {\"semantic\":\"pros\"}\n\nLight.\n\n###### {\"semantic\":\"intro-definition\"}\n\nBirch is pale.\n"
	ans := ask(t, answererOf(t, note), answer.Parse("ash vs birch"))
	if ans.Outcome != answer.Compared || ans.Table == nil || ans.Table.Written {
		t.Fatalf("%s, table %+v, want one composed of blocks", ans.Outcome, ans.Table)
	}
	if want := []string{"ash:use-case.1", "birch:intro-definition.1"}; !slices.Equal(ends(ans)[:2], want) {
		t.Errorf("led by %v, want %v: what each side is for, else what it is", ends(ans), want)
	}
}
