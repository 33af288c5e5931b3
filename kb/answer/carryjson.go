package answer

import (
	"encoding/json"
	"strconv"
	"strings"
)

// An answer makes the JSON of a dozen requests, one for each of its buttons, and measures more of them; so it is written here field by field.
// It is what encoding/json makes of the same types, which a test holds it to.

// jsonRoom is for the JSON of any request that can be carried, as long as it is ASCII, and a prefix.
const jsonRoom = MaxCarried + 58

// appendJSON appends the request's JSON.
func (r Request) appendJSON(to []byte) []byte {
	to = append(to, '{')
	to = textField(to, "q", r.Question)
	to = listField(to, "subjects", r.Subjects)
	to = listField(to, "kinds", r.Kinds)
	to = numberField(to, "level", int(r.Level))
	if r.Filters != (Filters{}) {
		to = r.Filters.appendJSON(key(to, "filters"))
	}
	if len(r.Under) > 0 {
		to = append(key(to, "under"), '[')
		for i, path := range r.Under {
			to = appendPath(divided(to, i), path)
		}
		to = append(to, ']')
	}
	to = truthField(to, "clips", r.Clips)
	to = numberField(to, "from", r.From)
	to = truthField(to, "whole", r.Whole)
	to = textField(to, "context", r.Context)
	to = numberField(to, "limit", r.Limit)
	if len(r.Blocks) > 0 {
		to = append(key(to, "blocks"), '[')
		for i, ref := range r.Blocks {
			to = ref.appendJSON(divided(to, i))
		}
		to = append(to, ']')
	}
	if b := r.Beside; b.Missing != nil || b.People || b.Watch != nil {
		to = b.appendJSON(key(to, "beside"))
	}
	return append(to, '}')
}

func (f Filters) appendJSON(to []byte) []byte {
	to = append(to, '{')
	to = textField(to, "author", f.Author)
	to = textField(to, "topic", f.Topic)
	to = textField(to, "tag", f.Tag)
	return append(to, '}')
}

func (b Beside) appendJSON(to []byte) []byte {
	to = append(to, '{')
	to = listField(to, "missing", b.Missing)
	to = truthField(to, "people", b.People)
	if w := b.Watch; w != nil {
		to = append(key(to, "watch"), '{')
		to = numberField(to, "total", w.Total)
		to = numberField(to, "budget", w.Budget)
		to = numberField(to, "left", w.Left)
		to = append(to, '}')
	}
	return append(to, '}')
}

func (r Ref) appendJSON(to []byte) []byte {
	to = appendText(append(to, `{"id":`...), r.ID)
	to = appendText(append(to, `,"rev":`...), r.Rev)
	return append(to, '}')
}

// key begins a field of the object that is being written.
func key(to []byte, name string) []byte {
	if to[len(to)-1] != '{' {
		to = append(to, ',')
	}
	return append(append(append(to, '"'), name...), `":`...)
}

// The fields leave out what is zero.

func textField(to []byte, name, s string) []byte {
	if s == "" {
		return to
	}
	return appendText(key(to, name), s)
}

func listField[S ~string](to []byte, name string, list []S) []byte {
	if len(list) == 0 {
		return to
	}
	return appendList(key(to, name), list)
}

func numberField(to []byte, name string, n int) []byte {
	if n == 0 {
		return to
	}
	return strconv.AppendInt(key(to, name), int64(n), 10)
}

func truthField(to []byte, name string, is bool) []byte {
	if !is {
		return to
	}
	return append(key(to, name), "true"...)
}

// divided is a list with a comma before its element at i.
func divided(to []byte, i int) []byte {
	if i > 0 {
		return append(to, ',')
	}
	return to
}

func appendList[S ~string](to []byte, list []S) []byte {
	to = append(to, '[')
	for i, s := range list {
		to = appendText(divided(to, i), string(s))
	}
	return append(to, ']')
}

// appendPath is appendList for what may be none at all, which is null.
func appendPath(to []byte, path []string) []byte {
	if path == nil {
		return append(to, "null"...)
	}
	return appendList(to, path)
}

// appendText appends a JSON string. Nearly all names have nothing in them to escape.
func appendText(to []byte, s string) []byte {
	for i := range len(s) {
		if !asItIs[s[i]] {
			j, _ := json.Marshal(s) // a string has no error
			return append(to, j...)
		}
	}
	return append(append(append(to, '"'), s...), '"')
}

// asItIs tells which bytes stand for themselves in a JSON string.
var asItIs = func() (is [256]bool) {
	for c := byte(' '); c < 0x7F; c++ {
		is[c] = !strings.ContainsRune(`"\<>&`, rune(c))
	}
	return is
}()
