package render_test

import (
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// The samples are answers made by hand, as the answerer would compose them. Golden files show what becomes of them.

func para(spans ...kb.Span) kb.Paragraph { return kb.Paragraph{Text: spans} }

func text(s string) kb.Paragraph { return para(kb.Span{Text: s}) }

func body(s string) kb.Body { return kb.Body{text(s)} }

func list(items ...string) kb.List {
	l := kb.List{}
	for _, i := range items {
		l.Items = append(l.Items, body(i))
	}
	return l
}

func block(line int, kind kb.Kind, topic ...string) *kb.Block {
	return &kb.Block{
		ID: "data-distribution.md#" + strings.Join(topic, "/") + "/" + string(kind) + ".1", File: "data-distribution.md",
		Line: line, End: line + 5, Topic: topic, Kind: kind, Level: kb.Entry,
	}
}

func snippet(b *kb.Block, content ...kb.Element) answer.Snippet {
	b.Body = content
	return answer.Snippet{Block: b, Body: content, Parts: len(content), Shown: len(content)}
}

// clip gives a snippet a moment in a video.
func clip(s answer.Snippet, author string, from, to int) answer.Snippet {
	const video = "https://www.youtube.com/watch?v=KrrnUrPWUZY"
	s.Block.Source = kb.Source{Link: video, Authors: []string{author}, Clips: []kb.Clip{{From: from, To: to}}}
	url, exact := answer.DeepLink(video, from)
	s.URL = url
	s.Moments = []answer.Moment{{Clip: s.Block.Source.Clips[0], URL: url, Exact: exact}}
	return s
}

var distribution = []string{"Data distribution & database clustering", "Messaging systems"}

func under(names ...string) []string { return append(append([]string(nil), distribution...), names...) }

func row(label string, cells ...kb.Body) answer.Row {
	r := answer.Row{Label: label}
	for _, c := range cells {
		r.Cells = append(r.Cells, answer.Cell{Body: c})
	}
	return r
}

func comparison() answer.Answer {
	t := &answer.Table{Sides: []string{"Kafka", "RabbitMQ"}, Written: true, Rows: []answer.Row{
		row("Throughput", body("100k messages / s for one node"),
			body("Typically 5k - 15k messages / s for one node (for 1M you need 30+ nodes), message size 4 kB")),
		row("Recommended message size", body("<1MB"), body("<100kB")),
		row("Clustering", body("By design"), body("Yes but not by design")),
		row("Model", body("Dumb broker / smart consumer model, durable message storage, primary pull-based approach"),
			body("Smart broker / dumb consumer, not intended as durable message storage, primary push-based approach")),
		row("Setup difficulty", body("Medium"), body("Easy for one node, Hard for cluster")),
		row("Message ordering", body("Yes within a partition"), body("No")),
		row("Performance", body("High event for limited hardware"), body("Medium and hardware demanding")),
		row("Message priority", body("No"), body("Yes")),
		row("Protocols", body("Binary"), body("AMQP, MQTT, HTTP")),
		row("Most suitable for cases",
			kb.Body{list("Many consumers for the same message", "Streams of data", "Replicability", "High availability",
				"Message order,", "event sourcing,", "‘replay’ of history data")},
			kb.Body{list("when web servers need to quickly respond to requests (RPC style),",
				"convey a message to various recipients for consumption or to share loads between workers,",
				"Complex routing to consumers including wildcards,", "Priority Queue", "A standard protocol message queue")}),
	}}
	lead := snippet(block(652, kb.Comparison, distribution...), kb.Table{})
	kafka := snippet(block(824, kb.UseCase, under("Kafka")...), text("Use Kafka if:"), list(
		"you have a fire hose of events (20k+/sec per producer)",
		"you need delivered in partitioned order 'at least once' with a mix of online and batch consumers",
		"simple routing approach",
		"leverages the powers of sequential disk I/O and requires less hardware",
		"employs a dumb broker and uses smart consumers to read",
		"can support a large number of consumers and retain large amounts of data with very little overhead",
		"does require external services to run - in this case Apache Zookeeper, which is often regarded as non-trivial to understand",
		"Stream Processing", "Event Sourcing"))
	kafka.Parts, kafka.Shown, kafka.Side = 19, 10, "Kafka"
	rabbit := snippet(block(852, kb.UseCase, under("RabbitMQ")...), text("Use RabbitMQ"), kb.List{Items: []kb.Body{
		body("you have messages (20k+/sec per queue) that need to be routed in complex ways to consumers"),
		body("you want per-message delivery guarantees"),
		{para(kb.Span{Text: "you want the broker to manage that state of which consumer has been delivered which message",
			Style: kb.Bold | kb.Italic}, kb.Span{Text: "."})},
		{para(kb.Span{Text: "superpowers are that it’s a "}, kb.Span{Text: "scalable, high performance queue system", Style: kb.Bold | kb.Italic},
			kb.Span{Text: " with "}, kb.Span{Text: "well-defined consistency rules", Style: kb.Bold})},
	}})
	rabbit.Parts, rabbit.Shown, rabbit.Side = 17, 5, "RabbitMQ"
	storage := clip(snippet(block(775, kb.Explanation, under("Kafka")...), text("Storage aspect ")), "Viktor Gamov", 572, 821)
	storage.Side = "Kafka"
	cons := clip(snippet(block(783, kb.Cons, under("Kafka")...), text("Random access limitation")), "Viktor Gamov", 1250, 1308)
	cons.Side = "Kafka"
	return answer.Answer{
		Question: "kafka vs rabbitmq", Outcome: answer.Compared, Subjects: t.Sides, Table: t,
		Snippets: []answer.Snippet{lead, kafka, rabbit, storage, cons},
	}
}

func composed() answer.Answer {
	def := snippet(block(300, kb.Definition, "Databases", "Cassandra"), text("A wide-column store without a leader."))
	pros := snippet(block(310, kb.Pros, "Databases", "Cassandra"), list("writes scale out", "no single point of failure"))
	mongo := snippet(block(410, kb.Pros, "Databases", "MongoDB"), text("Documents as the application has them."))
	def.Side, pros.Side, mongo.Side = "Cassandra", "Cassandra", "MongoDB"
	cell := func(s *answer.Snippet) answer.Cell { return answer.Cell{Body: s.Body, Snippet: s} }
	talk := clip(snippet(block(420, kb.Explanation, "Databases", "MongoDB"), text("Sharding")), "Ann Author", 60, 0)
	talk.Side = "MongoDB"
	return answer.Answer{
		Question: "cassandra or mongodb", Outcome: answer.Compared, Subjects: []string{"Cassandra", "MongoDB"},
		Table: &answer.Table{Sides: []string{"Cassandra", "MongoDB"}, Rows: []answer.Row{
			{Label: "definition", Cells: []answer.Cell{cell(&def), {}}},
			{Label: "pros", Cells: []answer.Cell{cell(&pros), cell(&mongo)}},
		}},
		Snippets: []answer.Snippet{def, pros, mongo, talk},
	}
}
