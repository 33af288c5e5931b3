package render

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// TipVoteAction begins the action_id of a button that says what one thinks of a tip; its value is a [TipMark].
const TipVoteAction = "tip-vote"

// TipBlock is the block_id of a tip's first block, by which a channel's history tells that the tip of a local date was posted.
func TipBlock(date string) string { return "tip:" + date }

// A TipMark is a vote on a tip: on which block, as it was then.
type TipMark struct {
	ID   string `json:"id"`
	Rev  string `json:"rev"`
	Vote string `json:"vote"`
}

// tipVersion begins the value of a vote. A build that writes something else there takes another version.
const tipVersion = "1:"

// Value is the mark as a button carries it.
func (m TipMark) Value() string {
	j, err := json.Marshal(m)
	if err != nil {
		return ""
	}
	return tipVersion + string(j)
}

// ReadTipMark reads what a button carries; false for what no build known here has written.
func ReadTipMark(value string) (m TipMark, ok bool) {
	carried, ok := strings.CutPrefix(value, tipVersion)
	if !ok || json.Unmarshal([]byte(carried), &m) != nil || m.ID == "" || len(m.ID) > kb.MaxID {
		return TipMark{}, false
	}
	return m, true
}

// The votes on a tip.
const (
	VoteUp       = "up"
	VoteDown     = "down"
	VoteTooBasic = "basic"
	VoteTooDeep  = "deep"
)

// A Tip is a tip to be posted.
type Tip struct {
	Date   string          // the local date; empty for one that somebody asked for
	Lead   answer.Snippet  // the tip
	Why    *answer.Snippet // what comes with one that returns because it was unclear
	Again  bool            // it returns because it was unclear
	HasWhy bool            // the notes say why
	Others []string        // topics to compare its topic with
	Recap  []string        // a week in a few lines; see [RecapLines]
}

// maxOthers is how many topics a tip offers for comparison.
const maxOthers = 2

// ShowTip shows a tip. It is always [Message.Classic].
func ShowTip(t Tip, o Options) Message {
	p := newPage(o, true)
	b := t.Lead.Block
	p.at(b)
	for _, foot := range []slack.Block{p.tipLeads(t), p.tipVotes(b)} {
		if foot != nil {
			p.foot = append(p.foot, foot)
			p.spent += cost(foot)
		}
	}
	p.add(titled(b, t.Date))
	p.addWords(joinWords(wordSeparator, p.Say("Tip"), p.where(above(b), b)))
	if t.Again {
		p.add(section("_" + p.Say("This was not clear to some of you; here it is again, and why.") + "_"))
	}
	p.lead(t.Lead)
	if t.Why != nil {
		p.further(*t.Why)
	}
	if len(t.Recap) > 0 {
		p.recap(t.Recap)
	}
	return p.message(joinWords(": ", p.Say("Tip"), fallback(answer.Answer{Outcome: answer.Found, Snippets: []answer.Snippet{t.Lead}}, o)))
}

// titled is the header of a tip, under the block_id that history finds it by.
func titled(b *kb.Block, date string) slack.Block {
	h := header(name(b))
	if head, ok := h.(*slack.HeaderBlock); ok && date != "" {
		head.BlockID = TipBlock(date)
	}
	return h
}

// tipLeads are the buttons that lead on from a tip.
func (p *page) tipLeads(t Tip) slack.Block {
	b := t.Lead.Block
	leads := []lead{{p.Say("More on this"), answer.Request{Under: [][]string{b.Topic}}}}
	if t.HasWhy {
		leads = append(leads, lead{p.Say("Why"), answer.Request{Under: [][]string{b.Topic}, Kinds: []kb.Kind{kb.Why}}})
	}
	for _, other := range t.Others[:min(len(t.Others), maxOthers)] {
		leads = append(leads, lead{p.Say("Compare with %s", literal(line(other))), answer.Request{Subjects: []string{b.Name(), other}}})
	}
	return p.o.buttons(leads, maxOnwardCost)
}

// tipVotes are the buttons that say what one thinks of a tip.
func (p *page) tipVotes(b *kb.Block) slack.Block {
	if !p.o.messageOnly() || !utf8.ValidString(b.ID) {
		return nil
	}
	var votes []slack.BlockElement
	for _, v := range []struct{ vote, label string }{
		{VoteUp, "👍"}, {VoteDown, "👎"}, {VoteTooBasic, p.Say("Too basic")}, {VoteTooDeep, p.Say("Too deep")},
	} {
		mark := TipMark{ID: b.ID, Rev: b.Rev, Vote: v.vote}
		emoji := true
		label := &slack.TextBlockObject{Type: slack.PlainTextType, Text: shortenText(v.label, MaxButtonText), Emoji: &emoji}
		votes = append(votes, slack.NewButtonBlockElement(TipVoteAction+":"+v.vote, mark.Value(), label))
	}
	return slack.NewActionBlock("", votes...)
}

