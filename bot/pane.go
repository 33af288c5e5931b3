package bot

import (
	"context"
	"slices"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
	"archbot/bot/words"
)

var promptsText = words.Key("Questions these notes answer")

// openPane greets a person who opened the conversation with the bot, the first time, and suggests what to ask. In Slack's agent view the
// suggestions belong to no thread; of the older assistant q.thread is the one that was begun.
func (b *Bot) openPane(ctx context.Context, q ask) {
	if q.user == "" || q.channel == "" {
		return
	}
	q, closed, ok := b.letIn(ctx, q)
	if !ok {
		if b.met.first("closed:" + q.user) {
			b.post(ctx, q.channel, q.thread, q.notice(closed))
		}
		return
	}
	if q.thread != "" || b.firstTime(ctx, q.channel) {
		b.post(ctx, q.channel, q.thread, q.shows(newRef(), render.Greeting(b.self.name, b.options(q))))
	}
	b.suggestPrompts(ctx, q)
}

// suggestPrompts offers questions that the notes answer.
func (b *Bot) suggestPrompts(ctx context.Context, q ask) {
	prompts := render.Prompts(b.examples(ctx, 4))
	if len(prompts) == 0 {
		return
	}
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: q.channel, ThreadTS: q.thread, Title: q.Say(promptsText)}
	for _, one := range prompts {
		p.AddPrompt(one.Title, one.Message)
	}
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	err := patiently(ctx, render.Message{}, func(ctx context.Context, _ render.Message) error {
		return b.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p)
	})
	if err != nil {
		b.log.Warn("prompts not suggested", "error", redact(err))
	}
}

// assistantStarted is for workspaces that still have the older assistant: each conversation is a thread that is begun with this event.
func (b *Bot) assistantStarted(ctx context.Context, t slackevents.AssistantThread) {
	b.openPane(ctx, ask{place: inDM, user: t.UserID, channel: t.ChannelID, thread: t.ThreadTimeStamp, surface: render.Channel})
}

// sessionStopped ends what the bot is doing in a thread, as the person wants it.
func (b *Bot) sessionStopped(ctx context.Context, ev *slackevents.AgentSessionStoppedEvent) {
	b.atWork.stop(ev.Channel, ev.ThreadTimestamp)
	b.setStatus(ctx, ask{channel: ev.Channel, thread: ev.ThreadTimestamp}, "")
}

// letIn is admit for what is opened and not asked: it counts against no limit. closed says why not, in the person's language.
func (b *Bot) letIn(ctx context.Context, q ask) (admitted ask, closed string, ok bool) {
	s, no := b.standing(ctx, q)
	q.Printer = words.In(s.locale)
	if no != nil {
		args := no.args
		if no.text == unknownText {
			args = []any{newRef()}
		}
		b.log.Info("not let in", "why", no.reason(), "error", redact(no.err), "ref", slices.Clone(args))
		return q, q.Say(no.text, args...), false
	}
	if q.channel != "" {
		if s := b.settingsOf(ctx, q.channel); s.Language != "" {
			q.Printer = words.In(s.Language)
		}
	}
	return q, "", true
}
