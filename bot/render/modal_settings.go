package render

import (
	"github.com/slack-go/slack"

	"archbot/bot/words"
	"archbot/kb"
)

// The settings modal and what is in it. Block IDs end with the channel, so that Slack does not keep what was chosen for another one.
const (
	SettingsView     = "settings" // callback_id
	SettingsOpen     = "settings" // action_id of the button that opens it
	SettingsWhere    = "settings-where"
	SettingsAnswer   = "settings-answer"
	SettingsSeen     = "settings-seen"
	SettingsGaps     = "settings-gaps"
	SettingsLevel    = "settings-level"
	SettingsLanguage = "settings-language"
)

// The values that the settings modal gives.
const (
	AnswerMentions  = "mentions"
	AnswerQuestions = "questions"
	AnswerOff       = "off"
	SeenByAll       = "all"
	SeenByAsker     = "asker"
)

// A Settings is what the settings modal shows as chosen.
type Settings struct {
	Channel  string // whose settings they are
	Direct   bool   // it is a direct message with the bot, where all is answered and nobody else reads
	Choose   bool   // another channel can be chosen
	Answer   string // AnswerMentions …
	Seen     string // SeenByAll …
	Gaps     bool   // the gaps come weekly
	Level    kb.Level
	Language string // empty is each person's own
}

// ShowSettings is the settings modal.
func ShowSettings(s Settings, o Options) View {
	v := o.voice()
	view := View{Title: v.Say("Settings"), Submit: v.Say("Save"), Close: v.Say("Cancel"), Callback: SettingsView, Metadata: s.Channel}
	where := v.Say("For your direct messages with me")
	if !s.Direct {
		where = v.Say("For %s", "<#"+s.Channel+">")
	}
	if s.Choose {
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, labelText(v.Say("Choose a channel"), MaxPlaceholder), SettingsWhere)
		e.Filter = &slack.SelectBlockElementFilter{Include: []string{"public", "private"}, ExcludeExternalSharedChannels: true}
		view.Blocks = append(view.Blocks, slack.NewSectionBlock(mrkdwnText(where), nil, slack.NewAccessory(e), slack.SectionBlockOptionBlockID(SettingsWhere)))
	} else {
		view.Blocks = append(view.Blocks, section(where))
	}
	if !s.Direct {
		view.Blocks = append(view.Blocks,
			s.radio(SettingsAnswer, v.Say("When to answer"), s.Answer,
				choice(AnswerMentions, v.Say("When I am mentioned")),
				choice(AnswerQuestions, v.Say("Also plain questions that the notes answer well")),
				choice(AnswerOff, v.Say("Not at all"))),
			s.radio(SettingsSeen, v.Say("Who sees an answer to a mention"), s.Seen,
				choice(SeenByAll, v.Say("Everybody in the channel")),
				choice(SeenByAsker, v.Say("Only the person who asked"))))
	}
	languages := []*slack.OptionBlockObject{choice(AnyChoice, v.Say("Each person’s own"))}
	for _, code := range words.Languages() {
		languages = append(languages, choice(code, languageNames[code]))
	}
	language := s.Language
	if language == "" {
		language = AnyChoice
	}
	view.Blocks = append(view.Blocks,
		s.selectInput(SettingsLevel, v.Say("Level of the answers"), levelChoice(s.Level), v.levels(v.Say("All levels"))),
		s.selectInput(SettingsLanguage, v.Say("Language of my own words"), language, choices(languages...)),
		context(v.Say("What the notes say is never translated.")),
		s.weeklyGaps(v))
	return view
}

// weeklyGaps is the checkbox of what comes by itself.
func (s Settings) weeklyGaps(v voice) slack.Block {
	e := slack.NewCheckboxGroupsBlockElement(SettingsGaps, choice("weekly", v.Say("On Mondays: what was asked and is not in the notes")))
	if s.Gaps {
		e.InitialOptions = e.Options
	}
	return input(SettingsGaps+":"+s.Channel, v.Say("Once a week"), e, true)
}

func (s Settings) radio(action, label, chosen string, options ...*slack.OptionBlockObject) slack.Block {
	e := slack.NewRadioButtonsBlockElement(action, options...)
	e.InitialOption = chosenOf(chosen, options)
	return slack.NewInputBlock(action+":"+s.Channel, labelText(label, MaxInputLabel), nil, e)
}

func (s Settings) selectInput(action, label, chosen string, options []*slack.OptionBlockObject) slack.Block {
	return slack.NewInputBlock(action+":"+s.Channel, labelText(label, MaxInputLabel), nil, menu(action, label, chosen, options))
}

// OpenSettings is a message with the button that opens the settings, for where no modal can be opened at once.
func OpenSettings(o Options) Message {
	v := o.voice()
	text := v.Say("The settings of this channel open with this button.")
	return Message{Text: text, Blocks: []slack.Block{section(text), slack.NewActionBlock("", press(SettingsOpen, "here", v.Say("Open settings")))}}
}
