package kb

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// encoding reports bytes that are no text.
func (p *noteParser) encoding() {
	if n := p.text.invalid; n > 0 {
		p.find("invalid-utf8", p.text.first, fmt.Sprintf("%d byte(s) from here on are no UTF-8 text; save the file as UTF-8", n), nil)
	}
}

// Shares of a file's bytes above which it is no text: NUL bytes, and bytes that are no UTF-8.
const (
	mostNUL     = 0.01
	mostInvalid = 0.30
)

// notText says why a file is no text, or nothing where it is.
func notText(source []byte) string {
	if bytes.HasPrefix(source, []byte{0xff, 0xfe}) || bytes.HasPrefix(source, []byte{0xfe, 0xff}) {
		return "file is UTF-16 text and is not read; save it as UTF-8"
	}
	n := float64(len(source))
	if float64(bytes.Count(source, []byte{0})) > mostNUL*n {
		return "file is not text and is not read; remove it or rename it"
	}
	invalid := 0
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 {
			invalid++
		}
		i += size
	}
	if float64(invalid) > mostInvalid*n {
		return "file is not UTF-8 text and is not read; save it as UTF-8"
	}
	return ""
}

// placeholders are what programs write where a description of an image should be.
var placeholders = map[string]bool{
	"": true, "alt_text": true, "alt text": true, "alt": true, "image": true, "img": true, "picture": true, "photo": true,
	"screenshot": true, "image_tooltip": true, "untitled": true, "drawing": true, "pasted image": true,
}

// meaningfulAlt reports whether an image's description says something.
func meaningfulAlt(alt string) bool {
	alt = strings.ToLower(strings.TrimSpace(alt))
	if placeholders[alt] {
		return false
	}
	for _, ending := range []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"} {
		if strings.HasSuffix(alt, ending) {
			return false
		}
	}
	return true
}
