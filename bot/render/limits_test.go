package render

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot/words"
	"archbot/kb"
	"archbot/kb/answer"
)

// Each limit is tried at its bound and one past it.

func letters(n int) string { return strings.Repeat("a", n) }

func textOf(b slack.Block) string {
	switch b := b.(type) {
	case *slack.HeaderBlock:
		return b.Text.Text
	case *slack.SectionBlock:
		if b.Text != nil {
			return b.Text.Text
		}
	case *slack.ContextBlock:
		return b.ContextElements.Elements[0].(*slack.TextBlockObject).Text
	}
	return ""
}

func one(content ...kb.Element) answer.Answer {
	b := &kb.Block{File: "n.md", Line: 1, Topic: []string{"Topic"}, Kind: kb.Explanation, Level: kb.Entry, Body: content}
	return answer.Answer{Outcome: answer.Found, Snippets: []answer.Snippet{{Block: b, Body: content, Parts: 1, Shown: 1}}}
}

func TestHeaderLimit(t *testing.T) {
	if got := textOf(header(letters(MaxHeaderText))); got != letters(MaxHeaderText) {
		t.Errorf("at the limit it is cut: %q", got)
	}
	if got := textOf(header(letters(MaxHeaderText + 1))); units(got) != MaxHeaderText || !strings.HasSuffix(got, "…") {
		t.Errorf("past the limit: %q", got)
	}
	if got := textOf(header(" \x00")); got == "" {
		t.Error("an empty header, which Slack refuses")
	}
}

func TestSectionLimit(t *testing.T) {
	for extra, want := range []int{1, 2} {
		m := Answer(one(p(letters(1000)), p(letters(1000)), p(letters(MaxSectionText-2000-2*len(apart)+extra))), Options{})
		sections := 0
		for _, b := range m.Blocks {
			if b.BlockType() == slack.MBTSection {
				sections++
			}
		}
		if sections != want {
			t.Errorf("%d past the limit: %d sections, want %d", extra, sections, want)
		}
	}
}

func TestFieldLimit(t *testing.T) {
	for extra, want := range []int{1, 2} {
		pg := newPage(Options{}, false)
		pg.sideBySide([]string{letters(MaxFieldText + extra), letters(10)})
		if len(pg.blocks) != want {
			t.Errorf("%d past the limit: %d blocks, want %d", extra, len(pg.blocks), want)
		}
	}
}

func TestContextLimit(t *testing.T) {
	word := letters(MaxContextText - len(wordSeparator) - 1)
	if got := textOf(context(word, "ab")); units(got) != MaxContextText {
		t.Errorf("at the limit: %d units", units(got))
	}
	if got := textOf(context(word, "abc")); got != word {
		t.Errorf("past the limit a word is not left out whole: %d units", units(got))
	}
	if context("", "") != nil {
		t.Error("an empty context, which Slack refuses")
	}
}

// wide is a comparison of so many sides with so many rows.
func wide(sides, rows int) answer.Answer {
	t := &answer.Table{Written: true}
	for i := range sides {
		t.Sides = append(t.Sides, fmt.Sprint(i))
	}
	for i := range rows {
		r := answer.Row{Label: fmt.Sprint(i)}
		for range sides {
			r.Cells = append(r.Cells, answer.Cell{Body: kb.Body{p("x")}})
		}
		t.Rows = append(t.Rows, r)
	}
	a := one(kb.Table{})
	a.Outcome, a.Table, a.Subjects = answer.Compared, t, t.Sides
	return a
}

func tableOf(t *testing.T, m Message) (*slack.TableBlock, string) {
	t.Helper()
	words := ""
	var table *slack.TableBlock
	for _, b := range m.Blocks {
		words += textOf(b) + "\n"
		if tb, ok := b.(*slack.TableBlock); ok {
			table = tb
		}
	}
	if table == nil {
		t.Fatal("no table")
	}
	return table, words
}

