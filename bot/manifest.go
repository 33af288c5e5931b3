package bot

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// A Manifest describes the Slack app that this build is, as Slack's page for new apps takes it (docs.slack.dev/reference/app-manifest). It
// is not slack-go's, which leaves false switches out: Slack takes messages_tab_read_only_enabled for true then, and nobody could write
// to archbot.
type Manifest struct {
	Display struct {
		Name        string `json:"name"`             // 35 characters at most
		Description string `json:"description"`      // 140
		Long        string `json:"long_description"` // 175 to 4,000
		Background  string `json:"background_color"`
	} `json:"display_information"`
	Features struct {
		Home struct {
			Home     bool `json:"home_tab_enabled"`
			Messages bool `json:"messages_tab_enabled"`
			ReadOnly bool `json:"messages_tab_read_only_enabled"`
		} `json:"app_home"`
		Agent struct {
			Description string           `json:"agent_description"` // 300
			Prompts     []ManifestPrompt `json:"suggested_prompts"` // 4
		} `json:"agent_view"`
		Bot struct {
			Name   string `json:"display_name"` // 80
			Online bool   `json:"always_online"`
		} `json:"bot_user"`
		Shortcuts []ManifestShortcut `json:"shortcuts,omitempty"`
		Commands  []ManifestCommand  `json:"slash_commands"`
	} `json:"features"`
	OAuth struct {
		Scopes struct {
			Bot []string `json:"bot"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			On bool `json:"is_enabled"`
		} `json:"interactivity"`
		OrgDeploy     bool `json:"org_deploy_enabled"`
		SocketMode    bool `json:"socket_mode_enabled"`
		TokenRotation bool `json:"token_rotation_enabled"`
	} `json:"settings"`
}

// A ManifestPrompt is something to ask that Slack offers where a person opens archbot, until archbot offers what fits better.
type ManifestPrompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// A ManifestCommand is a slash command.
type ManifestCommand struct {
	Command     string `json:"command"` // 32 characters, with its slash
	Description string `json:"description"`
	Hint        string `json:"usage_hint"`
	Escape      bool   `json:"should_escape"` // mentions come as <@U…|name>, and not as plain text
}

// A ManifestShortcut is an entry of Slack's own menus.
type ManifestShortcut struct {
	Name        string `json:"name"` // 24 characters
	Type        string `json:"type"` // message or global
	Callback    string `json:"callback_id"`
	Description string `json:"description"` // 150
}

// NewManifest is this build's. Its scopes and events are what the code uses: a test goes through the source and fails on a lack or a surplus.
func NewManifest() Manifest {
	var m Manifest
	m.Display.Name = "archbot"
	m.Display.Description = "Answers architecture questions from your team’s own notes, word for word, with their source."
	m.Display.Long = "Ask about software architecture with /arch, by mentioning archbot, or in a direct message. It answers in milliseconds from the " +
		"Markdown notes that your team keeps: exact quotes, comparisons as tables, and the link to the line, the author or the second of a talk. " +
		"Where the notes have nothing, it says so."
	m.Display.Background = "#1d3557"
	m.Features.Home.Home, m.Features.Home.Messages = true, true
	m.Features.Agent.Description = "Ask about architecture: a definition, pros and cons, a comparison, when to use what. Answers are quoted from your " +
		"team’s notes, with their source."
	m.Features.Agent.Prompts = []ManifestPrompt{{"What can I ask?", "help"}}
	m.Features.Bot.Name, m.Features.Bot.Online = "archbot", true
	m.Features.Shortcuts = manifestShortcuts()
	m.Features.Commands = []ManifestCommand{{
		Command: "/arch", Description: "Ask the architecture notes, for your eyes only", Hint: "kafka vs rabbitmq", Escape: true,
	}}
	m.OAuth.Scopes.Bot = Scopes()
	m.Settings.Events.Bot = slices.Clone(botEvents)
	m.Settings.Interactivity.On = true
	m.Settings.SocketMode = true
	return m
}

// manifestShortcuts are the entries of the table [shortcuts] as Slack's menus show them.
func manifestShortcuts() []ManifestShortcut {
	return []ManifestShortcut{
		{Name: "Ask archbot about this", Type: "message", Callback: askShortcut, Description: "What the architecture notes say about this message, in its thread"},
		{Name: "Save to notes", Type: "message", Callback: saveShortcut, Description: "Make a block for the architecture notes of this message"},
		{Name: "Search architecture", Type: "global", Callback: searchShortcut, Description: "Search the architecture notes as you type"},
	}
}

// botEvents are the events that [Bot.event] does something about. A message is an event of the kind of conversation that it is in. Those of
// the assistant view are left to apps that were made with one: new apps have the agent view only.
var botEvents = []string{
	"agent_session_stopped", "app_home_opened", "app_mention", "app_uninstalled", "member_joined_channel", "message.channels",
	"message.groups", "message.im", "message.mpim", "tokens_revoked",
}

// botScopes are what the methods that archbot calls, its events and its features need, and no more.
var botScopes = []string{
	"app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read",
	"im:history", "im:read", "im:write", "mpim:history", "mpim:read", "usergroups:read", "users:read",
}

// Scopes returns the scopes that the bot token needs, sorted.
func Scopes() []string { return slices.Clone(botScopes) }

// newApp is Slack's page for new apps; docs.slack.dev/app-manifests says which parameters it takes.
const newApp = "https://api.slack.com/apps?new_app=1&manifest_json="

// Link is the address that opens Slack's page for new apps with this manifest in it.
func (m Manifest) Link() (string, error) {
	text, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("encode the manifest: %w", err)
	}
	return newApp + strings.ReplaceAll(url.QueryEscape(string(text)), "+", "%20"), nil
}
