package blockcheck_test

import (
	"encoding/json"
	"testing"

	. "archbot/bot/slacksim/blockcheck"
)

func TestRules(t *testing.T) {
	for name, c := range map[string]struct {
		blocks  string
		surface Surface
		pointer string // empty when nothing is wrong
		words   string
	}{
		"no blocks":             {`[]`, Message, "", ""},
		"no array":              {`{}`, Message, "/blocks", "array"},
		"no object":             {`[7]`, Message, "/blocks/0", "object"},
		"no type":               {`[{}]`, Message, "/blocks/0", "missing required field: type"},
		"unknown type":          {`[{"type":"carousel"}]`, Message, "/blocks/0/type", "unsupported type: carousel"},
		"type is a number":      {`[{"type":1}]`, Message, "/blocks/0/type", "unsupported"},
		"empty section":         {`[{"type":"section"}]`, Message, "/blocks/0", "missing required field: text"},
		"empty text":            {`[{"type":"section","text":{"type":"mrkdwn","text":""}}]`, Message, "/blocks/0/text/text", "more than 0"},
		"text as a string":      {`[{"type":"section","text":"hi"}]`, Message, "/blocks/0/text", "object"},
		"header in mrkdwn":      {`[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]`, Message, "/blocks/0/text/type", "plain_text"},
		"same block_id":         {`[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]`, Message, "/blocks/1/block_id", "already exists"},
		"empty block_id twice":  {`[{"type":"divider","block_id":""},{"type":"divider","block_id":""}]`, Message, "", ""},
		"align empty":           {`[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]],"column_settings":[{"align":""}]}]`, Message, "/blocks/0/column_settings/0/align", "one of"},
		"align right":           {`[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]],"column_settings":[null,{"align":"right","is_wrapped":true}]}]`, Message, "", ""},
		"empty cell":            {`[{"type":"table","rows":[[{"type":"raw_text","text":""}]]}]`, Message, "/blocks/0/rows/0/0/text", "more than 0"},
		"null cell":             {`[{"type":"table","rows":[[null]]}]`, Message, "/blocks/0/rows/0/0", "object"},
		"unknown cell":          {`[{"type":"table","rows":[[{"type":"mrkdwn","text":"a"}]]}]`, Message, "/blocks/0/rows/0/0/type", "unsupported"},
		"number cell":           {`[{"type":"table","rows":[[{"type":"raw_number","value":1.5}]]}]`, Message, "", ""},
		"no rows":               {`[{"type":"table","rows":[]}]`, Message, "/blocks/0/rows", "no fewer than 1"},
		"table in a modal":      {`[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}]`, Modal, "/blocks/0/type", "unsupported"},
		"markdown at home":      {`[{"type":"markdown","text":"a"}]`, Home, "/blocks/0/type", "unsupported"},
		"feedback in a modal":   {`[{"type":"context_actions","elements":[]}]`, Modal, "/blocks/0/type", "unsupported"},
		"alert in a message":    {`[{"type":"alert","text":{"type":"mrkdwn","text":"a"}}]`, Message, "/blocks/0/type", "unsupported"},
		"uneven data table":     {`[{"type":"data_table","caption":"c","rows":[[{"type":"raw_text","text":"a"}],[{"type":"raw_text","text":"a"},{"type":"raw_text","text":"a"}]]}]`, Message, "/blocks/0/rows/1", "must have 1 cells"},
		"number as header":      {`[{"type":"data_table","caption":"c","rows":[[{"type":"raw_number","value":1}],[{"type":"raw_number","value":1}]]}]`, Message, "/blocks/0/rows/0/0/type", "raw_text"},
		"headless data table":   {`[{"type":"data_table","caption":"c","rows":[[{"type":"raw_text","text":"a"}]]}]`, Message, "/blocks/0/rows", "no fewer than 2"},
		"no caption":            {`[{"type":"data_table","rows":[[{"type":"raw_text","text":"a"}],[{"type":"raw_text","text":"a"}]]}]`, Message, "/blocks/0", "caption"},
		"image without alt":     {`[{"type":"image","image_url":"https://e.org"}]`, Message, "/blocks/0", "alt_text"},
		"image of javascript":   {`[{"type":"image","image_url":"javascript:1","alt_text":"a"}]`, Message, "/blocks/0/image_url", "invalid url"},
		"relative button":       {`[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"url":"/a"}]}]`, Message, "/blocks/0/elements/0/url", "invalid url"},
		"empty url":             {`[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"url":""}]}]`, Message, "/blocks/0/elements/0/url", "invalid url"},
		"mrkdwn button":         {`[{"type":"actions","elements":[{"type":"button","text":{"type":"mrkdwn","text":"a"}}]}]`, Message, "/blocks/0/elements/0/text/type", "plain_text"},
		"style default":         {`[{"type":"actions","elements":[{"type":"button","style":"default","text":{"type":"plain_text","text":"a"}}]}]`, Message, "/blocks/0/elements/0/style", "one of"},
		"same action_id":        {`[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"a"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"a"}}]}]`, Message, "/blocks/0/elements/1/action_id", "already exists"},
		"no elements":           {`[{"type":"actions","elements":[]}]`, Message, "/blocks/0/elements", "no fewer than 1"},
		"button in context":     {`[{"type":"context","elements":[{"type":"button"}]}]`, Message, "/blocks/0/elements/0/type", "unsupported"},
		"input in actions":      {`[{"type":"actions","elements":[{"type":"plain_text_input"}]}]`, Message, "/blocks/0/elements/0/type", "unsupported"},
		"select without choice": {`[{"type":"actions","elements":[{"type":"static_select"}]}]`, Message, "/blocks/0/elements/0", "options"},
		"max_selected_items 0":  {`[{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"multi_users_select","max_selected_items":0}}]`, Message, "/blocks/0/element/max_selected_items", "from 1"},
		"pending task":          {`[{"type":"task_card","task_id":"1","title":"t","status":"pending"}]`, Message, "/blocks/0/status", "one of"},
		"pending in a plan":     {`[{"type":"plan","title":"p","tasks":[{"type":"task_card","task_id":"1","title":"t","status":"pending"}]}]`, Message, "", ""},
		"plan with text object": {`[{"type":"plan","title":{"type":"plain_text","text":"p"}}]`, Message, "/blocks/0/title", "string"},
		"unknown rich part":     {`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"foo"}]}]}]`, Message, "/blocks/0/elements/0/elements/0/type", "unsupported"},
		"empty rich text":       {`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}]`, Message, "/blocks/0/elements/0/elements/0/text", "more than 0"},
		"list in a list":        {`[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_list","style":"bullet","elements":[]}]}]}]`, Message, "/blocks/0/elements/0/elements/0/type", "unsupported"},
		"emoji in mrkdwn":       {`[{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":true}}]`, Message, "/blocks/0/text/emoji", "plain_text"},
		"time":                  {`[{"type":"actions","elements":[{"type":"timepicker","initial_time":"9:00"}]}]`, Message, "/blocks/0/elements/0/initial_time", "NN:NN"},
		"date":                  {`[{"type":"actions","elements":[{"type":"datepicker","initial_date":"2026-03-01"}]}]`, Message, "", ""},
		"one voice":             {`[{"type":"context_actions","elements":[{"type":"feedback_buttons","positive_button":{"text":{"type":"plain_text","text":"a"},"value":"v"}}]}]`, Message, "/blocks/0/elements/0", "negative_button"},
		"icon bell":             {`[{"type":"context_actions","elements":[{"type":"icon_button","icon":"bell","text":{"type":"plain_text","text":"a"}}]}]`, Message, "/blocks/0/elements/0/icon", "trash"},
		"url in a radio button": {`[{"type":"actions","elements":[{"type":"radio_buttons","options":[{"text":{"type":"plain_text","text":"a"},"value":"v","url":"https://e.org"}]}]}]`, Message, "/blocks/0/elements/0/options/0/url", "overflow"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Blocks(parsed(t, c.blocks), c.surface)
			if c.pointer == "" {
				if len(got) > 0 {
					t.Errorf("got %v, want none", got)
				}
				return
			}
			wantOne(t, got, c.pointer, c.words)
		})
	}
}

