package blockcheck

import "slices"

// blocks checks a list of blocks at the top of a message or view.
func (c *checker) blocks(n node, most int) {
	for _, b := range n.items(0, most) {
		c.block(b)
	}
}

// views of a kind that messages take and views do not, and the other way round; anything else goes everywhere.
func allowed(kind string, s Surface) bool {
	switch kind {
	case "markdown", "context_actions", "table", "task_card", "plan", "file", "data_visualization", "layout":
		return !s.view()
	case "data_table", "container":
		return s != Modal
	case "alert":
		return s == Modal
	}
	return slices.Contains([]string{"section", "header", "context", "actions", "divider", "image", "input", "rich_text", "video"}, kind)
}

func (c *checker) block(n node) {
	if !n.object() {
		return
	}
	kind := n.kind()
	if n.get("type").v == nil {
		n.missing("type")
		return
	}
	if !allowed(kind, c.surface) {
		n.get("type").wrong("unsupported type: %s", kind)
		return
	}
	if id := n.str("block_id", MaxID, false); id != "" {
		if c.ids[id] {
			n.get("block_id").wrong("block_id %q already exists", id)
		}
		c.ids[id] = true
	}
	c.actions = map[string]bool{}
	if !c.classic(n, kind) {
		c.newer(n, kind)
	}
}

// classic checks the blocks that views take too, and reports whether n is one of them.
func (c *checker) classic(n node, kind string) bool {
	switch kind {
	case "section":
		c.section(n)
	case "header":
		n.text("text", MaxHeader, true, true)
		n.integer("level", 1, MaxHeaderLevel)
	case "context":
		for _, e := range n.list("elements", 1, MaxContext, true) {
			c.contextElement(e)
		}
	case "actions":
		for _, e := range n.list("elements", 1, MaxActions, true) {
			c.element(e, inActions)
		}
	case "divider":
	case "image":
		c.picture(n)
		n.text("title", MaxImageTitle, false, true)
	case "input":
		c.input(n)
	case "rich_text":
		c.richText(n)
	case "video":
		c.video(n)
	default:
		return false
	}
	return true
}

func (c *checker) newer(n node, kind string) {
	switch kind {
	case "markdown":
		c.markdown += len([]rune(n.str("text", anyLength, true)))
		if c.markdown > MaxMarkdown {
			n.get("text").wrong("must be less than %d characters over all markdown blocks", MaxMarkdown+1)
		}
	case "context_actions":
		for _, e := range n.list("elements", 1, MaxFeedback, true) {
			c.element(e, inContextActions)
		}
	case "table":
		c.tableBlock(n)
	case "data_table":
		c.dataTable(n)
	case "data_visualization":
		c.chart(n)
	case "task_card":
		c.taskCard(n, false)
	case "plan":
		n.str("title", MaxText, true)
		for _, t := range n.list("tasks", 0, MaxBlocks, false) {
			if t.object() {
				c.taskCard(t, true)
			}
		}
	case "file":
		n.str("external_id", MaxID, true)
		n.enum("source", "remote")
	case "alert":
		n.text("text", MaxAlert, true, false)
		n.enum("level", "default", "info", "warning", "error", "success")
	case "container":
		c.container(n)
	case "layout":
		c.layout(n)
	}
}

func (c *checker) section(n node) {
	fields := n.list("fields", 1, MaxFields, false)
	n.text("text", MaxText, fields == nil, false)
	for _, f := range fields {
		f.textObject(MaxField, false)
	}
	n.boolean("expand")
	if a := n.get("accessory"); a.v != nil {
		c.element(a, inSection)
	}
}

func (c *checker) contextElement(n node) {
	if !n.object() {
		return
	}
	if n.kind() == "image" {
		c.picture(n)
		return
	}
	n.textObject(MaxText, false)
}

// picture checks what image blocks and image elements share.
func (c *checker) picture(n node) {
	file := n.get("slack_file")
	n.address("image_url", file.v == nil)
	if file.v != nil && file.object() {
		if n.get("image_url").v != nil {
			n.wrong("image_url and slack_file exclude each other")
		}
		file.address("url", file.get("id").v == nil)
	}
	n.str("alt_text", MaxAlt, true)
}

func (c *checker) input(n node) {
	c.inputs = true
	n.text("label", MaxInputLabel, true, true)
	n.text("hint", MaxInputHint, false, true)
	n.boolean("optional")
	n.boolean("dispatch_action")
	if e, ok := n.need("element"); ok {
		c.element(e, inInput)
	}
}

func (c *checker) video(n node) {
	n.str("alt_text", MaxAlt, true)
	n.text("title", MaxVideoTitle, true, true)
	n.text("description", MaxVideoTitle, false, true)
	n.str("author_name", MaxVideoAuthor, false)
	n.address("thumbnail_url", true)
	n.address("video_url", true)
	n.address("title_url", false)
}

// taskCard takes a bare string as title; pending belongs inside a plan only.
func (c *checker) taskCard(n node, planned bool) {
	n.str("task_id", MaxID, true)
	n.str("title", MaxText, true)
	states := []string{"in_progress", "complete", "error"}
	if planned {
		states = append(states, "pending")
	}
	n.enum("status", states...)
	for _, part := range []string{"details", "output"} {
		if p := n.get(part); p.v != nil && p.object() {
			c.richText(p)
		}
	}
}

func (c *checker) container(n node) {
	n.text("title", MaxCardTitle, false, false)
	n.text("subtitle", MaxCardTitle, false, false)
	for _, b := range n.list("child_blocks", 1, MaxContainer, true) {
		if k := b.kind(); k == "container" || k == "input" {
			b.get("type").wrong("unsupported type: %s", k)
			continue
		}
		c.block(b)
	}
}

func (c *checker) layout(n node) {
	n.text("label", MaxLayoutLabel, false, true)
	for _, row := range n.list("rows", 1, MaxLayoutRows, true) {
		if row.object() {
			row.list("items", 1, MaxLayoutItems, true)
		}
	}
}
