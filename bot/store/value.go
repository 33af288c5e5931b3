package store

import (
	"encoding/json"
	"time"
)

// A Block names a block of the notes as it was: its ID and revision.
type Block struct {
	ID  string `json:"id"`
	Rev string `json:"rev,omitempty"`
}

// millis is an instant as it is stored; 0 for none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// instant is a stored instant; the zero time for 0.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// list is a list as it is stored.
func list[T any](l []T) string {
	if len(l) == 0 {
		return "[]"
	}
	j, err := json.Marshal(l)
	if err != nil {
		panic(err) // strings and blocks always marshal
	}
	return string(j)
}

// unlist reads a stored list.
func unlist[T any](text string) (l []T, err error) {
	err = json.Unmarshal([]byte(text), &l)
	if len(l) == 0 {
		l = nil
	}
	return l, err
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