func TestViewRules(t *testing.T) {
	for name, c := range map[string]struct{ view, pointer, words string }{
		"no object":            {`[]`, "/view", "object"},
		"unknown type":         {`{"type":"dialog"}`, "/view/type", "unsupported"},
		"no blocks":            {`{"type":"home"}`, "/view", "missing required field: blocks"},
		"null blocks":          {`{"type":"home","blocks":null}`, "/view", "missing required field: blocks"},
		"modal without title":  {`{"type":"modal","blocks":[]}`, "/view", "title"},
		"input without submit": {`{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"plain_text_input"}}]}`, "/view", "submit"},
		"home with a title":    {`{"type":"home","title":{"type":"plain_text","text":"t"},"blocks":[]}`, "/view/title", "modals"},
		"table at home":        {`{"type":"home","blocks":[{"type":"table","rows":[]}]}`, "/view/blocks/0/type", "unsupported"},
	} {
		t.Run(name, func(t *testing.T) { wantOne(t, View(parsed(t, c.view)), c.pointer, c.words) })
	}
}

// Whatever JSON comes, the checker answers, and says the same twice.
func FuzzBlocks(f *testing.F) {
	for _, b := range messageBounds() {
		if b.n < 60 {
			seed, _ := json.Marshal(b.make(b.n))
			f.Add(string(seed))
		}
	}
	f.Add(`{"type":"modal","title":7,"blocks":[{"type":"section","accessory":{"type":"static_select","options":[[]]}}]}`)
	f.Fuzz(func(t *testing.T, s string) {
		var v any
		if json.Unmarshal([]byte(s), &v) != nil {
			return
		}
		for _, surface := range []Surface{Message, Modal, Home} {
			first, second := Blocks(v, surface), Blocks(v, surface)
			if len(first) != len(second) {
				t.Errorf("%s: %v, then %v", s, first, second)
			}
		}
		View(v)
	})
}

func BenchmarkBlocks(b *testing.B) {
	raw, _ := json.Marshal(repeat(MaxBlocks, func(int) any { return section() }))
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Blocks(v, Message)
	}
}
