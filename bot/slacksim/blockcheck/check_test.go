package blockcheck_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	. "archbot/bot/slacksim/blockcheck"
)

// object is one JSON object.
type object = map[string]any

// x makes n characters, each of more than one byte.
func x(n int) string { return strings.Repeat("é", n) }

func text(n int) object { return object{"type": "mrkdwn", "text": x(n)} }

func plain(n int) object { return object{"type": "plain_text", "text": x(n)} }

// repeat makes a list of n; make is told which.
func repeat(n int, make func(int) any) []any {
	list := []any{}
	for i := range n {
		list = append(list, make(i))
	}
	return list
}

func blocks(list ...any) []any { return list }

func address(n int) string { return "https://e.org/" + strings.Repeat("a", n-len("https://e.org/")) }

func section() object { return object{"type": "section", "text": text(1)} }

func button(o object) object {
	b := object{"type": "button", "text": plain(1)}
	for k, v := range o {
		b[k] = v
	}
	return b
}

func actions(elements ...any) object { return object{"type": "actions", "elements": elements} }

func option(n, value, about int) object {
	return object{"text": plain(n), "value": x(value), "description": plain(about)}
}

func input(element object) object {
	return object{"type": "input", "label": plain(1), "element": element}
}

func row(cells int, chars int) []any {
	return repeat(cells, func(int) any { return object{"type": "raw_text", "text": x(chars)} })
}

func table(rows ...any) object { return object{"type": "table", "rows": rows} }

func modal(o object) object {
	v := object{"type": "modal", "title": plain(1), "submit": plain(1), "blocks": blocks(section())}
	for k, value := range o {
		v[k] = value
	}
	return v
}

// A bound is a limit: n is the largest value allowed, and make builds blocks with any value.
type bound struct {
	n       int
	make    func(n int) any
	pointer string // of the problem one past it
}

// messageBounds are all upper limits of message blocks.
func messageBounds() map[string]bound {
	all := blockBounds()
	maps.Copy(all, tableBounds())
	maps.Copy(all, elementBounds())
	return all
}

