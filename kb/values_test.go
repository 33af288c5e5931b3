package kb

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSplitAuthors(t *testing.T) {
	for value, want := range map[string]string{
		"":                                        "",
		"Ann Lee":                                 "Ann Lee",
		"Ann Lee, Bob Ray":                        "Ann Lee|Bob Ray",
		"Ann Lee; Bob Ray":                        "Ann Lee|Bob Ray",
		"Ann Lee and Bob Ray":                     "Ann Lee|Bob Ray",
		"Ann Lee, Bob Ray, and Cy Young":          "Ann Lee|Bob Ray|Cy Young",
		"Ann Lee, Bob Ray and Cy Young, ann lee":  "Ann Lee|Bob Ray|Cy Young",
		"Kleppmann, Martin":                       "Kleppmann, Martin",
		"Kleppmann, M. J.":                        "Kleppmann, M. J.",
		"van der Berg, Jan":                       "van der Berg, Jan",
		"Kleppmann, Martin; Gamov, Viktor":        "Kleppmann, Martin|Gamov, Viktor",
		"Kleppmann, Martin and Gamov, Viktor":     "Kleppmann, Martin|Gamov, Viktor",
		"Terence Parr, Jr.":                       "Terence Parr, Jr.",
		"Terence Parr, Jr., Ann Lee, Ph.D.":       "Terence Parr, Jr.|Ann Lee, Ph.D.",
		"Acme, Inc.":                              "Acme, Inc.",
		"Netflix, Uber, Google":                   "Netflix|Uber|Google",
		"Netflix, Matt Ranney":                    "Netflix|Matt Ranney",
		"Viktor Gamov (Confluent, Inc.), Ann Lee": "Viktor Gamov (Confluent, Inc.)|Ann Lee",
		"“Ann Lee”, 'Bob Ray’":                    "Ann Lee|Bob Ray",
		"Martin Fowler et al.":                    "Martin Fowler",
		"Alexandra Anderson":                      "Alexandra Anderson",
		"R&D Team":                                "R&D Team",
		"李明, 王芳":                                  "李明, 王芳",
		";,; and ,":                               "",
	} {
		if got := strings.Join(splitAuthors(value), "|"); got != want {
			t.Errorf("%q: %q; want %q", value, got, want)
		}
	}
}

func TestParseClock(t *testing.T) {
	for value, want := range map[string]struct {
		seconds   int
		exact, ok bool
	}{
		"00:09:32": {572, true, true}, "9:32": {572, true, true}, "75:30": {4530, true, true}, "1:02:03": {3723, true, true},
		"00:40:301": {2430, false, true}, "00:40:75": {2475, false, true}, "00:72:10": {4330, false, true}, "00:09:32.5": {572, true, true},
		"90": {90, true, true}, "1h2m3s": {3723, true, true}, "2m": {120, true, true}, "45s": {45, true, true}, "1 min 30 sec": {90, true, true},
		"": {0, false, false}, "end": {0, false, false}, "1:2:3:4": {0, false, false}, "-5": {0, false, false}, "99999999999999999999": {0, false, false},
		"999999999:00": {0, false, false}, "00:09:3": {543, false, true}, "100:00:00": {0, false, false},
	} {
		seconds, exact, ok := parseClock(value)
		if ok != want.ok || ok && (seconds != want.seconds || exact != want.exact) {
			t.Errorf("%q: %d %t %t; want %+v", value, seconds, exact, ok, want)
		}
	}
}

func TestCleanLink(t *testing.T) {
	for value, want := range map[string]string{
		"https://example.org/a":                        "https://example.org/a",
		"https://example.org/a)":                       "https://example.org/a",
		"https://example.org/a(b)":                     "https://example.org/a(b)",
		"[https://example.org](https://example.org/a)": "https://example.org/a",
		"[https://example.org/a](":                     "https://example.org/a",
		"![x](https://example.org/a \"t\")":            "https://example.org/a",
		"https://example.org/a, https://example.org/b": "https://example.org/a",
		"“https://example.org/a”":                      "https://example.org/a",
		"example.org/a":                                "https://example.org/a",
		"http://localhost:8080/x":                      "http://localhost:8080/x",
		"HTTPS://Example.org":                          "HTTPS://Example.org",
		"https://www.youtube.com/watch?v=-abc&t=5s":    "https://www.youtube.com/watch?v=-abc&t=5s",
		"ftp://example.org":                            "",
		"javascript:alert(1)":                          "",
		"https://":                                     "",
		"https:///path":                                "",
		"see the wiki":                                 "",
		"../notes/a.md":                                "",
		"mailto:a@b.c":                                 "",
		"https://example.org/%zz":                      "",
	} {
		if got := cleanLink(value); got != want {
			t.Errorf("%q: %q; want %q", value, got, want)
		}
	}
}

func TestStartOf(t *testing.T) {
	for link, want := range map[string]int{
		"https://www.youtube.com/watch?v=a&t=572s": 572, "https://youtu.be/a?t=1m30s": 90, "https://vimeo.com/1#t=45s": 45,
		"https://www.youtube.com/embed/a?start=30": 30, "https://example.org/?t=5": 0, "https://youtu.be/a": 0, "https://youtu.be/a?t=x": 0,
		"https://notyoutube.com/?t=5": 0,
	} {
		if got, ok := startOf(link); got != want || ok != (want > 0) {
			t.Errorf("%q: %d %t; want %d", link, got, ok, want)
		}
	}
}

