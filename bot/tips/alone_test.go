package tips_test

import (
	"strings"
	"testing"

	"archbot/bot/tips"
	"archbot/kb"
)

// parse reads notes written in a test.
func parse(t testing.TB, text string) *kb.Note {
	t.Helper()
	return kb.Parse("n.md", []byte(text))
}

func TestAlone(t *testing.T) {
	good := map[string]string{
		"a sentence":                "A broker that acknowledges before it writes to disk loses messages.",
		"a list with its beginning": "Choose a log in the following cases:\n\n* many readers\n* replay of old events",
		"a list of points":          "* throughput of a million messages a second\n* replay",
		"the following, in a line":  "It has the following parts: a broker that stores, a producer and a consumer.",
		"code":                      "Give each consumer group a name of its own:\n\n```\ngroup.id=billing\n```",
		"German":                    "Ein Broker, der vor dem Schreiben bestätigt, verliert Nachrichten.",
		"Japanese":                  "書き込みの前に確認応答を返すブローカーはメッセージを失います。",
		"a quotation":               "> You cannot have exactly-once delivery, but exactly-once effects.",
		"arrows":                    "Replication → availability ▲\\\n→ latency ▼\\\n→ cost of the whole system ▲",
		"above a number":            "Messages above 1 MB slow the broker down for all its clients.",
	}
	for about, text := range good {
		if b := parse(t, "# T\n\n###### {\"semantic\":\"tip\"}\n\n"+text+"\n").Blocks; len(b) != 1 || !tips.Alone(b[0]) {
			t.Errorf("%s does not read well alone: %q", about, text)
		}
	}
	bad := map[string]string{
		"nothing":              "",
		"a caption":            "Storage aspect",
		"a caption, longer":    "Storage aspect explained",
		"a title of a talk":    "Comment on how not easy it is to manage Kafka on your own",
		"announced, not there": "A log is the right choice in the following cases:",
		"below, not there":     "The main drawbacks of brokers are listed below.",
		"carried on":           "However, that costs throughput and makes recovery slower.",
		"this":                 "This makes recovery slower and costs throughput every day.",
		"above":                "As mentioned above, the broker keeps offsets for each consumer.",
		"a figure":             "The path of a message through the brokers, see figure 3 for it.",
		"a picture":            "Messages pass through three brokers here.\n\n![x](https://example.com/x.png)",
		"a table":              "Brokers compared by throughput and size:\n\n| a | b |\n|---|---|\n| c | d |",
		"German, carried on":   "Deshalb sollte man die Nachrichten klein halten und bündeln.",
		"the section before":   "Use the pattern of the previous section when messages are large.",
		"cut off":              "Brokers lose messages when they acknowledge before they write and …",
		"too long":             strings.Repeat("A broker that acknowledges early loses messages. ", 40),
		"half a sentence":      ", because the broker acknowledges before it writes.",
		"French, see figure":   "Le message passe par trois serveurs, voir figure deux pour cela.",
		"too many points":      strings.Repeat("* one more point of many\n", 20),
	}
	for about, text := range bad {
		for _, b := range parse(t, "# T\n\n###### {\"semantic\":\"tip\", \"source-link\":\"https://example.com\"}\n\n"+text+"\n").Blocks {
			if tips.Alone(b) {
				t.Errorf("%s reads well alone: %q", about, text)
			}
		}
	}
}
