package main

import (
	"strings"
	"testing"
)

// FuzzEnvironment gives each variable of the program any value. It is taken, or refused by an error for whoever set it, which names a variable and
// shows no secret. (What names a file is left out: any file could be read then.)
func FuzzEnvironment(f *testing.F) {
	for i, value := range []string{
		"xapp-1-A1-2-x", "xoxb-1-2-x", "http://[bad", "https://a@b/", "30s", "-1m", "9999999h", "9:30", "25:61", "Europe/Berlin", "../../etc/passwd", "mon-thu,sat",
		"*,U0GUEST", "C1,,<!channel>", "1e9", ":8080", "127.0.0.1:99999999", "off", "debug-4", "postgres://a:b@c", "topic:\"", "https://e.x/{file}{line}{file}", "\xff", " ",
	} {
		f.Add(uint8(i), value)
		f.Add(uint8(i+20), value)
	}
	f.Fuzz(func(t *testing.T, which uint8, value string) {
		var names []string
		for _, name := range variables(t) {
			if !strings.HasSuffix(name, "_FILE") {
				names = append(names, name)
			}
		}
		name := names[int(which)%len(names)]
		if strings.Contains(value, "\x00") {
			t.Skip("no environment holds it")
		}
		cleanEnvironment(t)
		t.Setenv("SLACK_APP_TOKEN", testApp)
		t.Setenv("SLACK_BOT_TOKEN", testBot)
		secretly := strings.HasSuffix(name, "_TOKEN") || name == "ARCHBOT_DATABASE_URL"
		if secretly {
			value += "s3cr3t"
		}
		t.Setenv(name, value)
		_, slack := loadSlackEnv()
		_, bot := loadBotEnv()
		_, http := loadHTTPEnv()
		for _, err := range []error{slack, bot, http} {
			if err == nil {
				continue
			}
			if text := err.Error(); !strings.Contains(text, "ARCHBOT_") && !strings.Contains(text, "SLACK_") {
				t.Errorf("%s=%q: %v names no variable", name, value, err)
			}
			if strings.Contains(err.Error(), "s3cr3t") {
				t.Errorf("%s: the error shows the secret: %v", name, err)
			}
		}
	})
}
