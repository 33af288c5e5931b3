package render_test

import (
	"fmt"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

func found(question string, snippets ...answer.Snippet) answer.Answer {
	return answer.Answer{Question: question, Outcome: answer.Found, Snippets: snippets}
}

func span(s string, style kb.Style) kb.Span { return kb.Span{Text: s, Style: style} }

// partitioning has every element of a body, a further snippet, and a word that was spelt wrong.
func partitioning() answer.Answer {
	b := block(120, kb.Explanation, "Data distribution", "Partitioning")
	b.Level = kb.Medium
	lead := snippet(b,
		para(span("Splitting ", 0), span("one", kb.Italic), span(" dataset over ", 0), span("many nodes", kb.Bold),
			span(", see ", 0), kb.Span{Text: "the paper", Link: "https://example.com/paper?a=1&b=2"}, span(".", 0)),
		kb.List{Ordered: true, Start: 3, Items: []kb.Body{
			body("by range"),
			{text("by hash"), kb.List{Items: []kb.Body{body("consistent hashing"), {text("rendezvous"), list("third level")}}}},
			{text("by both"), text("as a second paragraph")},
		}},
		kb.Code{Lang: "go", Text: "func shard(key string) int {\n\treturn hash(key) % n // <3 && ok\n}"},
		kb.Quote{Body: kb.Body{text("No design\nsurvives."), list("first contact")}},
		kb.Table{Header: true, Rows: [][]kb.Body{
			{nil, body("Range"), body("Hash")},
			{body("Scans"), body("yes"), nil},
			{body("Hot spots"), body("likely"), {list("rare", "not none")}},
		}},
		kb.Rule{},
		kb.Image{URL: "https://example.com/ring.png", Alt: "The hash ring"},
		kb.Image{URL: "../static/images/Data-distribution15.png", Alt: "alt_text", Title: "image_tooltip"},
		text("That is all."),
	)
	lead.Why = []answer.Evidence{{Word: "partitoning", Match: "partitioning", Field: "topic", How: "spelling"}}
	lead.Block.Source = kb.Source{Link: "https://dataintensive.net", Authors: []string{"Martin Kleppmann"}, Details: "Chapter 6", InspiredBy: "Jim Gray"}
	lead.URL = lead.Block.Source.Link
	pros := snippet(block(140, kb.Pros, "Data distribution", "Partitioning"), list("scales writes", "isolates failures", "cheap"))
	pros.Parts, pros.Shown = 7, 3
	talk := clip(snippet(block(150, kb.Example, "Data distribution", "Sharding"), text("Processing example")), "Viktor Gamov", 2790, 3701)
	return found("partitoning", lead, pros, talk)
}

// captionOnly is a talk with a title and nothing else.
func captionOnly() answer.Answer {
	s := clip(snippet(block(775, kb.Explanation, under("Kafka")...), text("Storage aspect ")), "Viktor Gamov", 572, 821)
	s.Block.Source.Clips = append(s.Block.Source.Clips, kb.Clip{From: 3700})
	s.Moments = append(s.Moments, answer.Moment{Clip: kb.Clip{From: 3700}, URL: "https://www.infoq.com/presentations/kafka"})
	return found("kafka storage", s)
}

func picturesOnly() answer.Answer {
	s := snippet(block(640, kb.Explanation, under("AMQP")...))
	for i := range 8 {
		s.Body = append(s.Body, kb.Image{URL: fmt.Sprintf("https://example.com/%d.png", i), Alt: "alt_text"})
	}
	return found("amqp", s)
}

func sourceOnly() answer.Answer {
	s := snippet(block(641, kb.Tool, under("MQTT")...))
	s.Block.Source = kb.Source{Link: "https://www.hivemq.com/mqtt", Authors: []string{"HiveMQ"}}
	s.URL = s.Block.Source.Link
	return found("mqtt", s)
}

// long does not fit a message.
func long() answer.Answer {
	s := snippet(block(10, kb.Explanation, "Long", "Read"))
	for i := range 60 {
		s.Body = append(s.Body, text(fmt.Sprintf("Paragraph %d. %s", i, strings.Repeat("Words, and more words & others. ", 12))))
		if i%10 == 5 {
			s.Body = append(s.Body, kb.Code{Text: strings.Repeat("if a < b && c > d { return }\n", 40)})
		}
	}
	s.Parts, s.Shown = len(s.Body), len(s.Body)
	return found("long read", s, snippet(block(900, kb.Tip, "Long", "Tips"), text("Keep it short.")))
}

// nasty is a note that tries to do what notes must not.
func nasty() answer.Answer {
	s := snippet(block(1, "<!here>", "<!channel>", "*Topic* `x` & <@U123>"),
		text("<!channel> <@U123> <#C1|general> @here @channel &lt;!everyone&gt; &amp;"),
		text("> not a quote\n*not bold* _not italic_ ~not struck~ `not code` ```not a fence```"),
		text("\u202Etxt.exe \x00\x07\x1b[31m \u2066isolated\u2069 \xff\xfe 1:100:1000 snake_case 2 * 3 * 4"),
		para(kb.Span{Text: "click|me>", Link: "https://example.com/a|b>c d\n<e>"}, span(" and ", 0),
			kb.Span{Text: "run me", Link: "javascript:alert(1)"}, span("mid", kb.Bold), span("word", 0)),
		kb.Code{Text: "```\nescaped & <!channel>\n```"},
		kb.Table{Header: true, Rows: [][]kb.Body{{body("<!channel>"), body("*x*")}, {body("a|b"), body("<@U123> @everyone")}}},
		kb.Image{URL: "https://example.com/x.png", Alt: "<!channel>"},
	)
	s.Block.Source = kb.Source{Link: "https://example.com/?q=<!channel>|x", Authors: []string{"<@U123>", "*Bob*"}, Details: "~d~ <!here>"}
	s.URL = s.Block.Source.Link
	s.Block.File = "we ird/<na`me>|.md"
	return found("<!channel> *q*", s, s)
}

func none() answer.Answer {
	return answer.Answer{Question: "kubernetes operators", Outcome: answer.None, Near: 2, Suggestions: []answer.Suggestion{
		{Topic: under("Kafka"), Blocks: 12}, {Topic: []string{"Caching"}, Blocks: 1},
	}}
}

func topics() answer.Answer {
	a := answer.Answer{Question: "messaging", Outcome: answer.Topics, Subjects: []string{"Messaging systems"}}
	for i := range 25 {
		a.Suggestions = append(a.Suggestions, answer.Suggestion{Topic: under(fmt.Sprintf("Topic %d", i)), Blocks: i})
	}
	return a
}

func matches() answer.Answer {
	a := found(`author:"Viktor Gamov"`)
	a.Total = 23
	for i, caption := range []string{"Storage aspect", "Pub/sub aspect", "Random access limitation"} {
		a.Snippets = append(a.Snippets, clip(snippet(block(775+4*i, kb.Explanation, under("Kafka")...), text(caption)), "Viktor Gamov", 572+i, 821))
	}
	a.Snippets = append(a.Snippets, snippet(block(824, kb.UseCase, under("Kafka")...), text("Use Kafka if:"), list("a fire hose", "order")))
	return a
}

// oneSided is a comparison of which the notes know one side only.
func oneSided() answer.Answer {
	a := found("kafka vs carrier <pigeon>", snippet(block(824, kb.UseCase, under("Kafka")...), text("Use Kafka if records flow.")))
	a.Subjects, a.Missing = []string{"Kafka"}, []string{"carrier <pigeon>", "owl *post*"}
	return a
}

// uncovered is an answer whose subject is no topic of the notes.
func uncovered() answer.Answer {
	a := found("pros of <event> sourcing", snippet(block(824, kb.UseCase, under("Kafka")...), text("Use Kafka if records flow.")),
		snippet(block(900, kb.UseCase, under("Pub & sub")...), text("Many readers.")))
	a.Missing = []string{"<event> sourcing"}
	return a
}

// misfiltered is an answer to a question with filters that there are not.
func misfiltered() answer.Answer {
	a := found("kafka", snippet(block(824, kb.UseCase, under("Kafka")...), text("Use Kafka if records flow.")))
	a.Asked.Unknown = []answer.Unknown{{Filter: "level", Value: "<foo>"}, {Filter: "kind", Value: "prso", Near: string(kb.Pros)}, {Filter: "kind", Value: "*x*"}}
	return a
}

// unfiltered is an answer to a question with filters whose values the notes do not have: there is none.
func unfiltered() answer.Answer {
	a := none()
	a.Asked.Unknown = []answer.Unknown{{Filter: "author", Value: "<Smith>"}, {Filter: "tag", Value: "*kafak*", Near: "<!here> kafka"},
		{Filter: "topic", Value: "x"}}
	return a
}

// oneSideOnly is an answer to what speaks for a subject of which the notes have nothing against it.
func oneSideOnly() answer.Answer {
	a := found("pros of <pigeons>", snippet(block(30, kb.Pros, under("<Pigeons>")...), text("They find home.")))
	a.Subjects, a.Kinds, a.Lacks = []string{"<Pigeons>"}, []kb.Kind{kb.Pros}, []kb.Kind{kb.Cons}
	return a
}

func experts() answer.Answer {
	a := found("who knows about kafka", snippet(block(775, kb.Explanation, under("Kafka")...), text("A log that many read.")))
	a.People = []answer.Person{
		{Name: "Viktor *Gamov*", Blocks: 4, Kinds: []kb.Kind{kb.Explanation, kb.Cons}}, {Name: "Ann <Author>", Blocks: 1, Kinds: []kb.Kind{kb.UseCase}},
	}
	return a
}

func watching() answer.Answer {
	a := found("watch kafka 15m", clip(snippet(block(775, kb.Explanation, under("Kafka")...), text("Storage aspect")), "Viktor Gamov", 572, 821),
		clip(snippet(block(783, kb.Cons, under("Kafka")...), text("Random access limitation")), "Viktor Gamov", 1250, 1308))
	a.Subjects, a.Watch = []string{"Kafka"}, &answer.Watch{Total: 307, Budget: 900, Left: 2}
	return a
}
