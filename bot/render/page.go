package render

import (
	"strings"

	"github.com/slack-go/slack"

	"archbot/kb"
)

// A page is a message being put together from the top down. It never holds more than a message may: what does not fit is
// not added, and the caller is told.
type page struct {
	voice
	o      Options
	notes  notes
	place  string    // of block, as mrkdwn: where to read what does not fit
	block  *kb.Block // that is being shown
	plain  bool      // only what an ack or a modal takes: no table, no picture
	blocks []slack.Block
	room   int // for the blocks as JSON, at most MaxBlockJSON
	spent  int // of MaxBlockJSON, the brackets around the blocks included
	kept   int // of MaxBlockJSON, for what must still come
	images int
	tables int
	shown  int // snippets shown
	onward func(shown int) slack.Block
	led    int                           // blocks that onward makes
	cutOff int                           // pictures that are not shown
	foot   []slack.Block                 // what comes after the answer, before the line that closes it
	signed []slack.Block                 // what comes last of all
	votes  func(native bool) slack.Block // what one can say of the answer; nil for nothing
	closed bool                          // the last block is a line that closes the message

	toCome func(shown int) []slack.BlockElement // the button for what comes after the snippets shown, one of those of onward; nil for none
}

func newPage(o Options, plain bool) *page {
	return &page{voice: o.voice(), o: o, notes: notes{voice: o.voice(), pattern: o.NotesURL}, plain: plain || !o.messageOnly(), room: MaxBlockJSON, spent: 2}
}

// left is the cost of what may still be added.
func (p *page) left() int {
	if len(p.blocks) >= MaxBlocks-reservedBlocks && p.kept > 0 {
		return 0
	}
	return p.room - p.spent - p.kept
}

// reservedBlocks is how many blocks are kept free for what must still come.
const reservedBlocks = 6

// keep reserves room for blocks that come last; they are added after a call of keep without any.
func (p *page) keep(last ...slack.Block) {
	p.kept = 0
	for _, b := range last {
		if b == nil {
			continue
		}
		p.kept += cost(b)
	}
}

// add reports whether b fit.
func (p *page) add(b slack.Block) bool { return p.addAll(0, b) }

// addAll adds blocks that belong together if they all fit and leave so much over, and reports whether it did.
func (p *page) addAll(over int, blocks ...slack.Block) bool {
	size := 0
	for _, b := range blocks {
		size += cost(b)
	}
	if size+over > p.left() || len(p.blocks)+len(blocks)+p.led+len(p.foot)+len(p.signed) > MaxBlocks {
		return false
	}
	p.blocks = append(p.blocks, blocks...)
	p.spent += size
	return true
}

// mrkdwnText is a text object that Slack does not look through for names and addresses by itself: only what is marked up
// here is a link or calls somebody.
func mrkdwnText(text string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.MarkdownType, Text: text, Verbatim: true}
}

// sectionCost is the cost of a section without its text.
const sectionCost = len(`{"type":"section","text":{"type":"mrkdwn","text":"","verbatim":true}}`) + len(",")

func section(text string) slack.Block { return slack.NewSectionBlock(mrkdwnText(text), nil, nil) }

// context is a context block of one text, nil where there is nothing to say. The words are mrkdwn, each shown whole or
// not at all.
func context(words ...string) slack.Block {
	fit, n := 0, 0
	for _, w := range words {
		if w != "" {
			if n > 0 {
				n += units(wordSeparator)
			}
			if n += units(w); n > MaxContextText {
				break
			}
		}
		fit++
	}
	text := joinWords(wordSeparator, words[:fit]...)
	if text == "" {
		return nil
	}
	return slack.NewContextBlock("", mrkdwnText(text))
}

// header is a header block; text is shown as it is. Slack takes no empty one.
func header(text string) slack.Block {
	text = shortenText(literal(line(text)), MaxHeaderText)
	if text == "" {
		text = emptyCell
	}
	emoji := false
	return slack.NewHeaderBlock(&slack.TextBlockObject{Type: slack.PlainTextType, Text: text, Emoji: &emoji})
}