// recap shows a week's lines under a divider, as many as fit.
func (p *page) recap(lines []string) {
	p.add(slack.NewDividerBlock())
	p.add(section(p.clipLines(append([]string{"*" + p.Say("This week here") + "*"}, lines...), MaxSectionText)))
}

// A Week is what a channel's week brought: public things only.
type Week struct {
	Asked []string // topics that were asked for, most often first
	Liked []string // topics of answers and tips that were liked
	Gaps  []string // subjects that the notes have nothing on
	Tips  int      // that were posted
}

// RecapLines words a week, a line a subject; none for a week without any.
func RecapLines(w Week, o Options) []string {
	v := o.voice()
	var lines []string
	for _, l := range []struct {
		label string
		names []string
	}{{v.Say("Asked about"), w.Asked}, {v.Say("Liked"), w.Liked}, {v.Say("No note yet on"), w.Gaps}} {
		if len(l.names) > 0 {
			lines = append(lines, "• "+l.label+": "+plainList(l.names))
		}
	}
	return lines
}

func plainList(names []string) string {
	var out []string
	for _, n := range names[:min(len(names), maxAsks+2)] {
		out = append(out, plain(shortenText(line(n), maxLabel)))
	}
	return strings.Join(out, ", ")
}

// RecapOnly is a week's lines as a message of their own, for a Friday without a tip.
func RecapOnly(lines []string, date string, o Options) Message {
	p := newPage(o, true)
	h := header(p.Say("This week here"))
	if head, ok := h.(*slack.HeaderBlock); ok {
		head.BlockID = TipBlock(date)
	}
	p.add(h)
	p.add(section(p.clipLines(lines, MaxSectionText)))
	return p.message(p.Say("This week here"))
}

// TipsNotice is a sentence about the tips of a channel: key is the text, its first argument the channel, the others are escaped.
func TipsNotice(o Options, key, channel string, args ...string) Message {
	v := o.voice()
	all := []any{v.tipsPlace(channel)}
	for _, a := range args {
		all = append(all, plain(a))
	}
	return notice(v.Say(key, all...))
}

// TipsOffer is a sentence with a button that opens the modal for a channel, for where none can be opened at once.
func TipsOffer(o Options, m Message, channel string) Message {
	m.Blocks = append(m.Blocks, slack.NewActionBlock("", press(TipsOpenAction, channel, o.voice().Say("Set up tips"))))
	return m
}

// A TipsLine is the tips of a channel on the Home tab.
type TipsLine struct {
	Plan    TipsPlan
	Stopped bool
}

// maxTipsLines is how many channels' tips the Home tab shows.
const maxTipsLines = 10

// TipsAtHome is the part of the Home tab about a person's tips; own is their direct message with archbot, empty where that is not known.
func TipsAtHome(lines []TipsLine, own string, o Options) []slack.Block {
	v := o.voice()
	blocks := []slack.Block{slack.NewDividerBlock(), section("*" + v.Say("Daily tips") + "*")}
	mine := false
	for _, l := range lines[:min(len(lines), maxTipsLines)] {
		mine = mine || l.Plan.Channel == own
		next := v.Say("stopped")
		if !l.Stopped {
			next = v.Say("next: %s", plain(v.date(l.Plan.Next, l.Plan.Now)))
		}
		text := joinWords(wordSeparator, v.tipsPlace(l.Plan.Channel), plain(v.plan(l.Plan)), next)
		change := slack.NewAccessory(press(TipsOpenAction+":"+l.Plan.Channel, l.Plan.Channel, v.Say("Change")))
		blocks = append(blocks, slack.NewSectionBlock(mrkdwnText(cutMarkup(text, MaxSectionText)), nil, change))
	}
	if len(lines) == 0 {
		blocks = append(blocks, section(v.Say("None yet. A channel gets them with %s there.", code(o.command()+" tips"))))
	}
	if own != "" && !mine {
		blocks = append(blocks, slack.NewActionBlock("", press(TipsOpenAction, own, v.Say("A tip a day for me"))))
	}
	return blocks
}
