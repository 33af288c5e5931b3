package bot_test

import (
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"sync"
	"testing"

	"github.com/slack-go/slack/slackevents"
	"golang.org/x/tools/go/packages"
)

// methodScopes are the bot scopes that a Web API method needs (docs.slack.dev/reference/methods). A method of conversations needs the one of
// the kind of conversation: archbot is asked in all four.
var methodScopes = map[string][]string{
	"api.test":              nil,
	"apps.connections.open": nil, // with the app-level token's connections:write
	"auth.test":             nil,

	"assistant.threads.setStatus":           {"assistant:write"},
	"assistant.threads.setSuggestedPrompts": {"assistant:write"},
	"assistant.threads.setTitle":            {"assistant:write"},

	"bots.info":                   {"users:read"},
	"chat.appendStream":           {"chat:write"},
	"chat.delete":                 {"chat:write"},
	"chat.deleteScheduledMessage": {"chat:write"},
	"chat.getPermalink":           nil,
	"chat.meMessage":              {"chat:write"},
	"chat.postEphemeral":          {"chat:write"},
	"chat.postMessage":            {"chat:write"},
	"chat.responseURL":            nil, // slack-go's word for a response URL
	"chat.scheduleMessage":        {"chat:write"},
	"chat.scheduledMessages.list": nil,
	"chat.startStream":            {"chat:write"},
	"chat.stopStream":             {"chat:write"},
	"chat.unfurl":                 {"links:write"},
	"chat.update":                 {"chat:write"},

	"conversations.history": {"channels:history", "groups:history", "im:history", "mpim:history"},
	"conversations.info":    {"channels:read", "groups:read", "im:read", "mpim:read"},
	"conversations.join":    {"channels:join"},
	"conversations.list":    {"channels:read", "groups:read", "im:read", "mpim:read"},
	"conversations.members": {"channels:read", "groups:read", "im:read", "mpim:read"},
	"conversations.open":    {"im:write"}, // with one person
	"conversations.replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
	"users.conversations":   {"channels:read", "groups:read"}, // for channels

	"reactions.add":         {"reactions:write"},
	"reactions.get":         {"reactions:read"},
	"reactions.remove":      {"reactions:write"},
	"team.info":             {"team:read"},
	"usergroups.list":       {"usergroups:read"},
	"usergroups.users.list": {"usergroups:read"},
	"users.info":            {"users:read"},
	"users.list":            {"users:read"},
	"users.lookupByEmail":   {"users:read.email", "users:read"},
	"views.open":            nil,
	"views.publish":         nil,
	"views.push":            nil,
	"views.update":          nil,
}

// eventScopes are the scopes without which an app may not subscribe to an event (docs.slack.dev/reference/events).
var eventScopes = map[string][]string{
	"agent_session_stopped": nil,
	"app_context_changed":   nil,
	"app_home_opened":       nil,
	"app_mention":           {"app_mentions:read"},
	"app_uninstalled":       nil,
	"channel_archive":       {"channels:read"},
	"channel_left":          {"channels:read"},
	"channel_shared":        {"channels:read", "groups:read"},
	"channel_unshared":      {"channels:read", "groups:read"},
	"group_archive":         {"groups:read"},
	"group_left":            {"groups:read"},
	"member_joined_channel": {"channels:read", "groups:read"},
	"member_left_channel":   {"channels:read", "groups:read"},
	"message.channels":      {"channels:history"},
	"message.groups":        {"groups:history"},
	"message.im":            {"im:history"},
	"message.mpim":          {"mpim:history"},
	"reaction_added":        {"reactions:read"},
	"reaction_removed":      {"reactions:read"},
	"subteam_updated":       {"usergroups:read"},
	"team_join":             {"users:read"},
	"tokens_revoked":        nil,
	"user_change":           {"users:read"},
}

// asEvents are the events that an app subscribes to for one that it is sent: messages are asked for by the kind of conversation.
var asEvents = map[string][]string{"message": {"message.channels", "message.groups", "message.im", "message.mpim"}}

// legacyEvents are handled for apps that were made with the assistant view, whose manifests are their own. Slack refuses them to an app with
// the agent view (docs.slack.dev/ai/migrating-to-agent-messaging).
var legacyEvents = []string{"assistant_thread_context_changed", "assistant_thread_started"}

// featureScopes are those of what the manifest switches on: slash commands and shortcuts, and the agent view
// (docs.slack.dev/ai/developing-agents).
var featureScopes = []string{"commands", "assistant:write"}

// used is what the source of package bot does with Slack.
type used struct {
	methods []string // of the Web API
	events  []string // that are handled
}

const (
	botPath    = "archbot/bot"
	slackPath  = "github.com/slack-go/slack"
	eventsPath = slackPath + "/slackevents"
)

