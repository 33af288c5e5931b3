package render_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"archbot/bot/render"
)

// check states what every message must keep, from the JSON that is sent: Slack's limits, well-formed mrkdwn, and nothing in
// it that could call people or read as what it is not. It returns what is wrong.
func check(m render.Message) []string {
	c := checker{}
	raw, err := json.Marshal(m.Blocks)
	if err != nil {
		return []string{err.Error()}
	}
	var blocks []map[string]any
	if err := json.Unmarshal(raw, &blocks); err != nil {
		return []string{err.Error()}
	}
	c.atMost("blocks", len(blocks), render.MaxBlocks)
	c.atMost("JSON of the blocks", length(string(raw)), render.MaxBlockJSON)
	c.mrkdwn("text", m.Text, render.MaxText)
	for i, b := range blocks {
		c.at = fmt.Sprintf("block %d (%v): ", i, b["type"])
		c.block(b)
	}
	c.atMost("tables", c.tables, render.MaxTables)
	c.atMost("text of tables", c.table, render.MaxTableText)
	c.size(m, len(raw))
	if j := render.MeasuredWrong(m); j != "" {
		c.say("measured wrong: %s", j)
	}
	return c.wrong
}

// size states that a message knows how long it is, and that what may ride in an ack has room there.
func (c *checker) size(m render.Message, blocks int) {
	c.at = "size: "
	raw, err := json.Marshal(m)
	if err != nil {
		c.say("%v", err)
	}
	spare := 5 * strings.Count(string(raw), "\uFFFD") // counted as if it were escaped
	if whole, of := m.JSONSize(); whole < len(raw) || whole > len(raw)+spare+8 || of < blocks || of > blocks+spare+8 {
		c.say("counted as %d bytes, %d of them blocks; is %d, %d", whole, of, len(raw), blocks)
	}
	if m.Classic() {
		c.atMost("bytes", len(raw), render.MaxAck-200) // 200 for the keys of an ack
	}
}

func verify(t *testing.T, m render.Message) {
	t.Helper()
	for _, w := range check(m) {
		t.Error(w)
	}
}

func length(s string) int { return len(utf16.Encode([]rune(s))) }

type checker struct {
	at     string
	wrong  []string
	tables int
	table  int
}

func (c *checker) say(format string, args ...any) {
	c.wrong = append(c.wrong, c.at+fmt.Sprintf(format, args...))
}

func (c *checker) atMost(what string, n, limit int) {
	if n > limit {
		c.say("%s: %d, more than %d", what, n, limit)
	}
}

func (c *checker) block(b map[string]any) {
	switch b["type"] {
	case "header":
		c.plain("header", b["text"].(map[string]any)["text"].(string), render.MaxHeaderText)
	case "section":
		if text, ok := b["text"].(map[string]any); ok {
			c.mrkdwn("section", text["text"].(string), render.MaxSectionText)
		} else if b["fields"] == nil {
			c.say("neither text nor fields")
		}
		fields, _ := b["fields"].([]any)
		c.atMost("fields", len(fields), render.MaxFields)
		for _, f := range fields {
			c.mrkdwn("field", f.(map[string]any)["text"].(string), render.MaxFieldText)
		}
	case "context":
		elements, _ := b["elements"].([]any)
		c.atMost("elements", len(elements), render.MaxContextElements)
		if len(elements) == 0 {
			c.say("no elements")
		}
		for _, e := range elements {
			if text := e.(map[string]any)["text"].(string); !asker.MatchString(text) {
				c.mrkdwn("context", text, render.MaxContextText)
			}
		}
	case "image":
		c.address(b["image_url"].(string), render.MaxImageURL)
		c.plain("alt_text", b["alt_text"].(string), render.MaxImageAlt)
		if title, ok := b["title"].(map[string]any); ok {
			c.plain("title", title["text"].(string), render.MaxImageTitle)
		}
	case "table":
		c.tableBlock(b)
	case "actions":
		for _, e := range b["elements"].([]any) {
			button := e.(map[string]any)
			c.plain("button", button["text"].(map[string]any)["text"].(string), 75)
			c.atMost("value", length(button["value"].(string)), render.MaxButtonValue)
		}
	case "divider":
	default:
		c.say("not a block that render makes")
	}
}

