package bot_test

import (
	"context"
	"fmt"
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

// Slack answers with an error of its own, before or after it took the message. What all see is looked for and is there once; what one person
// sees is not sent again, and the person is told.
func TestReplyWhereSlackDoesNotSay(t *testing.T) {
	for name, fault := range map[string]slacksim.Fault{
		"before the effect": {Status: 500, Times: 1},
		"after the effect":  {Status: 502, Effect: true, Times: 1},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, answers(compared), bot.Options{})
			f.Fail("chat.postMessage", fault)
			f.Fail("conversations.replies", slacksim.Fault{Status: 503, Times: 1})
			q := f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
			f.replies(q, 1)
			f.bot.Idle()
			if got := f.fromBot(slacksim.Design); len(got) != 1 || !strings.Contains(got[0].Visible(), "Throughput") {
				t.Errorf("%d messages: %v", len(got), got)
			}
			f.Fail("response_url", fault)
			i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch kafka vs rabbitmq")
			f.log.wait(f.ctx, t, "reply not sent", 1)
			f.settled()
			answers, notices := 0, 0
			for _, m := range i.Messages() {
				answers += strings.Count(m.Visible(), "Kafka vs RabbitMQ")
				notices += strings.Count(m.Visible(), "Slack did not confirm that your answer arrived")
			}
			if want := map[bool]int{true: 1}[fault.Effect]; answers != want || notices != 1 {
				t.Errorf("%d answers, want %d; %d notices, want 1", answers, want, notices)
			}
		})
	}
}

// Where messages may not be read, what may have been posted is not posted again.
func TestReplyThatCannotBeLookedFor(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Fail("chat.postMessage", slacksim.Fault{Status: 500, Effect: true, Times: 1})
	f.Fail("conversations.replies", slacksim.Fault{Error: "missing_scope"})
	q := f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	got := f.replies(q, 2)
	if !strings.Contains(got[0].Visible(), "Throughput") || !strings.Contains(got[1].Visible(), "Slack did not confirm") {
		t.Errorf("said %s, %s", got[0].Visible(), got[1].Visible())
	}
}

func TestReplyApologisesForASlackThatKeepsFailing(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Fail("chat.postMessage", slacksim.Fault{Error: "fatal_error", Times: 1})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	if m := f.posts(slacksim.Design, 1)[0]; !apologised(m, f.log) {
		t.Errorf("said %q", m.Visible())
	}
}

// A channel that cannot be written in: who asked is told elsewhere. A response URL that has had its time: the answer comes another way.
func TestReplyWhereNothingCanBePosted(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	f.Fail("chat.postMessage", slacksim.Fault{Error: "not_in_channel", Times: 1})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot kafka vs rabbitmq")
	if m := f.posts(f.DM(slacksim.Ada), 1)[0]; m.Visible() != "I cannot write where you asked me. Invite me there with “/invite @archbot”, or ask me here." {
		t.Errorf("said %q", m.Visible())
	}
	f.bot.Idle()
	f.Fail("response_url", slacksim.Fault{Error: "used_url"})
	f.SlashLine(slacksim.Ada, slacksim.Design, "/arch kafka vs rabbitmq") // the bot is a member
	if m := f.posts(slacksim.Design, 1)[0]; m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "Kafka vs RabbitMQ") {
		t.Errorf("to %q: %s", m.Ephemeral, m.Visible())
	}
	f.SlashLine(slacksim.Ada, slacksim.General, "/arch kafka vs rabbitmq") // it is not
	if m := f.posts(f.DM(slacksim.Ada), 2)[1]; !strings.Contains(m.Visible(), "Kafka vs RabbitMQ") {
		t.Errorf("said %s", m.Visible())
	}
	f.settled()
	if n := len(f.CallsTo("response_url")); n != 2 {
		t.Errorf("%d posts by response URL, want 2", n)
	}
}

// A message that is too long is sent in plain sections, and where even that is too long, shorter.
func TestReplyThatIsTooLong(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock(), BlockBudget: 4000})
	long := strings.Repeat(strings.Repeat("word ", 40)+"\n\n", 40)
	s := newShelf(t, map[string]string{"long.md": "# Length\n\n" + long})
	f := startIn(t, ws, s, s.options())
	q := f.Say(slacksim.Ada, slacksim.Design, "@archbot length")
	if got := f.replies(q, 1)[0]; !strings.Contains(got.Visible(), "cut to fit") || apologised(got, f.log) {
		t.Errorf("said %.200s", got.Visible())
	}
}

// A block that no message holds: read as a whole it goes on in the thread, or turns its pages in place where it is private.
func TestReplyGoesOnInTheThread(t *testing.T) {
	text := "# Length\n"
	for i := range 120 {
		text += fmt.Sprintf("\nParagraph %d. %s\n", i, strings.Repeat("word ", 25))
	}
	s := newShelf(t, map[string]string{"long.md": text})
	f := startWith(t, s)
	q := f.Say(slacksim.Ada, slacksim.Design, "@archbot length")
	first := f.replies(q, 1)[0]
	f.press(slacksim.Ada, first, "Read all 120")
	f.await("all of it", func() bool { return strings.Contains(f.said(slacksim.Design), "Paragraph 119.") })
	f.bot.Idle()
	f.Delete(slacksim.Design, first.TS)
	all := f.said(slacksim.Design)
	m := f.only(f.SlashLine(slacksim.Ada, slacksim.General, "/arch length"))
	m = f.turns(slacksim.Ada, m, "Read all 120")
	private := m.Visible()
	for buttons(m)["Next"] != "" {
		m = f.turns(slacksim.Ada, m, "Next")
		private += m.Visible()
	}
	for i := range 120 {
		for where, said := range map[string]string{"thread": all, "pages": private} {
			if n := strings.Count(said, fmt.Sprintf("Paragraph %d.", i)); n != 1 {
				t.Errorf("%s: paragraph %d %d times", where, i, n)
			}
		}
	}
	if m = f.turns(slacksim.Ada, m, "Back"); buttons(m)["Next"] == "" {
		t.Errorf("one page back: %v", buttons(m))
	}
}

// said is all that the bot's messages in a channel say.
func (f *fixture) said(channel string) string {
	said := ""
	for _, m := range f.fromBot(channel) {
		said += m.Visible() + "\n"
	}
	return said
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
