package slacksim_test

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// showcase is a small app with everything that can be pressed, chosen and filled in. What a person does there, it says in a message
// of its own, so that a test sees on the page what reached the app.
func showcase(c *client, evt socketmode.Event) {
	switch d := evt.Data.(type) {
	case slack.InteractionCallback:
		showcaseAct(c, evt, d)
		return
	case slackevents.EventsAPIEvent:
		if e, ok := d.InnerEvent.Data.(*slackevents.AppHomeOpenedEvent); ok {
			showcaseOpened(c, e)
		}
	}
	ackAll(c, evt)
}

func (c *client) report(format string, args ...any) {
	_, _, _ = c.api.PostMessageContext(context.Background(), slacksim.Design, slack.MsgOptionText(fmt.Sprintf(format, args...), false))
}

func showcaseAct(c *client, evt socketmode.Event, d slack.InteractionCallback) {
	ctx := context.Background()
	switch d.Type {
	case slack.InteractionTypeViewSubmission:
		v := d.View.State.Values
		name, level := v["name"]["name"].Value, v["level"]["level"].SelectedOption.Value
		if len(name) < 3 {
			_ = c.sm.Ack(*evt.Request, slack.NewErrorsViewSubmissionResponse(map[string]string{"name": "at least three letters"}))
			return
		}
		ackAll(c, evt)
		c.report("submitted %s %s %d", name, level, len(v["kinds"]["kinds"].SelectedOptions))
	case slack.InteractionTypeBlockSuggestion:
		_ = c.sm.Ack(*evt.Request, slack.OptionsResponse{Options: []*slack.OptionBlockObject{showcaseOption("found " + d.Value)}})
	case slack.InteractionTypeBlockActions:
		ackAll(c, evt)
		a := d.ActionCallback.BlockActions[0]
		if a.ActionID == "modal" {
			_, _ = c.api.OpenViewContext(ctx, d.TriggerID, showcaseModal())
			return
		}
		c.report("acted %s %s%s", a.ActionID, a.Value, a.SelectedOption.Value)
	default:
		ackAll(c, evt)
	}
}

func showcaseOpened(c *client, e *slackevents.AppHomeOpenedEvent) {
	ctx := context.Background()
	if e.Tab == "home" {
		_, _ = c.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: e.User, View: slack.HomeTabViewRequest{Type: slack.VTHomeTab,
			Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewHeaderBlock(plain("Welcome home")), showcaseRow()}}}})
		return
	}
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: e.Channel}
	p.AddPrompt("Compare two", "compare kafka and rabbitmq")
	p.AddPrompt("Explain one", "what is a quorum?")
	_ = c.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p)
}

func showcaseOption(name string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(name, plain(name), nil)
}

// showcaseRow has a button, a select, an external select, an overflow menu and a date.
func showcaseRow() *slack.ActionBlock {
	search := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain("Search topics"), "search")
	return slack.NewActionBlock("row",
		slack.NewButtonBlockElement("modal", "v", plain("Open modal")).WithStyle(slack.StylePrimary),
		slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Pick a level"), "pick", showcaseOption("entry"), showcaseOption("advanced")),
		search,
		slack.NewOverflowBlockElement("more", showcaseOption("mute"), showcaseOption("tell me more")),
		slack.NewButtonBlockElement("danger", "gone", plain("Delete all")).WithStyle(slack.StyleDanger).WithConfirm(
			slack.NewConfirmationBlockObject(plain("Sure?"), plain("This cannot be undone."), plain("Do it"), plain("Keep"))))
}

func showcaseMessage() slack.MsgOption {
	vote := slack.NewFeedbackButtonsBlockElement("vote", slack.NewFeedbackButton(plain("Good answer"), "up"), slack.NewFeedbackButton(plain("Poor answer"), "down"))
	return slack.MsgOptionBlocks(slack.NewSectionBlock(mrkdwn("Everything that can be pressed"), nil, nil), showcaseRow(),
		slack.NewContextActionsBlock("fb", vote))
}

func showcaseModal() slack.ModalViewRequest {
	text := slack.NewPlainTextInputBlockElement(plain("Your name"), "name")
	level := slack.NewRadioButtonsBlockElement("level", showcaseOption("entry"), showcaseOption("advanced"))
	kinds := slack.NewCheckboxGroupsBlockElement("kinds", showcaseOption("pros"), showcaseOption("cons"), showcaseOption("metrics"))
	zone := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose one"), "zone", showcaseOption("UTC"), showcaseOption("Europe/Berlin"))
	return slack.ModalViewRequest{Type: slack.VTModal, Title: plain("Subscribe"), Submit: plain("Save"), Close: plain("Never mind"),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("name", plain("Name"), plain("As people know you."), text),
			slack.NewInputBlock("level", plain("Level"), nil, level),
			slack.NewInputBlock("kinds", plain("Kinds"), nil, kinds).WithOptional(true),
			slack.NewInputBlock("zone", plain("Time zone"), nil, zone).WithOptional(true),
		}}}
}
