package bot_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"archbot/bot"
)

func TestQuestion(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"why kafka", "why kafka"},
		{"<@U0ME> why kafka", "why kafka"},
		{"<@U0ME|archbot>: why kafka", "why kafka"},
		{"why kafka, <@U0ME>?", "why kafka,   ?"},
		{"so <@U0ME> <@U0ME> why", "so       why"},
		{"<@U0ME>", ""},
		{"Q&amp;A: a &lt; b &amp;&amp; c &gt; d", "Q&A: a < b && c > d"},
		{"&amp;lt;", "&lt;"},
		{"&lt;!channel&gt;", "<!channel>"},
		{"see <https://a.test/x?y=1&amp;z|the page>", "see  the page"},
		{"see <https://a.test/x?y=1&amp;z>", "see  https://a.test/x?y=1&z"},
		{"<mailto:a@b.test|a@b.test> and <mailto:c@d.test>", "a@b.test  and  c@d.test"},
		{"what does <@U2|viktor> say in <#C1|design>", "what does  viktor  say in  design"},
		{"<@U2> <#C1> <#C1|> <!here> <!channel|channel> why", "channel  why"},
		{"<!subteam^S1|@architects> <!date^1700000000^{date}|yesterday>", "architects   yesterday"},
		{"a < b", "a < b"},
		{"a <b <@U0ME> c", "a <b    c"},
		{"<>", ""},
		{"<", "<"},
	} {
		if got := bot.Question(c.text, "U0ME"); got != c.want {
			t.Errorf("%q gave %q, want %q", c.text, got, c.want)
		}
	}
}

func TestVerbOf(t *testing.T) {
	for text, want := range map[string]string{"": "help", " \u200b\x00": "help", "?!": "help", "Help": "help", "help?": "help", "`help`": "help",
		"🧵": "help", "help me": "", "c++": "", "为什么": "", "1": "", "helpful": ""} {
		if got := bot.VerbOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Whatever Slack sends, a question has no mention of the bot left and no mark that Slack made, and plain words stay.
func FuzzQuestion(f *testing.F) {
	for _, s := range []string{"<@U0ME> why &lt;x&gt;", "<https://a|b> <", "<@U0ME|", "<<@U0ME>>", "&amp;lt;@U0ME&gt;", "\xff<\x00>", "<|>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := bot.Question(text, "U0ME")
		if len(got) > len(text)+2*strings.Count(text, "<") {
			t.Errorf("%q grew to %q", text, got)
		}
		if !strings.Contains(text, "&") && strings.Contains(got, "<@U0ME>") {
			t.Errorf("%q left the mention in %q", text, got)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q became invalid: %q", text, got)
		}
		if !strings.ContainsAny(text, "<&") && strings.TrimLeft(strings.TrimSpace(text), ",:; ") != got {
			t.Errorf("plain %q became %q", text, got)
		}
		bot.VerbOf(got)
	})
}

func TestOnlyLinks(t *testing.T) {
	for payload, want := range map[string]bool{
		`{"actions":[{"type":"button","url":"https://a.test"}]}`:                       true,
		`{"actions":[{"type":"overflow","selected_option":{"url":"https://a.test"}}]}`: true,
		`{"actions":[{"type":"button","value":"x"}]}`:                                  false,
		`{"actions":[{"type":"button","url":"https://a.test"},{"type":"button"}]}`:     false,
		`{"actions":[]}`: false,
		`null`:           false,
		``:               false,
	} {
		if got := bot.OnlyLinks(payload); got != want {
			t.Errorf("%s: %v, want %v", payload, got, want)
		}
	}
}

func TestRedact(t *testing.T) {
	err := &url.Error{Op: "Post", URL: "https://hooks.slack.test/commands/T1/2/s3cr3t", Err: errors.New("connection refused")}
	if got := bot.Redact(err); got != "Post hooks.slack.test: connection refused" {
		t.Errorf("got %q", got)
	}
	if got := bot.Redact(&url.Error{Op: "Post", URL: "https://h/%zzs3cr3t", Err: errors.New("no")}); strings.Contains(got, "s3cr3t") {
		t.Errorf("got %q", got)
	}
}
