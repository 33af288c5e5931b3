package slacksim

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"archbot/bot/slacksim/blockcheck"
)

// An Invocation is something a person started that the app must ack: a slash command, a click, a submitted view, a shortcut.
type Invocation struct {
	ws   *Workspace
	user string

	// Guarded by ws.mu.
	acked, failed bool
	payload       json.RawMessage
	dropped       string
	messages      []*Message
	urlID         string
	errors        map[string]string
	options       []any
}

// Acked waits for the ack and returns its payload, nil for a plain one. The error says so when the app missed its three
// seconds, or ctx ended.
func (i *Invocation) Acked(ctx context.Context) (json.RawMessage, error) {
	err := i.ws.Wait(ctx, func() bool {
		i.ws.mu.Lock()
		defer i.ws.mu.Unlock()
		return i.acked || i.failed
	})
	if err != nil {
		return nil, err
	}
	i.ws.mu.Lock()
	defer i.ws.mu.Unlock()
	if i.failed {
		return nil, fmt.Errorf("the app did not respond within %v", AckTimeout)
	}
	return i.payload, nil
}

// Wait returns the messages of this invocation, from its ack and its response URL, as soon as there are at least n.
func (i *Invocation) Wait(ctx context.Context, n int) ([]Message, error) {
	err := i.ws.Wait(ctx, func() bool { return len(i.Messages()) >= n || i.Failed() })
	got := i.Messages()
	if err == nil && len(got) < n {
		err = fmt.Errorf("the app did not respond within %v", AckTimeout)
	}
	if err != nil {
		return got, fmt.Errorf("%d of %d messages (dropped: %q): %w", len(got), n, i.Dropped(), err)
	}
	return got, nil
}

// Messages returns what its ack and its response URL have shown so far, replaced ones as they are now, deleted ones not.
func (i *Invocation) Messages() []Message {
	i.ws.mu.Lock()
	defer i.ws.mu.Unlock()
	var list []Message
	for _, m := range i.messages {
		if i.ws.messages.find(m.Channel, m.TS) == m {
			list = append(list, m.clone())
		}
	}
	return list
}

// Failed reports whether the person was told that the app did not respond.
func (i *Invocation) Failed() bool {
	i.ws.mu.Lock()
	defer i.ws.mu.Unlock()
	return i.failed
}

// Dropped says why the payload of the ack was not shown; empty when it was. Slack says nothing about it to anybody.
func (i *Invocation) Dropped() string {
	i.ws.mu.Lock()
	defer i.ws.mu.Unlock()
	return i.dropped
}

// ResponseURL returns the response URL that went out with it; empty for views.
func (i *Invocation) ResponseURL() string {
	i.ws.mu.Lock()
	defer i.ws.mu.Unlock()
	return i.ws.responseURLOf(i.urlID)
}

// Errors returns the errors a submission was answered with, by block_id.
func (i *Invocation) Errors() map[string]string {
	i.ws.mu.Lock()
	defer i.ws.mu.Unlock()
	return i.errors
}

// Options returns the options a block_suggestion was answered with.
func (i *Invocation) Options() []any {
	i.ws.mu.Lock()
	defer i.ws.mu.Unlock()
	return i.options
}

func (w *Workspace) invocation(user string) *Invocation { return &Invocation{ws: w, user: user} }

// dispatch sends an invocation's envelope. The lock is held.
func (w *Workspace) dispatch(i *Invocation, kind string, takes bool, payload map[string]any, acked func(json.RawMessage)) {
	if id, _ := payload["trigger_id"].(string); w.triggers[id] != nil {
		w.triggers[id].channel = channelIn(payload)
	}
	w.deliver(&envelope{kind: kind, takes: takes, payload: payload,
		acked: func(p json.RawMessage) {
			i.acked, i.payload = true, p
			if acked != nil {
				acked(p)
			}
		},
		expired: func() {
			i.failed = true
			w.publish("failed", map[string]any{"user": i.user, "channel": payload["channel_id"], "command": payload["command"]})
		}})
}

// channelIn is the channel that a command or an interaction came from; empty where there is none, as in a view.
func channelIn(payload map[string]any) string {
	if c, ok := payload["channel"].(map[string]any); ok {
		id, _ := c["id"].(string)
		return id
	}
	id, _ := payload["channel_id"].(string)
	return id
}

// Slash sends a slash command as a person would give it in a channel, member or not. Text is as typed; mentions are escaped
// as should_escape in the manifest asks.
func (w *Workspace) Slash(user, channel, command, text string) *Invocation {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mustExist(user, channel)
	i := w.invocation(user)
	c := w.channels[channel]
	name := c.Name
	if c.DM != "" {
		name = "directmessage"
	}
	url := w.newResponseURL(i, channel, nil)
	w.dispatch(i, slashCommands, true, map[string]any{
		"token": "local", "team_id": Team, "team_domain": "local", "channel_id": channel, "channel_name": name,
		"user_id": user, "user_name": w.users[user].Name, "command": command, "text": w.typed(strings.TrimSpace(text)),
		"api_app_id": App, "is_enterprise_install": "false", "response_url": url, "trigger_id": w.newTrigger(user),
	}, func(p json.RawMessage) { w.ackedSlash(i, channel, p) })
	return i
}

// SlashLine is Slash for a whole line, "/arch kafka vs rabbitmq".
func (w *Workspace) SlashLine(user, channel, line string) *Invocation {
	command, text, _ := strings.Cut(strings.TrimSpace(line), " ")
	return w.Slash(user, channel, command, text)
}

// ackedSlash shows the message in an ack, or drops it without a word, as Slack does, when it is too big or not to be shown.
func (w *Workspace) ackedSlash(i *Invocation, channel string, payload json.RawMessage) {
	if payload == nil {
		return
	}
	if len(payload) >= MaxAckPayload {
		i.dropped = fmt.Sprintf("payload of %d bytes", len(payload))
		return
	}
	var p reply
	if err := json.Unmarshal(payload, &p); err != nil {
		i.dropped = "not a message: " + err.Error()
		return
	}
	blocks, bad := w.checkBlocks(p.Blocks, "ack")
	if bad != nil {
		i.dropped = "invalid_blocks: " + strings.Join(bad.messages(), "; ")
		return
	}
	for n, b := range blocks {
		if kind, _ := b["type"].(string); !slices.Contains(blockcheck.Classic(), kind) {
			i.dropped = fmt.Sprintf("block type %q in an ack [json-pointer:/blocks/%d/type]", kind, n)
			return
		}
	}
	if p.Text == "" && len(blocks) == 0 {
		return
	}
	w.showReply(i, channel, p, blocks, "ack", nil)
}