// addWords adds a context block, if there is anything to say, and reports whether it did.
func (p *page) addWords(words ...string) bool {
	c := context(words...)
	return c != nil && p.add(c)
}

// close adds the context block that closes the message.
func (p *page) close(words ...string) { p.closed = p.addWords(words...) }

// body adds pieces, as many in a section as fit, and reports how many of them were added, all or the first few.
func (p *page) body(pieces []piece) int {
	var text strings.Builder
	long, size := 0, length{} // of text: in units, and as JSON
	flush := func() {
		if text.Len() > 0 {
			p.add(section(text.String()))
			text.Reset()
			long, size = 0, length{}
		}
	}
	for i, q := range pieces {
		if q.image != nil || q.table != nil {
			flush()
			if !p.showBlock(q) {
				return i
			}
			continue
		}
		n := units(q.text)
		if long > 0 && long+units(q.gap)+n > MaxSectionText {
			flush()
		}
		next := jsonSize(q.text)
		if long > 0 {
			n, next = n+units(q.gap), next.and(jsonSize(q.gap))
		}
		if sectionCost+size.and(next).cost() > p.left() {
			flush()
			return i
		}
		if long > 0 {
			text.WriteString(q.gap)
		}
		text.WriteString(q.text)
		long, size = long+n, size.and(next)
	}
	flush()
	return len(pieces)
}

// showBlock adds a picture or a table, and reports whether it is shown or at least counted.
func (p *page) showBlock(q piece) bool {
	if q.image != nil {
		if p.images >= maxImages || !p.add(p.imageBlock(*q.image)) {
			p.cutOff++
		} else {
			p.images++
		}
		return true
	}
	f := p.notes.noteTable(*q.table, p.left()-600)
	if p.tables >= MaxTables || f.block == nil || !p.add(f.block) {
		rows := p.notes.pieces(kb.Body{*q.table}, MaxSectionText, false)
		return p.body(rows) == len(rows)
	}
	p.tables++
	if f.rows > 0 || f.cols > 0 || f.cells {
		return p.body([]piece{{text: p.tableCut(f, p.place)}}) == 1
	}
	return true
}

func (v voice) tableCut(f fitted, place string) string {
	var s []string
	if f.rows > 0 || f.cols > 0 {
		s = append(s, v.rowsCut(f.rows, f.cols, place))
	}
	if f.cells {
		s = append(s, v.cellsCut(place))
	}
	return strings.Join(s, "\n")
}

func (v voice) imageBlock(img kb.Image) slack.Block {
	alt := shortenText(literal(img.Alt), MaxImageAlt)
	var title *slack.TextBlockObject
	if alt == "" {
		alt = v.picture()
	} else {
		title = &slack.TextBlockObject{Type: slack.PlainTextType, Text: shortenText(alt, MaxImageTitle)}
	}
	return slack.NewImageBlock(img.URL, alt, "", title)
}

// message ends the page. Its text is never empty.
func (p *page) message(text string) Message {
	if text == "" {
		text = p.nothingHere()
	}
	end := len(p.blocks)
	if p.closed {
		end--
	}
	var onward []slack.Block
	if p.onward != nil {
		if b := p.onward(p.shown); b != nil {
			onward = []slack.Block{b}
		}
	}
	m := Message{Text: text, Blocks: make([]slack.Block, 0, len(p.blocks)+len(p.foot)+len(p.signed)+2)} // one that leads on, one for votes
	for _, part := range [][]slack.Block{p.blocks[:end], onward, p.foot, p.blocks[end:], p.signed} {
		m.Blocks = append(m.Blocks, part...)
	}
	if p.votes != nil {
		m.Blocks = append(m.Blocks, p.votes(!p.plain && (p.o.Surface == Channel || !m.Classic())))
	}
	return m
}
