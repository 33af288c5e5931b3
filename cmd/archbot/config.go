package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/kelseyhightower/envconfig"
)

// SlackEnv is how to reach Slack. (The groups are exported for envconfig, which skips unexported fields.)
type SlackEnv struct {
	AppToken     secret `envconfig:"SLACK_APP_TOKEN" desc:"app-level token, xapp-…; serve needs it"`
	AppTokenFile string `envconfig:"SLACK_APP_TOKEN_FILE" desc:"a file with that token, for a mounted secret"`
	BotToken     secret `envconfig:"SLACK_BOT_TOKEN" desc:"bot token, xoxb-…; serve needs it"`
	BotTokenFile string `envconfig:"SLACK_BOT_TOKEN_FILE" desc:"a file with that token, for a mounted secret"`
	APIURL       string `envconfig:"SLACK_API_URL" desc:"base of the Web API, for a local workspace; Slack's own when not set"`
}

// LogEnv says how to log.
type LogEnv struct {
	Level  slog.Level `envconfig:"ARCHBOT_LOG_LEVEL" default:"info" desc:"debug, info, warn or error; only debug shows what people wrote"`
	Format string     `envconfig:"ARCHBOT_LOG_FORMAT" default:"text" desc:"text for people, json for machines"`
}

// An environment is everything that the program reads from its environment. The README's table is printed from it.
type environment struct {
	SlackEnv
	NotesEnv
	StoreEnv
	TipsEnv
	GapsEnv
	AccessEnv
	HTTPEnv
	LogEnv
}

// load reads one group of variables into group, a pointer to one of the structs above.
func load(group any) error {
	err := envconfig.Process("", group)
	if bad, ok := errors.AsType[*envconfig.ParseError](err); ok {
		return usagef("%s is %q: %w", bad.KeyName, bad.Value, bad.Err)
	}
	return err
}

// environmentText lists the variables for help.
func environmentText() string {
	const line = "{{range .}}    {{usage_key .}}\t{{usage_description .}}{{with usage_default .}} (default {{.}}){{end}}\n{{end}}"
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	if err := envconfig.Usagef("", &environment{}, w, line); err != nil {
		return err.Error() // the template is a constant: a test sees it
	}
	w.Flush()
	return b.String()
}

// loadLogEnv reads and checks how to log.
func loadLogEnv() (LogEnv, error) {
	var env LogEnv
	if err := load(&env); err != nil {
		return LogEnv{}, err
	}
	if env.Format != "text" && env.Format != "json" {
		return LogEnv{}, usagef("ARCHBOT_LOG_FORMAT is %q: want text or json", env.Format)
	}
	return env, nil
}

// loadSlackEnv reads and checks the tokens and the address, and reports everything that is wrong at once.
func loadSlackEnv() (SlackEnv, error) {
	var env SlackEnv
	if err := load(&env); err != nil {
		return SlackEnv{}, err
	}
	var problems [3]error
	env.AppToken, problems[0] = readToken("SLACK_APP_TOKEN", env.AppToken, env.AppTokenFile)
	env.BotToken, problems[1] = readToken("SLACK_BOT_TOKEN", env.BotToken, env.BotTokenFile)
	env.APIURL, problems[2] = apiURL(env.APIURL)
	if err := errors.Join(problems[:]...); err != nil {
		return SlackEnv{}, usage(err)
	}
	if err := checkTokens(env.AppToken, env.BotToken); err != nil {
		return SlackEnv{}, usage(err)
	}
	return env, nil
}

// readToken is the token that a variable holds, or the file that its _FILE form names. Space around it is not part of it.
func readToken(name string, value secret, file string) (secret, error) {
	inline := secret{strings.TrimSpace(value.reveal())}
	switch {
	case !inline.empty() && file != "":
		return secret{}, fmt.Errorf("%s and %s_FILE are both set: keep one", name, name)
	case !inline.empty():
		return inline, nil
	case file == "":
		return secret{}, fmt.Errorf("%s is not set (nor %s_FILE): the README's Slack section says where to get it", name, name)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return secret{}, fmt.Errorf("%s_FILE: %w", name, err)
	}
	read := secret{strings.TrimSpace(string(text))}
	if read.empty() {
		return secret{}, fmt.Errorf("%s_FILE: %q is empty", name, file)
	}
	return read, nil
}

// The prefixes by which Slack's tokens are told apart; a bot token that is rotated has one more before its own.
const (
	appPrefix     = "xapp-"
	botPrefix     = "xoxb-"
	rotatedPrefix = "xoxe."
)

// checkTokens says when a token is of the wrong kind, without showing it.
func checkTokens(app, bot secret) error {
	isApp := func(s secret) bool { return strings.HasPrefix(s.reveal(), appPrefix) }
	isBot := func(s secret) bool {
		return strings.HasPrefix(strings.TrimPrefix(s.reveal(), rotatedPrefix), botPrefix)
	}
	if isApp(bot) && isBot(app) {
		return errors.New("SLACK_APP_TOKEN and SLACK_BOT_TOKEN are swapped: the app token begins with xapp-, the bot token with xoxb-")
	}
	var problems [2]error
	switch {
	case isBot(app):
		problems[0] = errors.New("SLACK_APP_TOKEN is a bot token (xoxb-): want the app-level token, which begins with xapp-")
	case !isApp(app):
		problems[0] = errors.New("SLACK_APP_TOKEN does not begin with xapp-: want the app-level token (Basic Information, App-Level Tokens)")
	}
	switch {
	case isApp(bot):
		problems[1] = errors.New("SLACK_BOT_TOKEN is an app-level token (xapp-): want the bot token, which begins with xoxb-")
	case !isBot(bot):
		problems[1] = errors.New("SLACK_BOT_TOKEN does not begin with xoxb-: want the bot token (OAuth & Permissions, Bot User OAuth Token)")
	}
	return errors.Join(problems[:]...)
}

// apiURL is the base of the Web API with the slash at its end that the client needs; empty stays empty.
func apiURL(s string) (string, error) {
	if s = strings.TrimSpace(s); s == "" {
		return "", nil
	}
	if strings.Contains(s, "@") { // a user may be a token, and is not shown
		return "", errors.New("SLACK_API_URL has an @ in it: want an address with no user, like http://127.0.0.1:8765/api/")
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("SLACK_API_URL is %q: want an address like http://127.0.0.1:8765/api/", s)
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u.String(), nil
}