func TestTableColumns(t *testing.T) {
	table, words := tableOf(t, Answer(wide(MaxTableColumns-1, 2), Options{}))
	if len(table.Rows[0]) != MaxTableColumns || strings.Contains(words, "column") {
		t.Errorf("at the limit: %d columns, %q", len(table.Rows[0]), words)
	}
	table, words = tableOf(t, Answer(wide(MaxTableColumns, 2), Options{}))
	if len(table.Rows[0]) != MaxTableColumns || !strings.Contains(words, "1 more column in `n.md:1`") {
		t.Errorf("past the limit: %d columns, %q", len(table.Rows[0]), words)
	}
}

func TestTableRows(t *testing.T) {
	cell := func(int, int, int) (slack.TableCell, bool) { return slack.NewTableRawTextCell("x"), false }
	for extra, left := range []int{0, 1} {
		f := fitTable(MaxTableRows+extra, 2, 1<<20, cellLimits, cell)
		if f.block == nil || len(f.block.Rows) != MaxTableRows || f.rows != left {
			t.Errorf("%d past the limit: %d left out, want %d", extra, f.rows, left)
		}
	}
	table, words := tableOf(t, Answer(wide(2, 150), Options{})) // the message's JSON is full before the rows are
	if left := 151 - len(table.Rows); !strings.Contains(words, fmt.Sprintf("%d more rows in `n.md:1`", left)) {
		t.Errorf("%d rows are left out, said is %q", left, words)
	}
}

func TestTableText(t *testing.T) {
	table := slack.NewTableBlock("").AddRow(
		slack.NewTableRawTextCell(letters(MaxTableText-10)),
		slack.NewTableRichTextCell(slack.NewRichTextSection(slack.NewRichTextSectionTextElement(letters(10), nil))))
	if !fits(table, 1<<20) {
		t.Error("at the limit it does not fit")
	}
	table.AddRow(slack.NewTableRawTextCell("a"))
	if fits(table, 1<<20) {
		t.Error("past the limit it fits")
	}
}

func TestTableCellsAreShortened(t *testing.T) {
	a := wide(2, 12)
	for i := range a.Table.Rows {
		a.Table.Rows[i].Cells[0].Body = kb.Body{p(strings.Repeat("many words ", 60))}
	}
	table, words := tableOf(t, Answer(a, Options{}))
	if len(table.Rows) != 13 || !strings.Contains(words, "Long cells are shortened; in full: `n.md:1`") {
		t.Errorf("%d rows, said is %q", len(table.Rows), words)
	}
	if text := table.Rows[1][1].(*slack.TableRawTextCell).Text; !strings.HasSuffix(text, "…") {
		t.Errorf("a cell is cut without saying so: %q", text)
	}
}

func TestBlockLimits(t *testing.T) {
	pg := newPage(Options{}, false)
	for range MaxBlocks {
		if !pg.add(slack.NewDividerBlock()) {
			t.Fatal("refused within the limit")
		}
	}
	if pg.add(slack.NewDividerBlock()) {
		t.Error("a block more than Slack takes")
	}
	pg = newPage(Options{}, false)
	if pg.spent = MaxBlockJSON - cost(slack.NewDividerBlock()); !pg.add(slack.NewDividerBlock()) {
		t.Error("refused with just enough room")
	}
	if pg.add(slack.NewDividerBlock()) {
		t.Error("added without room")
	}
}

func TestImageLimits(t *testing.T) {
	for extra := range 2 {
		img := english.imageBlock(kb.Image{URL: "https://e.com/x.png", Alt: letters(MaxImageAlt + extra)}).(*slack.ImageBlock)
		if units(img.AltText) != MaxImageAlt || units(img.Title.Text) > MaxImageTitle {
			t.Errorf("%d past the limit: %d units", extra, units(img.AltText))
		}
	}
	for extra, said := range []bool{false, true} {
		var body []kb.Element
		for range maxImages + extra {
			body = append(body, kb.Image{URL: "https://e.com/x.png"})
		}
		m := Answer(one(append(body, p("text"))...), Options{})
		last := textOf(m.Blocks[len(m.Blocks)-1])
		if got := strings.Contains(last, "1 more picture:"); got != said {
			t.Errorf("%d past the limit: %q", extra, last)
		}
	}
}

