package bot

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/words"
	"archbot/kb"
)

// settingsVerb is the word that opens the settings.
const settingsVerb = "settings"

var (
	settingsTitle = words.Key("Settings")
	savedText     = words.Key("Saved. This is how I answer in %s from now on.")
	savedDirect   = words.Key("Saved. This is how I answer you from now on.")
)

// openSettings opens the settings of the channel where it is asked for; where there is nothing to open a modal with, it gives a button.
func (b *Bot) openSettings(ctx context.Context, q ask) (reply, bool) {
	if q.trigger == "" {
		r := q.shows(newRef(), render.OpenSettings(b.options(q)))
		return r, true
	}
	if err := b.showSettings(ctx, q, q.channel, false); err != nil {
		ref := newRef()
		b.log.Error("settings not opened", "ref", ref, "error", redact(err), "details", details(err))
		return q.notice(q.Say(expiredModal)), true
	}
	return reply{ref: newRef(), surface: q.surface, shown: true}, true
}

// settingsClicked opens the settings of the channel where the button stands. From the Home tab it is the person's direct message, and
// another channel can be chosen.
func (b *Bot) settingsClicked(ctx context.Context, c click) {
	channel, choose := c.q.channel, c.q.surface == render.Home
	if choose {
		ch, _, _, err := b.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{c.q.user}, ReturnIM: false})
		if err != nil {
			b.log.Error("settings not opened", "error", redact(err))
			b.tell(ctx, c.q, c.q.Say(expiredModal))
			return
		}
		channel = ch.ID
	}
	if err := b.showSettings(ctx, c.q, channel, choose); err != nil {
		b.log.Error("settings not opened", "error", redact(err), "details", details(err))
		b.tell(ctx, c.q, c.q.Say(expiredModal))
	}
}

// showSettings opens the modal at once, with what is chosen now.
func (b *Bot) showSettings(ctx context.Context, q ask, channel string, choose bool) error {
	view := b.settingsView(ctx, q, channel, choose).Modal()
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	_, err := b.api.OpenViewContext(ctx, q.trigger, view)
	return err
}

func (b *Bot) settingsView(ctx context.Context, q ask, channel string, choose bool) render.View {
	s := b.settingsOf(ctx, channel)
	q.surface = render.Modal
	show := render.Settings{Channel: channel, Direct: strings.HasPrefix(channel, "D"), Choose: choose, Level: s.Level, Language: s.Language,
		Answer: render.AnswerMentions, Seen: render.SeenByAll}
	if s.Answer != onMention {
		show.Answer = s.Answer
	}
	if s.Private {
		show.Seen = render.SeenByAsker
	}
	show.Gaps = s.Gaps == weeklyOn
	return render.ShowSettings(show, b.options(q))
}

// settingsChosen shows the settings of another channel in the open modal.
func (b *Bot) settingsChosen(ctx context.Context, c click) {
	channel := c.action.SelectedConversation
	if channel == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	view := b.settingsView(ctx, c.q, channel, true).Modal()
	if _, err := b.api.UpdateViewContext(ctx, view, "", c.cb.View.Hash, c.cb.View.ID); err != nil && !isError(err, "hash_conflict") {
		b.log.Error("settings not shown", "error", redact(err), "details", details(err))
	}
}

// submitSettings saves what was chosen, and says so in the modal's place.
func (b *Bot) submitSettings(ctx context.Context, v viewCall) (*slack.ViewSubmissionResponse, func(context.Context)) {
	channel := v.cb.View.PrivateMetadata
	q, refusal, ok := b.admit(ctx, v.q)
	q.surface = render.Modal
	says := func(text string) (*slack.ViewSubmissionResponse, func(context.Context)) {
		view := render.ShowSaid(q.Say(settingsTitle), text, b.options(q)).Modal()
		return slack.NewUpdateViewSubmissionResponse(&view), nil
	}
	if !ok {
		return says(refusal.rich.Text)
	}
	if _, no := b.channelAllowed(ctx, channel); no != nil {
		return says(q.Say(no.text, no.args...))
	}
	chosen := readSettings(v.cb.View.State, channel)
	q.channel = channel
	if chosen.Gaps == weeklyOn {
		if !b.canPost(ctx, channel) {
			return says(q.Say(tipsOutText, "<#"+channel+">"))
		}
		chosen.GapsZone = b.basePlan(ctx, q).ZoneName()
	}
	if _, err := b.changeSettings(ctx, channel, q.user, chosen.replace); err != nil {
		return says(b.notSaved(q, err).rich.Text)
	}
	if strings.HasPrefix(channel, "D") {
		return says(q.Say(savedDirect))
	}
	return says(q.Say(savedText, "<#"+channel+">"))
}

// replace puts s in the place of was. The weekly gaps that go on keep their zone, and those that are taken off are remembered to be.
func (s settings) replace(was *settings) {
	switch {
	case s.Gaps == weeklyOn && was.Gaps == weeklyOn:
		s.GapsZone = was.GapsZone
	case s.Gaps == "" && was.Gaps != "":
		s.Gaps = weeklyOff
	}
	*was = s
}

// notSaved is the reply where settings could not be saved.
func (b *Bot) notSaved(q ask, err error) reply {
	ref := newRef()
	b.log.Error("settings not saved", "ref", ref, "error", err)
	return q.shows(ref, render.Notice(q.Say(noSaveText, ref)))
}

// readSettings reads what was chosen in the modal. What it does not know is as if nothing had been chosen.
func readSettings(state *slack.ViewState, channel string) settings {
	var s settings
	if state == nil {
		return s
	}
	chosen := func(action string) string { return state.Values[action+":"+channel][action].SelectedOption.Value }
	if a := chosen(render.SettingsAnswer); a == onQuestions || a == switchedOff {
		s.Answer = a
	}
	s.Private = chosen(render.SettingsSeen) == render.SeenByAsker
	if ticked := state.Values[render.SettingsGaps+":"+channel][render.SettingsGaps].SelectedOptions; len(ticked) > 0 {
		s.Gaps = weeklyOn
	}
	s.Level, _ = kb.ParseLevel(chosen(render.SettingsLevel))
	for _, l := range words.Languages() {
		if chosen(render.SettingsLanguage) == l {
			s.Language = l
		}
	}
	return s
}
