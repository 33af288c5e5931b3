package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
)

// sections are n sections of this many characters.
func sections(n, size int) []slack.Block {
	var blocks []slack.Block
	for range n {
		text := slack.NewTextBlockObject(slack.MarkdownType, strings.Repeat("x", size), false, false)
		blocks = append(blocks, slack.NewSectionBlock(text, nil, nil))
	}
	return blocks
}

// A refused table is answered again in plain sections, and not tried again in the life of the process.
func TestReplyRefusedTable(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Refuse("table")
	for n := 1; n <= 3; n++ {
		f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
		m := f.posts(slacksim.Design, n)[n-1]
		if slices.Contains(m.BlockTypes(), "table") || !strings.Contains(m.Visible(), "Throughput") {
			t.Errorf("showed %v: %q", m.BlockTypes(), m.Visible())
		}
	}
	f.settled()
	if got := f.CallsTo("chat.postMessage"); len(got) != 4 || got[0].Error != "invalid_blocks" {
		t.Errorf("%d posts, the first %q; want 4, only the first refused", len(got), got[0].Error)
	}
	if log := f.log.String(); !strings.Contains(log, "json-pointer:/blocks/") {
		t.Errorf("no pointer in the log:\n%s", log)
	}
}

func TestReplyRefusedTableByResponseURL(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Refuse("table", slacksim.ResponseURL)
	for range 3 {
		m := f.only(f.SlashLine(slacksim.Ada, slacksim.General, "/arch kafka vs rabbitmq"))
		if slices.Contains(m.BlockTypes(), "table") || !strings.Contains(m.Visible(), "Throughput") {
			t.Errorf("showed %v: %q", m.BlockTypes(), m.Visible())
		}
	}
	// Elsewhere the table is still good.
	f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	if m := f.posts(slacksim.Design, 1)[0]; !slices.Contains(m.BlockTypes(), "table") {
		t.Errorf("showed %v", m.BlockTypes())
	}
	f.settled()
	refused := slices.DeleteFunc(f.CallsTo("response_url"), func(c slacksim.Call) bool { return c.Error != "invalid_blocks" })
	if len(refused) != 1 {
		t.Errorf("%d refused posts, want 1", len(refused))
	}
}

func TestReplyWaitsForTheRateLimit(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Fail("chat.postMessage", slacksim.Fault{RetryAfter: time.Second, Times: 1})
	f.Fail("response_url", slacksim.Fault{RetryAfter: time.Second, Times: 1})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch kafka vs rabbitmq")
	f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	f.only(i)
	f.posts(slacksim.Design, 1)
	f.settled()
	for _, method := range []string{"chat.postMessage", "response_url"} {
		calls := f.CallsTo(method)
		if len(calls) != 2 || calls[0].Status != 429 || calls[1].Status != 200 {
			t.Errorf("%s called %v", method, calls)
		}
	}
}

// In a bubble of made-up time: the wait is as long as Slack says, ends with the reply's deadline, and is not begun past it.
func TestReplyWaitsAsLongAsSlackSays(t *testing.T) {
	limited := &slack.RateLimitedError{RetryAfter: 7 * time.Second}
	for name, c := range map[string]struct {
		timeout    time.Duration
		refusals   int // how often Slack says to wait
		sent       int
		took       time.Duration
		sentAtLast bool
	}{
		"once":               {time.Minute, 1, 2, 7 * time.Second, true},
		"three times":        {time.Minute, 3, 4, 21 * time.Second, true},
		"for ever":           {time.Minute, 99, 4, 21 * time.Second, false},
		"longer than we may": {5 * time.Second, 1, 1, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), c.timeout)
				defer cancel()
				start, sent := time.Now(), 0
				err := bot.Patiently(ctx, render.Message{}, func(context.Context, render.Message) error {
					if sent++; sent <= c.refusals {
						return limited
					}
					return nil
				})
				if took := time.Since(start); sent != c.sent || took != c.took || (err == nil) != c.sentAtLast {
					t.Errorf("sent %d times in %v: %v", sent, took, err)
				}
			})
		})
	}
}

// A wait longer than the reply may take is not begun; the apology fails the same way.
func TestReplyDoesNotWaitForEver(t *testing.T) {
	f := start(t, answers(compared), bot.Options{ReplyTimeout: time.Second})
	f.Fail("chat.postMessage", slacksim.Fault{RetryAfter: time.Hour})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	f.log.wait(f.ctx, t, "apology not sent", 1)
	if n := len(f.CallsTo("chat.postMessage")); n != 2 {
		t.Errorf("%d posts, want 2", n)
	}
}

func TestReplyApologisesWhenSlackFails(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Fail("chat.postMessage", slacksim.Fault{Status: 500, Times: 1})
	f.Fail("response_url", slacksim.Fault{Status: 500, Times: 1})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch kafka vs rabbitmq")
	f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	for _, m := range []slacksim.Message{f.only(i), f.posts(slacksim.Design, 1)[0]} {
		if strings.Contains(m.Visible(), "Throughput") || strings.Contains(m.Visible(), "500") || !apologised(m, f.log) {
			t.Errorf("said %q", m.Visible())
		}
	}
}

// Where nothing can be posted, nothing is tried twice.
func TestReplyWhereNothingCanBePosted(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Fail("chat.postMessage", slacksim.Fault{Error: "not_in_channel"})
	f.Fail("response_url", slacksim.Fault{Error: "used_url"})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	f.SlashLine(slacksim.Ada, slacksim.General, "/arch kafka vs rabbitmq")
	f.log.wait(f.ctx, t, "reply not sent", 2)
	f.settled()
	if n, m := len(f.CallsTo("chat.postMessage")), len(f.CallsTo("response_url")); n != 1 || m != 1 {
		t.Errorf("%d posts and %d by response url, want one each", n, m)
	}
}

func TestRemember(t *testing.T) {
	table := slack.NewTableBlock("t")
	votes := slack.NewContextActionsBlock("v")
	m := render.Message{Blocks: append(sections(1, 10), table, votes)}
	for name, c := range map[string]struct {
		code    string
		details []string
		want    []slack.MessageBlockType
	}{
		"pointed at":              {"invalid_blocks", []string{"unsupported type [json-pointer:/blocks/1/type]"}, []slack.MessageBlockType{slack.MBTTable}},
		"pointed at inside":       {"invalid_blocks", []string{"too many [json-pointer:/blocks/2/elements]"}, []slack.MessageBlockType{slack.MBTContextActions}},
		"classic pointed at":      {"invalid_blocks", []string{"too long [json-pointer:/blocks/0/text]"}, nil},
		"no pointer":              {"invalid_blocks", nil, []slack.MessageBlockType{slack.MBTTable, slack.MBTContextActions}},
		"pointer past the blocks": {"invalid_blocks", []string{"[json-pointer:/blocks/9]"}, []slack.MessageBlockType{slack.MBTTable, slack.MBTContextActions}},
		"only too long":           {"msg_blocks_too_long", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			kinds, again := bot.Remember(m, c.code, c.details...)
			if !slices.Equal(kinds, c.want) || again != (c.want == nil) {
				t.Errorf("gave up %v, again %v; want %v", kinds, again, c.want)
			}
		})
	}
}
