package render

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// AskAction begins the action_id of a button that asks for something more; its value is what [Options].Carry made of the request.
const AskAction = "ask"

// Buttons that lead on, each only where there is something.
const (
	maxKindButtons  = 4
	maxTopicButtons = 10 // of a list of topics
)

// A lead is a button that leads on: what it says and what it asks for.
type lead struct {
	label string
	req   answer.Request
}

// leads are the buttons under an answer but the last, which says how many snippets more there are: that is known when it is set.
func (v voice) leads(a answer.Answer) []lead {
	o := a.Onward
	if o == nil {
		return nil
	}
	out := append(make([]lead, 0, 12), v.readAll(a)...)
	for _, k := range o.Kinds[:min(len(o.Kinds), maxKindButtons)] {
		out = append(out, lead{v.counted(v.kind(k.Kind), k.Blocks), answer.Request{Under: o.Topics, Kinds: []kb.Kind{k.Kind}}})
	}
	if o.Videos > 0 {
		out = append(out, lead{v.counted(v.Say("videos"), o.Videos), answer.Request{Under: o.Topics, Clips: true}})
	}
	for _, other := range o.Compare {
		out = append(out, lead{v.Say("Compare with %s", literal(line(other))),
			answer.Request{Subjects: []string{o.Topics[0][len(o.Topics[0])-1], other}}})
	}
	if o.Simpler {
		out = append(out, lead{v.Say("Simpler"), answer.Request{Under: o.Topics, Level: kb.Entry}})
	}
	if o.Deeper {
		out = append(out, lead{v.Say("Deeper"), answer.Request{Under: o.Topics, Level: kb.Advanced}})
	}
	for _, s := range o.Elsewhere {
		out = append(out, lead{literal(line(topicPath(s.Topic[max(0, len(s.Topic)-2):]))), answer.Request{Under: [][]string{s.Topic}}})
	}
	return out
}

// topicLeads are the buttons under a list of topics.
func (v voice) topicLeads(list []answer.Suggestion) []lead {
	var out []lead
	for _, s := range list[:min(len(list), maxTopicButtons)] {
		if len(s.Topic) > 0 {
			out = append(out, lead{v.counted(literal(line(s.Topic[len(s.Topic)-1])), s.Blocks), answer.Request{Under: [][]string{s.Topic}}})
		}
	}
	return out
}

// counted is a label with how much there is: "Pros 2".
func (v voice) counted(label string, n int) string {
	first, size := utf8.DecodeRuneInString(label)
	label = string(unicode.ToUpper(first)) + label[size:]
	if n == 0 {
		return label
	}
	return shortenText(label, MaxButtonText-10) + " " + strconv.Itoa(n)
}

// buttons are as many of the leads as fit, nil where none does or nothing can be carried.
func (o Options) buttons(leads []lead, most int) slack.Block {
	elements := o.elements(leads, 0, most-actionsCost)
	if len(elements) == 0 {
		return nil
	}
	return slack.NewActionBlock("", elements...)
}

// actionsCost is the cost of an actions block without its elements.
const actionsCost = actionsFrame + len(",")

// elements are the buttons of as many leads as cost at most so much; their action_ids are numbered from first on.
func (o Options) elements(leads []lead, first, most int) []slack.BlockElement {
	if o.Carry == nil || !o.messageOnly() {
		return nil
	}
	elements := make([]slack.BlockElement, 0, len(leads)+1) // the last is for what comes after
	for i, l := range leads {
		value := o.Carry(l.req)
		if value == "" || units(value) > MaxButtonValue || first+i >= MaxActions {
			continue
		}
		label := slack.NewTextBlockObject(slack.PlainTextType, shortenText(l.label, MaxButtonText), false, false)
		b := slack.NewButtonBlockElement(AskAction+":"+strconv.Itoa(first+i), value, label)
		if c := elementCost(b); c <= most {
			most -= c
			elements = append(elements, b)
		}
	}
	return elements
}

// more is the button for what comes after the first snippets.
func (v voice) more(a answer.Answer, shown int) []lead {
	req, n := a.Rest(shown)
	if n == 0 {
		return nil
	}
	return []lead{{v.counted(v.Say("more"), n), req}}
}

// leadsOn plans the buttons under an answer and keeps room for them; the last, for what comes after the snippets shown, is made when it is
// known how many these are.
func (p *page) leadsOn(a answer.Answer) {
	leads := p.leads(a)
	if a.Outcome == answer.Topics || a.Outcome == answer.None {
		leads = p.topicLeads(a.Suggestions)
	}
	set := p.o.elements(leads, 0, maxOnwardCost-actionsCost)
	room := 0
	for _, e := range set {
		room += elementCost(e)
	}
	left := maxOnwardCost - actionsCost - room
	made, at := []slack.BlockElement(nil), -1
	toCome := func(shown int) []slack.BlockElement {
		if shown != at {
			made, at = p.o.elements(p.more(a, shown), len(leads), left), shown
		}
		return made
	}
	for _, e := range toCome(1) { // the fewer are shown, the longer is the list of those to come
		room += elementCost(e)
	}
	if room == 0 {
		return
	}
	p.spent += room + actionsCost
	p.led++
	p.toCome = toCome
	p.onward = func(shown int) slack.Block {
		all := append(set, toCome(shown)...)
		if len(all) == 0 {
			return nil
		}
		return slack.NewActionBlock("", all...)
	}
}

// leadsToRest reports whether there will be a button for what comes after the snippets shown, so that no words need to say that there is more.
func (p *page) leadsToRest() bool { return p.toCome != nil && len(p.toCome(p.shown)) > 0 }

// elementCost is the cost of a button that leads on.
func elementCost(e slack.BlockElement) int {
	return buttonSize(e.(*slack.ButtonBlockElement)).cost() + len(",")
}
