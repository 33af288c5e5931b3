package bot_test

import (
	"testing"

	"archbot/bot"
)

func TestMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"*Kafka* keeps _all_ ~records~":                                              "**Kafka** keeps _all_ ~~records~~",
		"see <https://example.com/a?b=1&amp;c=2|the page>, or <https://example.com>": "see [the page](https://example.com/a?b=1&c=2), or https://example.com",
		"<@U1|ann> in <#C1|design> &lt;1MB &amp; more":                               "ann in design <1MB & more",
		"• one\n  ◦ two":                                                             "* one\n  * two",
		"2 * 3 * 4, a*b*c, *":                                                        "2 * 3 * 4, a*b*c, *",
	} {
		if got := bot.Markdown(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
