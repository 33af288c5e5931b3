package slacksim

import (
	"encoding/json"
	"slices"
	"sort"
)

// A Message is what stands in a channel, or what one person sees there for a while.
type Message struct {
	Channel, TS, ThreadTS string
	User                  string // who wrote it
	Text                  string // as Slack keeps it: escaped, with <@U…> for mentions
	Blocks                []map[string]any
	Attachments           json.RawMessage
	Metadata              map[string]any
	Ephemeral             string // the one person who sees it; empty when everybody does
	Edited                bool
	Streaming             bool
	Reactions             map[string][]string // emoji name -> users
	Broadcast             bool                // a reply that stands in the channel too
	Via                   string              // how it came: a method's name, "ack", "response_url" or "person"

	invocation *Invocation
	markdown   string // what a stream has gathered
	stopped    bool   // by a person, while it streamed
}

// messages are all of them, by channel.
type messages struct {
	in map[string][]*Message          // by channel, oldest first; ephemeral ones too
	at map[string]map[string]*Message // by channel and timestamp
	of map[string][]*Message          // the public answers of a thread, by channel and root, oldest first
}

func (ms *messages) add(m *Message) {
	if ms.at[m.Channel] == nil {
		ms.at[m.Channel] = map[string]*Message{}
	}
	ms.at[m.Channel][m.TS] = m
	ms.in[m.Channel] = append(ms.in[m.Channel], m)
	if m.answers() {
		key := m.Channel + " " + m.ThreadTS
		ms.of[key] = append(ms.of[key], m)
	}
}

func (ms *messages) find(channel, ts string) *Message { return ms.at[channel][ts] }

func (ms *messages) remove(m *Message) {
	delete(ms.at[m.Channel], m.TS)
	list := ms.in[m.Channel]
	if i := sort.Search(len(list), func(i int) bool { return list[i].TS >= m.TS }); i < len(list) && list[i] == m {
		ms.in[m.Channel] = slices.Delete(list, i, i+1)
	}
	if m.answers() {
		key := m.Channel + " " + m.ThreadTS
		ms.of[key] = slices.DeleteFunc(ms.of[key], func(o *Message) bool { return o == m })
	}
}

// replies are the public answers in a thread, without its root, oldest first.
func (ms *messages) replies(channel, thread string) []*Message {
	return ms.of[channel+" "+thread]
}

// answers reports whether m is a public answer in a thread.
func (m *Message) answers() bool { return m.ThreadTS != "" && m.ThreadTS != m.TS && m.Ephemeral == "" }

// root reports whether m stands in the channel itself.
func (m *Message) root() bool { return m.ThreadTS == "" || m.ThreadTS == m.TS || m.Broadcast }

// clone is what callers outside get, so that they may read it while the workspace goes on. Blocks are shared: they are
// replaced, never changed.
func (m *Message) clone() Message {
	c := *m
	c.Reactions = map[string][]string{}
	for name, users := range m.Reactions {
		c.Reactions[name] = slices.Clone(users)
	}
	return c
}

// fromBot reports whether the bot wrote m.
func (m *Message) fromBot() bool { return m.User == Bot }

// json is m as Slack's methods and payloads show it.
func (w *Workspace) messageJSON(m *Message, metadata bool) map[string]any {
	j := map[string]any{"type": "message", "ts": m.TS, "user": m.User, "text": m.Text, "team": Team}
	if m.Blocks != nil {
		j["blocks"] = m.Blocks
	}
	if m.Attachments != nil {
		j["attachments"] = m.Attachments
	}
	if m.fromBot() {
		j["bot_id"], j["app_id"] = BotID, App
		j["bot_profile"] = map[string]any{"id": BotID, "app_id": App, "name": w.opts.Bot, "team_id": Team, "deleted": false,
			"updated": 1700000000}
	}
	if m.Edited {
		j["edited"] = map[string]any{"user": m.User, "ts": m.TS}
	}
	if metadata && m.Metadata != nil {
		j["metadata"] = m.Metadata
	}
	if m.ThreadTS != "" {
		j["thread_ts"] = m.ThreadTS
		if m.ThreadTS != m.TS {
			j["parent_user_id"] = w.author(m.Channel, m.ThreadTS)
		}
	}
	if replies := w.messages.replies(m.Channel, m.TS); len(replies) > 0 {
		j["thread_ts"], j["reply_count"], j["latest_reply"] = m.TS, len(replies), replies[len(replies)-1].TS
		j["reply_users_count"] = len(writers(replies))
		j["reply_users"] = writers(replies)
	}
	if r := reactionsJSON(m); len(r) > 0 {
		j["reactions"] = r
	}
	return j
}