func blockBounds() map[string]bound {
	element := func(o object) any { return blocks(actions(o)) }
	return map[string]bound{
		"blocks":       {MaxBlocks, func(n int) any { return repeat(n, func(int) any { return object{"type": "divider"} }) }, "/blocks"},
		"block_id":     {MaxID, func(n int) any { return blocks(object{"type": "divider", "block_id": x(n)}) }, "/blocks/0/block_id"},
		"action_id":    {MaxID, func(n int) any { return element(button(object{"action_id": x(n)})) }, "/blocks/0/elements/0/action_id"},
		"section text": {MaxText, func(n int) any { return blocks(object{"type": "section", "text": text(n)}) }, "/blocks/0/text/text"},
		"section fields": {MaxFields, func(n int) any {
			return blocks(object{"type": "section", "fields": repeat(n, func(int) any { return text(1) })})
		}, "/blocks/0/fields"},
		"field":        {MaxField, func(n int) any { return blocks(object{"type": "section", "fields": blocks(text(n))}) }, "/blocks/0/fields/0/text"},
		"header":       {MaxHeader, func(n int) any { return blocks(object{"type": "header", "text": plain(n)}) }, "/blocks/0/text/text"},
		"header level": {MaxHeaderLevel, func(n int) any { return blocks(object{"type": "header", "text": plain(1), "level": n}) }, "/blocks/0/level"},
		"context": {MaxContext, func(n int) any {
			return blocks(object{"type": "context", "elements": repeat(n, func(int) any { return text(1) })})
		}, "/blocks/0/elements"},
		"context text": {MaxText, func(n int) any { return blocks(object{"type": "context", "elements": blocks(text(n))}) }, "/blocks/0/elements/0/text"},
		"actions":      {MaxActions, func(n int) any { return blocks(actions(repeat(n, func(int) any { return button(nil) })...)) }, "/blocks/0/elements"},
		"context_actions": {MaxFeedback, func(n int) any {
			return blocks(object{"type": "context_actions", "elements": repeat(n, func(int) any { return object{"type": "icon_button", "icon": "trash", "text": plain(1)} })})
		}, "/blocks/0/elements"},
		"image url": {MaxURL, func(n int) any { return blocks(object{"type": "image", "image_url": address(n), "alt_text": "a"}) }, "/blocks/0/image_url"},
		"image alt": {MaxAlt, func(n int) any { return blocks(object{"type": "image", "image_url": address(20), "alt_text": x(n)}) }, "/blocks/0/alt_text"},
		"image title": {MaxImageTitle, func(n int) any {
			return blocks(object{"type": "image", "image_url": address(20), "alt_text": "a", "title": plain(n)})
		}, "/blocks/0/title/text"},
		"input label": {MaxInputLabel, func(n int) any {
			return blocks(object{"type": "input", "label": plain(n), "element": object{"type": "plain_text_input"}})
		}, "/blocks/0/label/text"},
		"input hint": {MaxInputHint, func(n int) any {
			return blocks(object{"type": "input", "label": plain(1), "hint": plain(n), "element": object{"type": "plain_text_input"}})
		}, "/blocks/0/hint/text"},
		"markdown": {MaxMarkdown, func(n int) any { return blocks(object{"type": "markdown", "text": x(n)}) }, "/blocks/0/text"},
		"all markdown": {MaxMarkdown, func(n int) any {
			return blocks(object{"type": "markdown", "text": x(6000)}, object{"type": "markdown", "text": x(n - 6000)})
		}, "/blocks/1/text"},
		"indent": {MaxIndent, func(n int) any {
			return blocks(rich(object{"type": "rich_text_list", "style": "bullet", "indent": n, "elements": blocks(sectionOf("a"))}))
		}, "/blocks/0/elements/0/indent"},
		"video title": {MaxVideoTitle, func(n int) any {
			return blocks(object{"type": "video", "alt_text": "a", "title": plain(n), "thumbnail_url": address(20), "video_url": address(20)})
		}, "/blocks/0/title/text"},
		"container": {MaxContainer, func(n int) any {
			return blocks(object{"type": "container", "child_blocks": repeat(n, func(int) any { return section() })})
		}, "/blocks/0/child_blocks"},
		"layout label": {MaxLayoutLabel, func(n int) any {
			return blocks(object{"type": "layout", "label": plain(n), "rows": blocks(object{"items": blocks(1)})})
		}, "/blocks/0/label/text"},
		"layout rows": {MaxLayoutRows, func(n int) any {
			return blocks(object{"type": "layout", "rows": repeat(n, func(int) any { return object{"items": blocks(1)} })})
		}, "/blocks/0/rows"},
		"layout items": {MaxLayoutItems, func(n int) any {
			return blocks(object{"type": "layout", "rows": blocks(object{"items": repeat(n, func(int) any { return 1 })})})
		}, "/blocks/0/rows/0/items"},
	}
}

func tableBounds() map[string]bound {
	return map[string]bound{
		"tables":  {MaxTables, func(n int) any { return repeat(n, func(int) any { return table(row(1, 1)) }) }, "/blocks/1"},
		"rows":    {MaxRows, func(n int) any { return blocks(table(repeat(n, func(int) any { return row(1, 1) })...)) }, "/blocks/0/rows"},
		"columns": {MaxColumns, func(n int) any { return blocks(table(row(n, 1))) }, "/blocks/0/rows/0"},
		"column_settings": {MaxColumns, func(n int) any {
			return blocks(object{"type": "table", "rows": blocks(row(1, 1)), "column_settings": repeat(n, func(int) any { return nil })})
		}, "/blocks/0/column_settings"},
		"table text":      {MaxTableText, func(n int) any { return blocks(table(row(1, n-4000), row(1, 4000))) }, "/blocks/0/rows"},
		"rich table text": {MaxTableText, func(n int) any { return blocks(table(blocks(rich(sectionOf(x(n)))))) }, "/blocks/0/rows"},
		"data rows": {MaxDataRows, func(n int) any {
			return blocks(object{"type": "data_table", "caption": "c", "rows": repeat(n, func(int) any { return row(1, 1) })})
		}, "/blocks/0/rows"},
		"data text": {MaxDataText, func(n int) any {
			return blocks(object{"type": "data_table", "caption": "c", "rows": blocks(row(1, 1), row(1, 10000), row(1, n-10001))})
		}, "/blocks/0/rows"},
		"data page": {MaxDataPage, func(n int) any {
			return blocks(object{"type": "data_table", "caption": "c", "page_size": n, "rows": blocks(row(1, 1), row(1, 1))})
		}, "/blocks/0/page_size"},
		"charts": {MaxCharts, func(n int) any {
			return repeat(n, func(int) any { return object{"type": "data_visualization", "title": "t", "chart": object{}} })
		}, "/blocks/2"},
	}
}

