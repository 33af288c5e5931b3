package blockcheck

import "strings"

// A place is the kind of block an element stands in.
type place int

const (
	inSection place = iota
	inActions
	inInput
	inContextActions
)

// fits tells which elements Slack takes where; multi-selects are for sections and inputs, text fields for inputs.
func fits(kind string, p place, s Surface) bool {
	switch kind {
	case "button", "overflow", "workflow_button":
		return p == inSection || p == inActions
	case "image":
		return p == inSection
	case "feedback_buttons", "icon_button":
		return p == inContextActions
	case "static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"datepicker", "timepicker", "checkboxes", "radio_buttons":
		return p != inContextActions
	case "datetimepicker":
		return p == inActions || p == inInput
	case "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select":
		return p == inSection || p == inInput
	case "plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input":
		return p == inInput
	case "file_input":
		return p == inInput && s == Modal
	}
	return false
}

func (c *checker) element(n node, p place) {
	if !n.object() {
		return
	}
	kind := n.kind()
	if !fits(kind, p, c.surface) {
		n.get("type").wrong("unsupported type: %s", kind)
		return
	}
	if kind == "image" {
		c.picture(n)
		return
	}
	if id := n.str("action_id", MaxID, false); id != "" {
		if c.actions[id] {
			n.get("action_id").wrong("action_id %q already exists in this block", id)
		}
		c.actions[id] = true
	}
	n.confirm()
	n.boolean("focus_on_load")
	switch kind {
	case "button", "workflow_button":
		n.button(kind)
	case "icon_button":
		n.enum("icon", "trash")
		n.need("icon")
		n.text("text", MaxButtonText, true, true)
		n.str("value", MaxButtonValue, false)
		n.str("accessibility_label", MaxButtonText, false)
	case "feedback_buttons":
		for _, side := range []string{"positive_button", "negative_button"} {
			if b, ok := n.need(side); ok && b.object() {
				b.text("text", MaxButtonText, true, true)
				b.str("value", MaxButtonValue, true)
				b.str("accessibility_label", MaxButtonText, false)
			}
		}
	case "overflow":
		n.options("options", 1, MaxOverflow, true)
	case "checkboxes", "radio_buttons":
		n.options("options", 1, MaxChoices, true)
		n.initial(kind == "checkboxes")
	default:
		n.field(kind)
	}
}

func (n node) button(kind string) {
	n.text("text", MaxButtonText, true, true)
	n.str("value", MaxButtonValue, false)
	n.str("accessibility_label", MaxButtonText, false)
	n.enum("style", "primary", "danger")
	if n.get("url").v != nil {
		n.address("url", false)
	}
	if kind == "workflow_button" {
		if w, ok := n.need("workflow"); ok && w.object() {
			w.need("trigger")
		}
	}
}

// field checks selects, pickers and text fields.
func (n node) field(kind string) {
	n.text("placeholder", MaxPlaceholder, false, true)
	switch {
	case strings.HasSuffix(kind, "static_select"):
		n.choices()
		n.initial(strings.HasPrefix(kind, "multi_"))
	case strings.HasSuffix(kind, "external_select"):
		n.integer("min_query_length", 0, MaxInputLength)
		n.initial(strings.HasPrefix(kind, "multi_"))
	case kind == "plain_text_input":
		n.integer("min_length", 0, MaxInputLength)
		n.integer("max_length", 1, MaxInputLength)
		n.str("initial_value", MaxInputLength, false)
		n.boolean("multiline")
	case kind == "file_input":
		n.integer("max_files", 1, MaxFiles)
	case kind == "number_input":
		if _, ok := n.need("is_decimal_allowed"); ok {
			n.boolean("is_decimal_allowed")
		}
	case kind == "datepicker":
		n.pattern("initial_date", "0000-00-00")
	case kind == "timepicker":
		n.pattern("initial_time", "00:00")
	}
	if strings.HasPrefix(kind, "multi_") {
		n.integer("max_selected_items", 1, MaxOptions)
	}
}

// choices checks the options or option_groups of a select; it has one or the other.
func (n node) choices() {
	groups := n.list("option_groups", 1, MaxOptions, false)
	if n.get("option_groups").v == nil || n.get("options").v != nil {
		n.options("options", 1, MaxOptions, true)
	}
	if n.get("option_groups").v != nil && n.get("options").v != nil {
		n.wrong("options and option_groups exclude each other")
	}
	for _, g := range groups {
		if g.object() {
			g.text("label", MaxGroupLabel, true, true)
			g.options("options", 1, MaxOptions, true)
		}
	}
}

func (n node) options(key string, least, most int, required bool) {
	overflow := n.kind() == "overflow"
	plain := n.kind() != "checkboxes" && n.kind() != "radio_buttons"
	for _, o := range n.list(key, least, most, required) {
		o.option(plain, overflow)
	}
}

func (n node) option(plain, overflow bool) {
	if !n.object() {
		return
	}
	n.text("text", MaxOptionText, true, plain)
	n.str("value", MaxOptionValue, true)
	n.text("description", MaxDescription, false, plain)
	if n.get("url").v == nil {
		return
	}
	if !overflow {
		n.get("url").wrong("url is for overflow menus only")
	}
	n.address("url", false)
}

// initial checks the choice made at the start.
func (n node) initial(many bool) {
	plain := n.kind() != "checkboxes" && n.kind() != "radio_buttons"
	if many {
		for _, o := range n.list("initial_options", 1, MaxOptions, false) {
			o.option(plain, false)
		}
		return
	}
	if o := n.get("initial_option"); o.v != nil {
		o.option(plain, false)
	}
}

// pattern checks a string in which 0 stands for any digit. It may be missing.
func (n node) pattern(key, like string) {
	f := n.get(key)
	if f.v == nil {
		return
	}
	s, _ := f.v.(string)
	ok := len(s) == len(like)
	for i := 0; ok && i < len(s); i++ {
		digit := s[i] >= '0' && s[i] <= '9'
		ok = like[i] == '0' && digit || like[i] != '0' && s[i] == like[i]
	}
	if !ok {
		f.wrong("must match %s", strings.ReplaceAll(like, "0", "N"))
	}
}

// confirm checks a confirmation dialog where there is one.
func (n node) confirm() {
	d := n.get("confirm")
	if d.v == nil || !d.object() {
		return
	}
	d.text("title", MaxConfirmTitle, false, true)
	d.text("text", MaxConfirmText, true, false)
	d.text("confirm", MaxConfirmLabel, false, true)
	d.text("deny", MaxConfirmLabel, false, true)
	d.enum("style", "primary", "danger")
}
