package slacksim

import (
	"fmt"
	"maps"
)

// Click presses a button, or the first element with this action_id, in a message as it stands now. It panics where there is
// no such message or element, which is a mistake in the test. A url button sends its action too, as Slack does.
func (w *Workspace) Click(user string, m Message, actionID string) *Invocation {
	return w.Act(user, m, "", actionID, nil)
}

// Act is Click for elements with a choice: change is laid over the action, for instance
// {"selected_option": {"text": …, "value": "x"}}. An empty blockID stands for any.
func (w *Workspace) Act(user string, m Message, blockID, actionID string, change map[string]any) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	stands := w.messages.find(m.Channel, m.TS)
	if stands == nil {
		panic(fmt.Sprintf("slacksim: no message %s in %q", m.TS, m.Channel))
	}
	action := w.action(stands.Blocks, blockID, actionID, change)
	c := w.channels[m.Channel]
	i := w.invocation(user)
	name := c.Name
	if c.DM != "" {
		name = "directmessage"
	}
	container := map[string]any{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "is_ephemeral": stands.Ephemeral != ""}
	if stands.ThreadTS != "" {
		container["thread_ts"] = stands.ThreadTS
	}
	p := w.interaction("block_actions", user)
	p["container"], p["actions"] = container, []any{action}
	p["channel"] = map[string]any{"id": m.Channel, "name": name}
	p["state"] = map[string]any{"values": map[string]any{}}
	p["response_url"] = w.newResponseURL(i, m.Channel, stands)
	if stands.Ephemeral == "" {
		p["message"] = w.messageJSON(stands, true)
	}
	w.dispatch(i, interactive, false, p, nil)
	return i
}

// ClickView is Act in the modal a person sees, or in the Home tab where none is open. The choice stays in the view's state.
func (w *Workspace) ClickView(user, blockID, actionID string, change map[string]any) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := w.topView(user)
	action := w.action(v.Blocks, blockID, actionID, change)
	block, _ := action["block_id"].(string)
	if state := v.Values[block][actionID]; state != nil {
		merged := maps.Clone(state.(map[string]any))
		maps.Copy(merged, change)
		v.Values[block][actionID] = merged
	}
	i := w.invocation(user)
	p := w.interaction("block_actions", user)
	p["container"] = map[string]any{"type": "view", "view_id": v.ID}
	p["view"], p["actions"] = v.json(), []any{action}
	w.dispatch(i, interactive, false, p, nil)
	return i
}

func (w *Workspace) topView(user string) *View {
	if stack := w.views.stacks[user]; len(stack) > 0 {
		return stack[len(stack)-1]
	}
	if v := w.home[user]; v != nil {
		return v
	}
	panic(fmt.Sprintf("slacksim: %q sees no view", user))
}

// interaction is what all interaction payloads share.
func (w *Workspace) interaction(kind, user string) map[string]any {
	return map[string]any{
		"type": kind, "token": "local", "api_app_id": App, "trigger_id": w.newTrigger(user), "enterprise": nil,
		"is_enterprise_install": false, "team": map[string]any{"id": Team, "domain": "local"},
		"user": map[string]any{"id": user, "username": w.users[user].Name, "name": w.users[user].Name, "team_id": Team},
	}
}

// action makes the entry of actions for an element.
func (w *Workspace) action(blocks []map[string]any, blockID, actionID string, change map[string]any) map[string]any {
	block, element := findElement(blocks, blockID, actionID)
	if element == nil {
		panic(fmt.Sprintf("slacksim: no element %q in blocks %q", actionID, blockTypes(blocks)))
	}
	a := map[string]any{"type": element["type"], "action_id": actionID, "block_id": block["block_id"], "action_ts": w.nextTS()}
	for _, key := range []string{"text", "value", "style", "url"} {
		if v := element[key]; v != nil {
			a[key] = v // a button that leads to a page has a url
		}
	}
	maps.Copy(a, change)
	return a
}

func findElement(blocks []map[string]any, blockID, actionID string) (block, element map[string]any) {
	for _, b := range blocks {
		if blockID != "" && b["block_id"] != blockID {
			continue
		}
		list, _ := b["elements"].([]any)
		for _, e := range append([]any{b["accessory"], b["element"]}, list...) {
			if m, _ := e.(map[string]any); m["action_id"] == actionID && actionID != "" {
				return b, m
			}
		}
		if children, ok := b["child_blocks"].([]any); ok {
			if block, element = findElement(objects(children), "", actionID); element != nil {
				return block, element
			}
		}
	}
	return nil, nil
}

// Vote presses one side of the feedback buttons in a message.
func (w *Workspace) Vote(user string, m Message, up bool) *Invocation {
	side := "negative_button"
	if up {
		side = "positive_button"
	}
	for _, b := range m.Blocks {
		list, _ := b["elements"].([]any)
		for _, e := range list {
			if f, _ := e.(map[string]any); f["type"] == "feedback_buttons" {
				button, _ := f[side].(map[string]any)
				return w.Act(user, m, b["block_id"].(string), f["action_id"].(string), map[string]any{"value": button["value"], "text": button["text"]})
			}
		}
	}
	panic("slacksim: no feedback buttons in message " + m.TS)
}

// Shortcut calls a global shortcut.
func (w *Workspace) Shortcut(user, callbackID string) *Invocation {
	return w.shortcutIn(user, callbackID, "")
}

// shortcutIn is Shortcut from a channel, which its payload does not name, but a modal opened by it may begin with.
func (w *Workspace) shortcutIn(user, callbackID, channel string) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := w.invocation(user)
	p := w.interaction("shortcut", user)
	p["callback_id"], p["action_ts"] = callbackID, w.nextTS()
	w.dispatch(i, interactive, false, p, nil)
	if id, _ := p["trigger_id"].(string); w.triggers[id] != nil {
		w.triggers[id].channel = channel
	}
	return i
}

// MessageShortcut calls a shortcut on a message.
func (w *Workspace) MessageShortcut(user, callbackID string, m Message) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	stands := w.messages.find(m.Channel, m.TS)
	if stands == nil {
		panic(fmt.Sprintf("slacksim: no message %s in %q", m.TS, m.Channel))
	}
	i := w.invocation(user)
	p := w.interaction("message_action", user)
	p["callback_id"], p["action_ts"], p["message_ts"] = callbackID, w.nextTS(), m.TS
	p["channel"] = map[string]any{"id": m.Channel, "name": w.channels[m.Channel].Name}
	p["message"], p["response_url"] = w.messageJSON(stands, true), w.newResponseURL(i, m.Channel, stands)
	w.dispatch(i, interactive, false, p, nil)
	return i
}
