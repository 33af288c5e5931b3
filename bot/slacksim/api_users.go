package slacksim

import (
	"slices"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

func userInfo(w *Workspace, c *call) (result, *failure) {
	u := w.users[c.params["user"]]
	if u == nil {
		return nil, fail("user_not_found")
	}
	j := u.json(w.now())
	if !c.is("include_locale") {
		delete(j, "locale")
	}
	return result{"user": j}, nil
}

func userList(w *Workspace, c *call) (result, *failure) {
	var ids []string
	for id := range w.users {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var list []any
	for _, id := range ids {
		list = append(list, w.users[id].json(w.now()))
	}
	list, next, bad := page(c, list, 200)
	return result{"members": list, "cache_ts": w.now().Unix(), "response_metadata": result{"next_cursor": next}}, bad
}

func groupUsers(w *Workspace, c *call) (result, *failure) {
	users, ok := w.groups[c.params["usergroup"]]
	if !ok {
		return nil, fail("no_such_subteam")
	}
	return result{"users": users}, nil
}

func (m *Message) reacted(user, name string) bool { return slices.Contains(m.Reactions[name], user) }

// react adds or takes back a reaction, and tells the bot.
func (w *Workspace) react(m *Message, user, name string, add bool) {
	kind := "reaction_added"
	if add {
		if m.Reactions == nil {
			m.Reactions = map[string][]string{}
		}
		m.Reactions[name] = append(slices.Clone(m.Reactions[name]), user)
	} else {
		kind = "reaction_removed"
		m.Reactions[name] = slices.DeleteFunc(slices.Clone(m.Reactions[name]), func(u string) bool { return u == user })
		if len(m.Reactions[name]) == 0 {
			delete(m.Reactions, name)
		}
	}
	w.publish("changed", m)
	w.touch()
	w.event(w.channels[m.Channel], map[string]any{"type": kind, "user": user, "reaction": name, "item_user": m.User,
		"item": map[string]any{"type": "message", "channel": m.Channel, "ts": m.TS}, "event_ts": w.nextTS()})
}

func addReaction(w *Workspace, c *call) (result, *failure) { return changeReaction(w, c, true) }

func removeReaction(w *Workspace, c *call) (result, *failure) { return changeReaction(w, c, false) }

func changeReaction(w *Workspace, c *call, add bool) (result, *failure) {
	ch, bad := w.readable(c)
	if bad != nil {
		return nil, bad
	}
	m, name := w.messages.find(ch.ID, c.params["timestamp"]), c.params["name"]
	switch {
	case m == nil || m.Ephemeral != "":
		return nil, fail("message_not_found")
	case name == "":
		return nil, fail("invalid_name")
	case add && m.reacted(Bot, name):
		return nil, fail("already_reacted")
	case !add && !m.reacted(Bot, name):
		return nil, fail("no_reaction")
	}
	w.react(m, Bot, name, add)
	return nil, nil
}