func TestTextLimit(t *testing.T) {
	for extra, cut := range []bool{false, true} {
		got := fitLines([]string{letters(2000), letters(MaxText - 2 - 2000 - len(below) + extra)})
		if units(got) > MaxText || strings.HasSuffix(got, "…") != cut {
			t.Errorf("%d past the limit: %d units, cut %v", extra, units(got), !cut)
		}
	}
	for _, c := range []string{"日", "👍", "&amp;", "\""} { // long in bytes
		got := fitLines([]string{strings.Repeat(c, 5000)})
		j, err := json.Marshal(got)
		if err != nil || len(j) > maxTextBytes || got == "…" {
			t.Errorf("%q: %d bytes, %v", c, len(j), err)
		}
	}
}

func TestAckLimit(t *testing.T) {
	for _, c := range []string{"word ", "日本語", "👍", "<&>", "\"\\", "é"} {
		var body []kb.Element
		for range 40 {
			body = append(body, p(strings.Repeat(c, 400)))
		}
		m := Plain(one(body...), Options{})
		if size, _ := m.JSONSize(); size > MaxAck-200 || !m.Classic() || len(m.Blocks) < 4 {
			t.Errorf("%q: %d bytes, %d blocks", c, size, len(m.Blocks))
		}
	}
}

func TestFurtherLimit(t *testing.T) {
	for extra, said := range []bool{false, true} {
		a := one(p("lead"))
		for range maxFurther + extra {
			a.Snippets = append(a.Snippets, one(p("more")).Snippets...)
		}
		m := Answer(a, Options{})
		if got := strings.HasPrefix(textOf(m.Blocks[len(m.Blocks)-1]), english.andMore(1)); got != said {
			t.Errorf("%d past the limit: said %v", extra, got)
		}
	}
}

func TestListLimit(t *testing.T) {
	for extra, said := range []bool{false, true} {
		a := answer.Answer{Outcome: answer.Topics}
		for i := range maxListed + extra {
			a.Suggestions = append(a.Suggestions, answer.Suggestion{Topic: []string{fmt.Sprint("T", i)}, Blocks: 1})
		}
		m := Answer(a, Options{})
		if got := textOf(m.Blocks[len(m.Blocks)-1]) == english.andMore(1); got != said {
			t.Errorf("%d past the limit: said %v", extra, got)
		}
	}
}

// TestCutIsSaid looks that a body that does not fit ends with where the rest is.
func TestCutIsSaid(t *testing.T) {
	for name, e := range map[string]kb.Element{
		"paragraph": p(strings.Repeat("Words & words. ", 2000)),
		"code":      kb.Code{Text: strings.Repeat("x < y\n", 3000)},
		"list":      items(kb.Body{p(letters(4000))}, kb.Body{p(letters(4000))}, kb.Body{p(letters(4000))}),
	} {
		for _, m := range []Message{Answer(one(e), Options{}), Plain(one(e), Options{})} {
			last := textOf(m.Blocks[len(m.Blocks)-1])
			if !strings.Contains(last, "the rest:_ `n.md:1`") {
				t.Errorf("%s: ends with %q", name, last)
			}
			if len(m.Blocks) < 4 {
				t.Errorf("%s: %d blocks, hardly any of the body", name, len(m.Blocks))
			}
		}
	}
}

// Room is kept for the classic buttons to vote, whichever they will be.
func TestNativeVotesTakeNoMoreThanClassicOnes(t *testing.T) {
	for _, language := range words.Languages() {
		for _, o := range []Options{{Surface: Private, Language: language}, {Surface: Channel, Asker: "U0ADA", Language: language}} {
			p := newPage(o, false)
			b := &kb.Block{ID: letters(kb.MaxID), Rev: "0123456789abcdef"}
			if native, classic := cost(p.nativeVotes(b)), cost(p.classicVotes(b)); native > classic {
				t.Errorf("%s: native ones cost %d, classic ones %d", language, native, classic)
			}
		}
	}
}
