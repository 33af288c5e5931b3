package render

import "strings"

// HelpParts are what help shows of these notes and of this build.
type HelpParts struct {
	Examples []string // questions that the notes answer; where there are none, questions that any notes might
	Verbs    []VerbHelp
}

// A VerbHelp is a verb as help shows it.
type VerbHelp struct {
	Usage string // what to type behind the command
	About string // what it does, a key of bot/words
}

// Help says what archbot answers and how to ask.
func Help(h HelpParts, o Options) Message {
	p := newPage(o, true)
	parts := p.helpText(o.command(), h)
	for _, text := range parts {
		p.add(section(text))
	}
	return p.message(strings.Join(parts, apart))
}

func (v voice) helpText(command string, h HelpParts) []string {
	ask := func(q, about string) string {
		return "• " + joinWords(" – ", code(command+" "+shortenText(line(q), maxLabel)), about)
	}
	asks := []string{"*" + v.Say("Ask") + "*"}
	for _, q := range h.Examples {
		asks = append(asks, ask(q, ""))
	}
	if len(h.Examples) == 0 {
		asks = append(asks, ask("kafka vs rabbitmq", v.Say("two things side by side")), ask("sharding", v.Say("a topic")),
			ask("pros of api gateway", v.Say("or cons, why, when to use, examples, warnings")))
	}
	parts := []string{
		v.Say("I answer from this team’s architecture notes, in their own words, and show where each answer stands."),
		strings.Join(asks, below),
		strings.Join([]string{
			"*" + v.Say("Narrow it down") + "*",
			ask("sharding level:entry", v.Say("or medium, advanced")),
			ask(`author:"Martin Kleppmann"`, v.Say("all of an author’s notes; `topic:`, `kind:` and `tag:` work the same way")),
		}, below),
	}
	if len(h.Verbs) > 0 {
		lines := []string{"*" + v.Say("More") + "*"}
		for _, one := range h.Verbs {
			lines = append(lines, ask(one.Usage, v.Say(one.About)))
		}
		parts = append(parts, strings.Join(lines, below))
	}
	return append(parts, v.Say("In a thread that you called me into, just go on: “and the cons?”, “simpler”, “stop”."),
		v.Say("Where the notes have nothing, I say so. I never make up an answer."))
}
