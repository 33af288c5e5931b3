package slacksim

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Submit submits the modal a person sees. Values are laid over its state, by block_id and action_id: a string stands for
// the value of a text input, a map for the whole state of an element. The ack closes, updates, pushes, clears, or shows
// errors.
func (w *Workspace) Submit(user string, values map[string]map[string]any) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := w.topView(user)
	for block, actions := range values {
		if v.Values[block] == nil {
			v.Values[block] = map[string]any{}
		}
		for action, value := range actions {
			if s, ok := value.(string); ok {
				value = map[string]any{"type": "plain_text_input", "value": s}
			}
			v.Values[block][action] = value
		}
	}
	i := w.invocation(user)
	p := w.interaction("view_submission", user)
	p["view"], p["response_urls"] = v.json(), w.responseURLs(i, v)
	w.dispatch(i, interactive, true, p, func(ack json.RawMessage) { w.ackedSubmit(i, v, ack) })
	return i
}

// responseURLs are those of the conversations chosen in inputs that ask for one (response_url_enabled). As at Slack, only inputs of modals do.
func (w *Workspace) responseURLs(i *Invocation, v *View) []any {
	list := []any{}
	for _, b := range v.Blocks {
		e, _ := b["element"].(map[string]any)
		if b["type"] != "input" || e["response_url_enabled"] != true {
			continue
		}
		block, _ := b["block_id"].(string)
		action, _ := e["action_id"].(string)
		state, _ := v.Values[block][action].(map[string]any)
		for _, key := range []string{"selected_conversation", "selected_channel"} {
			if id, _ := state[key].(string); w.channels[id] != nil {
				list = append(list, map[string]any{"block_id": block, "action_id": action, "channel_id": id,
					"response_url": w.newResponseURL(i, id, nil)})
			}
		}
	}
	return list
}

// ackedSubmit follows the response_action of an ack.
func (w *Workspace) ackedSubmit(i *Invocation, v *View, ack json.RawMessage) {
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	if ack != nil && json.Unmarshal(ack, &a) != nil {
		i.dropped = "not a response action"
		return
	}
	switch a.Action {
	case "":
		w.unstack(i.user, false)
	case "clear":
		w.unstack(i.user, true)
	case "errors":
		i.errors = a.Errors
		for block := range a.Errors {
			if !slices.ContainsFunc(v.Blocks, func(b map[string]any) bool { return b["block_id"] == block && b["type"] == "input" }) {
				i.dropped = fmt.Sprintf("errors for %q, which is no input block", block)
			}
		}
		w.publish("errors", map[string]any{"user": i.user, "errors": a.Errors})
	case "update", "push":
		n, bad := w.readView(string(a.View), "modal")
		if bad == nil && a.Action == "push" {
			bad = w.stack(n, i.user)
		} else if bad == nil {
			w.replace(v, n)
		}
		if bad != nil {
			i.dropped = bad.code + ": " + strings.Join(bad.problems, "; ")
		}
	default:
		i.dropped = fmt.Sprintf("response_action %q", a.Action)
	}
}

// CloseView closes the modal a person sees, or all of them; the app hears view_closed when it asked for it.
func (w *Workspace) CloseView(user string, all bool) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := w.topView(user)
	i := w.invocation(user)
	w.unstack(user, all || v.ClearOnClose)
	if v.NotifyOnClose {
		p := w.interaction("view_closed", user)
		delete(p, "trigger_id")
		p["view"], p["is_cleared"] = v.json(), all || v.ClearOnClose
		w.dispatch(i, interactive, false, p, nil)
	}
	return i
}

// Suggest asks the app for the options of an external select in the view a person sees, or in a message when m is given.
// Options returns them once acked.
func (w *Workspace) Suggest(user string, m *Message, actionID, typed string) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := w.invocation(user)
	p := w.interaction("block_suggestion", user)
	delete(p, "trigger_id")
	var blocks []map[string]any
	if m != nil {
		blocks = m.Blocks
		p["container"] = map[string]any{"type": "message", "message_ts": m.TS, "channel_id": m.Channel}
		p["channel"] = map[string]any{"id": m.Channel, "name": w.channels[m.Channel].Name}
	} else {
		v := w.topView(user)
		blocks = v.Blocks
		p["view"], p["container"] = v.json(), map[string]any{"type": "view", "view_id": v.ID}
	}
	block, _ := findElement(blocks, "", actionID)
	p["action_id"], p["block_id"], p["value"] = actionID, block["block_id"], typed
	w.dispatch(i, interactive, true, p, func(ack json.RawMessage) {
		var a struct{ Options []any }
		if json.Unmarshal(ack, &a) != nil || len(a.Options) > 100 {
			i.dropped = "not 0 to 100 options"
			return
		}
		i.options = a.Options
	})
	return i
}
