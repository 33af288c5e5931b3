package answer_test

import (
	"encoding/json"
	"testing"
	"testing/quick"
	"unicode/utf16"

	"archbot/kb/answer"
)

// sameJSON states that a request is carried as encoding/json would write it.
func sameJSON(t *testing.T, r answer.Request) bool {
	t.Helper()
	j, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := r.Carried("")
	if text != string(j) || ok != (len(utf16.Encode([]rune(text))) <= answer.MaxCarried) {
		t.Errorf("carried as %s, JSON is %s", text, j)
		return false
	}
	return true
}

func TestCarriedIsItsJSON(t *testing.T) {
	for _, r := range []answer.Request{
		{}, {Under: [][]string{nil, {}, {"a", "b"}}}, {Beside: answer.Beside{Missing: []string{}}}, {Beside: answer.Beside{Watch: &answer.Watch{}}},
		{Question: "<a> & \"b\" \\ \x00\xff\u2028 日本 👍", From: -1},
	} {
		sameJSON(t, r)
	}
	if err := quick.Check(func(r answer.Request) bool { return sameJSON(t, r) }, nil); err != nil {
		t.Error(err)
	}
}
