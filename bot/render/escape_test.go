package render

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing to do", "Kafka, 100k messages / s", "Kafka, 100k messages / s"},
		{"escaped once", "a & b <c> &lt;", "a &amp; b &lt;c&gt; &amp;lt;"},
		{"broadcast", "<!channel> <@U1> <#C1>", "&lt;\u2060!channel&gt; &lt;\u2060@U1&gt; &lt;\u2060#C1&gt;"},
		{"at here", "@here @Channel @EVERYONE a@b.c @ann", "@\u2060here @\u2060Channel @\u2060EVERYONE a@b.c @ann"},
		{"styles", "*a* _b_ ~c~ `d`", "∗a∗ ˍbˍ ∼c∼ ˋdˋ"},
		{"in words and spaces", "snake_case_name 2 * 3 a*b", "snake_case_name 2 * 3 a*b"},
		{"quote", "> a\n>b\nc > d", "\u2060&gt; a\n\u2060&gt;b\nc &gt; d"},
		{"number emoji", "1:100:1000 at 10:30:45", "1:\u2060100:1000 at 10:30:45"},
		{"controls", "a\x00b\x1b[1m\u202Ec\u2066d\uFEFFe\x7f", "ab[1mcde"},
		{"line breaks", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"not UTF-8", "a\xffb", "a\uFFFDb"},
	} {
		if got := plain(c.in); got != c.want {
			t.Errorf("%s: plain(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestSafeURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.com/a?b=c&d=e#f":    "https://example.com/a?b=c&d=e#f",
		" HTTP://example.com ":               "HTTP://example.com",
		"mailto:ann@example.com":             "mailto:ann@example.com",
		"https://example.com/a|b>c<d e\nf\"": "https://example.com/a%7Cb%3Ec%3Cd%20e%0Af%22",
		"https://example.com/日本":             "https://example.com/日本",
		"https://example.com/\u202Egnp":      "https://example.com/%E2%80%AEgnp",
		"https://medium.com/@ann/x":          "https://medium.com/@ann/x",
		"https://medium.com/@here":           "https://medium.com/%40here",
		"javascript:alert(1)":                "",
		"data:text/html,x":                   "",
		"//example.com":                      "",
		"../a.png":                           "",
		"https://":                           "",
		"mailto:":                            "",
		"":                                   "",
		"https://e.com/" + strings.Repeat("a", maxLinkURL-14):   "https://e.com/" + strings.Repeat("a", maxLinkURL-14),
		"https://e.com/" + strings.Repeat("a", maxLinkURL-14+1): "",
	} {
		if got := safeURL(in); got != want {
			t.Errorf("safeURL(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLink(t *testing.T) {
	for _, c := range []struct{ url, label, want string }{
		{"https://e.com/?a=1&b=2", "a <b> & c", "<https://e.com/?a=1&amp;b=2|a &lt;b&gt; &amp; c>"},
		{"https://e.com", "two\nlines", "<https://e.com|two lines>"},
		{"https://e.com", "", "<https://e.com|https://e.com>"},
		{"javascript:x", "*run*", "∗run∗"},
	} {
		if got := link(c.url, c.label); got != c.want {
			t.Errorf("link(%q, %q) = %q, want %q", c.url, c.label, got, c.want)
		}
	}
}

func TestCode(t *testing.T) {
	for in, want := range map[string]string{
		"/arch kafka": "`/arch kafka`", "a`b": "`ab`", "``": "", " x\ny ": "`x y`", "<!here>": "`&lt;\u2060!here&gt;`",
	} {
		if got := code(in); got != want {
			t.Errorf("code(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestShortenText(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit int
		want  string
	}{
		{"short", 5, "short"},
		{"one two three", 9, "one two…"},
		{"unbroken", 5, "unbr…"},
		{"👍👍👍", 6, "👍👍👍"}, // two units each
		{"👍👍👍", 5, "👍👍…"},
		{"👍👍👍", 4, "👍…"},
		{"", 0, ""},
	} {
		got := shortenText(c.in, c.limit)
		if got != c.want || units(got) > c.limit {
			t.Errorf("shortenText(%q, %d) = %q, want %q", c.in, c.limit, got, c.want)
		}
	}
}

func TestCutMarkup(t *testing.T) {
	for limit := range 12 {
		got := cutMarkup("ab&amp;cd &lt; ef", limit+1)
		if units(got) > limit+1 || strings.Contains(strings.NewReplacer("&amp;", "", "&lt;", "").Replace(got), "&") {
			t.Errorf("cut to %d: %q", limit+1, got)
		}
	}
}

// samples of text that JSON writes in different lengths.
var jsonSamples = []string{"", "plain", "a\"b\\c\nd\te\rf", "<&>", "日本語", "👍🏽", "\u2028\u2029", "\x01\x7f", "\b\f", "\uFFFD"}

func TestTextCost(t *testing.T) {
	for _, s := range amongOthers(jsonSamples) {
		j, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := textCost(s), (length{units(string(j)) - 2, len(j) - 2}).cost(); got < want || got > want+5*strings.Count(s, "\uFFFD") {
			t.Errorf("textCost(%q) = %d, as JSON %d", s, got, want)
		}
		if got, want := units(s), len(utf16.Encode([]rune(s))); got != want {
			t.Errorf("units(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestSectionCost(t *testing.T) {
	if got := cost(section("")); got != sectionCost {
		t.Errorf("an empty section costs %d, sectionCost is %d", got, sectionCost)
	}
	for _, s := range jsonSamples {
		if got, limit := cost(section(s)), sectionCost+textCost(s); got > limit {
			t.Errorf("a section of %q costs %d, reckoned as %d", s, got, limit)
		}
	}
}
