package render

import (
	"github.com/slack-go/slack"

	"archbot/kb"
	"archbot/kb/answer"
)

// The search modal and what is in it. The elements keep their IDs while the results change, so that Slack keeps what was entered.
const (
	SearchView    = "search" // callback_id
	SearchQuery   = "search-question"
	SearchKind    = "search-kind"
	SearchLevel   = "search-level"
	SearchTopic   = "search-topic"
	SearchShare   = "search-share"
	SearchFilters = "search-filters" // block_id of the three menus
	AnyChoice     = "any"            // value of the option of a menu that narrows nothing
)

// A Search is what the search modal shows.
type Search struct {
	Request answer.Request // what is asked for
	Topics  []string       // to choose from
	Result  *answer.Answer // nil while it is being looked for
	Notice  string         // instead of a result, as mrkdwn in the reader's language
}

// Shares reports whether there is a result that could be shown to others.
func (s Search) Shares() bool {
	return s.Result != nil && (s.Result.Outcome == answer.Found || s.Result.Outcome == answer.Compared)
}

// ShowSearch is the search modal: a question and three menus that narrow it, then what the notes have, then where to share that. metadata
// is what it carries.
func ShowSearch(s Search, metadata string, o Options) View {
	v := o.voice()
	o.Surface = Modal
	view := View{Title: v.Say("Search the notes"), Close: v.Say("Close"), Submit: v.Say("Search"), Callback: SearchView, Metadata: metadata}
	view.Blocks = append(view.Blocks, v.searchInput(s.Request.Question), v.searchMenus(s))
	switch {
	case s.Notice != "":
		view.Blocks = append(view.Blocks, section(s.Notice))
	case s.Result == nil:
		view.Blocks = append(view.Blocks, section("_"+v.Say("Looking …")+"_"))
	default:
		view.Blocks = append(view.Blocks, slack.NewDividerBlock())
		view.Blocks = append(view.Blocks, Plain(*s.Result, o).Blocks...)
	}
	if s.Shares() {
		view.Submit = v.Say("Share")
		view.Blocks = append(view.Blocks, slack.NewDividerBlock(), v.shareInput())
	}
	return view
}

func (v voice) searchInput(question string) slack.Block {
	e := slack.NewPlainTextInputBlockElement(labelText("kafka vs rabbitmq", MaxPlaceholder), SearchQuery)
	e.InitialValue, e.MaxLength = question, 300
	e.DispatchActionConfig = &slack.DispatchActionConfig{TriggerActionsOn: []string{"on_enter_pressed"}}
	b := slack.NewInputBlock(SearchQuery, labelText(v.Say("Question"), MaxInputLabel), nil, e)
	b.Optional, b.DispatchAction = true, true
	return b
}

func (v voice) searchMenus(s Search) slack.Block {
	kinds := choices(choice(AnyChoice, v.Say("Any kind")))
	for _, k := range kb.Kinds() {
		kinds = append(kinds, choice(string(k), v.kind(k)))
	}
	kind := AnyChoice
	if len(s.Request.Kinds) > 0 {
		kind = string(s.Request.Kinds[0])
	}
	topics := []*slack.OptionBlockObject{choice(AnyChoice, v.Say("All topics"))}
	for _, t := range s.Topics {
		topics = append(topics, choice(t, t))
	}
	topic := s.Request.Filters.Topic
	if topic == "" {
		topic = AnyChoice
	}
	return slack.NewActionBlock(SearchFilters,
		menu(SearchKind, v.Say("Any kind"), kind, choices(kinds...)),
		menu(SearchLevel, v.Say("Any level"), levelChoice(s.Request.Level), v.levels(v.Say("Any level"))),
		menu(SearchTopic, v.Say("All topics"), topic, choices(topics...)))
}

// levels are the options of a menu of levels, the first for all.
func (v voice) levels(anyLevel string) []*slack.OptionBlockObject {
	return choices(choice(AnyChoice, anyLevel), choice(kb.Entry.String(), v.Say("Entry level")),
		choice(kb.Medium.String(), v.Say("Up to medium level")), choice(kb.Advanced.String(), v.Say("Up to advanced level")))
}

func levelChoice(l kb.Level) string {
	if l == kb.AnyLevel {
		return AnyChoice
	}
	return l.String()
}

// shareInput asks for a conversation to share with, at first the one that is being looked at. Slack gives a response URL for it, which
// works where the bot is no member.
func (v voice) shareInput() slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, labelText(v.Say("Choose a conversation"), MaxPlaceholder), SearchShare)
	e.DefaultToCurrentConversation, e.ResponseURLEnabled = true, true
	e.Filter = &slack.SelectBlockElementFilter{Include: []string{"public", "private", "mpim", "im"}, ExcludeBotUsers: true}
	b := slack.NewInputBlock(SearchShare, labelText(v.Say("Share with"), MaxInputLabel), nil, e)
	b.Optional = true
	return b
}

// ShowSaid is a modal that only says something, such as that what was entered is saved; text is mrkdwn of the bot's own.
func ShowSaid(title, text string, o Options) View {
	return View{Title: title, Close: o.voice().Say("Close"), Blocks: []slack.Block{section(cutMarkup(text, MaxSectionText))}}
}
