package render

import (
	"strings"

	"github.com/slack-go/slack"
)

// maxPrompts is how many suggested prompts the agent pane takes (docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts).
const maxPrompts = 4

// A Prompt is a question that the agent pane offers: its title and what is sent.
type Prompt struct{ Title, Message string }

// Prompts are the questions that the pane offers, at most four.
func Prompts(asks []string) []Prompt {
	var out []Prompt
	for _, q := range asks {
		if q = line(q); q != "" && len(out) < maxPrompts {
			out = append(out, Prompt{Title: shortenText(q, MaxOptionText), Message: q})
		}
	}
	return out
}

// Greeting is what the bot says when a person opens the conversation with it for the first time.
func Greeting(name string, o Options) Message {
	v := o.voice()
	parts := []string{
		v.Say("Hello! I am %s. I answer from this team’s architecture notes, in their own words, and show where each answer stands.", plain(line(name))),
		v.Say("Write a question, or take one of the suggested ones. %s shows what else I can do.", code("help")),
	}
	return Message{Text: strings.Join(parts, apart), Blocks: []slack.Block{section(parts[0]), section(parts[1])}}
}

// Welcome is what the bot says in a channel that it was invited to.
func Welcome(name string, o Options) Message {
	v := o.voice()
	parts := []string{
		v.Say("Thank you for the invitation. I answer from this team’s architecture notes, in their own words, and show where each answer stands."),
		"• " + v.Say("Mention me with a question, and I answer in its thread: %s", code("@"+strings.TrimPrefix(name, "@")+" kafka vs rabbitmq")) + "\n" +
			"• " + v.Say("Ask privately, then share if you like: %s", code(o.command()+" kafka vs rabbitmq")) + "\n" +
			"• " + v.Say("Choose when I answer here, for whom, and at which level: %s", code(o.command()+" settings")),
	}
	return Message{Text: strings.Join(parts, apart), Blocks: []slack.Block{section(parts[0]), section(parts[1])}}
}

// Invite ends a private answer to a question in a channel where the bot is no member.
func Invite(m Message, name string, o Options) Message {
	m.Blocks = append(m.Blocks[:len(m.Blocks):len(m.Blocks)], context(o.voice().Say("Only you see this. Invite me to answer in the thread: %s", code("/invite @"+strings.TrimPrefix(name, "@")))))
	return m
}
