package blockcheck

import "net/url"

// address checks a field that is to be an http or https URL.
func (n node) address(key string, required bool) {
	f := n.get(key)
	s := n.str(key, MaxURL, required)
	if s == "" {
		if f.v == "" && !required {
			f.wrong("invalid url")
		}
		return
	}
	if u, err := url.Parse(s); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		f.wrong("invalid url")
	}
}

// text checks a field that is to be a text object of 1 to limit characters.
func (n node) text(key string, limit int, required, plain bool) {
	f := n.get(key)
	if f.v == nil {
		if required {
			n.missing(key)
		}
		return
	}
	f.textObject(limit, plain)
}

func (n node) textObject(limit int, plain bool) {
	if !n.object() {
		return
	}
	kind := n.kind()
	switch {
	case kind != "plain_text" && kind != "mrkdwn":
		n.get("type").wrong("unsupported type: %s", kind)
		return
	case plain && kind != "plain_text":
		n.get("type").wrong("must be plain_text")
	}
	n.str("text", limit, true)
	n.boolean("emoji")
	n.boolean("verbatim")
	if kind == "mrkdwn" && n.get("emoji").v == true {
		n.get("emoji").wrong("emoji is for plain_text only")
	}
}
