package render

import (
	"unicode/utf8"

	"github.com/slack-go/slack"

	"archbot/bot/words"
	"archbot/kb"
	"archbot/kb/answer"
)

// The elements under an answer that say what one thinks of it, and that take it away.
const (
	FeedbackAction = "feedback" // its values are marks as a tip's are, see [TipMark]
	RemoveAction   = "remove"   // its value is who asked
)

// judged plans what one can say of an answer: under a message that has newer blocks as it is Slack's own feedback buttons, under one that
// may ride in an ack two buttons of the classic kind.
func (p *page) judged(a answer.Answer) {
	if !p.o.Votes || !p.o.messageOnly() || len(a.Snippets) == 0 {
		return
	}
	b := a.Snippets[0].Block
	if b.ID == "" || len(b.ID) > kb.MaxID || !utf8.ValidString(b.ID) {
		return
	}
	classic := p.classicVotes(b)
	p.votes = func(native bool) slack.Block {
		if native {
			return p.nativeVotes(b)
		}
		return classic
	}
	p.spent += cost(classic) // the native ones take less
	p.led++
}

func voteOn(b *kb.Block, vote string) string {
	return TipMark{ID: b.ID, Rev: b.Rev, Vote: vote}.Value()
}

func (p *page) nativeVotes(b *kb.Block) slack.Block {
	up := slack.NewFeedbackButton(labelText(p.Say("Helpful"), MaxButtonText), voteOn(b, VoteUp))
	down := slack.NewFeedbackButton(labelText(p.Say("Not helpful"), MaxButtonText), voteOn(b, VoteDown))
	elements := []slack.BlockElement{slack.NewFeedbackButtonsBlockElement(FeedbackAction, up, down)}
	if p.removable() {
		elements = append(elements, slack.NewIconButtonBlockElement("trash", labelText(p.Say("Delete"), MaxButtonText), RemoveAction).
			WithValue(p.o.Asker).WithConfirm(p.sure()))
	}
	return slack.NewContextActionsBlock("", elements...)
}

func (p *page) classicVotes(b *kb.Block) slack.Block {
	up, down := press(FeedbackAction+":up", voteOn(b, VoteUp), "👍"), press(FeedbackAction+":down", voteOn(b, VoteDown), "👎")
	up.Text.Emoji, down.Text.Emoji = new(bool), new(bool)
	*up.Text.Emoji, *down.Text.Emoji = true, true
	up.AccessibilityLabel, down.AccessibilityLabel = p.Say("Helpful"), p.Say("Not helpful")
	elements := []slack.BlockElement{up, down}
	if p.removable() {
		remove := press(RemoveAction, p.o.Asker, p.Say("Delete"))
		remove.Confirm = p.sure()
		elements = append(elements, remove)
	}
	return slack.NewActionBlock("", elements...)
}

// removable reports whether the message stays until somebody deletes it, and it is known who asked.
func (p *page) removable() bool { return p.o.Surface == Channel && userID.MatchString(p.o.Asker) }

func (p *page) sure() *slack.ConfirmationBlockObject {
	return slack.NewConfirmationBlockObject(labelText(p.Say("Delete this answer?"), MaxConfirmTitle),
		labelText(p.Say("It goes for everybody. Who asked, or an admin, can do that."), MaxConfirmText),
		labelText(p.Say("Delete"), MaxConfirmButton), labelText(p.Say("Keep"), MaxConfirmButton))
}

// The limits of a confirmation (docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object).
const (
	MaxConfirmTitle  = 100
	MaxConfirmText   = 300
	MaxConfirmButton = 30
)

// The modal that asks what was not helpful.
const (
	ReasonView   = "vote-reason"
	ReasonChoice = "vote-why"
	ReasonNote   = "vote-note"
)

// reasons are what may be wrong with an answer: as the store knows it, and as people read it.
var reasons = []struct{ value, label string }{
	{"wrong", words.Key("It is wrong")},
	{"outdated", words.Key("It is outdated")},
	{"missing", words.Key("Something is missing")},
	{"unclear", words.Key("It is unclear")},
}

// IsReason reports whether a value is one of the reasons.
func IsReason(value string) bool {
	for _, r := range reasons {
		if r.value == value {
			return true
		}
	}
	return false
}

// AskReason is the modal that asks why an answer was not helpful; carry is what it carries.
func AskReason(carry string, o Options) View {
	v := o.voice()
	var options []*slack.OptionBlockObject
	for _, r := range reasons {
		options = append(options, choice(r.value, v.Say(r.label)))
	}
	note := slack.NewPlainTextInputBlockElement(labelText(v.Say("For who looks after the notes"), MaxPlaceholder), ReasonNote)
	note.Multiline, note.MaxLength = true, MaxNote
	return View{
		Title: v.Say("Not helpful"), Submit: v.Say("Send"), Close: v.Say("Cancel"), Callback: ReasonView, Metadata: carry,
		Blocks: []slack.Block{
			input(ReasonChoice, v.Say("What is it?"), slack.NewRadioButtonsBlockElement(ReasonChoice, options...), true),
			input(ReasonNote, v.Say("A note"), note, true),
			context(v.Say("Nobody in the channel sees this. Your vote counts already.")),
		},
	}
}

// MaxNote is how long a note about an answer may be, in characters; it is stored.
const MaxNote = 1000
