package render

import (
	"regexp"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"archbot/kb/answer"
)

// ShareAction is the action_id of the button under a private answer that shares it with the channel.
const ShareAction = "share"

// ends plans what a message says after its answer, and keeps room for it: what is gone, buttons for what is missing, a button to share it, who
// asked.
func (p *page) ends(a answer.Answer) {
	p.leadsOn(a)
	p.judged(a)
	if a.Gone > 0 {
		p.foot = append(p.foot, context(p.gone(a.Gone)))
	}
	if len(a.Missing) > 0 && len(a.Snippets) > 0 && p.o.Gap != nil { // one that has nothing at all has the same; see none
		if b := p.wanting(p.o.Gap(a)); b != nil && cost(b) <= maxWantingCost {
			p.foot = append(p.foot, b)
		}
	}
	if b := shareButton(p.o); b != nil {
		p.foot = append(p.foot, b)
	}
	if p.o.messageOnly() && userID.MatchString(p.o.SharedBy) {
		p.signed = append(p.signed, context(p.askedBy(p.o.SharedBy)))
	}
	for _, b := range append(p.foot[:len(p.foot):len(p.foot)], p.signed...) {
		p.spent += cost(b)
	}
}

// userID is how Slack names people; anything else would be markup.
var userID = regexp.MustCompile(`^[UW][A-Z0-9]{1,30}$`)

// shareButton is nil where there is nothing to share, nobody to share it with, or no room for what it carries.
func shareButton(o Options) slack.Block {
	if o.Share == "" || o.Unseen || o.Surface != Private || units(o.Share) > MaxButtonValue || !utf8.ValidString(o.Share) {
		return nil
	}
	label := slack.NewTextBlockObject(slack.PlainTextType, o.voice().Say("Share to channel"), false, false)
	b := slack.NewActionBlock("", slack.NewButtonBlockElement(ShareAction, o.Share, label))
	if cost(b) > maxShareCost {
		return nil
	}
	return b
}

// Signed is a message that ends with who asked for it; user is a user ID.
func Signed(m Message, user string, o Options) Message {
	if userID.MatchString(user) {
		m.Blocks = append(m.Blocks[:len(m.Blocks):len(m.Blocks)], context(o.voice().askedBy(user)))
	}
	return m
}
