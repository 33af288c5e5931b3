package slacksim

import (
	"encoding/base64"
	"slices"
	"strings"
)

func conversationInfo(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.conversation(c)
	if bad != nil {
		return nil, bad
	}
	j := ch.json()
	if !c.is("include_num_members") {
		delete(j, "num_members")
	}
	if c.is("include_locale") {
		j["locale"] = "en-US"
	}
	return result{"channel": j}, nil
}

func conversationList(w *Workspace, c *call) (result, *failure) {
	return w.conversationPage(c, func(ch *Channel) bool { return !ch.Private || ch.has(Bot) })
}

// userConversations lists those that the bot is in, or a user that it may see.
func userConversations(w *Workspace, c *call) (result, *failure) {
	user := c.params["user"]
	if user == "" {
		user = Bot
	}
	if w.users[user] == nil {
		return nil, fail("user_not_found")
	}
	return w.conversationPage(c, func(ch *Channel) bool { return ch.has(user) && (!ch.Private || ch.has(Bot)) })
}

// conversationPage lists the conversations that are of the call's types and that seen is true of.
func (w *Workspace) conversationPage(c *call, seen func(*Channel) bool) (result, *failure) {
	kinds := c.params["types"]
	if kinds == "" {
		kinds = "public_channel"
	}
	var list []any
	for _, id := range w.channelIDs() {
		ch := w.channels[id]
		kind := map[string]string{"im": "im", "group": "private_channel", "channel": "public_channel"}[ch.kind()]
		if !slices.Contains(strings.Split(kinds, ","), kind) || !seen(ch) || ch.Archived && c.is("exclude_archived") {
			continue
		}
		list = append(list, ch.json())
	}
	list, next, bad := page(c, list, 100)
	return result{"channels": list, "response_metadata": result{"next_cursor": next}}, bad
}

func (w *Workspace) channelIDs() []string {
	var ids []string
	for id := range w.channels {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// page cuts a list at the call's cursor and limit, and returns the cursor of what follows.
func page[T any](c *call, list []T, usual int) ([]T, string, *failure) {
	start := 0
	if cursor := c.params["cursor"]; cursor != "" {
		b, err := base64.StdEncoding.DecodeString(cursor)
		at := (&call{params: map[string]string{"at": strings.TrimPrefix(string(b), "at:")}}).number("at", -1)
		if err != nil || at < 0 || at > len(list) {
			return nil, "", fail("invalid_cursor")
		}
		start = at
	}
	limit := min(max(c.number("limit", usual), 1), 999)
	end := min(len(list), start+limit)
	next := ""
	if end < len(list) {
		next = base64.StdEncoding.EncodeToString([]byte("at:" + itoa(end)))
	}
	if list == nil {
		list = []T{}
	}
	return list[start:end], next, nil
}

// readable is conversation for methods that read what was said.
func (w *Workspace) readable(c *call) (*Channel, *failure) {
	ch, bad := w.conversation(c)
	if bad == nil && !ch.has(Bot) {
		return nil, fail("not_in_channel")
	}
	return ch, bad
}

// within reports whether a message lies in the call's oldest and latest, which count only with inclusive.
func within(c *call, ts string) bool {
	oldest, latest := c.params["oldest"], c.params["latest"]
	if c.is("inclusive") {
		return (oldest == "" || ts >= padded(oldest)) && (latest == "" || ts <= padded(latest))
	}
	return (oldest == "" || ts > padded(oldest)) && (latest == "" || ts < padded(latest))
}

// padded brings "1700000000" and "0" to the form of timestamps, so that strings compare as numbers do.
func padded(ts string) string {
	whole, fraction, _ := strings.Cut(ts, ".")
	for len(whole) < 10 {
		whole = "0" + whole
	}
	return whole + "." + (fraction + "000000")[:6]
}

func history(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.readable(c)
	if bad != nil {
		return nil, bad
	}
	var list []*Message
	for _, m := range slices.Backward(w.messages.in[ch.ID]) {
		if m.root() && m.Ephemeral == "" && within(c, m.TS) {
			list = append(list, m)
		}
	}
	return w.messagePage(c, list, 100)
}

func threadReplies(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.readable(c)
	if bad != nil {
		return nil, bad
	}
	root := w.messages.find(ch.ID, c.params["ts"])
	if root != nil && root.ThreadTS != "" {
		root = w.messages.find(ch.ID, root.ThreadTS)
	}
	if root == nil || root.Ephemeral != "" {
		return nil, fail("thread_not_found")
	}
	list := []*Message{root}
	for _, m := range w.messages.replies(ch.ID, root.TS) {
		if within(c, m.TS) {
			list = append(list, m)
		}
	}
	return w.messagePage(c, list, 999)
}

func (w *Workspace) messagePage(c *call, list []*Message, usual int) (result, *failure) {
	part, next, bad := page(c, list, usual)
	shown := make([]any, len(part))
	for i, m := range part {
		shown[i] = w.messageJSON(m, c.is("include_all_metadata"))
	}
	return result{"messages": shown, "has_more": next != "", "response_metadata": result{"next_cursor": next}}, bad
}

func conversationOpen(w *Workspace, c *call) (result, *failure) {
	user := c.params["users"]
	if id := c.params["channel"]; id != "" && w.channels[id] != nil {
		user = w.channels[id].DM
	}
	switch {
	case user == "":
		return nil, fail("users_list_not_supplied")
	case strings.Contains(user, ","):
		return nil, fail("method_not_supported_for_channel_type")
	case w.users[user] == nil:
		return nil, fail("user_not_found")
	case w.dm(user) == "":
		return nil, fail("cannot_dm_bot")
	}
	id := w.dm(user)
	j := any(result{"id": id})
	if c.is("return_im") {
		j = w.channels[id].json()
	}
	return result{"channel": j, "no_op": true, "already_open": true}, nil
}

func members(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.conversation(c)
	if bad != nil {
		return nil, bad
	}
	list, next, bad := page(c, slices.Clone(ch.Members), 100)
	return result{"members": list, "response_metadata": result{"next_cursor": next}}, bad
}

func conversationJoin(w *Workspace, c *call) (result, *failure) {
	ch, bad := w.conversation(c)
	switch {
	case bad != nil:
		return nil, bad
	case ch.DM != "" || ch.Private:
		return nil, fail("method_not_supported_for_channel_type")
	case ch.Archived:
		return nil, fail("is_archived")
	case ch.has(Bot):
		c.warning = "already_in_channel"
	}
	w.join(Bot, ch.ID)
	return result{"channel": ch.json()}, nil
}
