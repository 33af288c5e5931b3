package answer

import (
	"testing"
	"testing/quick"
)

// ASCII is made words of by itself; it comes to the same.
func TestWordsOf(t *testing.T) {
	same := func(text string) bool { return wordsOf(text) == foreignWordsOf(text) }
	for _, text := range []string{"", " ", "...", "Kafka", "  A/B vs. (c)9 ", "É kafka", "a\xffb", "K"} {
		if !same(text) {
			t.Errorf("%q is %q, want %q", text, wordsOf(text), foreignWordsOf(text))
		}
	}
	ascii := func(bytes []byte) bool {
		for i := range bytes {
			bytes[i] &= 0x7F
		}
		return same(string(bytes))
	}
	if err := quick.Check(ascii, nil); err != nil {
		t.Error(err)
	}
}
