package kb

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	markdown "github.com/yuin/goldmark/text"
)

// Emphasis reads "*", "_" and "~~" as CommonMark does, and where that leaves an opener without its closer, as people mean it:
// word processors export "**_Caching _**provides", whose closing marks follow a space and so close nothing by the rules.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_', '~'} }

func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' || b == '~' }

func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (emphasis) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// Strikes makes strikethrough of two tildes; one tilde means "about".
type strikes struct{ emphasis }

func (strikes) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

func (e emphasis) Parse(_ ast.Node, block markdown.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	var processor parser.DelimiterProcessor = e
	if line[0] == '~' {
		processor = strikes{}
	}
	node := parser.ScanDelimiter(line, before, 1, processor)
	if node == nil || node.Char == '~' && (node.OriginalLength != 2 || before == '~') {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	switch marks, rest := line[:node.OriginalLength], line[node.OriginalLength:]; {
	case !node.CanClose && closes(node, block.Source(), segment.Start, line, pc):
		node.CanOpen, node.CanClose = false, true
	case !node.CanOpen && !node.CanClose && len(marks) == 2 && closedLater(rest, marks):
		node.CanOpen = true // "** bold**"
	}
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

// closes reports whether marks that follow a space were meant to close: there is an opener of the same marks left open, and no
// later marks that would be needed if these opened.
func closes(node *parser.Delimiter, source []byte, start int, line []byte, pc parser.Context) bool {
	first, before := clusterStart(source, start)
	if first == 0 || !unicode.IsSpace(before) || !leftOpen(node, pc) {
		return false
	}
	after, _ := utf8.DecodeRune(bytes.TrimLeft(line, "*_~"))
	if after == utf8.RuneError || unicode.IsSpace(after) {
		return node.OriginalLength > 1 || node.Char == '_' || start > first
	}
	return !closedLater(line[node.OriginalLength:], line[:node.OriginalLength])
}

// clusterStart finds the first of adjoining marks and what stands before it.
func clusterStart(source []byte, start int) (first int, before rune) {
	first = start
	for first > 0 && start-first < 8 && (source[first-1] == '*' || source[first-1] == '_' || source[first-1] == '~') {
		first--
	}
	before, _ = utf8.DecodeLastRune(source[:first])
	return first, before
}

// leftOpen looks back over a bounded number of marks for an opener of the same length that nothing closed yet.
func leftOpen(node *parser.Delimiter, pc parser.Context) bool {
	closers := 0
	d := pc.LastDelimiter()
	for range 64 {
		if d == nil {
			return false
		}
		if d.Char == node.Char && d.OriginalLength == node.OriginalLength {
			switch {
			case d.CanClose && !d.CanOpen:
				closers++
			case d.CanOpen && closers > 0:
				closers--
			case d.CanOpen:
				return true
			}
		}
		d = d.PreviousDelimiter
	}
	return false
}

// closedLater reports whether the next run of the same marks in the line follows a word, and so closes something.
func closedLater(rest, marks []byte) bool {
	rest = rest[:min(len(rest), 4096)]
	for at := 0; at < len(rest); {
		i := bytes.Index(rest[at:], marks)
		if i < 0 {
			return false
		}
		i += at
		end := i
		for end < len(rest) && rest[end] == marks[0] {
			end++
		}
		if end-i == len(marks) {
			return i > 0 && !unicode.IsSpace(rune(rest[i-1])) && !(marks[0] == '_' && startsWord(rest[end:]))
		}
		at = end
	}
	return false
}

// startsWord reports whether a letter or digit comes next: an underscore before it is part of a name.
func startsWord(b []byte) bool {
	r, _ := utf8.DecodeRune(b)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
