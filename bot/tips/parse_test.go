package tips_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"archbot/bot/tips"
	"archbot/kb"
)

func TestParse(t *testing.T) {
	base := tips.Plan{Hour: 9, Zone: load(t, "Europe/London"), Days: tips.Weekdays}
	for text, want := range map[string]string{
		"daily 9:30 Europe/Berlin weekdays topic:messaging level:medium": "daily 9:30 Europe/Berlin weekdays topic:messaging level:medium",
		"daily":                                    "daily 9:00 Europe/London weekdays",
		"8.15":                                     "daily 8:15 Europe/London weekdays",
		"5pm mon, wed,FRIDAY":                      "daily 17:00 Europe/London mon,wed,fri",
		"12am sat-sun":                             "daily 0:00 Europe/London weekend",
		"17h30 fri–mon":                            "daily 17:30 Europe/London mon,fri,sat,sun",
		"every day at 7:05 berlin":                 "daily 7:05 Europe/Berlin",
		"every tuesday \"new york\"":               "daily 9:00 America/New_York tue",
		"topic:“messaging systems”,kafka":          `daily 9:00 Europe/London weekdays topic:"messaging systems" topic:kafka`,
		"kind:warning,pros level:ADVANCED":         "daily 9:00 Europe/London weekdays level:advanced kind:warning kind:pros",
		"lang:deutsch recap":                       "daily 9:00 Europe/London weekdays language:de recap",
		"level:all recap:off everyday Europe/Kiev": "daily 9:00 Europe/Kiev",
		"america/argentina/buenos_aires 0:00":      "daily 0:00 America/Argentina/Buenos_Aires weekdays",
	} {
		got, err := tips.Parse(text, base)
		if err != nil || got.Verb != tips.Subscribe || got.Plan.String() != want {
			t.Errorf("%q: got %s %q, %v, want %q", text, got.Verb, got.Plan, err, want)
		}
	}
}

func TestParseVerbs(t *testing.T) {
	day := 24 * time.Hour
	for text, want := range map[string]tips.Command{
		"":                       {Verb: tips.Open},
		"   ":                    {Verb: tips.Open},
		"list":                   {Verb: tips.List},
		"OFF":                    {Verb: tips.Off},
		"resume":                 {Verb: tips.Resume},
		"pause 2w":               {Verb: tips.Pause, For: 14 * day},
		"pause 3 days":           {Verb: tips.Pause, For: 3 * day},
		"pause 1 month":          {Verb: tips.Pause, For: 30 * day},
		"pause until 2026-12-24": {Verb: tips.Pause, Until: "2026-12-24"},
	} {
		got, err := tips.Parse(text, tips.Plan{})
		if err != nil || got.Verb != want.Verb || got.For != want.For || got.Until != want.Until {
			t.Errorf("%q: got %+v, %v", text, got, err)
		}
	}
	got, err := tips.Parse("now topic:kafka level:entry kind:cons", tips.Plan{Topics: []string{"rest"}})
	if err != nil || got.Verb != tips.Now || len(got.Plan.Topics) != 1 || got.Plan.Topics[0] != "kafka" || got.Plan.Level != kb.Entry ||
		len(got.Plan.Kinds) != 1 {
		t.Errorf("now: got %+v, %v", got, err)
	}
}

// What cannot be read names the word and says what to write.
func TestParseProblems(t *testing.T) {
	for text, want := range map[string]string{
		"daily 25:00":                       "“25:00” is no time of day; write it like 9:30.",
		"daily 930":                         "“930” is no time of day; write it like 9:30.",
		"daily 13pm":                        "“13pm” is no time of day",
		"daily Europe/Berln":                "“Europe/Berln” is no time zone I know; write a place",
		"daily CET":                         "“CET” is no time zone I know",
		"daily 9:30 10:30":                  "The time is given twice",
		"daily Berlin Paris":                "The time zone is given twice",
		"mon tue":                           "write them as one list",
		"level:expert":                      "“expert” is no level; there are entry, medium, advanced and all.",
		"kind:joke":                         "“joke” is no kind of tip; there are tip, warning,",
		"lang:klingon":                      "“klingon” is no language I speak; there are en, de, fr, es.",
		"color:red":                         "I do not know “color:”.",
		"tomorrow please":                   "I do not understand “tomorrow”. Write for example:",
		"off now":                           "“off” stands alone; leave out “now”.",
		"now 9:30":                          "“9:30” does not go with “now”",
		"pause":                             "Say for how long",
		"pause 9999999999999999999w":        "Say for how long",
		"pause 60w":                         "Say for how long",
		"pause until christmas":             "“christmas” is no date",
		`topic:"messaging`:                  "A quotation mark is missing at the end.",
		strings.Repeat("x", 2000):           "That is too long; at most 1000 characters.",
		"topic:" + strings.Repeat("x", 200): "At most 20 topics, of 100 characters each.",
		"recap:maybe":                       "Write recap:on or recap:off.",
		"../../etc/passwd":                  "is no time zone",
		"level:entry level:medium":          "The level is given twice",
	} {
		_, err := tips.Parse(text, tips.Plan{})
		if bad := (*tips.Problem)(nil); !errors.As(err, &bad) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %v, want %q", text, err, want)
		}
	}
}

// A plan that was read says itself in words that are read as the same plan; nothing panics; every error is for people.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"daily 9:30 Europe/Berlin weekdays topic:messaging level:medium", "now", "pause 2w", "off", "list",
		`topic:"a b",c kind:tip recap`, "every day at 12pm UTC", "pause until 2026-02-29", "mon-fri,sun 0:00", "“„\"", "topic:,", ":", "9:", "Local", "fri-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := tips.Parse(text, tips.Plan{})
		if err != nil {
			if bad := (*tips.Problem)(nil); !errors.As(err, &bad) || strings.Contains(err.Error(), "%!") && !strings.Contains(text, "%") {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if got.Verb != tips.Subscribe {
			return
		}
		again, err := tips.Parse(got.Plan.String(), tips.Plan{})
		if err != nil || again.Plan.String() != got.Plan.String() {
			t.Fatalf("%q is %q, which is %q, %v", text, got.Plan, again.Plan, err)
		}
		if _, err := got.Plan.Next(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestZones(t *testing.T) {
	for _, name := range tips.Zones("") {
		if _, err := time.LoadLocation(name); err != nil {
			t.Error(err)
		}
	}
	if got := tips.Zones("berl"); len(got) != 1 || got[0] != "Europe/Berlin" {
		t.Errorf("berl: %v", got)
	}
	if got := tips.Zones("new y"); len(got) != 1 || got[0] != "America/New_York" {
		t.Errorf("new y: %v", got)
	}
	if got := tips.Zones("a"); len(got) > 100 {
		t.Errorf("%d zones at once", len(got))
	}
	for _, s := range []string{"", "Local", "/etc/localtime", "../UTC", "PST", "x/y"} {
		if zone, ok := tips.Zone(s); ok {
			t.Errorf("%q is %v", s, zone)
		}
	}
}
