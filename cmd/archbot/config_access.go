package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"archbot/bot"
)

// AccessEnv says who may ask, and where. Guests, other organisations and channels shared with them are closed unless they are listed.
type AccessEnv struct {
	AllowChannels string `envconfig:"ARCHBOT_ALLOW_CHANNELS" desc:"only these channels, by ID (C…), also of Slack Connect; * is all that are open"`
	AllowUsers    string `envconfig:"ARCHBOT_ALLOW_USERS" desc:"only these people, by ID (U…), also guests; * is all full members"`
	AllowGroups   string `envconfig:"ARCHBOT_ALLOW_GROUPS" desc:"only people in these user groups, by ID (S…), beside ARCHBOT_ALLOW_USERS"`
	Limit         int    `envconfig:"ARCHBOT_LIMIT" default:"1000" desc:"how much one person may ask in ten minutes; 0 for no limit"`
}

// What the identifiers of Slack's look like.
var (
	channelIDs = regexp.MustCompile(`^[CGD][A-Z0-9]+$`)
	userIDs    = regexp.MustCompile(`^[UW][A-Z0-9]+$`)
	groupIDs   = regexp.MustCompile(`^S[A-Z0-9]+$`)
)

// loadAccessEnv reads and checks who may ask, and reports everything that is wrong at once.
func loadAccessEnv() (bot.Access, error) {
	var env AccessEnv
	if err := load(&env); err != nil {
		return bot.Access{}, err
	}
	a := bot.Access{Limit: env.Limit}
	var problems [4]error
	a.Channels, problems[0] = idList("ARCHBOT_ALLOW_CHANNELS", env.AllowChannels, "channel, C…", channelIDs)
	a.Users, problems[1] = idList("ARCHBOT_ALLOW_USERS", env.AllowUsers, "user, U…", userIDs)
	a.Groups, problems[2] = idList("ARCHBOT_ALLOW_GROUPS", env.AllowGroups, "user group, S…", groupIDs)
	if env.Limit < 0 {
		problems[3] = fmt.Errorf("ARCHBOT_LIMIT is %d: want how much one person may ask in ten minutes, or 0 for no limit", env.Limit)
	}
	if err := errors.Join(problems[:]...); err != nil {
		return bot.Access{}, usage(err)
	}
	return a, nil
}

// idList reads identifiers with commas or spaces between them. A name is refused: whoever renames a channel would open another one.
func idList(name, value, sort string, valid *regexp.Regexp) ([]string, error) {
	list := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' })
	for _, id := range list {
		if id != bot.Everyone && !valid.MatchString(id) {
			return nil, fmt.Errorf("%s has %q: want the ID of a %s, which Slack shows in its details, or *", name, id, sort)
		}
	}
	return list, nil
}
