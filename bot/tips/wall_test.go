package tips_test

import (
	"archive/zip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"archbot/bot/tips"
)

// allZones are the names in the database that comes with Go, less those that are no places.
func allZones(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("ask for Go's directory: %v", err)
	}
	z, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if os.IsNotExist(err) {
		t.Skip("this Go installation has no lib/time/zoneinfo.zip")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var names []string
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, f.Name)
		}
	}
	if len(names) < 500 {
		t.Fatalf("only %d zones", len(names))
	}
	return names
}

func at(t *testing.T, zone, value string) time.Time {
	t.Helper()
	got, err := time.Parse("2006-01-02 15:04 -0700", value)
	if err != nil {
		t.Fatal(err)
	}
	return got.In(load(t, zone))
}

func load(t testing.TB, zone string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// What clocks do: skip an hour, half an hour, midnight, a whole day; show an hour twice, also over midnight.
func TestNextAcrossClockChanges(t *testing.T) {
	for _, c := range []struct{ about, zone, clock, after, want, date string }{
		{"skipped hour", "Europe/Berlin", "2:30", "2026-03-28 12:00 +0100", "2026-03-29 03:00 +0200", "2026-03-29"},
		{"the day after", "Europe/Berlin", "2:30", "2026-03-29 03:00 +0200", "2026-03-30 02:30 +0200", "2026-03-30"},
		{"first minute skipped", "Europe/Berlin", "2:00", "2026-03-28 12:00 +0100", "2026-03-29 03:00 +0200", "2026-03-29"},
		{"before the skip", "Europe/Berlin", "1:59", "2026-03-28 12:00 +0100", "2026-03-29 01:59 +0100", "2026-03-29"},
		{"doubled hour", "Europe/Berlin", "2:30", "2026-10-24 12:00 +0200", "2026-10-25 02:30 +0200", "2026-10-25"},
		{"not the second of two", "Europe/Berlin", "2:30", "2026-10-25 02:30 +0200", "2026-10-26 02:30 +0100", "2026-10-26"},
		{"half an hour", "Australia/Lord_Howe", "2:15", "2026-10-03 12:00 +1030", "2026-10-04 02:30 +1100", "2026-10-04"},
		{"midnight skipped", "Africa/Cairo", "0:00", "2026-04-23 12:00 +0200", "2026-04-24 01:00 +0300", "2026-04-24"},
		{"midnight skipped", "America/Sao_Paulo", "0:30", "2018-11-03 12:00 -0300", "2018-11-04 01:00 -0200", "2018-11-04"},
		{"a day that was left out", "Pacific/Apia", "9:30", "2011-12-29 12:00 -1000", "2011-12-31 09:30 +1400", "2011-12-31"},
		{"clocks back over midnight", "America/Havana", "0:30", "2026-10-31 12:00 -0400", "2026-11-01 00:30 -0400", "2026-11-01"},
		{"leap day", "Asia/Tokyo", "9:00", "2028-02-28 09:00 +0900", "2028-02-29 09:00 +0900", "2028-02-29"},
		{"no leap day", "Asia/Tokyo", "9:00", "2100-02-28 09:00 +0900", "2100-03-01 09:00 +0900", "2100-03-01"},
		{"new year", "Pacific/Kiritimati", "0:00", "2026-12-31 23:59 +1400", "2027-01-01 00:00 +1400", "2027-01-01"},
	} {
		plan := tips.Plan{Zone: load(t, c.zone)}
		plan.Hour, plan.Minute, _ = tips.ParseClock(c.clock)
		got, err := plan.Next(at(t, c.zone, c.after))
		if err != nil {
			t.Errorf("%s: %v", c.about, err)
			continue
		}
		if want := at(t, c.zone, c.want); !got.At.Equal(want) || got.Date != c.date {
			t.Errorf("%s: %s in %s after %s: got %s for %s, want %s for %s", c.about, c.clock, c.zone, c.after, got.At, got.Date, want, c.date)
		}
		if on, ok := plan.On(c.date); !ok || !on.At.Equal(got.At) {
			t.Errorf("%s: On(%s) is %v, %t", c.about, c.date, on, ok)
		}
	}
}

func TestDayLeftOutHasNone(t *testing.T) {
	if on, ok := (tips.Plan{Hour: 9, Zone: load(t, "Pacific/Apia")}).On("2011-12-30"); ok {
		t.Errorf("got %v", on)
	}
}

// In every zone, for two years and all days of the plan, each date has one occurrence: at the time the plan says where clocks show it,
// for the first time where they show it twice, and at the first minute after it where they skip it.
func TestNextInEveryZone(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	end := start.AddDate(2, 0, 0)
	clocks := []tips.Plan{{Hour: 0}, {Hour: 0, Minute: 30}, {Hour: 1, Minute: 45}, {Hour: 2}, {Hour: 2, Minute: 30}, {Hour: 23, Minute: 30}}
	seen := map[string]bool{}
	for _, zone := range allZones(t) {
		loc := load(t, zone)
		changes := changes(loc, start, end)
		if seen[fmt.Sprint(changes)] {
			continue // to a plan it is one with another zone
		}
		seen[fmt.Sprint(changes)] = true
		eachNext(t, tips.Plan{Hour: 9, Minute: 30, Days: tips.Weekdays, Zone: loc}, start, end)
		for _, change := range changes[1:] {
			for _, plan := range clocks {
				plan.Zone = loc
				eachNext(t, plan, change.at.AddDate(0, 0, -4), change.at.AddDate(0, 0, 4))
			}
		}
	}
	t.Logf("%d kinds of zone", len(seen))
}

// A change is when a zone's clocks were set, and what they have been from then on.
type change struct {
	at     time.Time // UTC
	offset int       // seconds east of UTC
}

// changes are all that a zone's clocks do from start to end, beginning with what they are at the start.
func changes(loc *time.Location, start, end time.Time) []change {
	_, offset := start.In(loc).Zone()
	list := []change{{start, offset}}
	for _, until := start.In(loc).ZoneBounds(); !until.IsZero() && until.Before(end); _, until = until.ZoneBounds() {
		_, offset := until.Zone()
		list = append(list, change{until.UTC(), offset})
	}
	return list
}

// eachNext walks a plan's occurrences and looks at each.
func eachNext(t *testing.T, plan tips.Plan, from, to time.Time) {
	t.Helper()
	last := ""
	for now := from; now.Before(to); {
		o, err := plan.Next(now)
		if err != nil {
			t.Fatal(err)
		}
		if !o.At.After(now) || o.Date <= last {
			t.Fatalf("%s in %s: after %s came %s for %s, after that for %q", plan.Clock(), plan.Zone, now, o.At, o.Date, last)
		}
		if last != "" {
			noneBetween(t, plan, last, o.Date)
		}
		rightMinute(t, plan, o)
		now, last = o.At, o.Date
	}
}

// noneBetween checks that no date of the plan was left out.
func noneBetween(t *testing.T, plan tips.Plan, last, next string) {
	t.Helper()
	day, _ := time.Parse(time.DateOnly, last)
	for day = day.AddDate(0, 0, 1); day.Format(time.DateOnly) < next; day = day.AddDate(0, 0, 1) {
		if _, ok := plan.On(day.Format(time.DateOnly)); ok {
			t.Fatalf("%s in %s: %s was left out", plan.Clock(), plan.Zone, day.Format(time.DateOnly))
		}
	}
}

// rightMinute looks at the clocks themselves, minute by minute, around an occurrence: the minute before shows less than the plan says,
// and no earlier minute of the last day has shown it.
func rightMinute(t *testing.T, plan tips.Plan, o tips.Occurrence) {
	t.Helper()
	want := o.Date + " " + clock2(plan)
	show := func(at time.Time) string { return at.In(plan.Zone).Format("2006-01-02 15:04") }
	if show(o.At) < want {
		t.Fatalf("in %s at %s, before %s", plan.Zone, show(o.At), want)
	}
	if show(o.At) == want && show(o.At.Add(-time.Minute)) < want && show(o.At.Add(-time.Hour)) < want && show(o.At.Add(-30*time.Minute)) < want {
		return
	}
	for back := time.Minute; back <= 3*time.Hour; back += time.Minute {
		if show(o.At.Add(-back)) >= want {
			t.Fatalf("in %s at %s, but %s was shown %s before", plan.Zone, show(o.At), show(o.At.Add(-back)), back)
		}
	}
}

func clock2(p tips.Plan) string {
	return time.Date(0, 1, 1, p.Hour, p.Minute, 0, 0, time.UTC).Format("15:04")
}

// A plan whose zone is changed keeps the wall clock: what matters is the date there.
func TestZoneChange(t *testing.T) {
	plan := tips.Plan{Hour: 9, Zone: load(t, "Asia/Tokyo")}
	posted := at(t, "Asia/Tokyo", "2026-05-04 09:00 +0900")
	plan.Zone = load(t, "America/Los_Angeles") // still 3 May there
	next, err := plan.Next(posted)
	if err != nil || next.Date != "2026-05-04" || !next.At.Equal(at(t, "America/Los_Angeles", "2026-05-04 09:00 -0700")) {
		t.Errorf("got %v, %v", next, err)
	}
	if today := plan.Today(posted); today != "2026-05-03" {
		t.Errorf("today is %s", today)
	}
}