// read goes through the source of package bot, and that of slack-go to see which method of the Web API each method of its client calls.
var read = sync.OnceValues(func() (used, error) {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps |
			packages.NeedExportFile,
	}, botPath, slackPath)
	if err != nil {
		return used{}, err
	}
	byPath := map[string]*packages.Package{}
	for _, p := range loaded {
		byPath[p.PkgPath] = p
		for _, bad := range p.Errors {
			return used{}, bad
		}
	}
	calls := clientCalls(byPath[slackPath])
	u := used{events: handled(byPath[botPath])}
	for name := range clientMethods(byPath[botPath]) {
		u.methods = append(u.methods, calls(name)...)
	}
	slices.Sort(u.methods)
	u.methods = slices.Compact(u.methods)
	return u, nil
})

// clientMethods are the methods of slack-go's client that a package calls, or takes as values.
func clientMethods(p *packages.Package) map[string]bool {
	methods := map[string]bool{}
	for _, use := range p.TypesInfo.Uses {
		if f, ok := use.(*types.Func); ok && ofClient(f) {
			methods[f.Name()] = true
		}
	}
	return methods
}

// ofClient reports whether f is a method of slack.Client.
func ofClient(f *types.Func) bool {
	recv := f.Signature().Recv()
	if recv == nil || f.Pkg() == nil || f.Pkg().Path() != slackPath {
		return false
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == "Client"
}

// webMethod is what a Web API method's name looks like.
var webMethod = regexp.MustCompile(`^[a-z]+(\.[a-zA-Z]+)+$`)

// clientCalls returns which methods of the Web API stand in a function of slack-go and in those it calls, as constants.
func clientCalls(p *packages.Package) func(name string) []string {
	bodies := map[types.Object]*ast.FuncDecl{}
	clients := map[string]types.Object{}
	for _, file := range p.Syntax {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				o := p.TypesInfo.Defs[f.Name]
				bodies[o] = f
				if ofClient(o.(*types.Func)) {
					clients[f.Name.Name] = o
				}
			}
		}
	}
	return func(name string) []string {
		found, seen := map[string]bool{}, map[types.Object]bool{}
		var visit func(o types.Object)
		visit = func(o types.Object) {
			if body := bodies[o]; body != nil && !seen[o] {
				seen[o] = true
				constants(p.TypesInfo, body.Body, found, visit)
			}
		}
		visit(clients[name])
		return slices.Collect(maps.Keys(found))
	}
}

// constants notes the methods that a body names, and visits what it uses.
func constants(info *types.Info, body ast.Node, found map[string]bool, visit func(types.Object)) {
	ast.Inspect(body, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		if v := info.Types[e].Value; v != nil && v.Kind() == constant.String && webMethod.MatchString(constant.StringVal(v)) {
			found[constant.StringVal(v)] = true
		}
		if id, ok := n.(*ast.Ident); ok {
			visit(info.Uses[id])
		}
		return true
	})
}

// handled are the events that a package's type switches have a case for.
func handled(p *packages.Package) []string {
	names := map[string]string{}
	for name, v := range slackevents.EventsAPIInnerEventMapping {
		names[reflect.TypeOf(v).Name()] = string(name)
	}
	events := map[string]bool{}
	for _, file := range p.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			c, ok := n.(*ast.CaseClause)
			if !ok {
				return true
			}
			for _, e := range c.List {
				if t := typeName(p.TypesInfo.Types[e]); names[t] != "" {
					for _, event := range subscriptions(names[t]) {
						events[event] = true
					}
				}
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(events))
}

// subscriptions are the events that an app subscribes to for one that it is sent.
func subscriptions(event string) []string {
	if slices.Contains(legacyEvents, event) {
		return nil
	}
	if many := asEvents[event]; many != nil {
		return many
	}
	return []string{event}
}

// typeName is the name of a type of package slackevents behind a pointer.
func typeName(t types.TypeAndValue) string {
	if !t.IsType() {
		return ""
	}
	p, ok := t.Type.(*types.Pointer)
	if !ok {
		return ""
	}
	n, ok := p.Elem().(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != eventsPath {
		return ""
	}
	return n.Obj().Name()
}

// needed are the scopes that the source needs.
func needed(t *testing.T, u used) []string {
	t.Helper()
	scopes := slices.Clone(featureScopes)
	for _, m := range u.methods {
		s, ok := methodScopes[m]
		if !ok {
			t.Errorf("the scopes of %s are not known to this test: look them up and add them to methodScopes", m)
		}
		scopes = append(scopes, s...)
	}
	for _, e := range u.events {
		s, ok := eventScopes[e]
		if !ok {
			t.Errorf("the scopes of the event %s are not known to this test: look them up and add them to eventScopes", e)
		}
		scopes = append(scopes, s...)
	}
	slices.Sort(scopes)
	return slices.Compact(scopes)
}
