package answer

import (
	"archbot/kb"
	"archbot/kb/search"
)

// A standing is what a part of a body is to those beside it; see [kb.Body.Parts].
type standing struct {
	leads bool // it leads in to the element after it: "It depends on:"
	bare  bool // it says nothing by itself: the head of a table, a rule
	of    int  // the element that it is a part of, by the number of its first part
}

// standings are those of all parts of a body.
func standings(body kb.Body) []standing { return appendStandings(nil, body) }

func appendStandings(all []standing, body kb.Body) []standing {
	for _, e := range body {
		of := len(all)
		switch e := e.(type) {
		case kb.List:
			for _, item := range e.Items {
				all = append(all, standing{leads: endsOpen(item), of: of})
			}
		case kb.Table:
			for r := range e.Rows {
				all = append(all, standing{bare: r == 0 && e.Header, of: of})
			}
		case kb.Quote:
			all = appendStandings(all, e.Body)
		case kb.Rule:
			all = append(all, standing{bare: true, of: of})
		default:
			all = append(all, standing{leads: endsOpen(kb.Body{e}), of: of})
		}
	}
	return all
}

// endsOpen reports whether a body ends with what leads in to something after it.
func endsOpen(body kb.Body) bool {
	if len(body) == 0 {
		return false
	}
	switch e := body[len(body)-1].(type) {
	case kb.Paragraph:
		return e.Text.LeadsIn()
	case kb.List:
		return len(e.Items) > 0 && endsOpen(e.Items[len(e.Items)-1])
	case kb.Quote:
		return endsOpen(e.Body)
	}
	return false
}

// keepLed gives what leads in to something the first of that, where there is room for it, and leaves it out where there is none: keep says
// which parts of an excerpt stay, left is the room that they leave. The first part stays in any case.
func keepLed(all []standing, parts []search.Part, keep []bool, left int) {
	for i := len(parts) - 1; i >= 0; i-- {
		if !keep[i] || !all[i].leads || isFollowed(all, keep, i) {
			continue
		}
		size, end := 0, i+1
		for ; end < len(all); end++ {
			if !keep[end] {
				size += parts[end].Size
			}
			if !all[end].bare && !all[end].leads {
				break
			}
		}
		switch {
		case end < len(all) && (size <= left || i == 0):
			for j := i + 1; j <= end; j++ {
				keep[j] = true
			}
			left -= size
		case i > 0:
			keep[i] = false
			left += parts[i].Size
		}
	}
}

// isFollowed reports whether anything is kept of the element that a part leads in to.
func isFollowed(all []standing, keep []bool, i int) bool {
	next := i + 1
	for next < len(all) && all[next].bare {
		next++
	}
	for j := next; j < len(all) && all[j].of == all[next].of; j++ {
		if keep[j] {
			return true
		}
	}
	return false
}
