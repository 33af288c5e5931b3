package render

import (
	"testing"

	"archbot/kb"
)

func TestMrkdwn(t *testing.T) {
	type in = kb.Inline
	for _, c := range []struct {
		name string
		in   in
		want string
	}{
		{"styles", in{{Text: "b", Style: kb.Bold}, {Text: " "}, {Text: "i", Style: kb.Italic}, {Text: " "}, {Text: "s", Style: kb.Strike}}, "*b* _i_ ~s~"},
		{"together", in{{Text: "all", Style: kb.Bold | kb.Italic | kb.Strike}}, "*_~all~_*"},
		{"code", in{{Text: "see "}, {Text: "a<b *c*", Style: kb.Monospace}, {Text: "."}}, "see `a&lt;b *c*`."},
		{"code and bold", in{{Text: "x", Style: kb.Monospace | kb.Bold}}, "`x`"},
		{"code with a backtick", in{{Text: "a`b`", Style: kb.Monospace}}, "a`b`"},
		{"before punctuation", in{{Text: "("}, {Text: "b", Style: kb.Bold}, {Text: "), "}, {Text: "c", Style: kb.Bold}, {Text: ":"}}, "(*b*), *c*:"},
		{"inside a word", in{{Text: "re"}, {Text: "view", Style: kb.Bold}}, "review"},
		{"before a word", in{{Text: "un", Style: kb.Italic}, {Text: "do"}}, "undo"},
		{"touching", in{{Text: "a", Style: kb.Bold}, {Text: "b", Style: kb.Italic}}, "ab"},
		{"spaces at the ends", in{{Text: "a "}, {Text: " b ", Style: kb.Bold}, {Text: "c"}}, "a  *b* c"},
		{"over lines", in{{Text: "a\nb\n", Style: kb.Bold}, {Text: "c"}}, "*a*\n*b*\nc"},
		{"nested", in{{Text: "bold ", Style: kb.Bold}, {Text: "both", Style: kb.Bold | kb.Italic}, {Text: " bold", Style: kb.Bold}}, "*bold* *_both_* *bold*"},
		{"own delimiter inside", in{{Text: "2*3", Style: kb.Bold}}, "2*3"},
		{"own delimiter outside", in{{Text: "*see "}, {Text: "b", Style: kb.Bold}}, "∗see *b*"},
		{"a mark alone", in{{Text: "~5 ms, *.go and *.md"}}, "~5 ms, *.go and *.md"},
		{"marks in pairs", in{{Text: "__init__ and *x*"}}, "ˍˍinitˍˍ and ∗x∗"},
		{"a pair over two lines", in{{Text: "*a\nb*"}}, "*a\nb*"},
		{"three backticks", in{{Text: "```"}}, "ˋˋˋ"},
		{"link", in{{Text: "a "}, {Text: "b|c", Link: "https://e.com/?x&y"}, {Text: "d"}}, "a <https://e.com/?x&amp;y|b|c>d"},
		{"bold link", in{{Text: "b", Style: kb.Bold, Link: "https://e.com"}}, "*<https://e.com|b>*"},
		{"one link in two styles", in{{Text: "a", Style: kb.Bold, Link: "https://e.com"}, {Text: "b", Link: "https://e.com"}}, "<https://e.com|ab>"},
		{"no link", in{{Text: "x", Link: "javascript:1"}}, "x"},
		{"relative link", in{{Text: "x", Link: "other.md#a"}}, "<https://git.example/docs/a/other.md#a|x>"},
		{"picture", in{{Text: "alt_text", Style: kb.Picture, Link: "../p.png"}}, "<https://git.example/docs/p.png|[picture]>"},
		{"picture without a place", in{{Text: "A ring", Style: kb.Picture}}, "[picture: A ring]"},
		{"only space", in{{Text: " \n "}, {Text: " ", Style: kb.Bold}}, ""},
		{"neighbours of one style", in{{Text: "a", Style: kb.Bold}, {Text: "b", Style: kb.Bold}}, "*ab*"},
	} {
		n := notes{pattern: "https://git.example/docs/{file}?plain=1#L{line}", file: "a/b.md"}
		if got := n.mrkdwn(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestResolve(t *testing.T) {
	for _, c := range []struct{ pattern, file, ref, want string }{
		{"https://h/o/{file}?plain=1#L{line}", "sub dir/n.md", "img/x y.png", "https://h/o/sub%20dir/img/x%20y.png"},
		{"https://h/o/{file}", "n.md", "/abs.png", "https://h/abs.png"},
		{"https://h/o/{file}", "n.md", "#part", "https://h/o/n.md#part"},
		{"https://h/o/{file}", "n.md", "//evil.example/x", ""},
		{"https://h/o/{file}", "n.md", "https://e.com/x", "https://e.com/x"},
		{"https://h/o/{file}", "n.md", "javascript:1", ""},
		{"https://h/view?f={file}", "n.md", "x.png", ""},
		{"", "n.md", "x.png", ""},
		{"ftp://h/{file}", "n.md", "x.png", ""},
		{"https://h/{file}", "n.md", "", ""},
	} {
		if got := (notes{Options{}.voice(), c.pattern, c.file}).resolve(c.ref); got != c.want {
			t.Errorf("resolve(%q) of %q by %q = %q, want %q", c.ref, c.file, c.pattern, got, c.want)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct{ pattern, want string }{
		{"", "`a b/ü#.md:7`"},
		{"https://h/{file}?plain=1#L{line}", "<https://h/a%20b/%C3%BC%23.md?plain=1#L7|a b/ü#.md:7>"},
		{"javascript:{file}", "`a b/ü#.md:7`"},
	} {
		if got := (notes{pattern: c.pattern}).place("a b/ü#.md", 7); got != c.want {
			t.Errorf("place by %q = %q, want %q", c.pattern, got, c.want)
		}
	}
}
