package render

import (
	"fmt"
	"regexp"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/words"
	"archbot/kb"
)

// The names of the modal in which a channel's tips are set, and of what it holds: each input's block_id is also its action_id.
const (
	TipsModal    = "tips"
	TipsTime     = "tips-time"
	TipsZone     = "tips-zone"
	TipsDays     = "tips-days"
	TipsTopics   = "tips-topics"
	TipsLevel    = "tips-level"
	TipsKinds    = "tips-kinds"
	TipsLanguage = "tips-language"
	TipsRecap    = "tips-recap"

	// TipsOffAction is the button that turns a channel's tips off.
	TipsOffAction = "tips-off"
	// TipsOpenAction is a button that opens the modal for the channel that its value names.
	TipsOpenAction = "tips-open"
)

// channelID is how Slack names channels and direct messages; only the former can be named in a text.
var channelID = regexp.MustCompile(`^[CG][A-Z0-9]{1,30}$`)

// A TipsForm is what the modal shows.
type TipsForm struct {
	Carry    string // private_metadata
	Channel  string // its ID, to be named
	Hour     int
	Minute   int
	Zone     string
	Days     []time.Weekday // that are ticked
	Topics   []string
	Level    kb.Level
	Kinds    []kb.Kind // that are ticked
	All      []kb.Kind // that can be
	Language string    // of the tips
	Recap    bool
	Is       bool      // the channel has tips already
	Stopped  bool      // they do not come, as it cannot be posted to
	Next     time.Time // when the next one comes, in Zone; zero for none
	Now      time.Time // by which a date in another year bears that
}

// TipsView is the modal.
func TipsView(f TipsForm, o Options) View {
	v := o.voice()
	view := View{Title: v.Say("Daily tips"), Submit: v.Say("Save"), Close: v.Say("Cancel"), Callback: TipsModal, Metadata: f.Carry}
	where := v.Say("A short thing to know from the notes, for you.")
	if channelID.MatchString(f.Channel) {
		where = v.Say("A short thing to know from the notes, in %s.", "<#"+f.Channel+">")
	}
	view.Blocks = append(view.Blocks, section(where))
	switch {
	case f.Stopped:
		view.Blocks = append(view.Blocks, context(v.Say("The tips are stopped, because I cannot post there. Saving sets them up again.")))
	case !f.Next.IsZero():
		view.Blocks = append(view.Blocks, context(v.Say("The next one comes on %s.", plain(v.date(f.Next, f.Now)))))
	}
	view.Blocks = append(view.Blocks, v.tipsWhen(f)...)
	view.Blocks = append(view.Blocks, v.tipsWhat(f)...)
	if f.Is {
		off := press(TipsOffAction, f.Channel, v.Say("Turn tips off"))
		off.Style = slack.StyleDanger
		view.Blocks = append(view.Blocks, slack.NewActionBlock("", off))
	}
	return view
}

// tipsWhen are the inputs of time, zone and days.
func (v voice) tipsWhen(f TipsForm) []slack.Block {
	at := slack.NewTimePickerBlockElement(TipsTime)
	at.InitialTime = fmt.Sprintf("%02d:%02d", f.Hour, f.Minute)
	zone := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, labelText(v.Say("A place, such as Europe/Berlin"), MaxPlaceholder), TipsZone)
	least := 0
	zone.MinQueryLength = &least
	if f.Zone != "" {
		zone.InitialOption = choice(f.Zone, f.Zone)
	}
	days := slack.NewCheckboxGroupsBlockElement(TipsDays)
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		one := choice(fmt.Sprint(int(day)), v.day(day))
		days.Options = append(days.Options, one)
		for _, ticked := range f.Days {
			if ticked == day {
				days.InitialOptions = append(days.InitialOptions, one)
			}
		}
	}
	return []slack.Block{
		input(TipsTime, v.Say("Time"), at, false),
		input(TipsZone, v.Say("Time zone"), zone, false),
		input(TipsDays, v.Say("Days"), days, false),
	}
}

// tipsWhat are the inputs that choose among tips.
func (v voice) tipsWhat(f TipsForm) []slack.Block {
	topics := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeExternal, labelText(v.Say("All topics"), MaxPlaceholder), TipsTopics)
	least := 0
	topics.MinQueryLength = &least
	for _, t := range f.Topics {
		if one := choice(t, t); one != nil {
			topics.InitialOptions = append(topics.InitialOptions, one)
		}
	}
	level := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, TipsLevel)
	for _, l := range []kb.Level{kb.Entry, kb.Medium, kb.Advanced} {
		level.Options = append(level.Options, choice(l.String(), v.Say(upTo[l])))
	}
	level.InitialOption = level.Options[2]
	if f.Level != kb.AnyLevel {
		level.InitialOption = level.Options[f.Level-kb.Entry]
	}
	kinds := slack.NewCheckboxGroupsBlockElement(TipsKinds)
	for _, k := range f.All {
		one := choice(string(k), v.kind(k))
		kinds.Options = append(kinds.Options, one)
		for _, ticked := range f.Kinds {
			if ticked == k {
				kinds.InitialOptions = append(kinds.InitialOptions, one)
			}
		}
	}
	language := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, TipsLanguage)
	for _, code := range words.Languages() {
		one := choice(code, languageNames[code])
		language.Options = append(language.Options, one)
		if code == f.Language || language.InitialOption == nil {
			language.InitialOption = one
		}
	}
	recap := slack.NewCheckboxGroupsBlockElement(TipsRecap, choice("recap", v.Say("On Fridays: what was asked and liked, and what the notes lack")))
	if f.Recap {
		recap.InitialOptions = recap.Options
	}
	return []slack.Block{
		input(TipsTopics, v.Say("Topics"), topics, true),
		input(TipsLevel, v.Say("Level"), level, false),
		input(TipsKinds, v.Say("Kinds"), kinds, false),
		input(TipsLanguage, v.Say("Language of the words around a tip"), language, false),
		input(TipsRecap, v.Say("The week"), recap, true),
	}
}

// upTo are the levels as what a channel can ask for.
var upTo = map[kb.Level]string{kb.Entry: words.Key("entry only"), kb.Medium: words.Key("up to medium"), kb.Advanced: words.Key("all levels")}

// languageNames are the languages' own names.
var languageNames = map[string]string{"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}

// dayNames are the weekdays, from Sunday on as in package time.
var dayNames = [...]string{words.Key("Sunday"), words.Key("Monday"), words.Key("Tuesday"), words.Key("Wednesday"), words.Key("Thursday"),
	words.Key("Friday"), words.Key("Saturday")}

func (v voice) day(d time.Weekday) string { return v.Say(dayNames[d]) }

// input is an input block whose element is named as it is.
func input(id, label string, e slack.BlockElement, optional bool) slack.Block {
	b := slack.NewInputBlock(id, labelText(label, MaxInputLabel), nil, e)
	b.Optional = optional
	return b
}

// Choices are options for a menu, of values that name themselves; what is too long for one is left out.
func Choices(values []string) []*slack.OptionBlockObject {
	list := make([]*slack.OptionBlockObject, len(values))
	for i, value := range values {
		list[i] = choice(value, value)
	}
	return choices(list...)
}
