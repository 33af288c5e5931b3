package kb

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A time of a period: one to three numbers, the last of which may have a fraction, or 1h2m3s.
var (
	clockPattern = regexp.MustCompile(`^(?:(\d+):)?(\d+):(\d+)(?:[.,]\d*)?$`)
	unitsPattern = regexp.MustCompile(`^(?i)(?:(\d+) ?h(?:ours?)?)? ?(?:(\d+) ?m(?:in(?:utes?)?)?)? ?(?:(\d+) ?s(?:ec(?:onds?)?)?)?$`)
	plainPattern = regexp.MustCompile(`^\d+$`)
	rangePattern = regexp.MustCompile(`\s*(?:-->|->|→|\.\.+|[-–—−~]|\bto\b|\buntil\b)\s*`)
	splitPattern = regexp.MustCompile(`\s*(?:[;,&|]|\band\b)\s*`)
)

// maxClock bounds what is a time of a recording: 100 hours.
const maxClock = 100 * 3600

// parseClock reads a time in seconds. exact is false where it is a guess: a number is out of its range.
func parseClock(s string) (seconds int, exact, ok bool) {
	s = strings.TrimSpace(s)
	if m := clockPattern.FindStringSubmatch(s); m != nil {
		hours, _ := strconv.Atoi(m[1] + "")
		minutes, err1 := strconv.Atoi(m[2])
		secs, err2 := strconv.Atoi(m[3])
		exact = secs < 60 && len(m[3]) == 2 && (m[1] == "" || minutes < 60)
		if len(m[3]) > 2 { // 00:40:301: a digit too many
			secs, err2 = strconv.Atoi(m[3][:2])
		}
		seconds = hours*3600 + minutes*60 + secs
		return seconds, exact, err1 == nil && err2 == nil && minutes < maxClock/60 && hours < maxClock/3600 && seconds < maxClock
	}
	if plainPattern.MatchString(s) {
		n, err := strconv.Atoi(s)
		return n, true, err == nil && n < maxClock
	}
	if m := unitsPattern.FindStringSubmatch(s); m != nil && s != "" {
		for i, unit := range []int{3600, 60, 1} {
			n := 0
			if m[i+1] != "" {
				var err error
				if n, err = strconv.Atoi(m[i+1]); err != nil || n >= maxClock {
					return 0, false, false
				}
			}
			seconds += n * unit
		}
		return seconds, true, seconds < maxClock
	}
	return 0, false, false
}

// clock is a time as an annotation writes it.
func clock(seconds int) string {
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// A clipSlip is what is wrong with a period: the rule and the words for it.
type clipSlip struct{ rule, message string }

// fullPattern is a time with hours, minutes and seconds: nothing about it is a guess.
var fullPattern = regexp.MustCompile(`^\d+:\d\d:\d\d$`)

// parseClips reads the periods in a value. What can be kept of a period is: its start. Canonical is the value with hours where
// they were left out.
func parseClips(value string) (clips []Clip, slips []clipSlip, canonical string) {
	var written []string
	full := true
	for _, part := range splitPattern.Split(value, -1) {
		if part == "" {
			continue
		}
		clip, text, slip := parseClip(part)
		if slip != nil {
			slips = append(slips, *slip)
		}
		if text != "" {
			clips = append(clips, clip)
		}
		written = append(written, text)
		for _, time := range rangePattern.Split(strings.TrimSpace(part), -1) {
			full = full && fullPattern.MatchString(time)
		}
	}
	if full {
		return clips, slips, value
	}
	return clips, slips, strings.Join(written, ", ")
}

// parseClip reads one period; text is how it should be written, empty where nothing of it can be kept.
func parseClip(s string) (clip Clip, text string, slip *clipSlip) {
	parts := rangePattern.Split(strings.TrimSpace(s), -1)
	from, exact, ok := parseClock(parts[0])
	if !ok || len(parts) > 2 {
		return Clip{}, "", &clipSlip{"clip-unreadable", fmt.Sprintf("time period %q is not understood; write HH:MM:SS - HH:MM:SS", s)}
	}
	clip.From = from
	text = clock(from)
	if !exact {
		slip = &clipSlip{"clip-out-of-range", fmt.Sprintf("start %q is out of range; %s is used", parts[0], clock(from))}
	}
	if len(parts) == 1 || parts[1] == "" {
		return clip, text, slip
	}
	to, toExact, ok := parseClock(parts[1])
	switch {
	case !ok:
		return clip, text, &clipSlip{"clip-unreadable",
			fmt.Sprintf("end %q of the time period is not understood and left out; write HH:MM:SS", parts[1])}
	case !toExact:
		return clip, text, &clipSlip{"clip-out-of-range",
			fmt.Sprintf("end %q of the time period is out of range and left out; correct it", parts[1])}
	case to < from:
		return clip, text, &clipSlip{"clip-reversed",
			fmt.Sprintf("time period %q ends before it starts; its end is left out; correct it", s)}
	case to == from:
		return clip, text, &clipSlip{"clip-reversed", fmt.Sprintf("time period %q ends where it starts; its end is left out; correct it", s)}
	}
	clip.To = to
	return clip, text + " - " + clock(to), slip
}
