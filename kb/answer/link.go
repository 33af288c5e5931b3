package answer

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"archbot/kb"
)

// DeepLink is the address that opens a recording at a second. exact is false where its site has no such address, and the link is
// the recording's own: then print the range beside it. YouTube takes t=572s on a watch page, Vimeo #t=572s.
func DeepLink(link string, second int) (address string, exact bool) {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return link, false
	}
	host := strings.ToLower(strings.TrimPrefix(u.Hostname(), "www."))
	if id := youTubeID(host, u); id != "" {
		return "https://www.youtube.com/watch?v=" + id + "&t=" + strconv.Itoa(max(0, second)) + "s", true
	}
	if id := vimeoID(host, u); id != "" {
		u.Scheme, u.Host, u.Fragment = "https", "vimeo.com", "t="+strconv.Itoa(max(0, second))+"s"
		u.Path, u.RawPath = id, ""
		return u.String(), true
	}
	return link, false
}

// youTubeID is the recording's ID in any of the forms of a YouTube address, empty where it is none. IDs may begin with "-".
func youTubeID(host string, u *url.URL) string {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	var id string
	switch host {
	case "youtu.be":
		id = segments[0]
	case "youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com":
		if id = u.Query().Get("v"); id == "" && len(segments) > 1 {
			switch segments[0] {
			case "embed", "shorts", "live", "v", "e":
				id = segments[1]
			}
		}
	}
	for _, r := range id {
		if r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return ""
		}
	}
	return id
}

// vimeoID is the path of a recording on Vimeo, with the key of an unlisted one: "/76979871" or "/76979871/0123abc".
func vimeoID(host string, u *url.URL) string {
	p := strings.Trim(u.Path, "/")
	switch host {
	case "vimeo.com":
	case "player.vimeo.com":
		p = strings.TrimPrefix(p, "video/")
	default:
		return ""
	}
	segments := strings.Split(p, "/")
	for i, s := range segments { // vimeo.com/channels/staffpicks/76979871
		if _, err := strconv.ParseUint(s, 10, 64); err == nil {
			return path.Join("/", path.Join(segments[i:min(len(segments), i+2)]...))
		}
	}
	return ""
}

// moments are a source's clips with their links.
func moments(s kb.Source) []Moment {
	if s.Link == "" {
		return nil
	}
	var all []Moment
	for _, clip := range s.Clips {
		address, exact := DeepLink(s.Link, clip.From)
		all = append(all, Moment{Clip: clip, URL: address, Exact: exact})
	}
	return all
}

// Clock writes seconds as people do in a player: 9:32, 1:02:03.
func Clock(seconds int) string {
	h, m, s := seconds/3600, seconds/60%60, seconds%60
	if h > 0 {
		return strconv.Itoa(h) + ":" + two(m) + ":" + two(s)
	}
	return strconv.Itoa(m) + ":" + two(s)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// String is the clip as a range: "9:32–13:41", or its start alone.
func (m Moment) String() string {
	if m.Clip.To <= m.Clip.From {
		return Clock(m.Clip.From)
	}
	return Clock(m.Clip.From) + "–" + Clock(m.Clip.To)
}
