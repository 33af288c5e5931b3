package render

import (
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// What is to be done on the Home tab. The value of HomeTopic is a topic, as [Search] takes it.
const (
	HomeView   = "home"        // callback_id
	HomeSearch = "home-search" // the input, and the button beside it
	HomeTopic  = "home-topic"
	HomeAsk    = "home-ask" // its value is a question
)

// Our own bounds of the Home tab.
const (
	maxHomeTopics = 8
	maxHomeNotes  = 5
)

// A HomeTab is what the Home tab shows.
type HomeTab struct {
	Notes, Blocks int
	Asks          []string            // questions that these notes answer
	Topics        []answer.Suggestion // the widest, with most blocks first
	Recent        []*kb.Note          // the newest notes that say of when they are, newest first
	More          []slack.Block       // what other parts of the bot show here, such as a tip
	Closed        string              // why there is nothing to see, in the reader's language; then nothing else is shown
}

// ShowHome is the Home tab: search, how to ask, the topics, what is new, the settings.
func ShowHome(h HomeTab, o Options) View {
	v := o.voice()
	o.Surface = Home
	view := View{Callback: HomeView}
	add := func(blocks ...slack.Block) {
		for _, b := range blocks {
			if b != nil {
				view.Blocks = append(view.Blocks, b)
			}
		}
	}
	add(header(v.Say("Architecture notes")))
	if h.Closed != "" {
		add(Notice(h.Closed).Blocks...)
		return view
	}
	add(context(v.Say("%d notes", h.Notes), v.blockCount(h.Blocks)), v.homeSearch())
	add(slack.NewActionBlock("home-doors", press(HomeSearch+":open", "", v.Say("Search with filters")), press(SettingsOpen, "home", v.Say("Settings"))))
	if len(h.Asks) > 0 {
		add(slack.NewDividerBlock(), section("*"+v.Say("Try one of these")+"*"), v.homeAsks(h.Asks))
	}
	add(context(v.Say("Ask me here, in a direct message, with %s anywhere, or by mentioning me in a channel.", code(o.command()+" …"))))
	add(h.More...)
	add(v.homeTopics(h.Topics, o)...)
	add(v.homeRecent(h.Recent, o)...)
	return view
}

func (v voice) homeSearch() slack.Block {
	e := slack.NewPlainTextInputBlockElement(labelText("kafka vs rabbitmq", MaxPlaceholder), HomeSearch)
	e.MaxLength = 300
	e.DispatchActionConfig = &slack.DispatchActionConfig{TriggerActionsOn: []string{"on_enter_pressed"}}
	b := slack.NewInputBlock(HomeSearch, labelText(v.Say("Ask the notes, then press Enter"), MaxInputLabel), nil, e)
	b.DispatchAction = true
	return b
}

func (v voice) homeAsks(list []string) slack.Block {
	var buttons []slack.BlockElement
	for i, q := range list[:min(len(list), maxPrompts)] {
		buttons = append(buttons, press(HomeAsk+":"+strconv.Itoa(i), q, q))
	}
	return slack.NewActionBlock("home-asks", buttons...)
}

// homeTopics is a section a topic: its name, how much there is, and a button that opens it. Where there are more, it says how to see them.
func (v voice) homeTopics(list []answer.Suggestion, o Options) []slack.Block {
	var out []slack.Block
	for i, s := range list[:min(len(list), maxHomeTopics)] {
		if len(s.Topic) == 0 {
			continue
		}
		name := s.Topic[len(s.Topic)-1]
		text := "*" + plain(shortenText(line(name), maxLabel)) + "*" + wordSeparator + v.blockCount(s.Blocks)
		out = append(out, slack.NewSectionBlock(mrkdwnText(text), nil,
			slack.NewAccessory(press(HomeTopic+":"+strconv.Itoa(i), shortenText(name, MaxOptionValue), v.Say("Browse")))))
	}
	if len(out) == 0 {
		return nil
	}
	if more := len(list) - maxHomeTopics; more > 0 {
		out = append(out, context(v.suchAs(more, []string{code(o.command() + " topics")})))
	}
	return append([]slack.Block{slack.NewDividerBlock(), header(v.Say("Topics"))}, out...)
}

// homeRecent lists the newest notes.
func (v voice) homeRecent(list []*kb.Note, o Options) []slack.Block {
	var lines []string
	for _, n := range list[:min(len(list), maxHomeNotes)] {
		place := notes{voice: v, pattern: o.NotesURL}
		title := plain(shortenText(line(n.Title), maxLabel))
		if u := place.at(n.File, 1); u != "" {
			title = link(u, shortenText(line(n.Title), maxLabel))
		}
		lines = append(lines, "• "+joinWords(wordSeparator, title, n.Meta.Date.Format(time.DateOnly), v.blockCount(len(n.Blocks))))
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{slack.NewDividerBlock(), header(v.Say("New in the notes")), section(strings.Join(lines, "\n"))}
}