func TestKnownKey(t *testing.T) {
	for name, want := range map[string]string{
		"semantic": keyKind, "Semantics": keyKind, "semanitc": keyKind, "Tag": keyTags, "TAGS": keyTags, "time_period": keyPeriod,
		"Time-periods": keyPeriod, "Source Author": keyAuthor, "author": keyAuthor, "source-deatils": keyDetails, "mastry": keyLevel,
		"colour": "", "tab": "", "source": "", "kind": keyKind, "x": "", "": "",
	} {
		if got, _ := knownKey(name); got != want {
			t.Errorf("%q: %q; want %q", name, got, want)
		}
	}
}

func TestNearestKind(t *testing.T) {
	for word, want := range map[string]Kind{
		"warnning": Caveat, "definition": Definition, "anti-pattern": Antipattern, "Explenation": Explanation, "pros/cons": Pros, "vs": Comparison,
		"exampel": Example, "when to use": UseCase,
	} {
		if got := nearestKind(word); got != want {
			t.Errorf("%q: %q; want %q", word, got, want)
		}
	}
}

func TestMeantKind(t *testing.T) {
	for kind, want := range map[Kind]Kind{
		"warning": Caveat, "best-practices": Tip, "Best practice": Tip, "gotchas": Caveat, "war-story": Example, "case_study": Example,
		"anti-pattern": Antipattern, "explantion": Explanation, "pro": Pros, "usecase": UseCase, "question": Explanation, "": Explanation, "xyz": Explanation,
	} {
		if got := kind.Meant(); got != want {
			t.Errorf("%q: %q; want %q", kind, got, want)
		}
	}
}

func TestNearKind(t *testing.T) {
	for word, want := range map[string]Kind{"prso": Pros, "Warnings": Caveat, "definiton": Definition, "usecase": UseCase, "expertise": "", "x": "", "": ""} {
		if got, ok := NearKind(word); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t; want %q", word, got, ok, want)
		}
	}
}

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"abc", "abc", 0}, {"tgas", "tags", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 1}} {
		if got := editDistance(c.a, c.b); got != c.want {
			t.Errorf("%q %q: %d; want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	want := time.Date(2024, 5, 17, 0, 0, 0, 0, time.UTC)
	for _, s := range []string{"2024-05-17", "2024/05/17", "17.05.2024", "May 17, 2024", "17 May 2024", " 2024-05-17 "} {
		if got, ok := parseDate(s); !ok || !got.Equal(want) {
			t.Errorf("%q: %v %t", s, got, ok)
		}
	}
	if got, ok := parseDate("soon"); ok {
		t.Error(got)
	}
}

func TestSlug(t *testing.T) {
	for s, want := range map[string]string{
		"Data & more": "data-more", "C++": "c-plus-plus", "C#": "c-sharp", "TCP, IP, UDP": "tcp-ip-udp", "Größe": "größe", "消息 队列": "消息-队列",
		"→": "-", "": "-", "  a  ": "a",
	} {
		if got := slug(s); got != want {
			t.Errorf("%q: %q; want %q", s, got, want)
		}
	}
}

// TestIDsStay checks that blocks elsewhere do not change a block's ID.
func TestIDsStay(t *testing.T) {
	before := Parse("a.md", []byte("# T\n\n## A\n\n###### {\"semantic\":\"tip\"}\n\none\n"))
	after := Parse("a.md", []byte("# T\n\nintro\n\n## Z\n\n###### {\"semantic\":\"tip\"}\n\nzero\n\n## A\n\n###### {\"semantic\":\"why\"}\n\nw\n\n###### {\"semantic\":\"tip\"}\n\none\n"))
	if diff := cmp.Diff(before.Blocks[0].ID, after.Blocks[3].ID); diff != "" {
		t.Error(diff)
	}
}

func TestHeadingKind(t *testing.T) {
	for heading, want := range map[string]Kind{
		"Pros": Pros, "Advantages:": Pros, "Benefits of caching": Pros, "Kafka advantages": Pros, "✅ Pros": Pros,
		"Cons": Cons, "DRAWBACKS": Cons, "3. Limitations": Cons, "Disadvantages of REST": Cons, "REST disadvantages": Cons,
		"When to use": UseCase, "When to use Kafka": UseCase, "When should you use it": UseCase, "When not to use Kafka": Caveat,
		"Use cases": UseCase, "What is sharding?": Definition, "What are brokers": Definition, "What happens next": Explanation,
		"Why": Why, "Why Kafka?": Why, "Context": Why, "Context and Problem Statement": Why, "Decision": Explanation,
		"Consequences": Causation, "Kafka vs RabbitMQ": Comparison, "REST versus RPC": Comparison, "Difference between A and B": Difference,
		"Types of caches": Types, "Tips": Tip, "Tips & Tricks": Tip, "Best Practices": Tip, "Examples": Example, "Example: a shop": Example,
		"Pros and cons": Explanation, "Advantages and disadvantages": Explanation, "Kafka": Explanation, "": Explanation, "Prose": Explanation,
		"Anti-patterns": Antipattern, "Tools": Tool, "Why not microservices": Caveat, "ServiceMesh": Explanation, "Considered Options": Comparison,
		"Typescript": Explanation, "Components": ComposedOf, "React components": Explanation,
	} {
		if got := headingKind(heading); got != want {
			t.Errorf("%q: %q; want %q", heading, got, want)
		}
	}
}
