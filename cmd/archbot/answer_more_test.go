package main

import (
	"strings"
	"testing"

	"archbot/kb/answer"
)

func TestTextSaysWhatIsGone(t *testing.T) {
	p := answerPage{page: page{width: 80}, place: func(file string) string { return file }, strong: streams{}.strong}
	for n, want := range map[int]string{1: "\n1 block of the original answer is gone.\n", 3: "\n3 blocks of the original answer are gone.\n"} {
		if got := p.answer(answer.Answer{Outcome: answer.None, Question: "kafka", Gone: n}); !strings.Contains(got, want) {
			t.Errorf("%d gone: %q", n, got)
		}
	}
	if got := p.answer(answer.Answer{Outcome: answer.None, Question: "kafka"}); strings.Contains(got, "gone") {
		t.Errorf("none gone: %q", got)
	}
}
