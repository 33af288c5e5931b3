package render

import "unicode/utf8"

// Most text in notes has nothing in it that needs work. One look at its bytes tells, and then it is set as it is, with no copy made.

// A class says of bytes of text what they may need done.
type class uint8

const (
	foreign class = 1 << iota // a control character or no ASCII
	breaks                    // a tab or a line break
	active                    // may mean something in mrkdwn
	marking                   // one of marks
)

var classes = func() (of [256]class) {
	for c := range of {
		if c < ' ' || c >= utf8.RuneSelf-1 {
			of[c] = foreign
		}
	}
	of['\n'], of['\t'] = breaks, breaks
	for _, c := range "<>&:@" {
		of[c] = active
	}
	for _, c := range marks {
		of[c] = active | marking
	}
	return of
}()

// look is all classes that s has a byte of. It goes by eight bytes at a time, as do others here: they see every byte of an answer a few times.
func look(s string) (all class) {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		all |= look8(s[i : i+8])
	}
	for ; i < len(s); i++ {
		all |= classes[s[i]]
	}
	return all
}

func look8(s string) class {
	_ = s[7]
	return classes[s[0]] | classes[s[1]] | classes[s[2]] | classes[s[3]] | classes[s[4]] | classes[s[5]] | classes[s[6]] | classes[s[7]]
}

// printable reports whether s is ASCII that can be seen, spaces, tabs and line breaks.
func printable(s string) bool { return look(s)&foreign == 0 }

// isClean reports whether [clean] would give s back.
func isClean(s string) bool {
	for i := 0; i < len(s); {
		if i+8 <= len(s) && look8(s[i:i+8])&foreign == 0 {
			i += 8
			continue
		}
		for end := i + 8; i < len(s) && i < end; {
			if classes[s[i]]&foreign == 0 {
				i++
				continue
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			if r < utf8.RuneSelf || r == utf8.RuneError && n == 1 || lineEnd(r) || unseen(r) {
				return false
			}
			i += n
		}
	}
	return true
}
