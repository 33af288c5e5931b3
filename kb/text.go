package kb

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// A text is a note's source made fit for parsing: valid UTF-8, no byte order mark, "\n" at line ends. It remembers what was
// changed, so that findings and fixes speak of the file as it is.
type text struct {
	clean   []byte
	shifts  []shift // ordered by at; empty for most files
	starts  []int   // offsets in clean at which lines start
	invalid int     // how many bytes were no UTF-8 or NUL
	first   int     // offset in clean of the first of them
}

// From offset at in the clean text on, the original offset is the clean one plus delta.
type shift struct{ at, delta int }

var byteOrderMark = []byte("\xef\xbb\xbf")

// newText never changes source; where nothing needs cleaning the clean text shares its bytes.
func newText(source []byte) *text {
	t := &text{clean: source}
	if bytes.HasPrefix(source, byteOrderMark) || bytes.IndexByte(source, '\r') >= 0 ||
		bytes.IndexByte(source, 0) >= 0 || !utf8.Valid(source) {
		t.cleanUp(source)
	}
	t.starts = make([]int, 1, 1+bytes.Count(t.clean, []byte{'\n'}))
	for i, c := range t.clean {
		if c == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

func (t *text) cleanUp(source []byte) {
	out := make([]byte, 0, len(source)+64)
	delta := 0
	moved := func(by int) {
		delta += by
		t.shifts = append(t.shifts, shift{len(out), delta})
	}
	i := 0
	if bytes.HasPrefix(source, byteOrderMark) {
		i = len(byteOrderMark)
		moved(i)
	}
	for i < len(source) {
		switch c := source[i]; {
		case c == '\r' && i+1 < len(source) && source[i+1] == '\n':
			moved(1)
			i++
		case c == '\r':
			out = append(out, '\n')
			i++
		case c != 0 && c < utf8.RuneSelf:
			out = append(out, c)
			i++
		default:
			_, size := utf8.DecodeRune(source[i:])
			if size > 1 {
				out = append(out, source[i:i+size]...)
				i += size
				continue
			}
			if t.invalid == 0 {
				t.first = len(out)
			}
			t.invalid++
			out = utf8.AppendRune(out, utf8.RuneError)
			moved(1 - utf8.RuneLen(utf8.RuneError))
			i++
		}
	}
	t.clean = out
}

// original is the offset in the file of an offset in the clean text.
func (t *text) original(offset int) int {
	i := sort.Search(len(t.shifts), func(i int) bool { return t.shifts[i].at > offset })
	if i == 0 {
		return offset
	}
	return offset + t.shifts[i-1].delta
}

// line is the 1-based line of an offset in the clean text.
func (t *text) line(offset int) int {
	return sort.Search(len(t.starts), func(i int) bool { return t.starts[i] > offset })
}

// position is the 1-based line and column, in bytes of the file, of an offset in the clean text.
func (t *text) position(offset int) (line, col int) {
	line = t.line(offset)
	return line, t.original(offset) - t.original(t.starts[line-1]) + 1
}

// lineText is the 1-based line without its line end.
func (t *text) lineText(line int) []byte {
	end := len(t.clean)
	if line < len(t.starts) {
		end = t.starts[line] - 1
	}
	return t.clean[t.starts[line-1]:end]
}

// lastFull is the last line from..to that is not blank, or from.
func (t *text) lastFull(from, to int) int {
	for line := min(to, len(t.starts)); line > from; line-- {
		if len(bytes.TrimSpace(t.lineText(line))) > 0 {
			return line
		}
	}
	return from
}
