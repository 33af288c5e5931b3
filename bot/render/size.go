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
	chars, bytes, err := size(b)
	if err != nil {
		return MaxBlockJSON + 1 // what cannot be sent never fits
	}
	return weigh(chars, bytes) + len(",")
}

func weigh(chars, bytes int) int { return max(chars, (2*bytes+2)/3) }

// textCost is what s takes inside a JSON string, in the unit of cost; it is here because a section is filled piece by piece.
func textCost(s string) int { return weigh(jsonSize(s)) }

// The JSON around the one text of a block.
const (
	sectionFrame = len(`{"type":"section","text":}`)
	contextFrame = len(`{"type":"context","elements":[]}`)
)

// size is the length of a block's JSON, in UTF-16 units and in bytes. Most blocks are one text, which is measured with no JSON made of it.
func size(b slack.Block) (chars, bytes int, err error) {
	switch b := b.(type) {
	case *slack.SectionBlock:
		if b.Text != nil && b.BlockID == "" && b.Fields == nil && b.Accessory == nil && !b.Expand {
			chars, bytes = textSize(b.Text)
			return sectionFrame + chars, sectionFrame + bytes, nil
		}
	case *slack.ContextBlock:
		if len(b.ContextElements.Elements) == 1 && b.BlockID == "" {
			if text, ok := b.ContextElements.Elements[0].(*slack.TextBlockObject); ok {
				chars, bytes = textSize(text)
				return contextFrame + chars, contextFrame + bytes, nil
			}
		}
	}
	j, err := json.Marshal(b)
	return units(string(j)), len(j), err
}

// textSize is size for a text object.
func textSize(t *slack.TextBlockObject) (chars, bytes int) {
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
	chars, bytes = jsonSize(t.Text)
	return frame + chars, frame + bytes
}

// jsonSize is the length of s inside a JSON string, in UTF-16 units and in bytes. It agrees with encoding/json, which escapes <, > and &.
func jsonSize(s string) (chars, bytes int) {
	ascii := 0
	for ; ascii < len(s) && s[ascii] < utf8.RuneSelf; ascii++ {
		chars += int(asciiSize[s[ascii]])
	}
	bytes = chars
	for _, r := range s[ascii:] {
		c, n := 1, utf8.RuneLen(r)
		switch {
		case r < utf8.RuneSelf:
			c, n = int(asciiSize[r]), int(asciiSize[r])
		case r == '\u2028' || r == '\u2029' || r == utf8.RuneError:
			c, n = 6, 6
		case r > 0xFFFF:
			c = 2
		}
		chars, bytes = chars+c, bytes+n
	}
	return chars, bytes
}

// asciiSize is what each character takes inside a JSON string.
var asciiSize = func() (size [utf8.RuneSelf]byte) {
	for c := range size {
		switch {
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
func units(s string) int {
	n := 0
	for n < len(s) && s[n] < utf8.RuneSelf { // nearly all text there is
		n++
	}
	for _, r := range s[n:] {
		n += utf16.RuneLen(r)
	}
	return n
}
