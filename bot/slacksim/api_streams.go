package slacksim

import (
	"encoding/json"
	"unicode/utf8"
)

// startStream begins a message that grows. It stands in a thread; in a channel it also names its reader.
func startStream(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.writable(c)
	if bad != nil {
		return nil, bad
	}
	switch {
	case c.params["thread_ts"] == "":
		return nil, fail("invalid_arguments")
	case w.messages.find(ch.ID, c.params["thread_ts"]) == nil:
		return nil, fail("thread_not_found")
	case ch.DM == "" && c.params["recipient_user_id"] == "":
		return nil, fail("missing_recipient_user_id")
	case ch.DM == "" && c.params["recipient_team_id"] == "":
		return nil, fail("missing_recipient_team_id")
	}
	m := &Message{Channel: ch.ID, ThreadTS: c.params["thread_ts"], User: Bot, Via: c.name, Streaming: true}
	if bad := w.grow(m, c); bad != nil {
		return nil, bad
	}
	w.post(m)
	return result{"channel": ch.ID, "ts": m.TS}, nil
}

// grow adds what a call streams to a message: markdown, or chunks of markdown, tasks, a plan or blocks.
func (w *Workspace) grow(m *Message, c *call) *failure {
	add := c.params["markdown_text"]
	if utf8.RuneCountInString(add) > MaxMarkdown {
		return fail("msg_too_long")
	}
	var extra []map[string]any
	if raw := c.params["chunks"]; !empty(json.RawMessage(raw)) {
		v, err := decode([]byte(raw))
		if _, ok := v.([]any); err != nil || !ok {
			return fail("invalid_chunks")
		}
		for _, chunk := range objects(v) {
			text, blocks, bad := w.chunk(chunk)
			if bad != nil {
				return bad
			}
			add += text
			extra = append(extra, blocks...)
		}
	}
	m.markdown += add
	m.Text = m.markdown
	blocks := keepTasks(m.Blocks, extra)
	if m.markdown != "" {
		blocks = append([]map[string]any{{"type": "markdown", "text": m.markdown}}, blocks...)
	}
	if len(blocks) > 50 {
		return fail("msg_blocks_too_many")
	}
	m.Blocks = w.nameBlocks(blocks)
	return nil
}

// chunk is one piece of a stream: markdown text, or blocks to show.
func (w *Workspace) chunk(chunk map[string]any) (string, []map[string]any, *failure) {
	switch chunk["type"] {
	case "markdown_text":
		s, _ := chunk["text"].(string)
		return s, nil, nil
	case "task_update":
		return "", []map[string]any{{"type": "task_card", "task_id": chunk["id"], "title": chunk["title"], "status": chunk["status"]}}, nil
	case "plan_update":
		return "", []map[string]any{{"type": "plan", "title": chunk["title"]}}, nil
	case "blocks":
		blocks, bad := w.checkBlocks(mustJSON(chunk["blocks"]), OnMessage)
		return "", blocks, bad
	}
	return "", nil, fail("invalid_chunks")
}

// keepTasks joins what a message shows already, without its markdown, and what comes; a task or plan replaces its elder.
func keepTasks(old, extra []map[string]any) []map[string]any {
	var kept []map[string]any
	for _, b := range old {
		replaced := b["type"] == "markdown"
		for _, n := range extra {
			same := n["type"] == b["type"] && (b["type"] == "plan" || b["type"] == "task_card" && n["task_id"] == b["task_id"])
			replaced = replaced || same
		}
		if !replaced {
			kept = append(kept, b)
		}
	}
	return append(kept, extra...)
}

func (w *Workspace) streamOf(c *call) (*Message, *failure) {
	m, bad := w.own(c, "message_not_owned_by_app")
	switch {
	case bad != nil:
		return nil, bad
	case m.stopped:
		return nil, fail("stopped_by_user")
	case !m.Streaming:
		return nil, fail("message_not_in_streaming_state")
	}
	return m, nil
}

func appendStream(w *Workspace, c *call) (result, *failure) {
	m, bad := w.streamOf(c)
	if bad == nil && c.params["markdown_text"] == "" && empty(json.RawMessage(c.params["chunks"])) {
		bad = fail("no_text")
	}
	if bad == nil {
		bad = w.grow(m, c)
	}
	if bad != nil {
		return nil, bad
	}
	w.publish("changed", m)
	w.touch()
	return result{"channel": m.Channel, "ts": m.TS}, nil
}

func stopStream(w *Workspace, c *call) (result, *failure) {
	m, bad := w.streamOf(c)
	if bad != nil {
		return nil, bad
	}
	blocks, bad := w.checkBlocks(json.RawMessage(c.params["blocks"]), OnMessage)
	if bad != nil {
		return nil, bad
	}
	md, code := metadata(c.params["metadata"])
	if code != "" {
		return nil, fail(code)
	}
	if bad := w.grow(m, c); bad != nil {
		return nil, bad
	}
	w.change(m, func(m *Message) {
		m.Streaming = false
		m.Blocks = append(m.Blocks, blocks...)
		m.Metadata = md
	})
	m.Edited = false
	return result{"channel": m.Channel, "ts": m.TS, "message": w.messageJSON(m, true)}, nil
}

// StopStream is a person pressing stop while the app streams: the app hears agent_session_stopped, and what it appends from
// then on is refused.
func (w *Workspace) StopStream(user, channel, ts string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.messages.find(channel, ts)
	if m == nil || !m.Streaming {
		return
	}
	m.Streaming, m.stopped = false, true
	w.publish("changed", m)
	w.touch()
	w.event(w.channels[channel], map[string]any{"type": "agent_session_stopped", "user": user, "channel": channel,
		"thread_ts": m.ThreadTS, "event_ts": w.nextTS()})
}
