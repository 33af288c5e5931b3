package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"archbot/bot/slacksim"
)

// patience is how long a test waits for something before it fails; nothing is ever awaited by time alone.
const patience = 30 * time.Second

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}

// output is a buffer that a running program writes to while the test reads it.
type output struct {
	mu      sync.Mutex
	text    bytes.Buffer
	written chan struct{} // holds a token when there is something new
}

func newOutput() *output { return &output{written: make(chan struct{}, 1)} }

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case o.written <- struct{}{}:
	default:
	}
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// wait returns what was written, as soon as it has s in it.
func (o *output) wait(t *testing.T, ctx context.Context, s string) string {
	t.Helper()
	for {
		if text := o.String(); strings.Contains(text, s) {
			return text
		}
		select {
		case <-o.written:
		case <-ctx.Done():
			t.Fatalf("no %q in %q", s, o)
		}
	}
}

// connected waits until the bot is in the workspace.
func connected(t *testing.T, w *slacksim.Workspace) {
	t.Helper()
	if err := w.Wait(soon(t), func() bool { open, _ := w.Connections(); return open > 0 }); err != nil {
		t.Fatal(err)
	}
}

func slackEnvironment(t *testing.T, w *slacksim.Workspace) {
	t.Helper()
	cleanEnvironment(t)
	t.Setenv("SLACK_APP_TOKEN", w.AppToken())
	t.Setenv("SLACK_BOT_TOKEN", w.BotToken())
	t.Setenv("SLACK_API_URL", strings.TrimSuffix(w.APIURL(), "/"))
	t.Setenv("ARCHBOT_NOTES", "testdata/notes")
	t.Setenv("ARCHBOT_HTTP_ADDR", "off")
}

func TestServe(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	t.Setenv("ARCHBOT_NOTES_URL", "https://example.org/blob/{file}?plain=1#L{line}")
	t.Setenv("ARCHBOT_LOG_FORMAT", "json")
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, stderr := newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), stdout, stderr) }()
	connected(t, w)

	replies, err := w.Slash(slacksim.Ada, slacksim.Design, "/arch", "code review vs pair programming").Wait(soon(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := json.Marshal(replies[0].Blocks)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Code review", "two persons all the time", "https://example.org/blob/teamwork.md?plain=1#L37"} {
		if !bytes.Contains(blocks, []byte(want)) {
			t.Errorf("no %q in the answer %s", want, blocks)
		}
	}
	root := w.Say(slacksim.Ada, slacksim.Design, "@archbot cons of code review")
	thread, err := w.WaitReplies(soon(t), root, 1)
	if err != nil {
		t.Fatal(err)
	}
	if blocks, _ := json.Marshal(thread[0].Blocks); !bytes.Contains(blocks, []byte("waits for its reviewer")) {
		t.Errorf("the mention was answered with %s", blocks)
	}

	interrupt()
	select {
	case code := <-ended:
		if code != exitFine {
			t.Errorf("exit code %d; stderr %s", code, stderr)
		}
	case <-soon(t).Done():
		t.Fatal("serve does not end")
	}
	if s := stdout.String(); s != "" {
		t.Errorf("serve prints %q", s)
	}
	checkLog(t, stderr.String(), w)
}

// checkLog checks that the log is JSON, says what was read, and has neither token nor question in it.
func checkLog(t *testing.T, log string, w *slacksim.Workspace) {
	t.Helper()
	ready := false
	for line := range strings.Lines(log) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("the log has a line that is no JSON: %q", line)
		}
		if entry["msg"] == "notes ready" {
			ready = entry["notes"] == "testdata/notes" && entry["files"] == 2.0 && entry["blocks"] == 10.0 && entry["ms"] != nil
		}
	}
	if !ready {
		t.Errorf("the log does not say what was read: %s", log)
	}
	for _, secret := range []string{w.AppToken(), w.BotToken(), "cons of code review", "pair programming"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log shows %q: %s", secret, log)
		}
	}
}

// TestServeSignal sends the signals to a process of its own, as a supervisor or a terminal would.
func TestServeSignal(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(signal.String(), func(t *testing.T) {
			w := slacksim.Start(t, slacksim.Options{})
			slackEnvironment(t, w)
			cmd := exec.CommandContext(soon(t), "archbot", "serve")
			stderr := newOutput()
			cmd.Stderr = stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			connected(t, w)
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Errorf("%v; stderr %s", err, stderr)
			}
		})
	}
}

func TestServeRefusedToken(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	for _, name := range []string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"} {
		slackEnvironment(t, w)
		wrong := os.Getenv(name)[:5] + "wr0ng"
		t.Setenv(name, wrong)
		r := archbot(t, "", "serve")
		if r.code != exitFinding || !strings.Contains(r.stderr, "archbot serve: slack refused") || !strings.Contains(r.stderr, name) {
			t.Errorf("%s: exit code %d, stderr %s", name, r.code, r.stderr)
		}
		if strings.Contains(r.stderr, wrong) {
			t.Errorf("%s: stderr shows the token: %s", name, r.stderr)
		}
	}
}
