package slacksim

import (
	"slices"
	"strings"
	"time"
)

// A User is a person or the bot.
type User struct {
	ID, Name, RealName string
	TZ, Locale         string // "Europe/Berlin", "de-DE"
	Bot                bool
	Admin              bool // looks after the workspace
	Restricted         bool // a guest of several channels
	UltraRestricted    bool // a guest of one channel
	Stranger           bool // of another organisation, met in a shared channel
}

// A Channel is a channel or a direct message.
type Channel struct {
	ID, Name  string
	DM        string // the person whose direct message with the bot this is; empty for a channel
	Private   bool
	Archived  bool
	ExtShared bool // shared with another organisation (Slack Connect)
	Members   []string
}

func (c *Channel) has(user string) bool { return slices.Contains(c.Members, user) }

// kind is the channel_type of events.
func (c *Channel) kind() string {
	switch {
	case c.DM != "":
		return "im"
	case c.Private:
		return "group"
	}
	return "channel"
}

func (w *Workspace) populate() {
	w.AddUser(User{ID: Bot, Name: w.opts.Bot, RealName: w.opts.Bot, TZ: "UTC", Locale: "en-US", Bot: true})
	w.AddUser(User{ID: Ada, Name: "ada", RealName: "Ada Byron", TZ: "Europe/London", Locale: "en-GB"})
	w.AddUser(User{ID: Ben, Name: "ben", RealName: "Ben Okri", TZ: "America/New_York", Locale: "en-US"})
	w.AddUser(User{ID: Cal, Name: "cal", RealName: "Cal Guest", TZ: "Asia/Tokyo", Locale: "ja-JP", UltraRestricted: true})
	w.AddChannel(Channel{ID: Design, Name: "design", Members: []string{Bot, Ada, Ben, Cal}})
	w.AddChannel(Channel{ID: General, Name: "general", Members: []string{Ada, Ben}})
	w.AddChannel(Channel{ID: Partners, Name: "partners", ExtShared: true, Members: []string{Bot, Ada, Ben}})
}

// AddUser adds a user, or replaces the one with the same ID, and opens the person's direct message with the bot.
func (w *Workspace) AddUser(u User) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.users[u.ID] = &u
	if !u.Bot {
		id := "D0" + strings.TrimPrefix(u.ID, "U0")
		w.channels[id] = &Channel{ID: id, DM: u.ID, Members: []string{Bot, u.ID}}
	}
	w.touch()
}

// AddChannel adds a channel, or replaces the one with the same ID.
func (w *Workspace) AddChannel(c Channel) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c.Members = slices.Clone(c.Members)
	w.channels[c.ID] = &c
	w.publish("channels", nil)
	w.touch()
}

// AddUserGroup adds a user group (S…) of these users.
func (w *Workspace) AddUserGroup(id string, users ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.groups[id] = slices.Clone(users)
	w.touch()
}

// DM returns the ID of the direct message between a person and the bot.
func (w *Workspace) DM(user string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.dm(user)
}

func (w *Workspace) dm(user string) string {
	for _, c := range w.channels {
		if c.DM == user && user != "" {
			return c.ID
		}
	}
	return ""
}

// Join makes a user a member of a channel and tells the bot (member_joined_channel) when it is in there, or has just joined.
func (w *Workspace) Join(user, channel string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.join(user, channel)
}

func (w *Workspace) join(user, channel string) {
	c := w.channels[channel]
	if c == nil || w.users[user] == nil || c.has(user) {
		return
	}
	c.Members = append(c.Members, user)
	w.publish("channels", nil)
	w.touch()
	if c.has(Bot) {
		w.event(c, map[string]any{"type": "member_joined_channel", "user": user, "channel": channel, "channel_type": "C",
			"team": Team, "event_ts": w.nextTS()})
	}
}

// Leave ends a membership. A bot that leaves hears member_left_channel no more than anything else there.
func (w *Workspace) Leave(user, channel string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if c := w.channels[channel]; c != nil && c.has(user) {
		c.Members = slices.DeleteFunc(c.Members, func(m string) bool { return m == user })
		w.publish("channels", nil)
		w.touch()
		if c.has(Bot) {
			w.event(c, map[string]any{"type": "member_left_channel", "user": user, "channel": channel, "channel_type": "C",
				"team": Team, "event_ts": w.nextTS()})
		}
	}
}

// json is a user as users.info shows one.
func (u *User) json(now time.Time) map[string]any {
	offset := 0
	if z, err := time.LoadLocation(u.TZ); err == nil {
		_, offset = now.In(z).Zone()
	}
	team := Team
	if u.Stranger {
		team = "T0ELSEWHERE"
	}
	return map[string]any{
		"id": u.ID, "team_id": team, "name": u.Name, "real_name": u.RealName, "deleted": false, "is_bot": u.Bot,
		"is_app_user": false, "is_admin": u.Admin, "is_restricted": u.Restricted || u.UltraRestricted,
		"is_ultra_restricted": u.UltraRestricted, "is_stranger": u.Stranger, "tz": u.TZ, "tz_label": u.TZ, "tz_offset": offset,
		"locale": u.Locale, "updated": 0,
		"profile": map[string]any{"real_name": u.RealName, "display_name": u.Name, "team": team},
	}
}

// json is a channel as conversations.info shows one.
func (c *Channel) json() map[string]any {
	m := map[string]any{
		"id": c.ID, "created": 1700000000, "is_archived": c.Archived, "is_im": c.DM != "", "is_mpim": false,
		"is_channel": c.DM == "" && !c.Private, "is_group": c.Private, "is_private": c.Private || c.DM != "",
		"is_ext_shared": c.ExtShared, "is_shared": c.ExtShared, "is_org_shared": false, "is_member": c.has(Bot),
		"is_general": c.ID == General, "num_members": len(c.Members),
	}
	if c.DM != "" {
		m["user"] = c.DM
		return m
	}
	m["name"], m["name_normalized"], m["creator"] = c.Name, c.Name, Ada
	m["topic"] = map[string]any{"value": "", "creator": "", "last_set": 0}
	m["purpose"] = map[string]any{"value": "", "creator": "", "last_set": 0}
	return m
}
