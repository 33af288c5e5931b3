package main

import (
	"errors"
	"strings"
	_ "time/tzdata" // time zones for tips, also where the system has none

	"archbot/bot"
	"archbot/bot/tips"
)

// TipsEnv says which tips a channel gets with nobody having set them up.
type TipsEnv struct {
	TipsChannel string `envconfig:"ARCHBOT_TIPS_CHANNEL" desc:"a channel, by name or ID, that gets daily tips with no click"`
	TipsAt      string `envconfig:"ARCHBOT_TIPS_AT" default:"9:30" desc:"when it gets them"`
	TipsZone    string `envconfig:"ARCHBOT_TIPS_ZONE" default:"UTC" desc:"by the clocks of which time zone, such as Europe/Berlin"`
	TipsDays    string `envconfig:"ARCHBOT_TIPS_DAYS" default:"weekdays" desc:"on which days: weekdays, everyday, mon,wed,fri or mon-thu"`
	TipsTopics  string `envconfig:"ARCHBOT_TIPS_TOPICS" desc:"only on these topics, separated by commas; all when not set"`
	TipsLevel   string `envconfig:"ARCHBOT_TIPS_LEVEL" desc:"only up to this level: entry, medium or advanced; all when not set"`
}

// GapsEnv says who reads what the notes lack.
type GapsEnv struct {
	GapsChannel string `envconfig:"ARCHBOT_GAPS_CHANNEL" desc:"a channel that reads on Mondays at 9 (ARCHBOT_TIPS_ZONE) what the notes lack"`
}

// loadTipsEnv reads and checks the tips' variables.
func loadTipsEnv() (d bot.TipsDefaults, err error) {
	var env TipsEnv
	if err := load(&env); err != nil {
		return d, err
	}
	for _, v := range []struct{ name, word string }{
		{"ARCHBOT_TIPS_AT", env.TipsAt}, {"ARCHBOT_TIPS_ZONE", env.TipsZone}, {"ARCHBOT_TIPS_DAYS", env.TipsDays},
		{"ARCHBOT_TIPS_TOPICS", tipWord("topic", env.TipsTopics)}, {"ARCHBOT_TIPS_LEVEL", tipWord("level", env.TipsLevel)},
	} {
		if strings.TrimSpace(v.word) == "" {
			continue
		}
		c, err := tips.Parse(v.word, d.Plan)
		if err == nil && c.Verb != tips.Subscribe {
			err = errors.New("it is no part of a plan such as 9:30 Europe/Berlin weekdays")
		}
		if err != nil {
			return d, usagef("%s is %q: %w", v.name, v.word, err)
		}
		d.Plan = c.Plan
	}
	d.Channel = strings.TrimSpace(env.TipsChannel)
	return d, nil
}

// tipWord is a value as the words of a plan have it; empty stays empty.
func tipWord(key, value string) string {
	if value = strings.TrimSpace(strings.ReplaceAll(value, `"`, "")); value == "" {
		return ""
	}
	return key + `:"` + value + `"`
}
