package kb

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	markdown "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Bounds that keep parsing linear in the size of a note whatever is in it. Notes that people write stay far below them; what
// is above is read as plain text.
const (
	maxNesting   = 24       // containers (quotes, lists, HTML) inside each other
	maxParagraph = 32 << 10 // bytes of a paragraph whose inline markup is read
	maxHeading   = 2 << 10  // bytes of a heading
	maxReference = 2 << 10  // link reference definitions without a blank line between them
	maxSparse    = 4096     // cells that a table may be filled up with before it must be mostly full
)

// newMarkdown makes the Markdown parser: CommonMark with tables, strikethrough and bare links, annotations as blocks of their
// own, and emphasis as people mean it. Its state belongs to one document. Where comments begin that are never closed is added
// to open.
func newMarkdown(source []byte, open *[]int) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(setext{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(annotationParser{}, 550),
			util.Prioritized(atx{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(newFences(source), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(newHTMLBlocks(source, open), 900),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasis{}, 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(references{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(dense{extension.NewTableParagraphTransformer()}, 200),
			util.Prioritized(plainLong{}, 300),
		),
	)
}

// Shallow refuses containers that are nested too deeply.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, reader markdown.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if depth++; depth > maxNesting {
			return nil, parser.NoChildren
		}
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// Setext wants two characters of underline: a single "=" between lines lists synonyms, and a single "-" is an empty item.
type setext struct{ parser.BlockParser }

func (s setext) Open(parent ast.Node, reader markdown.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if len(bytes.TrimSpace(line)) < 2 {
		return nil, parser.NoChildren
	}
	last := pc.LastOpenedBlock().Node
	if last != nil && last.Lines() != nil && last.Lines().Len() > 8 {
		return nil, parser.NoChildren // a long paragraph with a rule below, no heading
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// Atx refuses headings that are longer than any topic.
type atx struct{ parser.BlockParser }

func (a atx) Open(parent ast.Node, reader markdown.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); len(line) > maxHeading {
		return nil, parser.NoChildren
	}
	return a.BlockParser.Open(parent, reader, pc)
}

// References takes link reference definitions from the start of paragraphs, which costs the square of their number.
type references struct{ parser.ParagraphTransformer }

func (r references) Transform(node *ast.Paragraph, reader markdown.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxReference {
		r.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// Dense makes tables of paragraphs unless most of the table would be filler.
type dense struct{ parser.ParagraphTransformer }

func (d dense) Transform(node *ast.Paragraph, reader markdown.Reader, pc parser.Context) {
	lines := node.Lines()
	if lines.Len() < 2 {
		return
	}
	widest, pipes := 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		n := bytes.Count(segment.Value(reader.Source()), []byte{'|'})
		widest, pipes = max(widest, n+1), pipes+n+1
	}
	if sparse(lines.Len()*widest, pipes) {
		return
	}
	d.ParagraphTransformer.Transform(node, reader, pc)
}

// sparse reports whether a table of so many cells is mostly filler around the cells that were written.
func sparse(cells, written int) bool { return cells > maxSparse && cells > 8*written }

var kindPlain = ast.NewNodeKind("Plain")

// A plain is a paragraph too long to look for markup in.
type plain struct{ ast.BaseBlock }

func (*plain) Kind() ast.NodeKind            { return kindPlain }
func (*plain) IsRaw() bool                   { return true }
func (p *plain) Dump(source []byte, lvl int) { ast.DumpHelper(p, source, lvl, nil, nil) }

type plainLong struct{}

func (plainLong) Transform(node *ast.Paragraph, _ markdown.Reader, _ parser.Context) {
	lines := node.Lines()
	if n := lines.Len(); n == 0 || lines.At(n-1).Stop-lines.At(0).Start <= maxParagraph {
		return
	}
	p := &plain{}
	p.SetLines(lines)
	p.SetPos(node.Pos())
	p.SetBlankPreviousLines(node.HasBlankPreviousLines())
	node.Parent().ReplaceChild(node.Parent(), node, p)
}

// lines is the source text of a block, line breaks included.
func linesOf(n ast.Node, source []byte) []byte {
	var b []byte
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		b = append(b, segment.Value(source)...)
	}
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		b = append(b, h.ClosureLine.Value(source)...)
	}
	return b
}

// isHeader reports whether a table row is the one that names the columns.
func isHeader(n ast.Node) bool {
	_, ok := n.(*extast.TableHeader)
	return ok
}
