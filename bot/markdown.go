package bot

import (
	"regexp"
	"strings"
)

// Slack's own marks in the text of a message, and Markdown's for the same.
var (
	slackMark   = regexp.MustCompile(`<([^<>|]+)(?:\|([^<>]*))?>`)
	slackBold   = regexp.MustCompile(`(^|[\s(])\*([^\s*](?:[^*\n]*[^\s*])?)\*`)
	slackStruck = regexp.MustCompile(`(^|[\s(])~([^\s~](?:[^~\n]*[^\s~])?)~`)
	slackBullet = regexp.MustCompile(`(?m)^(\s*)[•◦▪] `)
)

// markdown is a message's text as Markdown.
func markdown(text string) string {
	text = slackMark.ReplaceAllStringFunc(text, func(mark string) string {
		at := slackMark.FindStringSubmatch(mark)
		switch label := at[2]; {
		case !strings.HasPrefix(at[1], "http://") && !strings.HasPrefix(at[1], "https://"):
			return markName(strings.Trim(mark, "<>"), "")
		case label == "" || label == at[1]:
			return at[1]
		default:
			return "[" + label + "](" + at[1] + ")"
		}
	})
	text = slackBold.ReplaceAllString(text, "$1**$2**")
	text = slackStruck.ReplaceAllString(text, "$1~~$2~~")
	text = slackBullet.ReplaceAllString(text, "$1* ")
	return entities.Replace(text)
}
