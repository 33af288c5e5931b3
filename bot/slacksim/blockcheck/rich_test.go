package blockcheck_test

import (
	"testing"

	. "archbot/bot/slacksim/blockcheck"
)

func TestRichTextParts(t *testing.T) {
	for name, c := range map[string]struct{ part, pointer string }{
		"text":           {`{"type":"text","text":"a","style":{"bold":true}}`, ""},
		"style":          {`{"type":"text","text":"a","style":{"bold":1}}`, "/style/bold"},
		"link":           {`{"type":"link","url":"https://e.org","text":"a"}`, ""},
		"bad link":       {`{"type":"link","url":"ftp://e.org"}`, "/url"},
		"emoji":          {`{"type":"emoji","name":"wave"}`, ""},
		"user":           {`{"type":"user","user_id":"U1"}`, ""},
		"nobody":         {`{"type":"user"}`, "."},
		"channel":        {`{"type":"channel","channel_id":"C1"}`, ""},
		"group":          {`{"type":"usergroup","usergroup_id":"S1"}`, ""},
		"broadcast":      {`{"type":"broadcast","range":"here"}`, ""},
		"loud broadcast": {`{"type":"broadcast","range":"world"}`, "/range"},
		"date":           {`{"type":"date","timestamp":1,"format":"{date}"}`, ""},
		"no format":      {`{"type":"date","timestamp":1}`, "."},
		"color":          {`{"type":"color","value":"#fff"}`, ""},
		"no object":      {`7`, "."},
	} {
		t.Run(name, func(t *testing.T) {
			got := Blocks(parsed(t, `[{"type":"rich_text","elements":[{"type":"rich_text_quote","elements":[`+c.part+`]}]}]`), Message)
			if c.pointer == "" {
				if len(got) > 0 {
					t.Errorf("got %v, want none", got)
				}
				return
			}
			if c.pointer == "." {
				c.pointer = ""
			}
			wantOne(t, got, "/blocks/0/elements/0/elements/0"+c.pointer, "")
		})
	}
}

func TestPictures(t *testing.T) {
	for name, c := range map[string]struct{ image, pointer string }{
		"url":         {`"image_url":"https://e.org/a.png","alt_text":"a"`, ""},
		"slack file":  {`"slack_file":{"id":"F1"},"alt_text":"a"`, ""},
		"neither":     {`"alt_text":"a"`, "."},
		"both":        {`"image_url":"https://e.org/a.png","slack_file":{"id":"F1"},"alt_text":"a"`, "."},
		"empty file":  {`"slack_file":{},"alt_text":"a"`, "/slack_file"},
		"alt missing": {`"image_url":"https://e.org/a.png"`, "."},
	} {
		t.Run(name, func(t *testing.T) {
			got := Blocks(parsed(t, `[{"type":"context","elements":[{"type":"image",`+c.image+`}]}]`), Message)
			if c.pointer == "" {
				if len(got) > 0 {
					t.Errorf("got %v, want none", got)
				}
				return
			}
			if c.pointer == "." {
				c.pointer = ""
			}
			wantOne(t, got, "/blocks/0/elements/0"+c.pointer, "")
		})
	}
}
