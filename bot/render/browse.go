package render

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// BrowseAction begins the action_id of a button that goes to another place in the tree of topics.
const BrowseAction = "topics"

// topicsAPage is how many topics a page of the tree shows, each with a button.
const topicsAPage = 8

// A Browse is a place in the tree of topics: a topic with those below it, from one of them on.
type Browse struct {
	Path   []string    // of the topic; empty for the roots
	Topics []*kb.Topic // below it, in order
	From   int         // the first of them to show
	Own    int         // blocks at the topic itself
	Total  int         // there and below
	// Carry makes of a place what a button carries, empty where it cannot.
	Carry func(path []string, from int) string
}

// Topics shows a place in the tree, with buttons to go on from there.
func Topics(t Browse, o Options) Message {
	p := newPage(o, true)
	title := p.Say("Topics")
	if len(t.Path) > 0 {
		title = line(t.Path[len(t.Path)-1])
	}
	p.add(header(title))
	from := max(0, min(t.From, len(t.Topics)-1))
	list := t.Topics[min(from, len(t.Topics)):min(from+topicsAPage, len(t.Topics))]
	words := []string{p.blockCount(t.Total)}
	if len(t.Path) > 1 {
		words = append([]string{plain(topicPath(t.Path[:len(t.Path)-1]))}, words...)
	}
	if len(list) < len(t.Topics) {
		words = append(words, p.Say("topics %d to %d of %d", from+1, from+len(list), len(t.Topics)))
	}
	p.addWords(words...)
	lines := make([]string, len(list))
	for i, topic := range list {
		lines[i] = p.topicLine(topic)
	}
	actions := p.browseButtons(t, list, from)
	p.keep(actions...)
	if len(lines) > 0 {
		p.add(section(p.clipLines(lines, MaxSectionText)))
	}
	p.keep()
	for _, b := range actions {
		p.add(b)
	}
	return p.message(plain(title) + below + strings.Join(lines, below))
}

// topicLine is a topic with what there is of it. Where the kinds named are not all there are it says so, as the numbers do not add up.
func (v voice) topicLine(t *kb.Topic) string {
	var kinds []string
	named := 0
	for _, k := range onwardOrder {
		if n := t.Below[k]; n > 0 && len(kinds) < maxKindButtons {
			kinds = append(kinds, plain(v.kind(k))+" "+strconv.Itoa(n))
			named += n
		}
	}
	count, list := v.blockCount(t.Total()), strings.Join(kinds, ", ")
	if named > 0 && named < t.Total() {
		count, list = v.Say("%s, among them %s", count, list), ""
	}
	return "• *" + bold(shortenText(line(t.Name()), maxLabel)) + "* – " + joinWords(": ", count, list)
}

// onwardOrder is in which order the kinds of a topic are named.
var onwardOrder = []kb.Kind{kb.Pros, kb.Cons, kb.UseCase, kb.Tip, kb.Comparison, kb.Why, kb.Caveat, kb.Example, kb.Definition, kb.Explanation}

// browseButtons go to the topics shown, to the blocks of this one, up, back and forth.
func (p *page) browseButtons(t Browse, list []*kb.Topic, from int) []slack.Block {
	if t.Carry == nil || !p.o.messageOnly() {
		return nil
	}
	var down, along []slack.BlockElement
	button := func(id, label, value string) []slack.BlockElement {
		if value == "" || units(value) > MaxButtonValue {
			return nil
		}
		text := slack.NewTextBlockObject(slack.PlainTextType, shortenText(literal(line(label)), MaxButtonText), false, false)
		return []slack.BlockElement{slack.NewButtonBlockElement(id, value, text)}
	}
	for i, topic := range list {
		id := BrowseAction + ":" + strconv.Itoa(i)
		if len(topic.Children) > 0 {
			down = append(down, button(id, p.counted(topic.Name(), topic.Total()), t.Carry(topic.Path, 0))...)
		} else if p.o.Carry != nil {
			down = append(down, button(AskAction+":"+strconv.Itoa(i), p.counted(topic.Name(), topic.Total()), p.o.Carry(answer.Request{Under: [][]string{topic.Path}}))...)
		}
	}
	if t.Own > 0 && p.o.Carry != nil {
		along = append(along, button(AskAction+":own", p.counted(p.Say("read"), t.Own), p.o.Carry(answer.Request{Under: [][]string{t.Path}}))...)
	}
	if len(t.Path) > 0 {
		along = append(along, button(BrowseAction+":up", p.Say("Up"), t.Carry(t.Path[:len(t.Path)-1], 0))...)
	}
	if from > 0 {
		along = append(along, button(BrowseAction+":back", p.Say("Back"), t.Carry(t.Path, max(0, from-topicsAPage)))...)
	}
	if next := from + len(list); next < len(t.Topics) {
		along = append(along, button(BrowseAction+":next", p.Say("Next"), t.Carry(t.Path, next))...)
	}
	var out []slack.Block
	for _, elements := range [][]slack.BlockElement{down, along} {
		if len(elements) > 0 {
			out = append(out, slack.NewActionBlock("", elements...))
		}
	}
	return out
}
