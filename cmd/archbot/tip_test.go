package main

import (
	"encoding/json"
	"strings"
	"testing"

	"archbot/bot/tips"
	"archbot/kb"
)

func TestTip(t *testing.T) {
	cleanEnvironment(t)
	for range 5 {
		r := archbot(t, "", "tip", "--topic", "caching", "--level", "entry", "--json")
		var got jsonSnippet
		if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || r.code != exitFine {
			t.Fatalf("exit code %d, %v: %q %q", r.code, err, r.stdout, r.stderr)
		}
		topic := strings.ToLower(strings.Join(got.Topic, " "))
		if !strings.Contains(topic, "caching") || got.Mastery != "entry" || got.Text == "" || got.Line == 0 {
			t.Errorf("got %+v", got)
		}
	}
	if r := archbot(t, "", "tip"); r.code != exitFine || !strings.Contains(r.stdout, ".md:") {
		t.Errorf("exit code %d, %q", r.code, r.stdout)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"tip", "--topic", "nonsense"}, exitFinding, "the notes have no tip for that"},
		{[]string{"tip", "--level", "expert"}, exitUsage, "want entry, medium or advanced"},
		{[]string{"tip", "kafka"}, exitUsage, "one argument too many"},
	} {
		if r := archbot(t, "", c.args...); r.code != c.code || !strings.Contains(r.stderr, c.says) {
			t.Errorf("%v: exit code %d, %q", c.args, r.code, r.stderr)
		}
	}
}

func TestTipsEnvironment(t *testing.T) {
	cleanEnvironment(t)
	for name, value := range map[string]string{"CHANNEL": "#design", "AT": "8:15", "ZONE": "Europe/Berlin", "DAYS": "mon-thu", "TOPICS": "kafka, service mesh",
		"LEVEL": "medium"} {
		t.Setenv("ARCHBOT_TIPS_"+name, value)
	}
	d, err := loadTipsEnv()
	want := `daily 8:15 Europe/Berlin mon,tue,wed,thu topic:kafka topic:"service mesh" level:medium`
	if err != nil || d.Channel != "#design" || d.Plan.String() != want || d.Plan.Level != kb.Medium {
		t.Errorf("got %q %q, %v", d.Channel, d.Plan, err)
	}
	for name, value := range map[string]string{"AT": "noon", "ZONE": "CET", "DAYS": "now", "LEVEL": "expert"} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("ARCHBOT_TIPS_"+name, value)
			if _, err := loadTipsEnv(); err == nil || !strings.Contains(err.Error(), "ARCHBOT_TIPS_"+name+" is") || strings.Contains(err.Error(), "%!") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Without any variable the plan is complete, and for no channel.
func TestTipsEnvironmentDefaults(t *testing.T) {
	cleanEnvironment(t)
	d, err := loadTipsEnv()
	if err != nil || d.Channel != "" || d.Plan.String() != "daily 9:30 UTC weekdays" || d.Plan.Days != tips.Weekdays {
		t.Errorf("got %q %q, %v", d.Channel, d.Plan, err)
	}
}
