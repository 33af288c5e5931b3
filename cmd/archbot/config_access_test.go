package main

import (
	"slices"
	"strings"
	"testing"
)

func TestAccessEnv(t *testing.T) {
	tests := []struct {
		name string
		set  map[string]string
		bad  string // in the error; empty for none
	}{
		{"nothing", nil, ""},
		{"lists", map[string]string{"ARCHBOT_ALLOW_CHANNELS": "C0A, G0B", "ARCHBOT_ALLOW_USERS": "*,U0GUEST", "ARCHBOT_ALLOW_GROUPS": "S0TEAM"}, ""},
		{"a channel's name", map[string]string{"ARCHBOT_ALLOW_CHANNELS": "#design"}, `ARCHBOT_ALLOW_CHANNELS has "#design"`},
		{"a user as a group", map[string]string{"ARCHBOT_ALLOW_GROUPS": "U0ADA"}, `ARCHBOT_ALLOW_GROUPS has "U0ADA"`},
		{"a limit below zero", map[string]string{"ARCHBOT_LIMIT": "-1"}, "ARCHBOT_LIMIT is -1"},
		{"no number", map[string]string{"ARCHBOT_LIMIT": "many"}, "ARCHBOT_LIMIT"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, value := range tt.set {
				t.Setenv(name, value)
			}
			a, err := loadAccessEnv()
			switch {
			case tt.bad == "" && err != nil:
				t.Error(err)
			case tt.bad != "" && (err == nil || !strings.Contains(err.Error(), tt.bad)):
				t.Errorf("error %v, want %q", err, tt.bad)
			case tt.name == "lists" && (!slices.Equal(a.Channels, []string{"C0A", "G0B"}) || !slices.Equal(a.Users, []string{"*", "U0GUEST"})):
				t.Errorf("%+v", a)
			case tt.name == "nothing" && (a.Limit != 1000 || len(a.Channels) != 0):
				t.Errorf("%+v", a)
			}
		})
	}
}
