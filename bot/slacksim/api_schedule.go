package slacksim

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Limits of chat.scheduleMessage. Source: docs.slack.dev/reference/methods/chat.scheduleMessage and chat.deleteScheduledMessage.
const (
	MaxScheduleAhead = 120 * 24 * time.Hour
	MaxScheduled     = 30              // messages that one channel takes …
	ScheduleWindow   = 5 * time.Minute // … in any such span

	scheduleFixed = 60 * time.Second // before its time, from when on a scheduled message cannot be deleted
)

// A scheduled message waits for its time.
type scheduled struct {
	id      string
	at      time.Time
	made    time.Time
	message *Message
	timer   *timer
}

// scheduleMessage checks a message now and posts it when its time comes by the workspace's clock.
func scheduleMessage(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.writable(c)
	if bad != nil {
		return nil, bad
	}
	unix, err := strconv.ParseInt(c.params["post_at"], 10, 64)
	at := time.Unix(unix, 0)
	switch now := w.now(); {
	case err != nil:
		return nil, fail("invalid_time")
	case !at.After(now):
		return nil, fail("time_in_past")
	case at.Sub(now) > MaxScheduleAhead:
		return nil, fail("time_too_far")
	}
	m, bad := w.content(c, OnMessage)
	if bad != nil {
		return nil, bad
	}
	if m.ThreadTS != "" && w.messages.find(ch.ID, m.ThreadTS) == nil {
		return nil, fail("thread_not_found")
	}
	if w.crowded(ch.ID, at) {
		return nil, fail("restricted_too_many")
	}
	m.Channel = ch.ID
	s := &scheduled{id: w.id("Q"), at: at, made: w.now(), message: m}
	s.timer = w.clock.after(at.Sub(w.now()), func() { w.due(s) })
	w.schedule[s.id] = s
	return result{"channel": ch.ID, "scheduled_message_id": s.id, "post_at": unix, "message": result{"text": m.Text, "user": Bot,
		"bot_id": BotID, "type": "delayed_message", "team": Team, "blocks": m.Blocks}}, nil
}

// crowded reports whether one more message at this time would be too many for some span of ScheduleWindow.
func (w *Workspace) crowded(channel string, at time.Time) bool {
	times := []time.Time{at}
	for _, s := range w.schedule {
		if s.message.Channel == channel && s.at.Sub(at).Abs() < ScheduleWindow {
			times = append(times, s.at)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	for i := range times {
		if last := i + MaxScheduled; last < len(times) && times[last].Sub(times[i]) < ScheduleWindow {
			return true
		}
	}
	return false
}

// due posts a scheduled message, or drops it where the bot can no longer post.
func (w *Workspace) due(s *scheduled) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.schedule[s.id] != s || w.closed {
		return
	}
	delete(w.schedule, s.id)
	if ch := w.channels[s.message.Channel]; ch != nil && !ch.Archived && ch.has(Bot) {
		w.post(s.message)
	}
}

func deleteScheduled(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.conversation(c)
	if bad != nil {
		return nil, bad
	}
	s := w.schedule[c.params["scheduled_message_id"]]
	if s == nil || s.message.Channel != ch.ID || s.at.Sub(w.now()) < scheduleFixed {
		return nil, fail("invalid_scheduled_message_id")
	}
	s.timer.stop()
	delete(w.schedule, s.id)
	return nil, nil
}

func listScheduled(w *Workspace, c *call) (result, *failure) {
	if c.params["channel"] != "" {
		if _, bad := w.conversation(c); bad != nil {
			return nil, bad
		}
	}
	var waiting []*scheduled
	for _, s := range w.schedule {
		if id := c.params["channel"]; id == "" || id == s.message.Channel {
			waiting = append(waiting, s)
		}
	}
	slices.SortFunc(waiting, func(a, b *scheduled) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
	list := make([]any, len(waiting))
	for i, s := range waiting {
		list[i] = result{"id": s.id, "channel_id": s.message.Channel, "post_at": s.at.Unix(), "date_created": s.made.Unix(), "text": s.message.Text}
	}
	list, next, bad := page(c, list, 100)
	return result{"scheduled_messages": list, "response_metadata": result{"next_cursor": next}}, bad
}
