package main

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"archbot/bot/slacksim"
)

// startDemo runs the demo until the test ends, and returns what it says and its page's address.
func startDemo(t *testing.T, args ...string) (said, page string) {
	t.Helper()
	ctx, interrupt := context.WithCancel(context.Background())
	stdout, stderr := newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"demo", "--addr", "127.0.0.1:0"}, args...), strings.NewReader(""), stdout, stderr)
	}()
	t.Cleanup(func() {
		interrupt()
		if code := <-ended; code != exitFine {
			t.Errorf("demo ends with exit code %d and says %q", code, stderr)
		}
	})
	said = stdout.wait(t, soon(t), "Ctrl-C ends it.\n")
	return said, pageAddress.FindString(said)
}

// say sends a line into #design, as the page does.
func say(t *testing.T, page, line string) {
	t.Helper()
	deed := fmt.Sprintf(`{"do":"send","channel":%q,"text":%q}`, slacksim.Design, line)
	done, err := http.Post(page+"/sim/do", "application/json", strings.NewReader(deed))
	if err != nil {
		t.Fatal(err)
	}
	done.Body.Close()
	if done.StatusCode != http.StatusOK {
		t.Fatalf("saying %q on the page: %s", line, done.Status)
	}
}

// What the workspace alone prints is all that an app needs: here archbot's own serve, by a command that no manifest names.
func TestDemoWorkspaceOnly(t *testing.T) {
	cleanEnvironment(t)
	said, page := startDemo(t, "--workspace-only")
	for _, set := range regexp.MustCompile(`export (\w+)=(\S+)`).FindAllStringSubmatch(said, -1) {
		t.Setenv(set[1], set[2])
	}
	t.Setenv("ARCHBOT_HTTP_ADDR", "off")
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, stderr := newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), stdout, stderr) }()
	defer func() { interrupt(); <-ended }()
	stderr.wait(t, soon(t), `msg="connected to slack"`)

	events := get(t, page+"/sim/events")
	defer events.Body.Close()
	say(t, page, "/anything kafka vs rabbitmq")
	if !seen(events, "RabbitMQ") {
		t.Errorf("no answer; serve says %s", stderr)
	}
	if r := archbot(t, "", "demo", "--workspace-only", "--notes", "testdata/notes"); r.code != exitUsage {
		t.Errorf("notes for no bot: exit code %d, %q", r.code, r.stderr)
	}
}
