package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
)

// The buttons where the notes have nothing, or nothing on some of what was asked about. Their values are what [Options].Gap gave.
const (
	AskChannelAction = "ask-channel"
	WriteNoteAction  = "write-note"
)

// wanting are the buttons under an answer that has nothing, or lacks something.
func (p *page) wanting(carry string) slack.Block {
	if carry == "" || !p.o.messageOnly() || units(carry) > MaxButtonValue {
		return nil
	}
	var elements []slack.BlockElement
	if p.o.AskChannel {
		elements = append(elements, press(AskChannelAction, carry, p.Say("Ask the channel")))
	}
	return slack.NewActionBlock("", append(elements, press(WriteNoteAction, carry, p.Say("Write this note")))...)
}

// A Gap is something that the notes lack, as others may read of it.
type Gap struct {
	Topic string  // of the notes, or what was asked for in public
	Kind  kb.Kind // that is missing there; empty where the topic itself is
	Asked int     // how often
	Quote string  // a question that was asked in public; empty for none
	Carry string  // what its button carries
}

// maxGaps is how many gaps a message names.
const maxGaps = 10

// Gaps lists what the notes lack, most wanted first, each with a button to write it. Hidden is how many more questions there were, on topics that
// only their askers know. The week says that it is what one week brought.
func Gaps(list []Gap, hidden int, week bool, o Options) Message {
	p := newPage(o, true)
	intro := p.Say("What was asked and is not in the notes")
	if week {
		intro = p.Say("What was asked this week and is not in the notes")
	}
	if len(list) == 0 && hidden == 0 {
		return Notice(p.Say("Nothing that was asked is missing in the notes."))
	}
	p.add(header(intro))
	lines := []string{plain(intro)}
	for i, g := range list[:min(len(list), maxGaps)] {
		text := p.gap(g)
		lines = append(lines, "• "+text)
		if g.Quote != "" {
			text += below + "“" + plain(shortenText(line(g.Quote), 2*maxLabel)) + "”"
		}
		block := slack.NewSectionBlock(mrkdwnText(text), nil, nil)
		if g.Carry != "" && units(g.Carry) <= MaxButtonValue {
			block.Accessory = slack.NewAccessory(press(WriteNoteAction+":"+string(rune('a'+i)), g.Carry, p.Say("Write this note")))
		}
		if !p.add(block) {
			break
		}
	}
	if more := len(list) - maxGaps; more > 0 {
		p.addWords(p.andMore(more))
	}
	if hidden > 0 {
		p.addWords(p.Say("%d questions more, asked privately, on topics that the notes do not have", hidden))
	}
	return p.message(fitLines(lines))
}

// gap is one gap in words.
func (v voice) gap(g Gap) string {
	topic := "*" + bold(shortenText(line(g.Topic), maxLabel)) + "*"
	missing := v.Say("not in the notes")
	if g.Kind != "" {
		missing = v.Say("nothing of the kind “%s”", plain(line(v.kind(g.Kind))))
	}
	return joinWords(wordSeparator, topic, missing, v.Say("asked %d times", g.Asked))
}

// An Expert is somebody who wrote on the topics nearby.
type Expert struct {
	Name   string
	User   string // the account, where the notes' people.txt says so; else empty
	Topic  string // what most of it is about
	Blocks int
}

// A Wanted is a question that a person puts to a channel, since the notes do not answer it, or not all of it.
type Wanted struct {
	Question string
	User     string // who asks
	Experts  []Expert
	Carry    string // what the button to write the note carries
}

// AskOthers puts a question to a channel, with who may know. People are called only where it is known who they are in Slack.
func AskOthers(w Wanted, o Options) Message {
	p := newPage(o, true)
	who := p.Say("Somebody")
	if userID.MatchString(w.User) {
		who = "<@" + w.User + ">"
	}
	question := plain(shortenText(line(w.Question), MaxQuestion))
	p.add(section(p.Say("%s asks, and the notes do not answer it yet:", who)))
	p.add(section("> *" + bold(shortenText(line(w.Question), MaxQuestion)) + "*"))
	if len(w.Experts) > 0 {
		names := make([]string, len(w.Experts))
		for i, e := range w.Experts {
			names[i] = p.expert(e)
		}
		p.addWords(p.Say("Who wrote on what is near: %s", strings.Join(names, ", ")))
	}
	if w.Carry != "" && units(w.Carry) <= MaxButtonValue {
		p.add(slack.NewActionBlock("", press(WriteNoteAction, w.Carry, p.Say("Write this note"))))
	}
	return p.message(p.Say("%s asks, and the notes do not answer it yet:", who) + " " + question)
}

func (v voice) expert(e Expert) string {
	name := plain(shortenText(line(e.Name), maxLabel))
	if userID.MatchString(e.User) {
		name = "<@" + e.User + ">"
	}
	return name + " (" + joinWords(", ", plain(shortenText(line(e.Topic), maxLabel)), v.blockCount(e.Blocks)) + ")"
}

// The modal that asks the channel.
const (
	AskChannelView     = "ask-channel"
	AskChannelQuestion = "ask-channel-question"
	// MaxQuestion is how long a question to a channel may be, in characters.
	MaxQuestion = 500
)

// AskChannel is the modal in which a question is put to a channel; question is what was asked, where that is still known.
func AskChannel(channel, question, carry string, experts []Expert, o Options) View {
	v := o.voice()
	in := slack.NewPlainTextInputBlockElement(labelText(v.Say("What do you want to know?"), MaxPlaceholder), AskChannelQuestion)
	in.Multiline, in.MaxLength, in.InitialValue = true, MaxQuestion, shortenText(line(question), MaxQuestion)
	names := make([]string, len(experts))
	for i, e := range experts {
		e.User = "" // nobody is called before it is posted
		names[i] = v.expert(e)
	}
	where := v.Say("It is posted here for all to see, with your name.")
	if channelID.MatchString(channel) {
		where = v.Say("It is posted in %s for all to see, with your name.", "<#"+channel+">")
	}
	blocks := []slack.Block{input(AskChannelQuestion, v.Say("Your question"), in, false), context(where)}
	if len(names) > 0 {
		blocks = append(blocks, context(v.Say("Who wrote on what is near: %s", strings.Join(names, ", "))))
	}
	return View{Title: v.Say("Ask the channel"), Submit: v.Say("Ask"), Close: v.Say("Cancel"), Callback: AskChannelView, Metadata: carry, Blocks: blocks}
}
