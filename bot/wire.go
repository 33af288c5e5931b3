package bot

import "github.com/slack-go/slack"

// A listBlock is a block that is a list of elements, as JSON. slack-go's own lists have a method to write them, and what such a method gives
// encoding/json reads through byte by byte, which for an answer with its buttons takes longer than to write it.
type listBlock struct {
	Type     slack.MessageBlockType `json:"type"`
	BlockID  string                 `json:"block_id,omitempty"`
	Elements any                    `json:"elements"`
}

// direct are blocks in types that encoding/json writes by itself, to the same JSON.
func direct(blocks []slack.Block) []any {
	out := make([]any, len(blocks))
	for i, b := range blocks {
		switch b := b.(type) {
		case *slack.ContextBlock:
			out[i] = &listBlock{b.Type, b.BlockID, b.ContextElements.Elements}
		case *slack.ActionBlock:
			out[i] = listOf(b.Type, b.BlockID, b.Elements)
		case *slack.ContextActionsBlock:
			out[i] = listOf(b.Type, b.BlockID, b.Elements)
		default:
			out[i] = b
		}
	}
	return out
}

func listOf(kind slack.MessageBlockType, id string, list *slack.BlockElements) *listBlock {
	if list == nil {
		return &listBlock{kind, id, nil}
	}
	return &listBlock{kind, id, list.ElementSet}
}
