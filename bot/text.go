package bot

import (
	"strings"
	"unicode"
)

// question turns the text of a message or a command into what the person typed: without mentions of the bot (self is its
// user ID), and with links and other mentions as their names. [answer.Parse] sees to length and control characters.
//
// Slack sends & < and > as entities, so that a < always begins one of its own marks:
//
//	<@U1|name> <#C1|name> <!subteam^S1|@name> <!date^…|fallback> <https://…|label> <mailto:…|label>
//
// A mark without a name is dropped where its identifier means nothing to a reader, and is the address itself for a link.
func question(text, self string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			break
		}
		length := strings.IndexAny(text[open+1:], "<>")
		if length < 0 || text[open+1+length] == '<' {
			b.WriteString(text[:open+1]) // not a mark; Slack does not send this, but a person's other tools might
			text = text[open+1:]
			continue
		}
		b.WriteString(text[:open])
		b.WriteByte(' ')
		b.WriteString(markName(text[open+1:open+1+length], self))
		b.WriteByte(' ')
		text = text[open+1+length+1:]
	}
	b.WriteString(text)
	return strings.TrimLeft(strings.TrimSpace(entities.Replace(b.String())), ",:; ") // "@archbot: why …"
}

// entities undoes Slack's escaping. It replaces in one pass, so that what was typed as &lt; stays that.
var entities = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")

// markName is what a reader sees of a mark, given without its angle brackets.
func markName(mark, self string) string {
	target, name, named := strings.Cut(mark, "|")
	switch {
	case target == "":
		return ""
	case target == "@"+self:
		return ""
	case target[0] == '@', target[0] == '!':
		return strings.TrimPrefix(name, "@")
	case target[0] == '#':
		return strings.TrimPrefix(name, "#")
	case named && name != "":
		return name
	}
	return strings.TrimPrefix(target, "mailto:")
}

// saysNothing reports whether a text has no letter and no digit.
func saysNothing(text string) bool { return bare(text) == "" }

// bare is a text without the marks and spaces around it.
func bare(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.Is(unicode.Cf, r)
	})
}
