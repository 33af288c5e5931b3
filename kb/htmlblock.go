package kb

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	markdown "github.com/yuin/goldmark/text"
)

// HTMLBlocks reads HTML blocks, except those that would run to the end of the note because nothing closes them.
type htmlBlocks struct {
	parser.BlockParser
	last map[string]int // where each closing mark occurs last, -1 for nowhere
	open *[]int         // where comments begin that are never closed
}

// What ends the HTML blocks that do not end at a blank line, by how they begin; the first that fits decides.
var htmlEnds = [...]struct{ begin, end string }{
	{"<!--", "-->"}, {"<?", "?>"}, {"<![cdata[", "]]>"}, {"<!", ">"},
	{"<script", "</script>"}, {"<pre", "</pre>"}, {"<style", "</style>"}, {"<textarea", "</textarea>"},
}

// maxOpen is how many comments that are never closed are reported.
const maxOpen = 10

func newHTMLBlocks(source []byte, open *[]int) htmlBlocks {
	h := htmlBlocks{parser.NewHTMLBlockParser(), make(map[string]int, len(htmlEnds)), open}
	if bytes.IndexByte(source, '<') < 0 {
		return h
	}
	lower := lowerASCII(source)
	for _, mark := range htmlEnds {
		h.last[mark.end] = bytes.LastIndex(lower, []byte(mark.end))
	}
	return h
}

// lowerASCII keeps offsets, unlike bytes.ToLower.
func lowerASCII(b []byte) []byte {
	out := make([]byte, len(b))
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return out
}

func (h htmlBlocks) Open(parent ast.Node, reader markdown.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	tag := lowerASCII(bytes.TrimLeft(line[:min(len(line), 16)], " "))
	for _, mark := range htmlEnds {
		if !bytes.HasPrefix(tag, []byte(mark.begin)) {
			continue
		}
		if h.last[mark.end] >= segment.Start {
			break
		}
		if mark.begin == "<!--" && len(*h.open) < maxOpen {
			*h.open = append(*h.open, segment.Start)
		}
		return nil, parser.NoChildren
	}
	return h.BlockParser.Open(parent, reader, pc)
}
