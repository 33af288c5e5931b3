package slacksim

import (
	"fmt"
	"slices"
	"time"

	"archbot/bot/slacksim/blockcheck"
)

// A View is a modal or a Home tab as it stands.
type View struct {
	ID, User, Kind              string // Kind is modal or home
	CallbackID, ExternalID      string
	PrivateMetadata, Hash       string
	Root, Previous              string
	Channel                     string // where the person was when it was opened, when that is known
	NotifyOnClose, ClearOnClose bool
	Title, Submit, Close        map[string]any
	Blocks                      []map[string]any
	Values                      map[string]map[string]any // state: block_id, action_id
}

// views are the modals that people have open, the topmost last.
type views struct{ stacks map[string][]*View }

// A trigger lets the app open a modal once, for a few seconds.
type trigger struct {
	user    string
	view    *View  // the modal it came from, when it came from one
	channel string // where the person was, when that is known
	used    bool
	expires time.Time
}

func (w *Workspace) newTrigger(user string) string {
	id := fmt.Sprintf("%d.%s", w.now().UnixMilli(), random(8))
	t := &trigger{user: user, expires: w.now().Add(TriggerLifetime)}
	if stack := w.views.stacks[user]; len(stack) > 0 {
		t.view = stack[len(stack)-1]
	}
	w.triggers[id] = t
	return id
}

// pull uses a trigger.
func (w *Workspace) pull(id string) (*trigger, *failure) {
	t := w.triggers[id]
	switch {
	case id == "":
		return nil, fail("invalid_arguments")
	case t == nil:
		return nil, fail("invalid_trigger_id")
	case w.now().After(t.expires):
		return nil, fail("expired_trigger_id")
	case t.used:
		return nil, fail("exchanged_trigger_id")
	}
	t.used = true
	return t, nil
}

func (w *Workspace) find(match func(*View) bool) *View {
	for _, stack := range w.views.stacks {
		if i := slices.IndexFunc(stack, match); i >= 0 {
			return stack[i]
		}
	}
	for _, v := range w.home {
		if match(v) {
			return v
		}
	}
	return nil
}

// readView checks a view and makes one of it. It is not shown yet.
func (w *Workspace) readView(raw, kind string) (*View, *failure) {
	v, err := decode([]byte(raw))
	m, ok := v.(map[string]any)
	if err != nil || !ok {
		return nil, fail("invalid_arguments")
	}
	if m["type"] != kind {
		return nil, &failure{code: "invalid_arguments", problems: []string{"unexpected view type [json-pointer:/view/type]"}}
	}
	problems := blockcheck.View(m)
	if len(problems) == 0 {
		blocks, _ := m["blocks"].([]any)
		problems = w.refused(blocks, "/view/blocks", Surface(kind))
	}
	if len(problems) > 0 {
		bad := invalidBlocks(problems)
		if !slices.ContainsFunc(problems, inBlocks) {
			bad.code = "invalid_arguments"
		}
		return nil, bad
	}
	if len(raw) > MaxViewBytes {
		return nil, fail("view_too_large")
	}
	view := &View{ID: w.id("V"), Kind: kind, Hash: w.nextTS() + "." + random(4), Values: map[string]map[string]any{}}
	view.CallbackID, _ = m["callback_id"].(string)
	view.ExternalID, _ = m["external_id"].(string)
	view.PrivateMetadata, _ = m["private_metadata"].(string)
	view.NotifyOnClose, _ = m["notify_on_close"].(bool)
	view.ClearOnClose, _ = m["clear_on_close"].(bool)
	view.Title, _ = m["title"].(map[string]any)
	view.Submit, _ = m["submit"].(map[string]any)
	view.Close, _ = m["close"].(map[string]any)
	view.Blocks = w.nameBlocks(objects(m["blocks"]))
	view.initialValues()
	return view, nil
}

func inBlocks(p blockcheck.Problem) bool {
	return len(p.Pointer) > 12 && p.Pointer[:12] == "/view/blocks"
}

// currently chooses the conversation that a person is in where an element asks for it (default_to_current_conversation).
func (v *View) currently(channel string) {
	for _, b := range v.Blocks {
		e, _ := b["element"].(map[string]any)
		block, _ := b["block_id"].(string)
		action, _ := e["action_id"].(string)
		state, _ := v.Values[block][action].(map[string]any)
		if e["default_to_current_conversation"] == true && channel != "" && state["selected_conversation"] == nil {
			state["selected_conversation"] = channel
		}
	}
}

// stack shows a view on top of the person's others.
func (w *Workspace) stack(v *View, user string) *failure {
	under := w.views.stacks[user]
	if len(under) >= MaxViewStack {
		return fail("push_limit_reached")
	}
	v.User, v.Root = user, v.ID
	if len(under) > 0 {
		v.Root, v.Previous = under[0].ID, under[len(under)-1].ID
	}
	w.views.stacks[user] = append(slices.Clone(under), v)
	w.showViews(user)
	return nil
}

// replace changes a view in place; what people have entered stays where block_id and action_id stay.
func (w *Workspace) replace(old, v *View) {
	id, user, root, previous, values, channel := old.ID, old.User, old.Root, old.Previous, old.Values, old.Channel
	*old = *v
	old.ID, old.User, old.Root, old.Previous = id, user, root, previous
	old.Channel = channel
	old.currently(channel)
	for block, actions := range old.Values {
		for action := range actions {
			if kept, ok := values[block][action]; ok {
				actions[action] = kept
			}
		}
	}
	w.showViews(user)
}

func (w *Workspace) showViews(user string) {
	w.publish("views", user)
	w.touch()
}

// unstack takes a person's topmost modal away, or all of them.
func (w *Workspace) unstack(user string, all bool) {
	stack := w.views.stacks[user]
	if all || len(stack) <= 1 {
		delete(w.views.stacks, user)
	} else {
		w.views.stacks[user] = slices.Clone(stack[:len(stack)-1])
	}
	w.showViews(user)
}

// View returns the modal that a person sees, and how many are stacked.
func (w *Workspace) View(user string) (v View, stacked int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	stack := w.views.stacks[user]
	if len(stack) == 0 {
		return View{}, 0
	}
	return *stack[len(stack)-1], len(stack)
}

// Home returns the Home tab that has been published for a person.
func (w *Workspace) Home(user string) (View, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if v := w.home[user]; v != nil {
		return *v, true
	}
	return View{}, false
}

// BlockTypes returns the types of the view's blocks, in order.
func (v View) BlockTypes() []string { return blockTypes(v.Blocks) }

// Visible returns the words the view's blocks show, a line a text.
func (v View) Visible() string { return visible(v.Blocks) }
