package bot_test

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"archbot/bot"
)

// TestScopes sees that the manifest asks for the scopes that the source needs, and for no more.
func TestScopes(t *testing.T) {
	u, err := read()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the source calls %q and handles %q", u.methods, u.events)
	if diff := cmp.Diff(needed(t, u), bot.Scopes()); diff != "" {
		t.Errorf("botScopes in manifest.go is not what the source needs (- lacking, + surplus):\n%s", diff)
	}
}

// TestEvents sees that the manifest subscribes to the events that the source handles, and to no more.
func TestEvents(t *testing.T) {
	u, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(u.events, bot.NewManifest().Settings.Events.Bot); diff != "" {
		t.Errorf("botEvents in manifest.go is not what the source handles (- lacking, + surplus):\n%s", diff)
	}
}

// TestManifestFeatures sees that the manifest switches on what the source has, and that nothing which it offers leads nowhere.
func TestManifestFeatures(t *testing.T) {
	u, err := read()
	if err != nil {
		t.Fatal(err)
	}
	m := bot.NewManifest()
	if home := slices.Contains(u.methods, "views.publish"); m.Features.Home.Home != home {
		t.Errorf("the manifest has a Home tab: %v; the source publishes one: %v", m.Features.Home.Home, home)
	}
	var offered []string
	for _, s := range m.Features.Shortcuts {
		offered = append(offered, s.Callback)
	}
	slices.Sort(offered)
	if diff := cmp.Diff(bot.Shortcuts(), offered); diff != "" {
		t.Errorf("manifestShortcuts in manifest.go is not the table of shortcuts (- lacking, + surplus):\n%s", diff)
	}
	for _, p := range m.Features.Agent.Prompts {
		if bot.VerbOf(p.Message) == "" {
			t.Errorf("the prompt %q asks %q, which is no verb", p.Title, p.Message)
		}
	}
	if h := m.Features.Home; !h.Messages || h.ReadOnly || !m.Settings.SocketMode || !m.Settings.Interactivity.On || m.Settings.TokenRotation {
		t.Errorf("people could not write to archbot, or it could not connect: %+v, %+v", h, m.Settings)
	}
}

// TestManifestLimits compares with Slack's limits (slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json).
func TestManifestLimits(t *testing.T) {
	m := bot.NewManifest()
	within := func(what, text string, least, most int) {
		t.Helper()
		if n := utf8.RuneCountInString(text); n < least || n > most {
			t.Errorf("%s has %d characters, want %d to %d: %q", what, n, least, most, text)
		}
	}
	few := func(what string, n, most int) {
		t.Helper()
		if n > most {
			t.Errorf("%d %s, at most %d", n, what, most)
		}
	}
	within("name", m.Display.Name, 1, 35)
	within("description", m.Display.Description, 1, 140)
	within("long description", m.Display.Long, 175, 4000)
	within("agent description", m.Features.Agent.Description, 1, 300)
	within("bot's name", m.Features.Bot.Name, 1, 80)
	if !regexp.MustCompile(`^#[0-9a-f]{6}$`).MatchString(m.Display.Background) {
		t.Errorf("background %q", m.Display.Background)
	}
	few("prompts", len(m.Features.Agent.Prompts), 4)
	few("shortcuts", len(m.Features.Shortcuts), 10)
	few("commands", len(m.Features.Commands), 50)
	few("events", len(m.Settings.Events.Bot), 100)
	few("scopes", len(m.OAuth.Scopes.Bot), 255)
	for _, s := range m.Features.Shortcuts {
		within("shortcut's name", s.Name, 1, 24)
		within("shortcut's callback ID", s.Callback, 1, 255)
		within("shortcut's description", s.Description, 1, 150)
		if s.Type != "message" && s.Type != "global" {
			t.Errorf("shortcut's type %q", s.Type)
		}
	}
	for _, c := range m.Features.Commands {
		within("command", c.Command, 2, 32)
		within("command's description", c.Description, 1, 2000)
		within("command's hint", c.Hint, 1, 1000)
		if !strings.HasPrefix(c.Command, "/") {
			t.Errorf("command %q", c.Command)
		}
	}
}

// TestManifestDecodes reads the manifest by slack-go's types, which know each field that Slack does and are not ours.
func TestManifestDecodes(t *testing.T) {
	link, err := bot.NewManifest().Link()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	if len(link) > 8000 || u.Host != "api.slack.com" || u.Path != "/apps" || u.Query().Get("new_app") != "1" || strings.Contains(link, "+") {
		t.Errorf("%d bytes of link: %s", len(link), link)
	}
	text := u.Query().Get("manifest_json")
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	var m slack.Manifest
	if err := d.Decode(&m); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.OAuthConfig.Scopes.Bot, bot.Scopes()) || !m.Settings.SocketModeEnabled || m.Features.SlashCommands[0].Command != "/arch" {
		t.Errorf("slack-go reads %+v", m)
	}
	if !strings.Contains(text, `"messages_tab_read_only_enabled":false`) {
		t.Error("Slack takes a missing messages_tab_read_only_enabled for true")
	}
}
