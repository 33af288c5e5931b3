package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"archbot/bot"
)

// The time-outs of the doctor's questions to Slack.
const (
	askTimeout     = 15 * time.Second
	connectTimeout = 20 * time.Second
)

// What the clock may be off by. Nothing that archbot does at Slack needs it; tips come by it, and tokens of a proxy may.
const (
	clockUneasy = 10 * time.Second
	clockIll    = 5 * time.Minute
)

// examineSlack looks at the tokens, and at what Slack says to them.
func examineSlack(ctx context.Context) []diagnosis {
	env, err := loadSlackEnv()
	if err != nil {
		return []diagnosis{
			{"tokens", ill, err.Error(), "archbot manifest makes the app whose tokens these are"},
			{"slack", uneasy, "not asked, for want of tokens", ""},
		}
	}
	i := bot.NewInspector(bot.Account{AppToken: env.AppToken.reveal(), BotToken: env.BotToken.reveal(), APIURL: env.APIURL})
	all := []diagnosis{{"tokens", well, "both are there and of the right kind", ""}}
	here, err := inTime(ctx, askTimeout, i.Installation)
	if err != nil {
		all = append(all, diagnosis{"slack", ill, err.Error(), "copy the token anew; where Slack cannot be reached, look at the network, HTTPS_PROXY and SLACK_API_URL"})
	} else {
		all = append(all, diagnosis{"slack", well, fmt.Sprintf("@%s in %s", here.User, here.Team), ""},
			examineScopes(here.Scopes), examineClock(here.Ahead), examineChannels(ctx, i, here.User))
	}
	return append(all, examineSocket(ctx, i))
}

// inTime asks with a time-out.
func inTime[T any](ctx context.Context, d time.Duration, ask func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	return ask(ctx)
}

// examineScopes compares what is granted with what this build uses.
func examineScopes(granted []string) diagnosis {
	const name = "scopes"
	lacking := bot.LackingScopes(granted)
	spare := slices.DeleteFunc(slices.Clone(granted), func(s string) bool { return slices.Contains(bot.Scopes(), s) })
	switch {
	case granted == nil:
		return diagnosis{name, uneasy, "Slack does not say which scopes are granted", "compare them with archbot manifest on the app's page, OAuth & Permissions"}
	case len(lacking) > 0:
		return diagnosis{name, ill, "not granted: " + strings.Join(lacking, ", "),
			"add them on the app's page, OAuth & Permissions, or replace its manifest with that of archbot manifest; then install the app again"}
	case len(spare) > 0:
		return diagnosis{name, well, "all are granted; archbot does not use " + strings.Join(spare, ", "), ""}
	}
	return diagnosis{name, well, fmt.Sprintf("all %d are granted", len(granted)), ""}
}

// examineClock judges how far this machine's clock is ahead of Slack's.
func examineClock(ahead time.Duration) diagnosis {
	const name, advice = "clock", "let the machine's clock be set by NTP: tips are posted by it"
	word := "ahead of"
	if ahead < 0 {
		word = "behind"
	}
	off := fmt.Sprintf("%v %s Slack's", ahead.Abs().Round(time.Second), word)
	switch {
	case ahead.Abs() >= clockIll:
		return diagnosis{name, ill, off, advice}
	case ahead.Abs() >= clockUneasy:
		return diagnosis{name, uneasy, off, advice}
	}
	return diagnosis{name, well, "agrees with Slack's", ""}
}

// maxNamed is how many channels are named.
const maxNamed = 5

func examineChannels(ctx context.Context, i *bot.Inspector, self string) diagnosis {
	const name = "channels"
	names, err := inTime(ctx, askTimeout, i.Channels)
	switch {
	case err != nil:
		return diagnosis{name, uneasy, err.Error(), "without the scopes channels:read and groups:read, archbot cannot see its channels"}
	case len(names) == 0:
		return diagnosis{name, uneasy, "archbot is in none, so that only /arch and direct messages are answered",
			fmt.Sprintf("type /invite @%s in a channel", self)}
	}
	for i, n := range names {
		names[i] = "#" + n
	}
	said := strings.Join(names[:min(len(names), maxNamed)], ", ")
	if more := len(names) - maxNamed; more > 0 {
		said += fmt.Sprintf(" and %d more", more)
	}
	return diagnosis{name, well, said, ""}
}

func examineSocket(ctx context.Context, i *bot.Inspector) diagnosis {
	const name = "socket"
	n, err := inTime(ctx, connectTimeout, i.Connect)
	switch {
	case err != nil:
		return diagnosis{name, ill, err.Error(), "switch Socket Mode on, on the app's page; an outgoing WebSocket to wss-primary.slack.com must be let through"}
	case n > 1:
		return diagnosis{name, well, fmt.Sprintf("Slack greets; %s open beside this one", counted(n-1, "connection")), ""}
	}
	return diagnosis{name, well, "Slack greets", ""}
}
