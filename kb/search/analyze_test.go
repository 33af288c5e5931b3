package search

import (
	"slices"
	"strings"
	"testing"
)

func TestAnalyze(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Kafka topics", "kafka topic"},
		{"pub/sub", "pubsub* pub sub"},
		{"HTTP/2", "http2* http 2"},
		{"HTTP/1.1 is old", "http1.1* http 1.1 is old"},
		{"load-leveling", "loadlevel* load level"},
		{"WebSockets", "websocket* web socket"},
		{"RabbitMQ", "rabbitmq* rabbit mq"},
		{"APIs, kB", "api kb"},
		{"slos dtos gas this", "slo dto gas this"},
		{"C# or C++", "c# or c++"},
		{"AMQP 0.9.1", "amqp 0.9.1"},
		{"<1MB", "1mb"},
		{"P99", "p99"},
		{"broker's brokers’", "broker broker"},
		{"you’re", "your* you re"},
		{"a/b/c/d/e", "a b c d e"},
		{"key_value", "keyvalu* key valu"},
		{"消息队列", "消 息 队 列"},
		{"Очередь сообщений", "очередь сообщений"},
		{"ﬁle ｋａｆｋａ", "file kafka"},
		{" \x00\x07…,;!? ", ""},
		{"\xff\xfe", ""},
		{"", ""},
	}
	for _, test := range tests {
		var got []string
		for _, token := range Analyze(test.text) {
			stem := token.Stem
			if token.Whole {
				stem += "*"
			}
			got = append(got, stem)
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("Analyze(%q) = %q, want %q", test.text, s, test.want)
		}
	}
}

func TestAnalyzePositions(t *testing.T) {
	var got []int
	for _, token := range Analyze("the pub/sub model") {
		got = append(got, token.Pos)
	}
	if want := []int{0, 1, 1, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("positions = %v, want %v: the whole of a compound stands where its first part does", got, want)
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"pub/sub", "C#", "HTTP/1.1", "a-", "-a", "’s", "消息", "\xff", "i̇", "a'b'c", "++"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pos := 0
		for _, token := range Analyze(text) {
			if token.Word == "" || token.Stem == "" {
				t.Fatalf("Analyze(%q): empty word in %+v", text, token)
			}
			if token.Pos < pos {
				t.Fatalf("Analyze(%q): position %d after %d", text, token.Pos, pos)
			}
			pos = token.Pos
		}
	})
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int // 3: more than 2
	}{
		{"kafka", "kafka", 0}, {"rabitmq", "rabbitmq", 1}, {"kakfa", "kafka", 1}, {"replicaton", "replication", 1},
		{"asynchronus", "asynchronous", 1}, {"comunicaton", "communication", 2}, {"raft", "kafka", 3}, {"", "ab", 2},
		{strings.Repeat("a", 60), strings.Repeat("a", 60), 3},
	}
	for _, test := range tests {
		if got := distance(test.a, test.b, 2); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance(test.b, test.a, 2); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.b, test.a, got, test.want)
		}
	}
}
