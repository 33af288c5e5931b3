package slacksim

import (
	"maps"
	"net/http"
	"slices"
	"sort"
	"strconv"
)

// pageMessages is how many messages the page asks for at once, at most.
const pageMessages = 100

// viewer is the person a page speaks for: ?user=, or Ada.
func (w *Workspace) viewer(r *http.Request) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if u := w.users[r.URL.Query().Get("user")]; u != nil && !u.Bot {
		return u.ID
	}
	return Ada
}

// serveState tells a page everything but messages.
func (w *Workspace) serveState(rw http.ResponseWriter, r *http.Request) {
	me := w.viewer(r)
	w.mu.Lock()
	defer w.mu.Unlock()
	users := map[string]any{}
	for id, u := range w.users {
		users[id] = map[string]any{"id": id, "name": u.Name, "real_name": u.RealName, "bot": u.Bot}
	}
	dm := w.dm(me)
	prompts := w.prompts[dm]
	if prompts == nil {
		prompts = w.opts.Prompts
	}
	writeJSON(rw, map[string]any{"run": w.run, "name": w.opts.Name, "me": me, "bot": Bot, "users": users, "channels": w.pageChannels(me), "dm": dm,
		"commands": w.opts.Commands, "shortcuts": w.opts.Shortcuts, "about": w.opts.About, "hints": w.opts.Hints, "prompts": prompts, "statuses": w.statuses, "views": w.pageViews(me),
		"home": w.pageHome(me), "conditions": w.conditions()})
}

// pageChannels are a person's channels, then the direct message with the bot.
func (w *Workspace) pageChannels(me string) []any {
	list := []any{}
	for _, id := range w.channelIDs() {
		c := w.channels[id]
		if !c.has(me) {
			continue
		}
		list = append(list, map[string]any{"id": id, "name": c.Name, "dm": c.DM != "", "private": c.Private, "bot": c.has(Bot),
			"shared": c.ExtShared, "archived": c.Archived, "members": len(c.Members)})
	}
	return list
}

// conditions is what the tray shows: sockets, faults and the clock.
func (w *Workspace) conditions() map[string]any {
	faults := []string{}
	for _, f := range w.faults {
		if f.left != 0 {
			faults = append(faults, f.method)
		}
	}
	refused := map[string]bool{}
	for r := range w.refusals {
		refused[r.block] = true
	}
	return map[string]any{"connections": len(w.conns), "faults": faults, "limited": w.limited, "refused": slices.Sorted(maps.Keys(refused)),
		"now": w.now().UnixMilli(), "still": w.clock.still}
}

func (w *Workspace) pageViews(user string) []any {
	list := []any{}
	for _, v := range w.views.stacks[user] {
		list = append(list, v.json())
	}
	return list
}

func (w *Workspace) pageHome(user string) any {
	if v := w.home[user]; v != nil {
		return v.json()
	}
	return nil
}

// serveMessages gives a page the messages of a channel before a timestamp, or a whole thread, oldest first. Ephemeral ones are
// not among them, as on Slack: a page hears of one once, and forgets it when it is loaded again.
func (w *Workspace) serveMessages(rw http.ResponseWriter, r *http.Request) {
	me, q := w.viewer(r), r.URL.Query()
	limit, _ := strconv.Atoi(q.Get("limit"))
	if limit <= 0 || limit > pageMessages {
		limit = pageMessages
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[q.Get("channel")]
	if c == nil || !c.has(me) {
		http.Error(rw, "no such channel", http.StatusNotFound)
		return
	}
	all := w.messages.in[c.ID]
	if before := q.Get("before"); before != "" {
		all = all[:sort.Search(len(all), func(i int) bool { return all[i].TS >= before })]
	}
	list := []any{}
	more := false
	thread := q.Get("thread")
	for _, m := range slices.Backward(all) {
		in := m.root()
		if thread != "" {
			in = m.TS == thread || m.ThreadTS == thread
		}
		if !in || m.Ephemeral != "" || !w.sees(me, m) {
			continue
		}
		if thread == "" && len(list) == limit {
			more = true
			break
		}
		list = append(list, w.pageMessage(m))
	}
	slices.Reverse(list)
	writeJSON(rw, map[string]any{"messages": list, "more": more})
}

// sees reports whether a person is shown a message.
func (w *Workspace) sees(user string, m *Message) bool {
	c := w.channels[m.Channel]
	return c != nil && c.has(user) && (m.Ephemeral == "" || m.Ephemeral == user)
}

// pageMessage is a message with what only the page needs.
func (w *Workspace) pageMessage(m *Message) map[string]any {
	j := w.messageJSON(m, true)
	j["channel"], j["via"] = m.Channel, m.Via
	j["ephemeral"], j["streaming"], j["root"] = m.Ephemeral != "", m.Streaming, m.root()
	return j
}

func writeJSON(rw http.ResponseWriter, v any) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = rw.Write(mustJSON(v))
}
