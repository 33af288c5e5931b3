package kb

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// maxFrontMatter is the number of bytes of front matter that is read.
const maxFrontMatter = 64 << 10

// frontMatter reads YAML between two lines "---" at the start of the note, and returns the source with it blanked out, so that
// what follows keeps its place.
func (p *noteParser) frontMatter() []byte {
	src := p.text.clean
	start, end, after := frontMatterAt(src)
	if after == 0 {
		if start > 0 {
			p.find("bad-front-matter", 0, "front matter is never closed and is read as text; close it with ---", nil)
		}
		return src
	}
	var doc yaml.Node
	if err := decodeYAML(src[start:end], &doc); err != nil {
		p.badYAML(err, start)
	} else if len(doc.Content) > 0 {
		if doc.Content[0].Kind != yaml.MappingNode {
			return src // a rule, and text below it
		}
		p.meta(doc.Content[0], start)
	}
	blanked := append([]byte(nil), src...)
	for i := range after {
		if blanked[i] != '\n' {
			blanked[i] = ' '
		}
	}
	return blanked
}

// frontMatterAt finds the YAML and where the note goes on. After is 0 where there is none; then start tells whether it was begun.
func frontMatterAt(src []byte) (start, end, after int) {
	first, _, _ := bytes.Cut(src[:min(len(src), 100)], []byte("\n"))
	if string(bytes.TrimRight(first, " \t")) != "---" {
		return 0, 0, 0
	}
	if start = len(first) + 1; start >= len(src) {
		return 0, 0, 0
	}
	for at := start; at < min(len(src), maxFrontMatter); {
		line, _, _ := bytes.Cut(src[at:min(len(src), at+maxFrontMatter)], []byte("\n"))
		switch mark := string(bytes.TrimRight(line, " \t")); {
		case mark == "---" || mark == "...":
			return start, at, min(at+len(line)+1, len(src))
		case at == start && !bytes.Contains(line, []byte(":")) && mark != "" && mark[0] != '#':
			return 0, 0, 0 // a rule and text
		}
		at += len(line) + 1
	}
	if line, _, _ := bytes.Cut(src[start:min(len(src), start+200)], []byte("\n")); yamlKey.Match(line) {
		return start, 0, 0
	}
	return 0, 0, 0
}

var (
	yamlKey  = regexp.MustCompile(`^[a-zA-Z_]+:( |$)`)
	yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)
)

// badYAML reports YAML that cannot be read, at the line that the YAML library names.
func (p *noteParser) badYAML(err error, start int) {
	message, line := strings.TrimPrefix(err.Error(), "yaml: "), 0
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = err.Error()[len(m[0]):]
	}
	p.find("bad-front-matter", p.lineOffset(start, line), fmt.Sprintf("front matter is not read: %s", tidyText(message)), nil)
}

// lineOffset is where the line-th line of the front matter at start begins, counted from 1.
func (p *noteParser) lineOffset(start, line int) int {
	if line += p.text.line(start) - 1; line < 1 || line > len(p.text.starts) {
		return start
	}
	return p.text.starts[line-1]
}

// decodeYAML reads YAML into a tree, in which aliases stay references: nothing is expanded. A defect of the YAML library on
// some odd input is an error, too.
func decodeYAML(src []byte, doc *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	return yaml.Unmarshal(src, doc)
}

// meta takes from front matter what notes use; other keys are other programs'.
func (p *noteParser) meta(m *yaml.Node, start int) {
	meta := &p.note.Meta
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := strings.ToLower(m.Content[i].Value), m.Content[i+1]
		switch key {
		case "title":
			if title := tidyText(value.Value); value.Kind == yaml.ScalarNode && title != "" {
				p.note.Title, p.titled = title, true
			}
		case "author", "authors":
			meta.Authors = distinct(append(meta.Authors, yamlList(value, splitAuthors)...))
		case "tags", "tag", "keywords":
			meta.Tags = distinct(append(meta.Tags, yamlList(value, splitTags)...))
		case "status":
			meta.Status = tidyText(value.Value)
		case "date":
			if d, ok := parseDate(value.Value); ok {
				meta.Date = d
			} else if value.Value != "" {
				p.find("bad-date", p.lineOffset(start, value.Line),
					fmt.Sprintf("date %q in front matter is not understood; write YYYY-MM-DD", shorten(tidyText(value.Value))), nil)
			}
		}
	}
}

// yamlList is a scalar taken apart, or a list of scalars, or of objects with a name.
func yamlList(n *yaml.Node, split func(string) []string) []string {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return nil
		}
		return split(tidyText(n.Value))
	case yaml.SequenceNode:
		var list []string
		for _, item := range n.Content {
			switch item.Kind {
			case yaml.ScalarNode:
				list = append(list, tidyText(item.Value))
			case yaml.MappingNode:
				for i := 0; i+1 < len(item.Content); i += 2 {
					if item.Content[i].Value == "name" {
						list = append(list, tidyText(item.Content[i+1].Value))
					}
				}
			}
		}
		return list
	}
	return nil
}

// dateLayouts are the forms in which notes give a date.
var dateLayouts = []string{
	"2006-01-02", time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04",
	"2006/01/02", "2006.01.02", "02.01.2006", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "2006-01",
}

func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
