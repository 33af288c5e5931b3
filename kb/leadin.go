package kb

import (
	"slices"
	"strings"
)

// LeadsIn reports whether the text announces what follows it: it ends with a colon. A picture at its end is what it announces.
func (in Inline) LeadsIn() bool {
	for _, s := range slices.Backward(in) {
		if s.Style&Picture != 0 {
			return false
		}
		if text := strings.TrimSpace(s.Text); text != "" {
			return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
		}
	}
	return false
}