func (w *Workspace) author(channel, ts string) string {
	if m := w.messages.find(channel, ts); m != nil {
		return m.User
	}
	return ""
}

func writers(ms []*Message) []string {
	var users []string
	for _, m := range ms {
		if !slices.Contains(users, m.User) {
			users = append(users, m.User)
		}
	}
	return users
}

func reactionsJSON(m *Message) []any {
	var names []string
	for name := range m.Reactions {
		names = append(names, name)
	}
	slices.Sort(names)
	var list []any
	for _, name := range names {
		list = append(list, map[string]any{"name": name, "users": m.Reactions[name], "count": len(m.Reactions[name])})
	}
	return list
}

// post stores m, shows it and, when everybody sees it, tells the bot, which hears its own words too. The lock is held.
func (w *Workspace) post(m *Message) {
	if m.TS == "" {
		m.TS = w.nextTS()
	}
	m.Blocks = w.nameBlocks(m.Blocks)
	w.messages.add(m)
	if m.fromBot() {
		delete(w.statuses, m.Channel+" "+m.ThreadTS)
	}
	w.publish("message", m)
	w.publishThread(m)
	w.touch()
	if m.Ephemeral == "" {
		w.tell(m)
	}
}

// change replaces what a message says. The lock is held.
func (w *Workspace) change(m *Message, edit func(*Message)) {
	before := w.messageJSON(m, true)
	edit(m)
	m.Edited = true
	m.Blocks = w.nameBlocks(m.Blocks)
	w.publish("changed", m)
	w.touch()
	if m.Ephemeral == "" {
		w.event(w.channels[m.Channel], map[string]any{"type": "message", "subtype": "message_changed", "hidden": true,
			"channel": m.Channel, "channel_type": w.channels[m.Channel].kind(), "ts": w.nextTS(), "event_ts": w.nextTS(),
			"message": w.messageJSON(m, true), "previous_message": before})
	}
}

// remove takes a message away. The lock is held.
func (w *Workspace) remove(m *Message) {
	before := w.messageJSON(m, true)
	w.messages.remove(m)
	w.publish("deleted", m)
	w.publishThread(m)
	w.touch()
	if m.Ephemeral == "" {
		w.event(w.channels[m.Channel], map[string]any{"type": "message", "subtype": "message_deleted", "hidden": true,
			"channel": m.Channel, "channel_type": w.channels[m.Channel].kind(), "ts": w.nextTS(), "event_ts": w.nextTS(),
			"deleted_ts": m.TS, "previous_message": before})
	}
}

// publishThread shows the root of m's thread again, whose count of replies has changed.
func (w *Workspace) publishThread(m *Message) {
	if m.ThreadTS != "" && m.ThreadTS != m.TS && m.Ephemeral == "" {
		if root := w.messages.find(m.Channel, m.ThreadTS); root != nil {
			w.publish("changed", root)
		}
	}
}

// nameBlocks gives every block and element without an identifier one, as Slack does. It copies what it changes.
func (w *Workspace) nameBlocks(blocks []map[string]any) []map[string]any {
	if blocks == nil {
		return nil
	}
	named := make([]map[string]any, len(blocks))
	for i, b := range blocks {
		named[i] = w.named(b, "block_id")
		if e, ok := b["accessory"].(map[string]any); ok {
			named[i]["accessory"] = w.namedElement(e)
		}
		if e, ok := b["element"].(map[string]any); ok {
			named[i]["element"] = w.namedElement(e)
		}
		if list, ok := b["elements"].([]any); ok && (b["type"] == "actions" || b["type"] == "context_actions") {
			elements := make([]any, len(list))
			for k, e := range list {
				elements[k] = e
				if e, ok := e.(map[string]any); ok {
					elements[k] = w.namedElement(e)
				}
			}
			named[i]["elements"] = elements
		}
	}
	return named
}

func (w *Workspace) namedElement(e map[string]any) map[string]any {
	if e["type"] == "image" {
		return e
	}
	return w.named(e, "action_id")
}

func (w *Workspace) named(o map[string]any, key string) map[string]any {
	c := make(map[string]any, len(o)+1)
	for k, v := range o {
		c[k] = v
	}
	if s, _ := c[key].(string); s == "" {
		c[key] = random(3)
	}
	return c
}