func (c *checker) tableBlock(b map[string]any) {
	c.tables++
	rows := b["rows"].([]any)
	c.atMost("rows", len(rows), render.MaxTableRows)
	for _, r := range rows {
		cells := r.([]any)
		c.atMost("cells", len(cells), render.MaxTableColumns)
		if len(cells) == 0 || len(cells) != len(rows[0].([]any)) {
			c.say("%d cells in a row, %d in the first", len(cells), len(rows[0].([]any)))
		}
		for _, cell := range cells {
			c.rich(cell)
		}
	}
	for _, s := range b["column_settings"].([]any) {
		if s.(map[string]any)["align"] != "left" {
			c.say("a column without align")
		}
	}
}

// rich checks a cell and whatever is in it.
func (c *checker) rich(v any) {
	e := v.(map[string]any)
	switch e["type"] {
	case "raw_text", "text", "link":
		text, _ := e["text"].(string)
		if text != " " || e["type"] != "text" { // a space between two elements is fine
			c.plain("cell", text, render.MaxTableText)
		}
		c.table += length(text)
		if e["type"] == "link" {
			c.address(e["url"].(string), render.MaxImageURL)
		}
		return
	case "rich_text_list":
		if indent := e["indent"].(float64); indent < 0 || indent > render.MaxListIndent {
			c.say("indent %v", indent)
		}
	}
	elements, _ := e["elements"].([]any)
	if len(elements) == 0 {
		c.say("%v without elements", e["type"])
	}
	for _, inner := range elements {
		c.rich(inner)
	}
}

var (
	links     = regexp.MustCompile(`<(?:https?://|mailto:)[^|<>\s]+\|[^<>]+>`)
	addresses = regexp.MustCompile(`^(?i:https?://|mailto:)[^|<>\s]+$`)
	asker     = regexp.MustCompile(`^asked by <@U[A-Z0-9]+>$`)
	entity    = regexp.MustCompile(`&(?:amp|lt|gt);`)
	unwanted  = regexp.MustCompile("[\\x00-\\x08\\x0b-\\x1f\\x7f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
	broadcast = regexp.MustCompile(`(?i)@(?:here|channel|everyone|group)|<[!@#]|&lt;[!@#]`)
)

// text checks what holds for all that is shown.
func (c *checker) text(what, s string, limit int) {
	c.atMost(what, length(s), limit)
	switch {
	case strings.TrimSpace(s) == "":
		c.say("%s: empty", what)
	case !utf8.ValidString(s):
		c.say("%s: not UTF-8: %q", what, s)
	case unwanted.MatchString(s):
		c.say("%s: control characters: %q", what, s)
	case strings.ContainsAny(s, "@<&") && broadcast.MatchString(s):
		c.say("%s: calls people: %q", what, s)
	}
}

func (c *checker) plain(what, s string, limit int) { c.text(what, s, limit) }

// mrkdwn checks that the only markup is links and entities, and that fences are closed.
func (c *checker) mrkdwn(what, s string, limit int) {
	c.text(what, s, limit)
	rest := entity.ReplaceAllString(links.ReplaceAllString(s, ""), "")
	if strings.ContainsAny(rest, "<>&") && !onlyQuotes(rest) {
		c.say("%s: unescaped: %q", what, s)
	}
	if strings.Count(s, "```")%2 != 0 {
		c.say("%s: a fence is left open: %q", what, s)
	}
}

// onlyQuotes reports whether what is left of mrkdwn has a > only at the beginning of lines.
func onlyQuotes(s string) bool {
	for _, l := range strings.Split(s, "\n") {
		if strings.ContainsAny(strings.TrimPrefix(l, "> "), "<>&") {
			return false
		}
	}
	return true
}

func (c *checker) address(u string, limit int) {
	c.atMost("url", length(u), limit)
	if !addresses.MatchString(u) {
		c.say("url %q", u)
	}
}
