package render

import (
	"encoding/json"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// cost is what a block takes of [MaxBlockJSON]: the length of its JSON as it is sent, in UTF-16 units, or two thirds of
// its bytes where that is more, so that blocks within the budget also stay below 15,000 bytes in any script.
func cost(b slack.Block) int {
	l, err := size(b)
	if err != nil {
		return MaxBlockJSON + 1 // what cannot be sent never fits
	}
	return l.cost() + len(",")
}

func (l length) cost() int { return max(l.chars, (2*l.bytes+2)/3) }

// textCost is what s takes inside a JSON string, in the unit of cost; it is here because a section is filled piece by piece.
func textCost(s string) int { return jsonSize(s).cost() }

// A length is of JSON: in UTF-16 units, and in bytes.
type length struct{ chars, bytes int }

// plus is the length of something with ASCII around it.
func (l length) plus(ascii int) length { return length{l.chars + ascii, l.bytes + ascii} }

func (l length) and(m length) length { return length{l.chars + m.chars, l.bytes + m.bytes} }

// size is the length of a block's JSON. The blocks that most messages are made of, texts, buttons and tables, are measured with no JSON made of
// them: that would take as long as all else that an answer needs to be shown.
func size(b slack.Block) (length, error) {
	switch b := b.(type) {
	case *slack.SectionBlock:
		if b.BlockID == "" && b.Accessory == nil && !b.Expand {
			return sectionSize(b), nil
		}
	case *slack.ContextBlock:
		if len(b.ContextElements.Elements) == 1 && b.BlockID == "" {
			if text, ok := b.ContextElements.Elements[0].(*slack.TextBlockObject); ok {
				return textSize(text).plus(len(`{"type":"context","elements":[]}`)), nil
			}
		}
	case *slack.HeaderBlock:
		if b.Text != nil && b.BlockID == "" && b.Level == 0 {
			return textSize(b.Text).plus(len(`{"type":"header","text":}`)), nil
		}
	case *slack.DividerBlock:
		if b.BlockID == "" {
			return length{}.plus(len(`{"type":"divider"}`)), nil
		}
	case *slack.ActionBlock:
		if l, ok := buttonsSize(b.Elements.ElementSet); ok && b.BlockID == "" {
			return l.plus(actionsFrame), nil
		}
	case *slack.ContextActionsBlock:
		if votes, ok := onlyVotes(b); ok && b.BlockID == "" {
			return votesSize(votes).plus(len(`{"type":"context_actions","elements":[]}`)), nil
		}
	case *slack.TableBlock:
		if b.BlockID == "" && len(b.Rows) > 0 {
			return tableSize(b)
		}
	}
	return madeSize(b)
}

// madeSize is the length of the JSON of anything: it is made to be measured.
func madeSize(v any) (length, error) {
	j, err := json.Marshal(v)
	return length{units(string(j)), len(j)}, err
}

func sectionSize(b *slack.SectionBlock) length {
	l := length{}.plus(len(`{"type":"section"}`))
	if b.Text != nil {
		l = l.and(textSize(b.Text)).plus(len(`,"text":`))
	}
	for i, f := range b.Fields {
		l = l.and(textSize(f)).plus(min(i, len(",")))
	}
	if len(b.Fields) > 0 {
		l = l.plus(len(`,"fields":[]`))
	}
	return l
}

// onlyVotes is the element of a block that has no other than buttons to say what one thinks of an answer.
func onlyVotes(b *slack.ContextActionsBlock) (*slack.FeedbackButtonsBlockElement, bool) {
	if b.Elements == nil || len(b.Elements.ElementSet) != 1 {
		return nil, false
	}
	votes, ok := b.Elements.ElementSet[0].(*slack.FeedbackButtonsBlockElement)
	return votes, ok && votes.ActionID != "" && worded(votes.PositiveButton) && worded(votes.NegativeButton)
}

func worded(b *slack.FeedbackButton) bool { return b != nil && b.Text != nil }

func votesSize(v *slack.FeedbackButtonsBlockElement) length {
	l := jsonSize(v.ActionID).plus(len(`{"type":"feedback_buttons","action_id":"","positive_button":,"negative_button":}`))
	for _, b := range []*slack.FeedbackButton{v.PositiveButton, v.NegativeButton} {
		l = l.and(textSize(b.Text)).and(jsonSize(b.Value)).plus(len(`{"text":,"value":""}`))
		if b.AccessibilityLabel != "" {
			l = l.and(jsonSize(b.AccessibilityLabel)).plus(len(`,"accessibility_label":""`))
		}
	}
	return l
}

// actionsFrame is the length of an actions block without its elements.
const actionsFrame = len(`{"type":"actions","elements":[]}`)

// buttonsSize is the length of a list of buttons, if these are all that is in it.
func buttonsSize(list []slack.BlockElement) (sum length, ok bool) {
	for i, e := range list {
		b, ok := e.(*slack.ButtonBlockElement)
		if !ok || b.Text == nil || b.URL != "" || b.Confirm != nil || b.Style != "" || b.AgentPrompt != "" || b.AgentPromptDisplay != "" ||
			b.VisibleToUserIDs != nil {
			return length{}, false
		}
		sum = sum.and(buttonSize(b)).plus(min(i, len(",")))
	}
	return sum, true
}

// buttonSize is the length of a button that has no more than a text, an action_id, a value and a label for screen readers.
func buttonSize(b *slack.ButtonBlockElement) length {
	l := textSize(b.Text).plus(len(`{"type":"button","text":}`))
	for _, more := range []struct{ key, value string }{
		{`"action_id":`, b.ActionID}, {`"value":`, b.Value}, {`"accessibility_label":`, b.AccessibilityLabel},
	} {
		if more.value != "" {
			l = l.and(jsonSize(more.value)).plus(len(`,""`) + len(more.key))
		}
	}
	return l
}

// textSize is the length of a text object.
func textSize(t *slack.TextBlockObject) length {
	frame := len(`{"type":"","text":""}`) + len(t.Type)
	if t.Emoji != nil {
		frame += len(`,"emoji":true`)
		if !*t.Emoji {
			frame += len("false") - len("true")
		}
	}
	if t.Verbatim {
		frame += len(`,"verbatim":true`)
	}
	return jsonSize(t.Text).plus(frame)
}

// jsonSize is the length of s inside a JSON string. It agrees with encoding/json, which escapes <, > and &.
func jsonSize(s string) (l length) {
	for i := 0; i < len(s); {
		if i+8 <= len(s) {
			if n := jsonSize8(s[i : i+8]); n < notASCII {
				l, i = l.plus(n), i+8
				continue
			}
		}
		for end := i + 8; i < len(s) && i < end; {
			r, n := utf8.DecodeRuneInString(s[i:])
			l, i = l.and(runeSize(r)), i+n
		}
	}
	return l
}

func jsonSize8(s string) int {
	_ = s[7]
	return int(byteSize[s[0]]) + int(byteSize[s[1]]) + int(byteSize[s[2]]) + int(byteSize[s[3]]) +
		int(byteSize[s[4]]) + int(byteSize[s[5]]) + int(byteSize[s[6]]) + int(byteSize[s[7]])
}

func runeSize(r rune) length {
	switch {
	case r < utf8.RuneSelf:
		return length{int(byteSize[r]), int(byteSize[r])}
	case r == '\u2028' || r == '\u2029' || r == utf8.RuneError:
		return length{6, 6}
	}
	return length{utf16.RuneLen(r), utf8.RuneLen(r)}
}

// notASCII is more than eight characters take.
const notASCII = 100

// byteSize is what each character takes inside a JSON string; notASCII where a byte is none.
var byteSize = func() (size [256]byte) {
	for c := range size {
		switch {
		case c >= utf8.RuneSelf:
			size[c] = notASCII
		case strings.ContainsRune("\"\\\n\t\r\b\f", rune(c)):
			size[c] = 2
		case c < ' ' || strings.ContainsRune("<>&", rune(c)):
			size[c] = 6
		default:
			size[c] = 1
		}
	}
	return size
}()

// units is the length of s in UTF-16 code units.
func units(s string) (n int) {
	for i := 0; i < len(s); {
		if i+8 <= len(s) && look8(s[i:i+8])&foreign == 0 {
			n, i = n+8, i+8
			continue
		}
		for end := i + 8; i < len(s) && i < end; n++ {
			r, size := utf8.DecodeRuneInString(s[i:])
			if i += size; r > 0xFFFF {
				n++
			}
		}
	}
	return n
}

// within reports whether s has at most limit units. There are never more units than bytes.
func within(s string, limit int) bool { return len(s) <= limit || units(s) <= limit }
