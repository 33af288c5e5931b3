package main

import (
	"strconv"
	"strings"

	"archbot/kb"
)

// plainText is a body as programs get it, which a person can read too: an empty line between its parts, and lists as Markdown has them, "- "
// or a number before each item and what belongs to it indented. The rest is as [kb.Body.Text] has it.
func plainText(b kb.Body) string { return strings.Join(plainParts(b), "\n\n") }

func plainParts(b kb.Body) []string {
	var parts []string
	for _, e := range b {
		text := kb.Body{e}.Text()
		if list, ok := e.(kb.List); ok {
			text = plainList(list)
		}
		if strings.TrimSpace(text) != "" {
			parts = append(parts, text)
		}
	}
	return parts
}

func plainList(l kb.List) string {
	var items []string
	for i, item := range l.Items {
		bullet := "- "
		if l.Ordered {
			bullet = strconv.Itoa(l.Start+i) + ". "
		}
		text := strings.Join(plainParts(item), "\n")
		items = append(items, bullet+strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(bullet))))
	}
	return strings.Join(items, "\n")
}
