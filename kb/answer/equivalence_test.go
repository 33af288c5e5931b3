package answer_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/search"
)

// TestEnginesFind sees to it that what archbot is measured against does its work: every engine has the right block among its first three,
// so that its time is the time for finding it. archbot has it first.
func TestEnginesFind(t *testing.T) {
	notes, err := kb.Load(os.DirFS("testdata/invented"))
	if err != nil {
		t.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		t.Fatal(err)
	}
	blocks := blocksOf(notes)
	for _, make := range []func(*testing.T) []engine{
		func(*testing.T) []engine { return []engine{newArchbot(index)} },
		func(*testing.T) []engine { return []engine{newFloor(blocks)} },
		func(t *testing.T) []engine { return []engine{newBleve(t, blocks)} },
		func(t *testing.T) []engine { return newFTS5(t, blocks) },
		func(t *testing.T) []engine { return newPostgres(t, blocks) },
	} {
		for _, e := range make(t) {
			t.Run(e.name, func(t *testing.T) { findsAll(t, e) })
		}
	}
}

func findsAll(t *testing.T, e engine) {
	const carriers = "transport.md#haulage-of-records/carriers"
	for _, test := range []struct{ question, want string }{
		{"zephlin lane layout", carriers + "/zephlin:explanation.1"},
		{"append-only carrier with lanes", carriers + "/zephlin:intro-definition.1"},
		{"zephlin keeper process", carriers + "/zephlin:cons.1"},
		{"unsigned records in memory past the watermark", carriers + "/quorvex:warning.1"},
		{"jobs shared among workers", carriers + "/quorvex:use-case.1"},
		{"what is the largest record", carriers + ":comparison.1"},
		{"readers that start late", "transport.md#haulage-of-records/snapvault:why.1"},
	} {
		ids, err := e.ask(t.Context(), test.question)
		if err != nil {
			t.Fatal(err)
		}
		first := 3
		if e.name == "archbot" {
			first = 1
		}
		if !slices.Contains(ids[:min(first, len(ids))], test.want) {
			t.Errorf("%q: found %s; want %s among the first %d", test.question, strings.Join(ids, ", "), test.want, first)
		}
	}
}
