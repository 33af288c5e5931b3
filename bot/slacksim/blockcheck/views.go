package blockcheck

// view checks a modal or a Home tab.
func (c *checker) view(n node) {
	if !n.object() {
		return
	}
	switch kind := n.kind(); kind {
	case "modal":
		n.text("title", MaxViewTitle, true, true)
		n.text("submit", MaxViewTitle, false, true)
		n.text("close", MaxViewTitle, false, true)
		n.boolean("clear_on_close")
		n.boolean("notify_on_close")
	case "home":
		c.surface = Home
		for _, key := range []string{"title", "submit", "close"} {
			if n.get(key).v != nil {
				n.get(key).wrong("%s is for modals only", key)
			}
		}
	default:
		n.get("type").wrong("unsupported type: %s", kind)
		return
	}
	n.str("callback_id", MaxID, false)
	n.str("external_id", MaxID, false)
	n.str("private_metadata", MaxPrivate, false)
	if blocks, ok := n.need("blocks"); ok {
		c.blocks(blocks, MaxViewBlocks)
	}
	if c.inputs && c.surface == Modal && n.get("submit").v == nil {
		n.missing("submit")
	}
}
