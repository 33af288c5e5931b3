package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb/answer"
)

// Answer shows an answer as well as the surface can: with a table where it compares, with pictures where the notes have
// some. It may hold blocks that not every client or surface takes; [Plain] is the same answer without them.
func Answer(a answer.Answer, o Options) Message {
	if isWhole(a) {
		return whole(a, o)
	}
	return show(a, newPage(o, false))
}

// Plain shows the same answer in sections, headers, contexts and dividers only, for where the blocks of [Answer] were
// refused and for acks: it is always [Message.Classic] and below [MaxAck].
func Plain(a answer.Answer, o Options) Message { return show(a, newPage(o, true)) }

// Brief is [Plain] in a third of the room and without buttons, for where even that is too long.
func Brief(a answer.Answer, o Options) Message {
	o.Carry, o.Gap, o.Share = nil, nil, ""
	p := newPage(o, true)
	p.room = MaxBlockJSON / 3
	return show(a, p)
}

func show(a answer.Answer, p *page) Message {
	p.ends(a)
	for _, u := range a.Asked.Unknown {
		if words := p.unknown(u); a.FilteredOut() {
			p.add(section(words))
		} else {
			p.addWords(words)
		}
	}
	switch {
	case a.Outcome == answer.Compared && a.Table != nil && len(a.Table.Sides) > 0:
		p.comparison(a)
	case a.Outcome == answer.Topics:
		p.topics(a)
	case len(a.Snippets) == 0:
		p.none(a)
	case a.Watch != nil:
		p.watchList(a)
	case a.Total > 0 && len(a.Asked.Under) == 0:
		p.matches(a)
	default:
		p.found(a)
	}
	return p.message(fallback(a, p.o))
}

// Sorry says in one sentence, in a language as in [Options], that a question could not be answered; ref is the reference under which
// the log says why.
func Sorry(ref, language string) Message {
	return notice(Options{Language: language}.voice().sorry(code(ref)))
}

// Notice is a sentence of the bot's own, such as that there is nothing more to show. It is shown as it is.
func Notice(text string) Message { return notice(plain(strings.TrimSpace(text))) }

func notice(text string) Message {
	text = cutMarkup(text, MaxSectionText)
	if text == "" {
		text = emptyCell
	}
	return Message{Text: text, Blocks: []slack.Block{section(text)}}
}
