package slacksim

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Lengths of messages, in characters. Source: docs.slack.dev/reference/methods/chat.postMessage and chat.update.
const (
	MaxMessageText = 40_000 // longer text is cut, with the warning message_truncated
	MaxUpdateText  = 4_000
	MaxMarkdown    = 12_000 // markdown_text
	maxMetadata    = 16_000 // our reading: Slack documents metadata_too_large but no number
	maxAttachments = 100
)

// conversation finds the channel of a call, or the direct message where the call names a person.
func (w *Workspace) conversation(c *call) (*Channel, *failure) {
	id := c.params["channel"]
	ch := w.channels[id]
	if ch == nil && w.users[id] != nil {
		ch = w.channels[w.dm(id)]
	}
	if ch == nil && strings.HasPrefix(id, "#") {
		for _, named := range w.channels {
			if named.Name == id[1:] {
				ch = named
			}
		}
	}
	if ch == nil || ch.Private && !ch.has(Bot) {
		return nil, fail("channel_not_found")
	}
	return ch, nil
}

// writable is conversation for methods that post.
func (w *Workspace) writable(c *call) (*Channel, *failure) {
	ch, bad := w.conversation(c)
	switch {
	case bad != nil:
		return nil, bad
	case ch.Archived:
		return nil, fail("is_archived")
	case !ch.has(Bot) && (ch.Private || !w.scopes["chat:write.public"]):
		return nil, fail("not_in_channel")
	}
	return ch, nil
}

// content reads what a message says and refuses it where Slack would.
func (w *Workspace) content(c *call, s Surface) (*Message, *failure) {
	m := &Message{User: Bot, Text: c.params["text"], Via: c.name, ThreadTS: c.params["thread_ts"], Broadcast: c.is("reply_broadcast")}
	blocks, bad := w.checkBlocks(json.RawMessage(c.params["blocks"]), s)
	if bad != nil {
		return nil, bad
	}
	m.Blocks = blocks
	if a := json.RawMessage(c.params["attachments"]); !empty(a) {
		var list []json.RawMessage
		if json.Unmarshal(a, &list) != nil {
			return nil, fail("invalid_attachments")
		}
		if len(list) > maxAttachments {
			return nil, fail("too_many_attachments")
		}
		m.Attachments = a
	}
	if md := c.params["markdown_text"]; md != "" {
		switch {
		case m.Text != "" || m.Blocks != nil:
			return nil, fail("markdown_text_conflict")
		case utf8.RuneCountInString(md) > MaxMarkdown:
			return nil, fail("msg_too_long")
		}
		m.Text, m.Blocks = md, []map[string]any{{"type": "markdown", "text": md}}
	}
	if strings.TrimSpace(m.Text) == "" && m.Blocks == nil && m.Attachments == nil {
		return nil, fail("no_text")
	}
	if r := []rune(m.Text); len(r) > MaxMessageText {
		m.Text, c.warning = string(r[:MaxMessageText]), "message_truncated"
	}
	md, code := metadata(c.params["metadata"])
	if code != "" {
		return nil, fail(code)
	}
	m.Metadata = md
	return m, nil
}

// metadata reads a message's metadata; one without an event_type is none. The string is an error code.
func metadata(raw string) (map[string]any, string) {
	if empty(json.RawMessage(raw)) {
		return nil, ""
	}
	v, err := decode([]byte(raw))
	m, ok := v.(map[string]any)
	if err != nil || !ok {
		return nil, "invalid_metadata_format"
	}
	kind, _ := m["event_type"].(string)
	payload, isObject := m["event_payload"].(map[string]any)
	switch {
	case kind == "" && len(payload) == 0:
		return nil, ""
	case kind == "" || !isObject:
		return nil, "invalid_metadata_schema"
	case len(raw) > maxMetadata:
		return nil, "metadata_too_large"
	}
	return m, ""
}

func postMessage(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.writable(c)
	if bad != nil {
		return nil, bad
	}
	m, bad := w.content(c, OnMessage)
	if bad != nil {
		return nil, bad
	}
	if m.ThreadTS != "" && w.messages.find(ch.ID, m.ThreadTS) == nil {
		return nil, fail("thread_not_found")
	}
	m.Channel = ch.ID
	w.post(m)
	return result{"channel": ch.ID, "ts": m.TS, "message": w.messageJSON(m, true)}, nil
}

func postEphemeral(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.writable(c)
	if bad != nil {
		return nil, bad
	}
	user := c.params["user"]
	switch {
	case w.users[user] == nil:
		return nil, fail("user_not_found")
	case !ch.has(user):
		return nil, fail("user_not_in_channel")
	}
	m, bad := w.content(c, OnEphemeral)
	if bad != nil {
		return nil, bad
	}
	m.Channel, m.Ephemeral = ch.ID, user
	w.post(m)
	return result{"message_ts": m.TS}, nil
}

// own finds the bot's message that a call names. Ephemeral ones cannot be named.
func (w *Workspace) own(c *call, foreign string) (*Message, *failure) {
	ch, bad := w.conversation(c)
	if bad != nil {
		return nil, bad
	}
	m := w.messages.find(ch.ID, c.params["ts"])
	switch {
	case m == nil || m.Ephemeral != "":
		return nil, fail("message_not_found")
	case !m.fromBot():
		return nil, fail(foreign)
	}
	return m, nil
}

func updateMessage(w *Workspace, c *call) (result, *failure) {
	m, bad := w.own(c, "cant_update_message")
	if bad != nil {
		return nil, bad
	}
	if m.Streaming {
		return nil, fail("streaming_state_conflict")
	}
	if utf8.RuneCountInString(c.params["text"]) > MaxUpdateText {
		return nil, fail("msg_too_long")
	}
	_, setBlocks := c.params["blocks"]
	_, setText := c.params["text"]
	if !setBlocks && !setText && c.params["metadata"] != "" {
		c.params["text"] = m.Text // only the metadata changes
	}
	n, bad := w.content(c, OnMessage)
	if bad != nil {
		return nil, bad
	}
	w.change(m, func(m *Message) {
		m.Text, m.Attachments = n.Text, n.Attachments
		if setBlocks || n.Blocks != nil || setText {
			m.Blocks = n.Blocks
		}
		if n.Metadata != nil {
			m.Metadata = n.Metadata
		}
	})
	return result{"channel": m.Channel, "ts": m.TS, "text": m.Text, "message": w.messageJSON(m, true)}, nil
}

func deleteMessage(w *Workspace, c *call) (result, *failure) {
	m, bad := w.own(c, "cant_delete_message")
	if bad != nil {
		return nil, bad
	}
	w.remove(m)
	return result{"channel": m.Channel, "ts": m.TS}, nil
}

func permalink(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.conversation(c)
	if bad != nil {
		return nil, bad
	}
	ts := c.params["message_ts"]
	m := w.messages.find(ch.ID, ts)
	if m == nil || m.Ephemeral != "" {
		return nil, fail("message_not_found")
	}
	link := fmt.Sprintf("%s/archives/%s/p%s", w.base, ch.ID, strings.ReplaceAll(ts, ".", ""))
	if m.ThreadTS != "" && m.ThreadTS != ts {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + ch.ID
	}
	return result{"channel": ch.ID, "permalink": link}, nil
}
