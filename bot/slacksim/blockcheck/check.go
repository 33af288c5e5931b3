package blockcheck

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// A Surface is where blocks are to be shown.
type Surface string

// The surfaces. The first four take the blocks of messages.
const (
	Message     Surface = "message"
	Ephemeral   Surface = "ephemeral"
	ResponseURL Surface = "response_url"
	Ack         Surface = "ack"
	Modal       Surface = "modal"
	Home        Surface = "home"
)

func (s Surface) view() bool { return s == Modal || s == Home }

// A Problem is one thing that Slack would refuse.
type Problem struct {
	Message string // "no more than 25 items allowed"
	Pointer string // "/blocks/1/elements"
}

// String is a problem as Slack words it in errors.
func (p Problem) String() string { return p.Message + " [json-pointer:" + p.Pointer + "]" }

// Blocks checks the blocks of a message: v is what package json makes of the array.
func Blocks(v any, s Surface) []Problem {
	c := &checker{surface: s, ids: map[string]bool{}}
	c.blocks(node{c, "/blocks", v}, MaxBlocks)
	return c.problems
}

// View checks a modal or Home tab: v is what package json makes of the object.
func View(v any) []Problem {
	c := &checker{surface: Modal, ids: map[string]bool{}}
	c.view(node{c, "/view", v})
	return c.problems
}

type checker struct {
	surface  Surface
	problems []Problem
	ids      map[string]bool // block_ids seen
	actions  map[string]bool // action_ids of the block at hand
	tables   int
	charts   int
	table    int // characters of all tables
	markdown int // characters of all markdown blocks
	inputs   bool
}

// A node is a value and where it stands.
type node struct {
	c   *checker
	ptr string
	v   any
}

func (n node) wrong(format string, args ...any) {
	n.c.problems = append(n.c.problems, Problem{fmt.Sprintf(format, args...), n.ptr})
}

// object reports whether n is an object, and complains when not.
func (n node) object() bool {
	if _, ok := n.v.(map[string]any); !ok {
		n.wrong("must provide an object")
		return false
	}
	return true
}

// get is a field; its v is nil where it is missing or null.
func (n node) get(key string) node {
	m, _ := n.v.(map[string]any)
	return node{n.c, n.ptr + "/" + key, m[key]}
}

// kind is the field type.
func (n node) kind() string {
	s, _ := n.get("type").v.(string)
	return s
}

func (n node) missing(key string) { n.wrong("missing required field: %s", key) }

// need is get for a field that must be there.
func (n node) need(key string) (node, bool) {
	f := n.get(key)
	if f.v == nil {
		n.missing(key)
	}
	return f, f.v != nil
}

// str checks a string field of 0 or more characters, up to limit. A field that is required has at least one.
func (n node) str(key string, limit int, required bool) string {
	f := n.get(key)
	if f.v == nil {
		if required {
			n.missing(key)
		}
		return ""
	}
	s, ok := f.v.(string)
	switch {
	case !ok:
		f.wrong("must provide a string")
	case required && s == "":
		f.wrong("must be more than 0 characters")
	default:
		f.length(s, limit)
	}
	return s
}

func (n node) length(s string, limit int) {
	if utf8.RuneCountInString(s) > limit {
		n.wrong("must be less than %d characters", limit+1)
	}
}

// list checks an array field and returns its items.
func (n node) list(key string, least, most int, required bool) []node {
	f := n.get(key)
	if f.v == nil {
		if required {
			n.missing(key)
		}
		return nil
	}
	return f.items(least, most)
}

func (n node) items(least, most int) []node {
	a, ok := n.v.([]any)
	if !ok {
		n.wrong("must provide an array")
		return nil
	}
	if len(a) > most {
		n.wrong("no more than %d items allowed", most)
	}
	if len(a) < least {
		n.wrong("no fewer than %d items allowed", least)
	}
	nodes := make([]node, len(a))
	for i, v := range a {
		nodes[i] = node{n.c, n.ptr + "/" + strconv.Itoa(i), v}
	}
	return nodes
}

// enum checks a string field against what may stand there. It may be missing.
func (n node) enum(key string, values ...string) {
	f := n.get(key)
	if f.v == nil {
		return
	}
	if s, ok := f.v.(string); !ok || !slices.Contains(values, s) {
		f.wrong("must be one of the following values: %q", values)
	}
}

// boolean checks a field that may be missing.
func (n node) boolean(key string) {
	f := n.get(key)
	if _, ok := f.v.(bool); f.v != nil && !ok {
		f.wrong("must provide a boolean")
	}
}

// integer checks a whole number that may be missing.
func (n node) integer(key string, least, most int) {
	f := n.get(key)
	if f.v == nil {
		return
	}
	i, ok := whole(f.v)
	if !ok {
		f.wrong("must provide an integer")
	} else if i < least || i > most {
		f.wrong("must be a number from %d to %d", least, most)
	}
}

func whole(v any) (int, bool) {
	switch v := v.(type) {
	case float64:
		return int(v), v == float64(int(v))
	case json.Number:
		i, err := strconv.Atoi(v.String())
		return i, err == nil
	}
	return 0, false
}
