package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/answer"
)

// opened waits until a person sees a modal, and what it says.
func (f *fixture) opened(user, text string) slacksim.View {
	f.t.Helper()
	var v slacksim.View
	f.await("a modal with "+text, func() bool {
		shown, n := f.View(user)
		v = shown
		title, _ := json.Marshal(shown.Title)
		return n > 0 && strings.Contains(string(title)+shown.Visible(), text)
	})
	return v
}

// choose is the state of a menu or of radio buttons.
func choose(kind, value string) map[string]any {
	return map[string]any{"type": kind, "selected_option": map[string]any{"value": value, "text": map[string]any{"type": "plain_text", "text": value}}}
}

// set opens the settings of a channel and saves these.
func (f *fixture) set(channel string, values map[string]string) {
	f.t.Helper()
	f.Slash(slacksim.Ada, channel, "/arch", "settings")
	f.opened(slacksim.Ada, "Settings")
	f.save(channel, values)
}

func (f *fixture) save(channel string, values map[string]string) {
	f.t.Helper()
	state := map[string]map[string]any{}
	for action, value := range values {
		kind := "static_select"
		if action == render.SettingsAnswer || action == render.SettingsSeen {
			kind = "radio_buttons"
		}
		state[action+":"+channel] = map[string]any{action: choose(kind, value)}
	}
	i := f.Submit(slacksim.Ada, state)
	if _, err := i.Acked(f.ctx); err != nil || i.Dropped() != "" {
		f.t.Fatalf("%v %s", err, i.Dropped())
	}
	f.opened(slacksim.Ada, "Saved")
	f.CloseView(slacksim.Ada, true)
}

func TestSettingsPrivate(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.set(slacksim.Design, map[string]string{render.SettingsSeen: render.SeenByAsker})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	if m := f.posts(slacksim.Design, 1)[0]; m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "about") {
		t.Errorf("%q sees %q", m.Ephemeral, m.Visible())
	}
}

func TestSettingsOff(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.set(slacksim.Design, map[string]string{render.SettingsAnswer: render.AnswerOff})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	if m := f.posts(slacksim.Design, 1)[0]; m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "switched off") {
		t.Errorf("%q sees %q", m.Ephemeral, m.Visible())
	}
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka")); !strings.Contains(m.Visible(), "about") {
		t.Errorf("command: %q", m.Visible())
	}
	f.Say(slacksim.Ada, slacksim.Design, "@archbot settings")
	m := f.posts(slacksim.Design, 3)[2]
	if m.Ephemeral != slacksim.Ada {
		t.Fatalf("settings are shown to %q", m.Ephemeral)
	}
	f.Click(slacksim.Ada, m, render.SettingsOpen)
	f.opened(slacksim.Ada, "Settings")
	f.save(slacksim.Design, map[string]string{render.SettingsAnswer: render.AnswerMentions})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	if m := f.posts(slacksim.Design, 4)[3]; m.Ephemeral != "" {
		t.Errorf("switched on again, %q sees %q", m.Ephemeral, m.Visible())
	}
}

// knowing answers what is about Kafka.
func knowing(ctx context.Context, r answer.Request) (answer.Answer, error) {
	switch {
	case strings.Contains(r.Question, "vs"):
		return comparing("Kafka", "RabbitMQ"), nil
	case strings.Contains(strings.ToLower(r.Question), "kafka"):
		return echo(ctx, r)
	}
	return answer.Answer{Question: r.Question, Outcome: answer.None}, nil
}

// With plain questions on, a question that mentions nobody is answered where the notes have an answer; all else is left alone.
func TestSettingsPlainQuestions(t *testing.T) {
	f := start(t, answers(knowing), bot.Options{})
	f.Say(slacksim.Ben, slacksim.Design, "why kafka?")
	f.await("acks", func() bool { return f.Unacked() == 0 })
	f.bot.Idle()
	f.set(slacksim.Design, map[string]string{render.SettingsAnswer: render.AnswerQuestions})
	for _, talk := range []string{"what is for lunch?", "kafka is nice", "hey @ada why kafka?", "we moved our kafka cluster to the other region last night, all went well"} {
		f.Say(slacksim.Ben, slacksim.Design, talk)
	}
	asked := []string{f.Say(slacksim.Ben, slacksim.Design, "why kafka?").TS, f.Say(slacksim.Ben, slacksim.Design, "kafka vs rabbitmq").TS}
	f.await("acks", func() bool { return f.Unacked() == 0 })
	f.posts(slacksim.Design, 2)
	f.settled()
	got := f.fromBot(slacksim.Design)
	if len(got) != 2 || got[0].ThreadTS+got[1].ThreadTS != asked[0]+asked[1] && got[0].ThreadTS+got[1].ThreadTS != asked[1]+asked[0] {
		t.Errorf("answered %+v", got)
	}
}

