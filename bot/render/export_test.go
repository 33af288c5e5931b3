package render

import (
	"encoding/json"
	"strings"
)

// Question is what hints tell people to type.
var Question = question

// MeasuredWrong is the JSON of the first of a message's blocks that is measured longer or shorter than that, empty where there is none.
func MeasuredWrong(m Message) string {
	for _, b := range m.Blocks {
		j, err := json.Marshal(b)
		l, _ := size(b)
		if want, _ := madeSize(b); err != nil || l != want && !strings.Contains(string(j), "\uFFFD") {
			return string(j)
		}
	}
	return ""
}
