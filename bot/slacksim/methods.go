package slacksim

// A method is one of the Web API's.
type method struct {
	scopes func(*Workspace, *call) []string // any one of these is enough; nil for none. The first is named as needed
	tier   int
	do     func(*Workspace, *call) (result, *failure)
}

// needs is for methods whose scopes do not depend on the call.
func needs(scopes ...string) func(*Workspace, *call) []string {
	return func(*Workspace, *call) []string { return scopes }
}

// perKind is for conversations methods: channels:history, groups:history or im:history, as the channel is.
func perKind(suffix string) func(*Workspace, *call) []string {
	return func(w *Workspace, c *call) []string {
		ch := w.channels[c.params["channel"]]
		switch {
		case ch != nil && ch.DM != "":
			return []string{"im:" + suffix}
		case ch != nil && ch.Private:
			return []string{"groups:" + suffix}
		}
		return []string{"channels:" + suffix}
	}
}

// methods is the table of everything that is simulated.
func methods() map[string]method {
	write := needs("chat:write")
	return map[string]method{
		"api.test":              {nil, noTier, apiTest},
		"auth.test":             {nil, noTier, authTest},
		"apps.connections.open": {nil, noTier, connectionsOpen},

		"chat.postMessage":   {write, posting, postMessage},
		"chat.postEphemeral": {write, tier4, postEphemeral},
		"chat.update":        {write, tier3, updateMessage},
		"chat.delete":        {write, tier3, deleteMessage},
		"chat.getPermalink":  {nil, noTier, permalink},

		"chat.scheduleMessage":        {write, tier3, scheduleMessage},
		"chat.deleteScheduledMessage": {write, tier3, deleteScheduled},
		"chat.scheduledMessages.list": {nil, tier3, listScheduled},

		"chat.startStream":  {write, tier2, startStream},
		"chat.appendStream": {write, tier4, appendStream},
		"chat.stopStream":   {write, tier2, stopStream},

		"conversations.info":    {perKind("read"), tier3, conversationInfo},
		"conversations.list":    {needs("channels:read", "groups:read", "im:read"), tier2, conversationList},
		"conversations.history": {perKind("history"), tier3, history},
		"conversations.replies": {perKind("history"), tier3, threadReplies},
		"conversations.open":    {needs("im:write"), tier3, conversationOpen},
		"conversations.members": {perKind("read"), tier4, members},
		"conversations.join":    {needs("channels:join"), tier3, conversationJoin},

		"users.info":            {needs("users:read"), tier4, userInfo},
		"users.list":            {needs("users:read"), tier2, userList},
		"users.conversations":   {needs("channels:read", "groups:read", "im:read"), tier3, userConversations},
		"usergroups.users.list": {needs("usergroups:read"), tier2, groupUsers},
		"reactions.add":         {needs("reactions:write"), tier3, addReaction},
		"reactions.remove":      {needs("reactions:write"), tier2, removeReaction},

		"views.open":    {nil, tier4, openView},
		"views.push":    {nil, tier4, pushView},
		"views.update":  {nil, tier4, updateView},
		"views.publish": {nil, tier4, publishView},

		"assistant.threads.setStatus":           {needs("assistant:write", "chat:write"), noTier, setStatus},
		"assistant.threads.setTitle":            {needs("assistant:write"), tier4, setTitle},
		"assistant.threads.setSuggestedPrompts": {needs("assistant:write"), tier4, setPrompts},
	}
}

func apiTest(w *Workspace, c *call) (result, *failure) { return result{"args": c.params}, nil }

func authTest(w *Workspace, c *call) (result, *failure) {
	if c.token == w.appToken {
		return result{"app_id": App, "app_name": w.opts.Bot, "team_id": Team}, nil
	}
	return result{"url": "https://local.slack.com/", "team": w.opts.Name, "user": w.opts.Bot, "team_id": Team, "user_id": Bot,
		"bot_id": BotID, "is_enterprise_install": false}, nil
}

func connectionsOpen(w *Workspace, c *call) (result, *failure) {
	return result{"url": w.openConnection(c.request.Host)}, nil
}
