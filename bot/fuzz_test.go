package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/kb"
)

// FuzzParsePeople sees that whatever people.txt says, only what Slack can mean is an account, and each line is understood or named.
func FuzzParsePeople(f *testing.F) {
	for _, s := range []string{
		"Martin Kleppmann = U0123ABCD\n", "# who\n\n  Ada  Example=<@W0123ABCD>\r\n", "a = b = U012345", "= U012345\nA =\nA = u012345\n",
		"A = U012345\na = U012345\n", "\ufeffA = U012345", "A = <!channel>\nB = U012345|x\n", "\xff = U012345\n", strings.Repeat("x", 1<<16),
	} {
		f.Add([]byte(s))
	}
	id := regexp.MustCompile(`^[UW][A-Z0-9]{5,30}$`)
	f.Fuzz(func(t *testing.T, text []byte) {
		people, err := bot.ParsePeople(text)
		for name, account := range people {
			if name == "" || name != bot.PersonKey(name) || !id.MatchString(account) {
				t.Errorf("%q is the account of %q", account, name)
			}
		}
		lines := 0
		for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				lines++
			}
		}
		if err == nil && len(people) != lines {
			t.Errorf("of %d lines %d are people, and no error", lines, len(people))
		}
	})
}

// FuzzMarkdown sees that no mark of Slack's that calls somebody or leads elsewhere than the web is left in what is saved as a note.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"*Kafka* keeps _all_ ~records~ <https://example.com/a?b=1&amp;c=2|the page>", "<@U1|ann> in <#C1|design> <!channel> <!here|here> <!subteam^S1>",
		"<javascript:alert(1)|x> <mailto:a@b.c|a>", "• one\n  ◦ two\n&lt;!channel&gt;", "<<https://a|b>|c>", "*" + strings.Repeat(" *", 5000), "\xff<\x00>",
	} {
		f.Add(s)
	}
	marks := regexp.MustCompile(`<[@#!][^<>|]+>|\]\((?:[^h]|h[^t])`)
	f.Fuzz(func(t *testing.T, text string) {
		got := bot.Markdown(text)
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q became invalid: %q", text, got)
		}
		if len(got) > 3*len(text) {
			t.Errorf("%q grew to %q", text, got)
		}
		if m := marks.FindString(got); m != "" && !strings.Contains(text, "&") && !strings.Contains(text, "](") {
			t.Errorf("%q left %q in %q", text, m, got)
		}
	})
}

// FuzzCarried gives what buttons carry and the store keeps other values than any build has written.
func FuzzCarried(f *testing.F) {
	for _, s := range []string{
		"", "1:", "1:{}", "1:null", `1:{"near":[[],["a"],null]}`, `1:{"id":"a.md#b","rev":"x"}`, `{"level":9,"answer":"off","language":"xx"}`, `{"level":-1}`,
		`{"private":true,"answer":"all"}`, "1:" + strings.Repeat("[", 9000), "2:" + strings.Repeat("\x00", 3000),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if req, err := bot.ReadShare(value); err == nil && len(req.Subjects) > len(value) {
			t.Errorf("%d subjects of %q", len(req.Subjects), value)
		}
		if near, ok := bot.ReadWanted(value); ok && (len(near) > bot.MaxNear || len(value) > render.MaxButtonValue) {
			t.Errorf("%d topics near, of %d bytes", len(near), len(value))
		}
		if m, ok := render.ReadTipMark(value); ok && (m.ID == "" || len(m.ID) > kb.MaxID) {
			t.Errorf("the mark of a tip is %+v", m)
		}
		if level := bot.SettingsLevel(value); level > kb.Advanced {
			t.Errorf("the level is %v", level)
		}
	})
}
