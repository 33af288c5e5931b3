package slacksim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"archbot/bot/slacksim/blockcheck"
)

// A Surface is where blocks are shown.
type Surface = blockcheck.Surface

// The surfaces that can be told to refuse a block.
const (
	OnMessage   = blockcheck.Message
	OnEphemeral = blockcheck.Ephemeral
	ResponseURL = blockcheck.ResponseURL
	OnAck       = blockcheck.Ack
	OnModal     = blockcheck.Modal
	OnHome      = blockcheck.Home
)

type refusal struct {
	block   string
	surface Surface
}

// Refuse makes a surface, or every one when none is named, answer invalid_blocks to a block type from now on.
func (w *Workspace) Refuse(block string, surfaces ...Surface) { w.refuse(block, true, surfaces) }

// Accept undoes Refuse.
func (w *Workspace) Accept(block string, surfaces ...Surface) { w.refuse(block, false, surfaces) }

func (w *Workspace) refuse(block string, refused bool, surfaces []Surface) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(surfaces) == 0 {
		surfaces = []Surface{OnMessage, OnEphemeral, ResponseURL, OnAck, OnModal, OnHome}
	}
	for _, s := range surfaces {
		if refused {
			w.refusals[refusal{block, s}] = true
		} else {
			delete(w.refusals, refusal{block, s})
		}
	}
}

// acceptAll undoes every Refuse.
func (w *Workspace) acceptAll() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.refusals)
}

// decode reads JSON and keeps its numbers as they are.
func decode(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, fmt.Errorf("more than one JSON value")
	}
	return v, nil
}

// checkBlocks reads the blocks of a message and refuses them where Slack would. Nothing, null and [] give no blocks.
func (w *Workspace) checkBlocks(raw json.RawMessage, s Surface) ([]map[string]any, *failure) {
	if empty(raw) {
		return nil, nil
	}
	v, err := decode(raw)
	if _, array := v.([]any); err != nil || !array {
		return nil, fail("invalid_blocks_format")
	}
	problems := blockcheck.Blocks(v, s)
	if len(problems) == 0 {
		problems = w.refused(v.([]any), "/blocks", s)
	}
	if len(problems) > 0 {
		return nil, invalidBlocks(problems)
	}
	if size := len([]rune(string(mustJSON(v)))); size > w.opts.BlockBudget {
		return nil, fail("msg_blocks_too_long")
	}
	return objects(v), nil
}

// refused finds the block types that this workspace has been told to refuse, also inside others.
func (w *Workspace) refused(blocks []any, ptr string, s Surface) []blockcheck.Problem {
	var found []blockcheck.Problem
	for i, b := range blocks {
		m, _ := b.(map[string]any)
		kind, _ := m["type"].(string)
		at := fmt.Sprintf("%s/%d", ptr, i)
		if w.refusals[refusal{kind, s}] {
			found = append(found, blockcheck.Problem{Message: "unsupported type: " + kind, Pointer: at + "/type"})
		}
		if children, ok := m["child_blocks"].([]any); ok {
			found = append(found, w.refused(children, at+"/child_blocks", s)...)
		}
	}
	return found
}

func invalidBlocks(problems []blockcheck.Problem) *failure {
	f := fail("invalid_blocks")
	for _, p := range problems {
		f.problems = append(f.problems, p.String())
	}
	return f
}

func objects(v any) []map[string]any {
	list, _ := v.([]any)
	blocks := make([]map[string]any, 0, len(list))
	for _, b := range list {
		if m, ok := b.(map[string]any); ok {
			blocks = append(blocks, m)
		}
	}
	return blocks
}

// BlockTypes returns the types of a message's blocks, in order.
func (m Message) BlockTypes() []string { return blockTypes(m.Blocks) }

func blockTypes(blocks []map[string]any) []string {
	var kinds []string
	for _, b := range blocks {
		kind, _ := b["type"].(string)
		kinds = append(kinds, kind)
	}
	return kinds
}

// Visible returns the words that a message's blocks show, a line a text, or its text where it has no blocks.
func (m Message) Visible() string {
	if len(m.Blocks) == 0 {
		return m.Text
	}
	return visible(m.Blocks)
}

func visible(blocks []map[string]any) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, words(b)...)
	}
	return strings.Join(lines, "\n")
}

// words walks a block in the order people read: title and text first, then the rest by key, lists in their order.
func words(v any) []string {
	var found []string
	switch v := v.(type) {
	case map[string]any:
		for _, key := range readingOrder(v) {
			if s, ok := v[key].(string); ok {
				if key == "text" || key == "title" || key == "alt_text" || key == "caption" {
					found = append(found, s)
				}
				continue
			}
			found = append(found, words(v[key])...)
		}
	case []any:
		for _, e := range v {
			found = append(found, words(e)...)
		}
	}
	return found
}

func readingOrder(m map[string]any) []string {
	first := []string{"title", "label", "text", "fields", "rows", "elements"}
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	rank := func(k string) int {
		if i := slices.Index(first, k); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if r := rank(a) - rank(b); r != 0 {
			return r
		}
		return strings.Compare(a, b)
	})
	return keys
}
