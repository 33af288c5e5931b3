package render

import "strings"

func (v voice) helpText(command string) []string {
	ask := func(q string) string { return "• " + code(command+" "+q) + " – " }
	return []string{
		v.Say("I answer from this team’s architecture notes, in their own words, and show where each answer stands."),
		strings.Join([]string{
			"*" + v.Say("Ask") + "*",
			ask("kafka vs rabbitmq") + v.Say("two things side by side"),
			ask("pros of api gateway") + v.Say("or cons, why, when to use, examples, warnings"),
			ask("sharding") + v.Say("a topic"),
		}, "\n"),
		strings.Join([]string{
			"*" + v.Say("Narrow it down") + "*",
			ask("sharding level:entry") + v.Say("or medium, advanced"),
			ask(`author:"Martin Kleppmann"`) + v.Say("all of an author’s notes; `topic:`, `kind:` and `tag:` work the same way"),
		}, "\n"),
		v.Say("Where the notes have nothing, I say so. I never make up an answer."),
	}
}
