package slacksim

import (
	"fmt"
	"regexp"
	"strings"
)

// What stands out in text: addresses and names as people type them, and brackets as Slack keeps them.
var (
	typedAddress = regexp.MustCompile(`https?://[^\s|]+`)
	typedName    = regexp.MustCompile(`(^|[\s(])([@#])([\pL\pN._-]*[\pL\pN])`)
	bracket      = regexp.MustCompile(`<([@#]?)([^<>|]+)(\|[^<>]*)?>`)
)

// event sends an event to the app when the bot is in the channel; a nil channel is an event that belongs to none.
// The lock is held.
func (w *Workspace) event(c *Channel, inner map[string]any) {
	if c != nil && !c.has(Bot) {
		return
	}
	shared := c != nil && c.ExtShared
	w.deliver(&envelope{kind: eventsAPI, payload: map[string]any{
		"token": "local", "team_id": Team, "api_app_id": App, "event": inner, "type": "event_callback",
		"event_id": w.id("Ev"), "event_time": w.now().Unix(), "is_ext_shared_channel": shared, "event_context": "4-local",
		"authorizations": []any{map[string]any{"enterprise_id": nil, "team_id": Team, "user_id": Bot, "is_bot": true,
			"is_enterprise_install": false}},
	}})
}

// tell sends the events of a new message: message for everything in the bot's channels, its own words too, and app_mention
// besides, with an event_id of its own, where a person mentions the bot outside a direct message.
func (w *Workspace) tell(m *Message) {
	c := w.channels[m.Channel]
	mention := !m.fromBot() && c.DM == "" && mentions(m.Text, Bot)
	if mention {
		w.event(c, w.messageEvent(m, "app_mention"))
	}
	if !mention || !w.opts.NoMentionEcho {
		w.event(c, w.messageEvent(m, "message"))
	}
}

func (w *Workspace) messageEvent(m *Message, kind string) map[string]any {
	e := w.messageJSON(m, true)
	e["type"], e["channel"], e["event_ts"] = kind, m.Channel, m.TS
	if kind == "message" {
		e["channel_type"] = w.channels[m.Channel].kind()
	}
	if m.User != Bot {
		e["client_msg_id"] = uuid()
	}
	if m.Broadcast {
		e["subtype"] = "thread_broadcast"
	}
	return e
}

// mentions reports whether text, as Slack keeps it, mentions a user.
func mentions(text, user string) bool {
	return strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@"+user+"|")
}

// Say posts a message as a person would type it: "@archbot why", with & < > as they are. It returns the stored message.
// It panics on a user or channel that the workspace does not have, which is a mistake in the test.
func (w *Workspace) Say(user, channel, text string) Message {
	return w.SayInThread(user, channel, "", text)
}

// SayInThread is Say in the thread whose root has this timestamp.
func (w *Workspace) SayInThread(user, channel, thread, text string) Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mustExist(user, channel)
	typed := w.typed(text)
	m := &Message{Channel: channel, ThreadTS: thread, User: user, Text: typed, Blocks: richText(typed), Via: "person"}
	w.post(m)
	return m.clone()
}

// Edit changes what a person wrote earlier; the bot hears message_changed.
func (w *Workspace) Edit(channel, ts, text string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.messages.find(channel, ts)
	if m == nil {
		return false
	}
	w.change(m, func(m *Message) {
		m.Text = w.typed(text)
		m.Blocks = richText(m.Text)
	})
	return true
}

// Delete takes a message away as its writer would; the bot hears message_deleted.
func (w *Workspace) Delete(channel, ts string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.messages.find(channel, ts)
	if m != nil {
		w.remove(m)
	}
	return m != nil
}

// React adds a person's reaction, or takes it back when it is there; the bot hears reaction_added or reaction_removed.
func (w *Workspace) React(user, channel, ts, name string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.messages.find(channel, ts)
	if m == nil {
		return false
	}
	w.react(m, user, name, !m.reacted(user, name))
	return true
}

// OpenHome is a person opening the Home tab of the app (app_home_opened, tab home).
func (w *Workspace) OpenHome(user string) { w.openTab(user, "home") }

// OpenMessages is a person opening the Messages tab (app_home_opened, tab messages), which is how a conversation with an
// agent begins.
func (w *Workspace) OpenMessages(user string) { w.openTab(user, "messages") }

func (w *Workspace) openTab(user, tab string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e := map[string]any{"type": "app_home_opened", "user": user, "channel": w.dm(user), "tab": tab, "event_ts": w.nextTS()}
	if v := w.home[user]; v != nil && tab == "home" {
		e["view"] = v.json()
	}
	w.event(nil, e)
}

func (w *Workspace) mustExist(user, channel string) {
	if w.users[user] == nil {
		panic(fmt.Sprintf("slacksim: no user %q", user))
	}
	if w.channels[channel] == nil {
		panic(fmt.Sprintf("slacksim: no channel %q", channel))
	}
}

// typed turns what a person types into what Slack keeps: & < > escaped, @name, #name and addresses in angle brackets.
func (w *Workspace) typed(text string) string {
	text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
	text = typedAddress.ReplaceAllStringFunc(text, func(u string) string {
		end := len(strings.TrimRight(u, ".,;:!?)"))
		if i := strings.Index(u, "&gt;"); i >= 0 && i < end {
			end = i // the bracket of an address someone typed as <https://…>
		}
		return "<" + u[:end] + ">" + u[end:]
	})
	return typedName.ReplaceAllStringFunc(text, func(s string) string {
		i := strings.IndexAny(s, "@#")
		if id := w.named2id(s[i], s[i+1:]); id != "" {
			return s[:i] + "<" + id + ">"
		}
		return s
	})
}

func (w *Workspace) named2id(sign byte, name string) string {
	if sign == '@' {
		for _, u := range w.users {
			if strings.EqualFold(u.Name, name) || u.ID == name {
				return "@" + u.ID
			}
		}
		return ""
	}
	for _, c := range w.channels {
		if c.Name != "" && strings.EqualFold(c.Name, name) {
			return "#" + c.ID + "|" + c.Name
		}
	}
	return ""
}

// richText is the rich_text block that Slack makes of what a person typed.
func richText(text string) []map[string]any {
	unescape := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
	var parts []any
	plain := func(s string) {
		if s != "" {
			parts = append(parts, map[string]any{"type": "text", "text": unescape.Replace(s)})
		}
	}
	at := 0
	for _, m := range bracket.FindAllStringSubmatchIndex(text, -1) {
		plain(text[at:m[0]])
		at = m[1]
		target := text[m[4]:m[5]]
		switch text[m[2]:m[3]] {
		case "@":
			parts = append(parts, map[string]any{"type": "user", "user_id": target})
		case "#":
			parts = append(parts, map[string]any{"type": "channel", "channel_id": target})
		default:
			parts = append(parts, map[string]any{"type": "link", "url": unescape.Replace(target)})
		}
	}
	plain(text[at:])
	if len(parts) == 0 {
		return nil
	}
	return []map[string]any{{"type": "rich_text", "elements": []any{map[string]any{"type": "rich_text_section", "elements": parts}}}}
}