func elementBounds() map[string]bound {
	element := func(o object) any { return blocks(actions(o)) }
	sel := func(n int) any {
		return element(object{"type": "static_select", "options": repeat(n, func(i int) any { return option(1, 1, 1) })})
	}
	return map[string]bound{
		"button text":    {MaxButtonText, func(n int) any { return element(button(object{"text": plain(n)})) }, "/blocks/0/elements/0/text/text"},
		"button value":   {MaxButtonValue, func(n int) any { return element(button(object{"value": x(n)})) }, "/blocks/0/elements/0/value"},
		"button url":     {MaxURL, func(n int) any { return element(button(object{"url": address(n)})) }, "/blocks/0/elements/0/url"},
		"button label":   {MaxButtonText, func(n int) any { return element(button(object{"accessibility_label": x(n)})) }, "/blocks/0/elements/0/accessibility_label"},
		"feedback text":  {MaxButtonText, func(n int) any { return feedback(plain(n), x(1)) }, "/blocks/0/elements/0/positive_button/text/text"},
		"feedback value": {MaxButtonValue, func(n int) any { return feedback(plain(1), x(n)) }, "/blocks/0/elements/0/positive_button/value"},
		"options":        {MaxOptions, sel, "/blocks/0/elements/0/options"},
		"option groups": {MaxOptions, func(n int) any {
			return element(object{"type": "static_select", "option_groups": repeat(n, func(int) any { return object{"label": plain(1), "options": blocks(option(1, 1, 1))} })})
		}, "/blocks/0/elements/0/option_groups"},
		"group label": {MaxGroupLabel, func(n int) any {
			return element(object{"type": "static_select", "option_groups": blocks(object{"label": plain(n), "options": blocks(option(1, 1, 1))})})
		}, "/blocks/0/elements/0/option_groups/0/label/text"},
		"placeholder":  {MaxPlaceholder, func(n int) any { return element(object{"type": "users_select", "placeholder": plain(n)}) }, "/blocks/0/elements/0/placeholder/text"},
		"option text":  {MaxOptionText, func(n int) any { return element(object{"type": "overflow", "options": blocks(option(n, 1, 1))}) }, "/blocks/0/elements/0/options/0/text/text"},
		"option value": {MaxOptionValue, func(n int) any { return element(object{"type": "overflow", "options": blocks(option(1, n, 1))}) }, "/blocks/0/elements/0/options/0/value"},
		"description":  {MaxDescription, func(n int) any { return element(object{"type": "overflow", "options": blocks(option(1, 1, n))}) }, "/blocks/0/elements/0/options/0/description/text"},
		"overflow": {MaxOverflow, func(n int) any {
			return element(object{"type": "overflow", "options": repeat(n, func(int) any { return option(1, 1, 1) })})
		}, "/blocks/0/elements/0/options"},
		"checkboxes": {MaxChoices, func(n int) any {
			return element(object{"type": "checkboxes", "options": repeat(n, func(int) any { return option(1, 1, 1) })})
		}, "/blocks/0/elements/0/options"},
		"radio": {MaxChoices, func(n int) any {
			return element(object{"type": "radio_buttons", "options": repeat(n, func(int) any { return option(1, 1, 1) })})
		}, "/blocks/0/elements/0/options"},
		"max_length": {MaxInputLength, func(n int) any { return blocks(input(object{"type": "plain_text_input", "max_length": n})) }, "/blocks/0/element/max_length"},
		"confirm title": {MaxConfirmTitle, func(n int) any {
			return element(button(object{"confirm": object{"title": plain(n), "text": plain(1), "confirm": plain(1), "deny": plain(1)}}))
		}, "/blocks/0/elements/0/confirm/title/text"},
		"confirm text":       {MaxConfirmText, func(n int) any { return element(button(object{"confirm": object{"text": plain(n)}})) }, "/blocks/0/elements/0/confirm/text/text"},
		"video author":       {MaxVideoAuthor, func(n int) any { return blocks(video(object{"author_name": x(n)})) }, "/blocks/0/author_name"},
		"video about":        {MaxVideoTitle, func(n int) any { return blocks(video(object{"description": plain(n)})) }, "/blocks/0/description/text"},
		"chart title":        {MaxChartTitle, func(n int) any { return blocks(object{"type": "data_visualization", "title": x(n), "chart": object{}}) }, "/blocks/0/title"},
		"container title":    {MaxCardTitle, func(n int) any { return blocks(container(1, object{"title": plain(n)})) }, "/blocks/0/title/text"},
		"container subtitle": {MaxCardTitle, func(n int) any { return blocks(container(1, object{"subtitle": plain(n)})) }, "/blocks/0/subtitle/text"},
		"confirm label":      {MaxConfirmLabel, func(n int) any { return element(button(object{"confirm": object{"text": plain(1), "deny": plain(n)}})) }, "/blocks/0/elements/0/confirm/deny/text"},
	}
}

