package slacksim

// initialValues fills the state that Slack reports for inputs nobody has touched.
func (v *View) initialValues() {
	for _, b := range v.Blocks {
		id, _ := b["block_id"].(string)
		elements := []any{b["element"], b["accessory"]}
		if list, ok := b["elements"].([]any); ok && b["type"] == "actions" {
			elements = append(elements, list...)
		}
		for _, e := range elements {
			m, _ := e.(map[string]any)
			action, _ := m["action_id"].(string)
			value := initialValue(m)
			if value == nil || action == "" {
				continue
			}
			if v.Values[id] == nil {
				v.Values[id] = map[string]any{}
			}
			v.Values[id][action] = value
		}
	}
}

// initialValue is the state of one element, nil for those that have none.
func initialValue(e map[string]any) map[string]any {
	kind, _ := e["type"].(string)
	s := map[string]any{"type": kind}
	switch kind {
	case "plain_text_input", "email_text_input", "url_text_input", "number_input":
		s["value"] = e["initial_value"]
	case "static_select", "external_select", "radio_buttons":
		s["selected_option"] = e["initial_option"]
	case "multi_static_select", "multi_external_select", "checkboxes":
		s["selected_options"] = e["initial_options"]
		if e["initial_options"] == nil {
			s["selected_options"] = []any{}
		}
	case "datepicker":
		s["selected_date"] = e["initial_date"]
	case "timepicker":
		s["selected_time"] = e["initial_time"]
	case "datetimepicker":
		s["selected_date_time"] = e["initial_date_time"]
	case "conversations_select":
		s["selected_conversation"] = e["initial_conversation"]
	case "channels_select":
		s["selected_channel"] = e["initial_channel"]
	case "users_select":
		s["selected_user"] = e["initial_user"]
	default:
		return nil
	}
	return s
}

func (v *View) json() map[string]any {
	values := map[string]any{}
	for block, actions := range v.Values {
		inner := map[string]any{}
		for action, value := range actions {
			inner[action] = value
		}
		values[block] = inner
	}
	j := map[string]any{
		"id": v.ID, "team_id": Team, "type": v.Kind, "blocks": v.Blocks, "private_metadata": v.PrivateMetadata,
		"callback_id": v.CallbackID, "external_id": v.ExternalID, "hash": v.Hash, "state": map[string]any{"values": values},
		"clear_on_close": v.ClearOnClose, "notify_on_close": v.NotifyOnClose, "root_view_id": v.Root, "app_id": App, "bot_id": BotID,
		"app_installed_team_id": Team, "previous_view_id": nil,
	}
	if v.Previous != "" {
		j["previous_view_id"] = v.Previous
	}
	for key, text := range map[string]map[string]any{"title": v.Title, "submit": v.Submit, "close": v.Close} {
		if j[key] = nil; text != nil {
			j[key] = text
		}
	}
	return j
}
