package tips

import (
	_ "embed"
	"strings"
	"sync"
	"time"
)

// zoneList is the zones that people are offered, one a line: those of zone.tab of the IANA time zone database, and UTC.
//
//go:embed zones.txt
var zoneList string

// zones are the names offered, by themselves in lower case and by their city.
var zones = sync.OnceValue(func() zoneNames {
	z := zoneNames{list: strings.Fields(zoneList), known: map[string]string{}}
	for _, name := range z.list {
		z.known[strings.ToLower(name)] = name
	}
	for _, name := range z.list { // after whole names, which count for more
		city := strings.ToLower(name[strings.LastIndexByte(name, '/')+1:])
		if _, taken := z.known[city]; !taken {
			z.known[city] = name
		}
	}
	return z
})

type zoneNames struct {
	list  []string
	known map[string]string
}

// Zone is the zone that a person means by s: a name of the IANA database in any case, with spaces for underscores, or only its city
// ("Berlin", "new york").
func Zone(s string) (*time.Location, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "_")
	name, ok := zones().known[strings.ToLower(s)]
	if !ok {
		// Names that are no longer used, such as Europe/Kiev. Abbreviations mean different zones to different people.
		if !strings.Contains(s, "/") || strings.HasPrefix(s, "/") || strings.Contains(s, ".") {
			return nil, false
		}
		name = s
	}
	loc, err := time.LoadLocation(name)
	return loc, err == nil
}

// maxZones is how many zones are offered at once: Slack takes 100 options.
const maxZones = 100

// Zones are the names of the zones in which s occurs, at most 100; those that begin with it, or whose city does, come first.
func Zones(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), " ", "_")
	var first, then []string
	for _, name := range zones().list {
		lower := strings.ToLower(name)
		switch {
		case strings.HasPrefix(lower, s) || strings.Contains(lower, "/"+s):
			first = append(first, name)
		case strings.Contains(lower, s):
			then = append(then, name)
		}
	}
	list := append(first, then...)
	return list[:min(len(list), maxZones)]
}
