package kb

import (
	"fmt"
	"testing"
)

func paragraph(text string) Paragraph { return Paragraph{Inline{{Text: text}}} }

func TestParts(t *testing.T) {
	row := func(cells ...string) []Body {
		var row []Body
		for _, c := range cells {
			row = append(row, Body{paragraph(c)})
		}
		return row
	}
	body := Body{
		paragraph("lead"),
		List{Items: []Body{{paragraph("one")}, {paragraph("two"), List{Items: []Body{{paragraph("nested")}}}}}},
		Table{Header: true, Rows: [][]Body{row("", "A"), row("x", "1"), row("y", "2")}},
		Quote{Body{paragraph("said"), Code{Text: "code"}}},
		Rule{},
	}
	parts := body.Parts()
	if len(parts) != 9 {
		t.Fatalf("%d parts, want 9: %v", len(parts), parts)
	}
	for _, test := range []struct {
		keep string
		want string
	}{
		{"111111111", body.Text()},
		{"000000000", ""},
		{"101000000", "lead\n  two\n    nested"},
		{"100010000", "lead\n | A\nx | 1"},
		{"000100000", ""}, // the head of a table alone says nothing
		{"000000010", "code"},
	} {
		got := body.Keep(func(i int) bool { return test.keep[i] == '1' })
		if got.Text() != test.want {
			t.Errorf("Keep(%s) = %q, want %q", test.keep, got.Text(), test.want)
		}
	}
	if got := fmt.Sprint(body.Parts()); got != fmt.Sprint(parts) {
		t.Error("Keep changed the body")
	}
}
