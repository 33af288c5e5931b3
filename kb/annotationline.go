package kb

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	markdown "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// annotationLevel is the level of the heading that an annotation is written as.
const annotationLevel = 6

// maxAnnotation is the number of bytes of an annotation; a longer line is text.
const maxAnnotation = 8 << 10

var kindAnnotation = ast.NewNodeKind("Annotation")

// An annotationLine is a heading whose text begins with "{". Its text is not Markdown.
type annotationLine struct {
	ast.BaseBlock
	level       int // how many "#" there are; 6 unless the writer slipped
	start, stop int // of the heading's text in the clean source, trimmed
}

func (*annotationLine) Kind() ast.NodeKind            { return kindAnnotation }
func (*annotationLine) IsRaw() bool                   { return true }
func (a *annotationLine) Dump(source []byte, lvl int) { ast.DumpHelper(a, source, lvl, nil, nil) }

type annotationParser struct{}

func (annotationParser) Trigger() []byte             { return []byte{'#'} }
func (annotationParser) CanInterruptParagraph() bool { return true }
func (annotationParser) CanAcceptIndentedLine() bool { return false }

func (annotationParser) Open(parent ast.Node, reader markdown.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	start := annotationStart(line)
	if start < 0 || parent.Kind() != ast.KindDocument {
		return nil, parser.NoChildren
	}
	marks := bytes.TrimLeft(line[:start], " ")
	base := segment.Start - segment.Padding
	node := &annotationLine{
		level: len(bytes.TrimRight(marks, " \t")),
		start: base + start,
		stop:  base + len(line) - util.TrimRightSpaceLength(line),
	}
	if more := wrapped(reader.Source()[node.start:]); more > 0 {
		node.stop = node.start + more
	}
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// maxWrapped is the number of lines that an annotation may be broken into.
const maxWrapped = 6

// wrapped is the length of an annotation that goes on in the lines below: it is not closed in its own, and they begin with keys.
// It is 0 where there is none.
func wrapped(src []byte) int {
	end := 0
	for i := range maxWrapped {
		line, _, _ := bytes.Cut(src[end:min(len(src), end+maxAnnotation)], []byte("\n"))
		text := bytes.TrimSpace(line)
		if i > 0 {
			if _, ok := keyAt(text, 0); !ok && string(text) != "}" {
				return 0
			}
		}
		end += len(line) + 1
		if bytes.HasSuffix(text, []byte("}")) {
			if i == 0 || end > maxAnnotation {
				return 0
			}
			return end - 1 - (len(line) - len(bytes.TrimRight(line, " \t")))
		}
		if i == 0 && bytes.IndexByte(text, '}') >= 0 || end >= len(src) {
			return 0
		}
	}
	return 0
}

// Continue takes the lines of a wrapped annotation.
func (annotationParser) Continue(node ast.Node, reader markdown.Reader, _ parser.Context) parser.State {
	if _, segment := reader.PeekLine(); segment.Start < node.(*annotationLine).stop {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	return parser.Close
}

func (annotationParser) Close(ast.Node, markdown.Reader, parser.Context) {}

// annotationStart is where the annotation's text begins on a line, -1 where the line is none. A heading of another level is an
// annotation where it has a key that only annotations have. "{#" begins an anchor, "{{" and "{%" a template.
func annotationStart(line []byte) int {
	i := 0
	for i < len(line) && i < 4 && line[i] == ' ' {
		i++
	}
	marks := i
	for i < len(line) && line[i] == '#' {
		i++
	}
	level := i - marks
	if marks > 3 || level == 0 || level > 8 || len(line) > maxAnnotation {
		return -1
	}
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	if i >= len(line) || line[i] != '{' {
		return -1
	}
	if i+1 < len(line) && bytes.IndexByte([]byte("#{%"), line[i+1]) >= 0 {
		return -1
	}
	if level != annotationLevel && !telltale(line[i:]) {
		return -1
	}
	return i
}

// telltale reports whether text has a key that is seen in annotations and nowhere else.
func telltale(text []byte) bool {
	text = lowerASCII(text[:min(len(text), 200)])
	for _, key := range []string{"semantic", "source-link", "source-author", "time-period", "mastery"} {
		if bytes.Contains(text, []byte(key)) {
			return true
		}
	}
	return false
}
