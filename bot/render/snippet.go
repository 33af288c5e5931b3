package render

import (
	"net/url"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
)

// where is a topic path and what stands there, "Data distribution › Messaging systems · when to use · medium".
func (v voice) where(path []string, b *kb.Block) string {
	return joinWords(wordSeparator, plain(topicPath(path)), v.kindOf(b), v.level(b))
}

func (v voice) kindOf(b *kb.Block) string { return plain(shortenText(line(v.kind(b.Kind)), maxLabel)) }

// level is the block's where it is not for everybody.
func (v voice) level(b *kb.Block) string {
	if b.Level > kb.Entry {
		return v.Say(levelWords[b.Level])
	}
	return ""
}

// topicPath is the path in one line; a long one loses its middle.
func topicPath(path []string) string {
	if len(path) == 1 {
		return shortenText(line(path[0]), maxLabel)
	}
	names := make([]string, len(path))
	for i, name := range path {
		names[i] = shortenText(line(name), maxLabel)
	}
	full := strings.Join(names, pathSeparator)
	if units(full) <= maxPath || len(names) < 3 {
		return full
	}
	return names[0] + pathSeparator + "…" + pathSeparator + names[len(names)-1]
}

// above is the topic path without the block's own topic.
func above(b *kb.Block) []string { return b.Topic[:max(0, len(b.Topic)-1)] }

// name is the block's own topic.
func name(b *kb.Block) string {
	if len(b.Topic) == 0 {
		return line(b.File)
	}
	return shortenText(line(b.Name()), maxLabel)
}

// origin says where a snippet comes from: the line of the note, then, where no moment says so, who says it and the source.
func (p *page) origin(s answer.Snippet) []string {
	place := p.place
	if s.Block != p.block {
		place = p.notes.place(s.Block.File, s.Block.Line)
	}
	words := append(make([]string, 0, 4), place)
	if len(s.Moments) == 0 {
		words = append(words, plain(authors(s.Block.Source)))
	}
	return append(words, p.sourceWords(s)...)
}

func authors(s kb.Source) string {
	return shortenText(line(strings.Join(s.Authors, ", ")), maxLabel)
}

// sourceWords is the link to the source, under its details or its host's name, and who inspired it.
func (v voice) sourceWords(s answer.Snippet) []string {
	var words []string
	details := shortenText(line(s.Block.Source.Details), maxLabel)
	switch {
	case s.URL != "" && len(s.Moments) == 0:
		if details == "" {
			details = v.host(s.URL)
		}
		words = append(words, link(s.URL, details))
	case details != "":
		words = append(words, plain(details))
	}
	if by := shortenText(line(s.Block.Source.InspiredBy), maxLabel); by != "" {
		words = append(words, v.inspired(plain(by)))
	}
	return words
}

func (v voice) host(rawURL string) string {
	if host := plainHost(rawURL); host != "" {
		return strings.TrimPrefix(host, "www.")
	}
	u, err := url.Parse(rawURL)
	if err != nil || u.Hostname() == "" {
		return v.Say("source")
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// moments are the clips of a snippet, a line each: "▶ 9:32–13:41 Storage aspect, Viktor Gamov", the time being the link.
// Where the link cannot lead to the moment, it is called the recording and the time stands beside it.
func (v voice) moments(s answer.Snippet, caption string) []string {
	var lines []string
	by := plain(authors(s.Block.Source))
	if by != "" {
		caption = strings.TrimSuffix(caption, ".") // the line goes on with who says it
	}
	tail := joinWords(", ", plain(shortenText(caption, maxLabel)), by)
	for _, m := range s.Moments {
		time := m.String()
		l := link(m.URL, time)
		if !m.Exact {
			l = link(m.URL, v.Say("recording")) + " " + time
		}
		lines = append(lines, strings.TrimSpace(playMark+l+" "+tail))
	}
	return lines
}

// joinWords joins those of the words that say something.
func joinWords(sep string, words ...string) string {
	n, kept, only := 0, 0, ""
	for _, w := range words {
		if w != "" {
			n, kept, only = n+len(sep)+len(w), kept+1, w
		}
	}
	if kept < 2 {
		return only
	}
	var b strings.Builder
	b.Grow(n - len(sep))
	for _, w := range words {
		if w == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(sep)
		}
		b.WriteString(w)
	}
	return b.String()
}

// caption is the whole text of a snippet where it is no more than a caption, a line that points at a recording.
func caption(s answer.Snippet) (string, bool) {
	if len(s.Body) > 1 || len(s.Moments) == 0 {
		return "", false
	}
	text := line(s.Body.Text())
	return text, units(text) <= maxLabel && len(s.Body) == len(textOnly(s.Body))
}

// textOnly is the paragraphs of a body without links and pictures, which a caption line would lose.
func textOnly(body kb.Body) kb.Body {
	var out kb.Body
	for _, e := range body {
		if p, ok := e.(kb.Paragraph); ok {
			whole := true
			for _, s := range p.Text {
				whole = whole && s.Link == "" && s.Style&kb.Picture == 0
			}
			if whole {
				out = append(out, p)
			}
		}
	}
	return out
}

// pictures counts the pictures of a body; only tells whether it has nothing else to show.
func pictures(body kb.Body) (n int, only bool) {
	for _, e := range body {
		switch e := e.(type) {
		case kb.Image:
			n++
		case kb.Paragraph:
			for _, s := range e.Text {
				if s.Style&kb.Picture != 0 {
					n++
				}
			}
		}
	}
	return n, n > 0 && strings.TrimSpace(body.Text()) == ""
}
