package search

import (
	"net/url"
	"path"
	"strings"
)

// titleWords is from how many words on a part of an address is a title: "how-to-do-distributed-locking.html" is, "release-notes" is none.
const titleWords = 3

// titleInLink gives the words of the titles in a link's address, as articles and talks have them. What has digits or one or two letters
// only is left out: it is a number, a date or a filler.
func titleInLink(link string) string {
	address, err := url.Parse(link)
	if err != nil {
		return ""
	}
	var title []string
	for _, part := range strings.Split(address.Path, "/") {
		words := strings.FieldsFunc(strings.TrimSuffix(part, path.Ext(part)), func(r rune) bool { return strings.ContainsRune("-_+ ", r) })
		if len(words) < titleWords {
			continue
		}
		for _, word := range words {
			if len(word) > 2 && !strings.ContainsAny(word, "0123456789") {
				title = append(title, word)
			}
		}
	}
	return strings.Join(title, " ")
}
