package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"time"

	"archbot/bot/store"
	"archbot/bot/words"
	"archbot/kb"
)

// The ways in which the bot answers in a channel.
const (
	onMention   = ""          // when it is mentioned
	onQuestions = "questions" // and plain questions that the notes have a good answer to
	switchedOff = "off"       // not at all; a command is still answered privately
)

// settings are what a channel has chosen; the zero ones are where nothing was. They are kept as JSON.
type settings struct {
	Answer   string   `json:"answer,omitempty"` // onMention …
	Private  bool     `json:"private,omitempty"`
	Level    kb.Level `json:"level,omitempty"`
	Language string   `json:"language,omitempty"` // of the bot's own words; empty is that of each person
	Gaps     string   `json:"gaps,omitempty"`     // weeklyOn …
	GapsZone string   `json:"gaps_zone,omitempty"`
}

// settingsFresh is how long another replica may go on by settings that were changed here.
const settingsFresh = 30 * time.Second

var (
	offText    = words.Key("I am switched off in this channel. Ask me in a direct message, or privately with %s. %s settings switches me on again.")
	noSaveText = words.Key("The settings could not be saved. Please try again in a moment. Reference: %s")
)

// A settingsMemory keeps the settings of channels.
type settingsMemory struct{ known *recent[looked[settings]] }

func newSettingsMemory(now func() time.Time) settingsMemory {
	return settingsMemory{newRecent[looked[settings]](now, 24*time.Hour, looksKept)}
}

// settingsOf are the settings of a channel. Where the store cannot be asked, they are those known last.
func (b *Bot) settingsOf(ctx context.Context, channel string) settings {
	was, known := b.settings.known.get(channel)
	now := b.opts.Now()
	if known && now.Sub(was.at) < settingsFresh {
		return was.v
	}
	var value string
	if !b.recall(ctx, func(ctx context.Context) (err error) {
		value, _, err = b.store.Settings(ctx, store.OfChannel, channel)
		return err
	}) {
		return was.v
	}
	s := decodeSettings(value)
	b.settings.known.put(channel, looked[settings]{v: s, at: now})
	return s
}

// changeSettings changes the settings of a channel, and returns them as they are then; by is who did.
func (b *Bot) changeSettings(ctx context.Context, channel, by string, change func(*settings)) (settings, error) {
	for range maxChanges {
		was, _, err := b.store.Settings(ctx, store.OfChannel, channel)
		if err != nil {
			return settings{}, err
		}
		s := decodeSettings(was)
		change(&s)
		value, err := json.Marshal(s)
		if err != nil {
			return settings{}, err
		}
		ok, err := b.store.PutSettings(ctx, store.OfChannel, channel, was, string(value), by)
		if err != nil {
			return settings{}, err
		}
		if ok {
			b.settings.known.put(channel, looked[settings]{v: s, at: b.opts.Now()})
			return s, nil
		}
	}
	return settings{}, errors.New("change the settings: others change them all the time")
}

// maxChanges is how often settings are changed anew when somebody else has changed them meanwhile.
const maxChanges = 5

// decodeSettings reads what the store keeps. What this build does not know is as if nothing had been chosen.
func decodeSettings(value string) settings {
	var s settings
	if json.Unmarshal([]byte(value), &s) != nil || s.Level > kb.Advanced {
		return settings{}
	}
	return s
}

// asSet completes q by the settings of its channel. A channel where the bot is switched off gets no answer that others see.
func (b *Bot) asSet(ctx context.Context, q ask) (ask, *closed) {
	if q.channel == "" {
		return q, nil
	}
	s := b.settingsOf(ctx, q.channel)
	if s.Language != "" {
		q.Printer = words.In(s.Language)
	}
	q.level = s.Level
	if s.Private {
		q = q.privately()
	}
	if s.Answer == switchedOff && q.place != inCommand && q.place != inClick && q.place != inDM {
		q = q.privately()
		if v, _, ok := findVerb(b.verbs, q.text); !ok || v.name != settingsVerb {
			command := cmp.Or(b.opts.Render.Command, "/arch")
			return q, &closed{text: offText, args: []any{command, command}}
		}
	}
	return q, nil
}
