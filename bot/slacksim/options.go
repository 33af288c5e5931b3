package slacksim

import (
	"io"
	"log/slog"
	"net/http"
	"time"
)

// Identifiers of what every workspace has from the start.
const (
	Team  = "T0LOCAL"
	App   = "A0ARCHBOT"
	Bot   = "U0ARCHBOT" // the bot's user
	BotID = "B0ARCHBOT" // the bot itself

	Ada = "U0ADA" // the person the page speaks for
	Ben = "U0BEN"
	Cal = "U0CAL" // a guest of one channel (is_ultra_restricted)

	Design   = "C0DESIGN"   // the bot is a member
	General  = "C0GENERAL"  // the bot is not
	Partners = "C0PARTNERS" // shared with another organisation; the bot is a member
)

// Options describe a workspace. The zero value is a good one for tests.
type Options struct {
	Name       string     // the workspace's name; "Local workspace"
	Bot        string     // the bot's name; "archbot"
	Commands   []Command  // slash commands of the app; /arch when empty
	AnyCommand bool       // the app hears every slash command, not only those of Commands, for an app whose manifest is not known
	About      string     // a sentence or two for whoever opens the page: what this is; on top of the channels that the app is in
	Hints      []string   // things to try that the page offers, as a person would type them
	Shortcuts  []Shortcut // of the app, for the page to offer
	Prompts    []Prompt   // suggested prompts of the app's Messages tab, until the bot sets others

	Clock *Clock       // NewClock() when nil
	Log   *slog.Logger // discards when nil; never sees tokens or what people write

	// Pages are served beside the page, each below its path, which begins and ends with a slash: what people are led to from the app's
	// messages. The page's own rules hold for who may look, and a handler may replace the headers that say what it may load.
	Pages map[string]http.Handler

	// Scopes are those granted to the bot token; AllScopes when nil. A method outside them answers missing_scope.
	Scopes []string
	// RateLimits switches Slack's rate tiers on: 429 with Retry-After beyond them.
	RateLimits bool
	// BlockBudget is the number of characters of block JSON from which on a message is msg_blocks_too_long; 13,000 when 0.
	// Slack documents no such number; people reported messages refused near 11,000 and 13,000.
	BlockBudget int
	// NoMentionEcho leaves out the message event that accompanies an app_mention, for an app that has not subscribed to both.
	NoMentionEcho bool
}

// A Command is a slash command as the app's manifest describes it.
type Command struct {
	Name        string `json:"name"` // with its slash
	Description string `json:"description"`
	UsageHint   string `json:"usage_hint"`
}

// A Shortcut is one of the app's as its manifest describes it: on a message, or from anywhere.
type Shortcut struct {
	Name        string `json:"name"`
	CallbackID  string `json:"callback_id"`
	Description string `json:"description"`
	Message     bool   `json:"message"`
}

// A Prompt is something to ask that the app suggests: a title to read and the message it sends.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// AllScopes returns the bot scopes that the simulated methods ask for.
func AllScopes() []string {
	return []string{"app_mentions:read", "assistant:write", "channels:history", "channels:join", "channels:read", "chat:write",
		"commands", "groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:history", "mpim:read",
		"reactions:write", "usergroups:read", "users:read"}
}

// Deadlines of Slack, from its documentation of Socket Mode, interactivity and the Events API.
const (
	AckTimeout      = 3 * time.Second
	TriggerLifetime = 3 * time.Second
	ResponseURLLife = 30 * time.Minute
	ResponseURLUses = 5
	MaxAckPayload   = 20 * 1024 // bytes; Slack drops an ack payload of this size or more without a word
	MaxConnections  = 10
	MaxViewStack    = 3
	MaxViewBytes    = 250 * 1000

	statusLifetime = 2 * time.Minute
	warningTime    = 10 * time.Second // between a disconnect frame and the cut
	debugLifetime  = 360 * time.Second
	ticketLifetime = 30 * time.Second
)

// defaultBudget stands between the two sizes at which people saw msg_blocks_too_long; see Options.BlockBudget.
const defaultBudget = 13_000

func (o Options) withDefaults() Options {
	if o.Name == "" {
		o.Name = "Local workspace"
	}
	if o.Bot == "" {
		o.Bot = "archbot"
	}
	if o.Commands == nil {
		o.Commands = []Command{{Name: "/arch", Description: "Ask the architecture notes", UsageHint: "[question]"}}
	}
	if o.Clock == nil {
		o.Clock = NewClock()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Scopes == nil {
		o.Scopes = AllScopes()
	}
	if o.BlockBudget == 0 {
		o.BlockBudget = defaultBudget
	}
	return o
}
