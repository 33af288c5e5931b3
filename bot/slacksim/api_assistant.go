package slacksim

import "encoding/json"

// setStatus shows what the app is doing. It goes with the app's next message, or after two minutes.
func setStatus(w *Workspace, c *call) (result, *failure) {
	id, thread := c.params["channel_id"], c.params["thread_ts"]
	switch {
	case w.channels[id] == nil:
		return nil, fail("channel_not_found")
	case thread == "":
		return nil, fail("invalid_arguments")
	}
	if loading := c.params["loading_messages"]; loading != "" {
		var list []string
		if json.Unmarshal([]byte(loading), &list) == nil && len(list) > 10 {
			return nil, fail("invalid_arguments")
		}
	}
	w.showStatus(id, thread, c.params["status"])
	return nil, nil
}

func (w *Workspace) showStatus(channel, thread, status string) {
	key := channel + " " + thread
	if status == "" {
		delete(w.statuses, key)
	} else {
		w.statuses[key] = status
		w.clock.after(statusLifetime, func() {
			w.mu.Lock()
			defer w.mu.Unlock()
			if w.statuses[key] == status {
				w.showStatus(channel, thread, "")
			}
		})
	}
	w.publish("status", map[string]any{"channel": channel, "thread_ts": thread, "status": status})
	w.touch()
}

// Status returns what the app says that it is doing in a thread.
func (w *Workspace) Status(channel, thread string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.statuses[channel+" "+thread]
}

func setTitle(w *Workspace, c *call) (result, *failure) {
	switch {
	case w.channels[c.params["channel_id"]] == nil:
		return nil, fail("channel_not_found")
	case c.params["title"] == "":
		return nil, fail("invalid_arguments")
	}
	return nil, nil
}

// setPrompts takes up to four suggested prompts; under agent_view they belong to no thread.
func setPrompts(w *Workspace, c *call) (result, *failure) {
	id := c.params["channel_id"]
	var list []Prompt
	if json.Unmarshal([]byte(c.params["prompts"]), &list) != nil || len(list) == 0 || len(list) > 4 {
		return nil, fail("invalid_arguments")
	}
	for _, p := range list {
		if p.Title == "" || p.Message == "" {
			return nil, fail("invalid_arguments")
		}
	}
	if w.channels[id] == nil {
		return nil, fail("channel_not_found")
	}
	w.prompts[id] = list
	w.publish("prompts", id)
	w.touch()
	return nil, nil
}

// Prompts returns the prompts suggested in a channel.
func (w *Workspace) Prompts(channel string) []Prompt {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.prompts[channel]
}
