package slacksim

func (w *Workspace) shown(v *View) (result, *failure) { return result{"view": v.json()}, nil }

func openView(w *Workspace, c *call) (result, *failure) {
	t, bad := w.pull(c.params["trigger_id"])
	if bad != nil {
		return nil, bad
	}
	v, bad := w.readNewView(c, "modal")
	if bad != nil {
		return nil, bad
	}
	if t.view != nil {
		return nil, fail("push_limit_reached") // inside a modal it is views.push
	}
	v.Channel = t.channel
	v.currently(t.channel)
	w.unstack(t.user, true)
	if bad := w.stack(v, t.user); bad != nil {
		return nil, bad
	}
	return w.shown(v)
}

func pushView(w *Workspace, c *call) (result, *failure) {
	t, bad := w.pull(c.params["trigger_id"])
	if bad != nil {
		return nil, bad
	}
	v, bad := w.readNewView(c, "modal")
	if bad != nil {
		return nil, bad
	}
	if t.view == nil || len(w.views.stacks[t.user]) == 0 {
		return nil, fail("invalid_trigger_id") // a push needs a trigger that came from a modal
	}
	if bad := w.stack(v, t.user); bad != nil {
		return nil, bad
	}
	return w.shown(v)
}

func (w *Workspace) readNewView(c *call, kind string) (*View, *failure) {
	v, bad := w.readView(c.params["view"], kind)
	if bad != nil {
		return nil, bad
	}
	if v.ExternalID != "" && w.find(func(o *View) bool { return o.ExternalID == v.ExternalID }) != nil {
		return nil, fail("duplicate_external_id")
	}
	return v, nil
}

func updateView(w *Workspace, c *call) (result, *failure) {
	id, external := c.params["view_id"], c.params["external_id"]
	old := w.find(func(v *View) bool { return id != "" && v.ID == id || external != "" && v.ExternalID == external })
	if old == nil {
		return nil, fail("not_found")
	}
	if h := c.params["hash"]; h != "" && h != old.Hash {
		return nil, fail("hash_conflict")
	}
	v, bad := w.readView(c.params["view"], old.Kind)
	if bad != nil {
		return nil, bad
	}
	w.replace(old, v)
	return w.shown(old)
}

func publishView(w *Workspace, c *call) (result, *failure) {
	user := c.params["user_id"]
	if w.users[user] == nil {
		return nil, fail("invalid_arguments")
	}
	old := w.home[user]
	if h := c.params["hash"]; h != "" && (old == nil || h != old.Hash) {
		return nil, fail("hash_conflict")
	}
	v, bad := w.readView(c.params["view"], "home")
	if bad != nil {
		return nil, bad
	}
	v.User, v.Root = user, v.ID
	if old != nil {
		v.ID, v.Root = old.ID, old.ID
	}
	w.home[user] = v
	w.publish("home", user)
	w.touch()
	return w.shown(v)
}