func video(o object) object {
	v := object{"type": "video", "alt_text": "a", "title": plain(1), "thumbnail_url": address(20), "video_url": address(20)}
	maps.Copy(v, o)
	return v
}

func container(children int, o object) object {
	c := object{"type": "container", "child_blocks": repeat(children, func(int) any { return section() })}
	maps.Copy(c, o)
	return c
}

func feedback(text object, value string) any {
	return blocks(object{"type": "context_actions", "elements": blocks(object{"type": "feedback_buttons",
		"positive_button": object{"text": text, "value": value}, "negative_button": object{"text": plain(1), "value": "n"}})})
}

func rich(elements ...any) object { return object{"type": "rich_text", "elements": elements} }

func sectionOf(s string) object {
	return object{"type": "rich_text_section", "elements": blocks(object{"type": "text", "text": s})}
}

func TestMessageLimits(t *testing.T) {
	for name, b := range messageBounds() {
		t.Run(name, func(t *testing.T) {
			if got := Blocks(decoded(t, b.make(b.n)), Message); len(got) > 0 {
				t.Errorf("at the limit of %d: %v", b.n, got)
			}
			wantOne(t, Blocks(decoded(t, b.make(b.n+1)), Message), b.pointer, "")
		})
	}
}

func TestViewLimits(t *testing.T) {
	file := func(n int) any {
		return modal(object{"blocks": blocks(input(object{"type": "file_input", "max_files": n}))})
	}
	for name, b := range map[string]bound{
		"title":            {MaxViewTitle, func(n int) any { return modal(object{"title": plain(n)}) }, "/view/title/text"},
		"submit":           {MaxViewTitle, func(n int) any { return modal(object{"submit": plain(n)}) }, "/view/submit/text"},
		"close":            {MaxViewTitle, func(n int) any { return modal(object{"close": plain(n)}) }, "/view/close/text"},
		"callback_id":      {MaxID, func(n int) any { return modal(object{"callback_id": x(n)}) }, "/view/callback_id"},
		"external_id":      {MaxID, func(n int) any { return modal(object{"external_id": x(n)}) }, "/view/external_id"},
		"private_metadata": {MaxPrivate, func(n int) any { return modal(object{"private_metadata": x(n)}) }, "/view/private_metadata"},
		"blocks":           {MaxViewBlocks, func(n int) any { return modal(object{"blocks": repeat(n, func(int) any { return section() })}) }, "/view/blocks"},
		"files":            {MaxFiles, file, "/view/blocks/0/element/max_files"},
		"alert":            {MaxAlert, func(n int) any { return modal(object{"blocks": blocks(object{"type": "alert", "text": text(n)})}) }, "/view/blocks/0/text/text"},
		"home blocks": {MaxViewBlocks, func(n int) any {
			return object{"type": "home", "blocks": repeat(n, func(int) any { return section() })}
		}, "/view/blocks"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := View(decoded(t, b.make(b.n))); len(got) > 0 {
				t.Errorf("at the limit of %d: %v", b.n, got)
			}
			wantOne(t, View(decoded(t, b.make(b.n+1))), b.pointer, "")
		})
	}
}

func decoded(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, string(b))
}

func parsed(t *testing.T, s string) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// wantOne wants exactly one problem, there, with these words.
func wantOne(t *testing.T, got []Problem, pointer, words string) {
	t.Helper()
	if len(got) != 1 || got[0].Pointer != pointer || !strings.Contains(got[0].Message, words) {
		t.Errorf("got %v, want one problem at %s with %q", got, pointer, words)
	}
}

func ExampleBlocks() {
	var v any
	_ = json.Unmarshal([]byte(`[{"type":"header","text":{"type":"mrkdwn","text":"*no*"}}]`), &v)
	fmt.Println(Blocks(v, Message)[0])
	// Output: must be plain_text [json-pointer:/blocks/0/text/type]
}
