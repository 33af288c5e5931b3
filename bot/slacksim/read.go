package slacksim

import "context"

// Messages returns what stands in a channel and its threads, oldest first, ephemeral messages too.
func (w *Workspace) Messages(channel string) []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []Message
	for _, m := range w.messages.in[channel] {
		list = append(list, m.clone())
	}
	return list
}

// Message returns one message as it stands now; false when it is gone.
func (w *Workspace) Message(channel, ts string) (Message, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if m := w.messages.find(channel, ts); m != nil {
		return m.clone(), true
	}
	return Message{}, false
}

// WaitMessages returns all messages that match, from every channel, as soon as there is one.
func (w *Workspace) WaitMessages(ctx context.Context, match func(Message) bool) ([]Message, error) {
	var found []Message
	err := w.Wait(ctx, func() bool {
		found = w.matching(match)
		return len(found) > 0
	})
	return found, err
}

// WaitReplies returns the bot's answers in the thread of a message as soon as there are n.
func (w *Workspace) WaitReplies(ctx context.Context, root Message, n int) ([]Message, error) {
	thread := root.ThreadTS
	if thread == "" {
		thread = root.TS
	}
	var found []Message
	err := w.Wait(ctx, func() bool {
		found = w.matching(func(m Message) bool {
			return m.Channel == root.Channel && m.ThreadTS == thread && m.User == Bot && m.TS > root.TS
		})
		return len(found) >= n
	})
	return found, err
}

func (w *Workspace) matching(match func(Message) bool) []Message {
	w.mu.Lock()
	var all []Message
	for _, id := range w.channelIDs() {
		for _, m := range w.messages.in[id] {
			all = append(all, m.clone())
		}
	}
	w.mu.Unlock()
	var found []Message
	for _, m := range all {
		if match(m) {
			found = append(found, m)
		}
	}
	return found
}
