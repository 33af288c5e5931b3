package bot

import (
	"context"
	"strings"

	"github.com/agnivade/levenshtein"

	"archbot/bot/render"
	"archbot/bot/words"
)

// A verb is a word with which a person asks for something else than an answer: `/arch topics`, `@archbot help`. All work in every place.
type verb struct {
	name string // one word or several, in lower case
	also []string
	// alone says that the verb takes no words: with some behind it, it is the beginning of a question.
	alone bool
	// do does what q asks for, q.text being what stands behind the verb. It reports false where q is a question after all.
	do func(b *Bot, ctx context.Context, q ask) (reply, bool)
	// usage is how help shows it, about what it does; both empty where help need not say.
	usage, about string
}

// verbs is the table of all verbs; each is in a file of its own.
func verbs() []verb {
	return []verb{
		{name: "help", alone: true, do: (*Bot).help},
		{name: "tips", also: []string{"tip"}, do: (*Bot).tipsVerb, usage: "tips", about: words.Key("a daily tip in this channel")},
		{name: settingsVerb, alone: true, do: func(b *Bot, ctx context.Context, q ask) (reply, bool) { return b.openSettings(ctx, q) },
			usage: settingsVerb, about: words.Key("how I behave in this channel")},
		{name: "topics", also: []string{"topic", "browse"}, do: (*Bot).topics, usage: "topics", about: words.Key("browse all topics")},
		{name: "random", do: (*Bot).random, usage: "random", about: words.Key("any entry of the notes")},
		{name: "who", do: (*Bot).who, usage: "who kafka", about: words.Key("who wrote on it")},
		{name: "watch", alone: true, do: (*Bot).watch, usage: "watch kafka 15m", about: words.Key("recordings that fit the time")},
		{name: "public", do: (*Bot).public, usage: "public kafka vs rabbitmq", about: words.Key("answer for all in the channel")},
		{name: "gaps", alone: true, do: (*Bot).gapsVerb, usage: "gaps", about: words.Key("what was asked and is not in the notes")},
		{name: "gaps weekly", also: []string{"weekly gaps", "gaps on"}, alone: true, do: (*Bot).gapsWeekly, usage: "gaps weekly",
			about: words.Key("the same by itself, in this channel on Mondays; `gaps off` ends it")},
		{name: "gaps off", also: []string{"no gaps"}, alone: true, do: (*Bot).gapsOff},
		{name: "forget me", alone: true, do: (*Bot).forgetMe, usage: "forget me", about: words.Key("delete what I remember of you")},
		{name: "stop", also: []string{"be quiet", "stop it", "shut up"}, alone: true, do: (*Bot).stop},
		{name: "thanks", also: []string{"thank you", "thanks a lot", "thank you very much", "many thanks", "thx"}, alone: true, do: (*Bot).thanks},
	}
}

// byVerb answers q by the verb it begins with, and by help where it says nothing at all. It reports false for a question.
func (b *Bot) byVerb(ctx context.Context, q ask) (reply, bool) {
	if saysNothing(q.text) {
		return b.help(ctx, q)
	}
	v, rest, ok := findVerb(b.verbs, q.text)
	if !ok {
		return reply{}, false
	}
	q.text = rest
	return v.do(b, ctx, q)
}

// findVerb finds the verb that text begins with, the first in the table, and what stands behind it.
func findVerb(table []verb, text string) (v verb, rest string, ok bool) {
	said := strings.Fields(text)
	if len(said) == 0 {
		return verb{}, "", false
	}
	said[0] = bare(said[0])
	for i := range table {
		v := &table[i]
		for n := range 1 + len(v.also) {
			name := v.name
			if n > 0 {
				name = v.also[n-1]
			}
			if rest, ok := behind(said, name); ok && !(v.alone && len(rest) > 0) {
				return *v, strings.Join(rest, " "), true
			}
		}
	}
	return verb{}, "", false
}

// behind is what stands behind the verb that words begin with, in any case and with any marks around them: "Help!".
func behind(said []string, name string) (rest []string, ok bool) {
	for word := range strings.FieldsSeq(name) {
		if len(said) == 0 || !strings.EqualFold(said[0], word) && !strings.EqualFold(bare(said[0]), word) {
			return nil, false
		}
		said = said[1:]
	}
	return said, true
}

// nearVerb is the verb that text may have been meant to begin with, with what stands behind it; empty for none.
func nearVerb(table []verb, text string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	first = strings.ToLower(bare(first))
	for _, v := range table {
		n := len(v.name)
		if n < 4 || strings.Contains(v.name, " ") || v.alone && rest != "" || first == v.name {
			continue
		}
		if len(first) > n/2 && levenshtein.ComputeDistance(first, v.name) <= n/4+1 {
			return strings.TrimSpace(v.name + " " + rest)
		}
	}
	return ""
}

// helpExamples is how many questions help shows that these notes answer.
const helpExamples = 4

// help says what archbot answers and how to ask, with questions that these notes answer and with the verbs there are.
func (b *Bot) help(ctx context.Context, q ask) (reply, bool) {
	h := render.HelpParts{Examples: b.examples(ctx, helpExamples)}
	for _, v := range b.verbs {
		if v.about != "" {
			h.Verbs = append(h.Verbs, render.VerbHelp{Usage: v.usage, About: v.about})
		}
	}
	return q.shows(newRef(), render.Help(h, b.options(q))), true
}