func TestSettingsLevelAndLanguage(t *testing.T) {
	asked := make(chan kb.Level, 2)
	f := start(t, answers(func(ctx context.Context, r answer.Request) (answer.Answer, error) {
		asked <- r.Level
		return echo(ctx, r)
	}), bot.Options{})
	f.set(slacksim.Design, map[string]string{render.SettingsLevel: "medium", render.SettingsLanguage: "fr"})
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	if l := <-asked; l != kb.Medium || !strings.Contains(m.Visible(), "Partager dans le canal") {
		t.Errorf("level %s, %q", l, m.Visible())
	}
	f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "kafka level:advanced"))
	if l := <-asked; l != kb.Advanced {
		t.Errorf("a level that was asked for became %s", l)
	}
}

// What was chosen outlives the process, and is shown as chosen.
func TestSettingsOutliveARestart(t *testing.T) {
	clock := stillClock()
	ws := slacksim.Start(t, slacksim.Options{Clock: clock})
	o := bot.Options{Now: clock.Now, Store: openStore(t, clock.Now)}
	f := startIn(t, ws, answers(echo), o)
	f.set(slacksim.Design, map[string]string{render.SettingsSeen: render.SeenByAsker, render.SettingsLanguage: "es"})
	f.settled()
	g := startIn(t, ws, answers(echo), o)
	g.Slash(slacksim.Ada, slacksim.Design, "/arch", "settings")
	v := g.opened(slacksim.Ada, "Ajustes") // as was chosen
	block := func(action string) string {
		s, _ := v.Values[action+":"+slacksim.Design][action].(map[string]any)["selected_option"].(map[string]any)
		value, _ := s["value"].(string)
		return value
	}
	if block(render.SettingsSeen) != render.SeenByAsker || block(render.SettingsLanguage) != "es" || block(render.SettingsAnswer) != render.AnswerMentions {
		t.Errorf("shows %v", v.Values)
	}
}

// From the Home tab the settings are those of the direct message, until a channel is chosen.
func TestSettingsFromHome(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.OpenHome(slacksim.Ada)
	f.await("home", func() bool { _, ok := f.Home(slacksim.Ada); return ok })
	f.ClickView(slacksim.Ada, "", render.SettingsOpen, nil)
	f.opened(slacksim.Ada, "For your direct messages with me")
	f.ClickView(slacksim.Ada, "", render.SettingsWhere, map[string]any{"selected_conversation": slacksim.Design})
	f.opened(slacksim.Ada, "When to answer")
	f.save(slacksim.Design, map[string]string{render.SettingsSeen: render.SeenByAsker})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	if m := f.posts(slacksim.Design, 1)[0]; m.Ephemeral != slacksim.Ada {
		t.Errorf("%q sees %q", m.Ephemeral, m.Visible())
	}
}

func TestSettingsInEachPlace(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.Say(slacksim.Ada, f.DM(slacksim.Ada), "settings")
	m := f.posts(f.DM(slacksim.Ada), 1)[0]
	f.Click(slacksim.Ada, m, render.SettingsOpen)
	f.opened(slacksim.Ada, "For your direct messages with me")
	f.CloseView(slacksim.Ada, true)
	f.Say(slacksim.Ada, slacksim.Design, "@archbot settings")
	f.Click(slacksim.Ada, f.posts(slacksim.Design, 1)[0], render.SettingsOpen)
	f.opened(slacksim.Ada, "When to answer")
}

func TestSettingsAreNotForGuests(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	if m := f.only(f.Slash(slacksim.Cal, slacksim.Design, "/arch", "settings")); !strings.Contains(m.Visible(), "full members") {
		t.Errorf("a guest sees %q", m.Visible())
	}
}
