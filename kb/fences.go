package kb

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	markdown "github.com/yuin/goldmark/text"
)

// Fences reads fenced code. A fence that is never closed would swallow the rest of the note; it ends at the next annotation.
type fences struct {
	parser.BlockParser
	marks map[byte]*fenceMarks
}

// FenceMarks are the lines that could close a fence, in order.
type fenceMarks struct {
	offsets []int
	longest []int // the longest mark at this or a later offset
}

func newFences(source []byte) fences {
	f := fences{parser.NewFencedCodeBlockParser(), map[byte]*fenceMarks{'`': {}, '~': {}}}
	offset := 0
	for line := range bytes.Lines(source) {
		mark := bytes.TrimSpace(bytes.TrimLeft(line, " \t>"))
		if len(mark) >= 3 && (mark[0] == '`' || mark[0] == '~') && len(bytes.Trim(mark, string(mark[:1]))) == 0 {
			m := f.marks[mark[0]]
			m.offsets = append(m.offsets, offset)
			m.longest = append(m.longest, len(mark))
		}
		offset += len(line)
	}
	for _, m := range f.marks {
		for i := len(m.longest) - 2; i >= 0; i-- {
			m.longest[i] = max(m.longest[i], m.longest[i+1])
		}
	}
	return f
}

// closed reports whether a fence of n characters c is closed after offset.
func (f fences) closed(c byte, n, offset int) bool {
	m := f.marks[c]
	i := sort.SearchInts(m.offsets, offset)
	return i < len(m.offsets) && m.longest[i] >= n
}

// openFence is the attribute of a code block whose fence is never closed.
const openFence = "open"

func (f fences) Open(parent ast.Node, reader markdown.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	node, state := f.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	mark := bytes.TrimLeft(line, " \t")
	n := len(mark) - len(bytes.TrimLeft(mark, string(mark[:1])))
	if !f.closed(mark[0], n, segment.Stop) {
		node.SetAttributeString(openFence, true)
	}
	return node, state
}

func (f fences) Continue(node ast.Node, reader markdown.Reader, pc parser.Context) parser.State {
	if _, open := node.AttributeString(openFence); open {
		if line, _ := reader.PeekLine(); annotationStart(line) >= 0 {
			return parser.Close
		}
	}
	return f.BlockParser.Continue(node, reader, pc)
}
