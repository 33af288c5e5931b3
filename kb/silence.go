package kb

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// silencer is a comment that turns rules off: <!-- lint:off image-alt --> from there to the end of the note,
// <!-- lint:off-line image-alt --> in its own and the next line that is not blank. Without a rule it means all.
var silencer = regexp.MustCompile(`<!--\s*lint:off(-line)?((?:[\s,]+[a-z0-9-]*)*?)\s*-->`)

// silences say where rules are turned off; the rule "" stands for all.
type silences struct {
	from  map[string]int    // rule -> line from which it is off
	lines map[ruleLine]bool // rules that are off in single lines
}

type ruleLine struct {
	rule string
	line int
}

// off reports whether a finding's rule is turned off where it stands.
func (s silences) off(f Finding) bool {
	for _, rule := range []string{f.Rule, ""} {
		if from, ok := s.from[rule]; ok && from <= f.Line || s.lines[ruleLine{rule, f.Line}] {
			return true
		}
	}
	return false
}

// silences finds the comments that turn rules off, outside of code.
func (p *noteParser) silences(tree ast.Node, src []byte) {
	if !bytes.Contains(src, []byte("lint:off")) {
		return
	}
	p.silent = silences{make(map[string]int), make(map[ruleLine]bool)}
	code := codeRanges(tree)
	for _, m := range silencer.FindAllSubmatchIndex(src, -1) {
		i := sort.Search(len(code), func(i int) bool { return code[i][1] > m[0] })
		if i < len(code) && code[i][0] <= m[0] {
			continue
		}
		rules := strings.FieldsFunc(string(src[m[4]:m[5]]), func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
		for _, rule := range rules {
			if !isRule(rule) {
				p.find("unknown-rule", m[0], fmt.Sprintf("comment turns off %q, which is no rule; %s", rule, likelyRule(rule)), nil)
			}
		}
		if len(rules) == 0 {
			rules = []string{""}
		}
		p.silence(rules, p.text.line(m[0]), m[2] >= 0)
	}
}

// silence turns rules off from a line on, or in that line and the next that is not blank.
func (p *noteParser) silence(rules []string, line int, single bool) {
	next := line + 1
	for next < len(p.text.starts) && next < line+maxBlank && len(bytes.TrimSpace(p.text.lineText(next))) == 0 {
		next++
	}
	for _, rule := range rules {
		if single {
			p.silent.lines[ruleLine{rule, line}] = true
			p.silent.lines[ruleLine{rule, next}] = true
		} else if _, ok := p.silent.from[rule]; !ok {
			p.silent.from[rule] = line
		}
	}
}

// maxBlank is how many blank lines may stand between a comment and the line it speaks of.
const maxBlank = 10

// codeRanges are the offsets from..to of code blocks, in order.
func codeRanges(tree ast.Node) (ranges [][2]int) {
	ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			if lines := n.Lines(); entering && lines.Len() > 0 {
				ranges = append(ranges, [2]int{lines.At(0).Start, lines.At(lines.Len() - 1).Stop})
			}
			return ast.WalkSkipChildren, nil
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return ranges
}

func isRule(name string) bool {
	for i := range ruleTable {
		if ruleTable[i].Name == name {
			return true
		}
	}
	return false
}

// likelyRule words what was probably meant by a name that is no rule.
func likelyRule(name string) string {
	names := make([]string, len(ruleTable))
	for i := range ruleTable {
		names[i] = ruleTable[i].Name
	}
	if near, distance := nearest(name, names); distance <= len(name)/2 {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "write the name that lint prints in brackets"
}
