package render

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"archbot/kb"
)

// longestWord is after how many bytes without a space text is taken for a script that has none between words, or for an address, and is cut
// anywhere.
const longestWord = 40

// cutInline cuts running text that is longer than limit UTF-16 units: after the last sentence within it, or else after a word, with an
// ellipsis. A picture is not cut.
func cutInline(in kb.Inline, limit int) kb.Inline {
	text := visible(in)
	at := sentencesEnd(text, limit)
	more := ""
	if at == 0 {
		at, more = wordsEnd(text, limit-1), "…"
	}
	var out kb.Inline
	for _, span := range in {
		n := len(span.Text)
		if span.Style&kb.Picture != 0 {
			n = len(visible(kb.Inline{span}))
		}
		if n <= at {
			out, at = append(out, span), at-n
			continue
		}
		if at > 0 && span.Style&kb.Picture == 0 {
			span.Text = strings.TrimRightFunc(span.Text[:at], unicode.IsSpace)
			out = append(out, span)
		}
		break
	}
	if last := len(out) - 1; more != "" && last >= 0 && out[last].Style&kb.Picture == 0 {
		out[last].Text = strings.TrimRightFunc(out[last].Text, dangling) + more
		return out
	}
	return append(out, kb.Span{Text: more})
}

// dangling reports whether r is better not left before an ellipsis.
func dangling(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:–—-(", r) }

// wordsEnd is the byte offset after the last word that ends within limit UTF-16 units of text. A very long one is cut.
func wordsEnd(text string, limit int) int {
	n, end, space := 0, 0, 0
	for i, r := range text {
		if unicode.IsSpace(r) {
			space = i
		}
		if n += utf16.RuneLen(r); n > limit {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	if end == len(text) || space > 0 && end-space < longestWord {
		if end < len(text) {
			end = space
		}
		return len(strings.TrimRightFunc(text[:end], unicode.IsSpace))
	}
	return end
}

// sentencesEnd is the byte offset after the last sentence that ends within limit UTF-16 units of text, 0 where none does. What ends in the
// first third is no more than a title in front ("Throughput."), and says too little.
func sentencesEnd(text string, limit int) int {
	n, best := 0, 0
	var prev rune
	for i, r := range text {
		if n > limit {
			break
		}
		if unicode.IsSpace(r) && endsSentence(prev) && 3*n >= limit && !abbreviated(text[:i], text[i:]) {
			best = i
		}
		n += utf16.RuneLen(r)
		prev = r
	}
	return best
}

func endsSentence(r rune) bool { return strings.ContainsRune(".!?…", r) && r != 0 }

// shortForms are words of two letters that often stand before a full stop that ends no sentence.
var shortForms = []string{"vs", "cf", "ca", "Dr", "Mr", "No"}

// abbreviated reports whether the full stop at the end of before is one of an abbreviation, an ordinal or a name's first letter ("e.g.", "3.",
// "J."), as far as its look and what comes after tell.
func abbreviated(before, after string) bool {
	if !strings.HasSuffix(before, ".") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after, unicode.IsSpace))
	word := strings.TrimSuffix(before[strings.LastIndexFunc(before, unicode.IsSpace)+1:], ".")
	number := strings.Trim(word, "0123456789") == "" && len(word) < 3
	return unicode.IsLower(next) || number || utf8.RuneCountInString(word) < 2 || strings.Contains(word, ".") && len(word) < 6 ||
		slices.Contains(shortForms, word)
}
