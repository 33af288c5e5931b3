package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// pageAddress finds the page's address in what demo prints.
var pageAddress = regexp.MustCompile(`http://\S+`)

func TestDemo(t *testing.T) {
	cleanEnvironment(t)
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	stdout, stderr := newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"demo", "--addr", "127.0.0.1:0"}, strings.NewReader(""), stdout, stderr)
	}()
	said := stdout.wait(t, soon(t), "Ctrl-C ends it.\n")
	page := pageAddress.FindString(said)
	if !strings.Contains(said, "/arch kafka vs rabbitmq") || page == "" {
		t.Fatalf("demo says %q", said)
	}

	response := get(t, page+"/")
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("the page answers %s", response.Status)
	}
	events := get(t, page+"/sim/events")
	defer events.Body.Close()
	deed := fmt.Sprintf(`{"do":"send","channel":%q,"text":"/arch kafka vs rabbitmq"}`, slacksim.Design)
	done, err := http.Post(page+"/sim/do", "application/json", strings.NewReader(deed))
	if err != nil {
		t.Fatal(err)
	}
	done.Body.Close()
	if done.StatusCode != http.StatusOK {
		t.Fatalf("asking on the page: %s", done.Status)
	}
	if !seen(events, "RabbitMQ") {
		t.Error("the page shows no answer")
	}

	interrupt()
	select {
	case code := <-ended:
		if code != exitFine {
			t.Errorf("exit code %d", code)
		}
	case <-soon(t).Done():
		t.Fatal("demo does not end")
	}
	for line := range strings.Lines(stderr.String()) {
		if !strings.HasPrefix(line, "indexing the starter notes") { // which a busy machine takes more than a second for, and says so
			t.Errorf("demo is noisy: %q", line)
		}
	}
}

func get(t *testing.T, url string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(soon(t), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

// seen reports whether the page is told of a message by the bot with s in it, before the request's time is over.
func seen(events *http.Response, s string) bool {
	lines := bufio.NewScanner(events.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.Contains(lines.Text(), s) && strings.Contains(lines.Text(), slacksim.Bot) {
			return true
		}
	}
	return false
}

func TestDemoAddress(t *testing.T) {
	cleanEnvironment(t)
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	r := archbot(t, "", "demo", "--addr", busy.Addr().String())
	offered := regexp.MustCompile(`^archbot demo: ` + regexp.QuoteMeta(busy.Addr().String()) +
		` is in use by another program; this is free: archbot demo --addr 127\.0\.0\.1:\d+\n$`)
	if r.code != exitFinding || !offered.MatchString(r.stderr) {
		t.Errorf("a busy port: exit code %d, %q", r.code, r.stderr)
	}
	for _, addr := range []string{"8765", "localhost", "127.0.0.1:8765:1"} {
		if r := archbot(t, "", "demo", "--addr", addr); r.code != exitUsage || !strings.Contains(r.stderr, "want HOST:PORT") {
			t.Errorf("--addr %s: exit code %d, %q", addr, r.code, r.stderr)
		}
	}
	if r := archbot(t, "", "demo", "now"); r.code != exitUsage {
		t.Errorf("an argument: exit code %d, %q", r.code, r.stderr)
	}
	if r := archbot(t, "", "demo", "--addr", "127.0.0.1:0", "--notes", "nowhere"); r.code != exitFinding {
		t.Errorf("no notes: exit code %d, %q", r.code, r.stderr)
	}
}

// A demo that others can reach says so. The context has ended before, so that it ends at once.
func TestDemoWarnsOfOthers(t *testing.T) {
	cleanEnvironment(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for addr, warns := range map[string]bool{"0.0.0.0:0": true, ":0": true, "127.0.0.1:0": false, "localhost:0": false} {
		stdout, stderr := newOutput(), newOutput()
		code := run(ctx, []string{"demo", "--addr", addr}, strings.NewReader(""), stdout, stderr)
		if got := strings.Contains(stderr.String(), "can be reached from other machines"); got != warns || code != exitFine {
			t.Errorf("--addr %s: exit code %d, %q", addr, code, stderr)
		}
	}
}

// What the demo offers to try has an answer, in the starter notes and in others.
func TestTries(t *testing.T) {
	cleanEnvironment(t)
	mention := regexp.MustCompile(`^(/arch|@archbot) `)
	for path, first := range map[string]string{"": "/arch kafka vs rabbitmq", "testdata/notes": "/arch Code review vs pair programming"} {
		l, err := openNotes(t.Context(), newOutput(), path)
		if err != nil {
			t.Fatal(err)
		}
		index, err := l.index(io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		offered := tries(t.Context(), l, index)
		if len(offered) != 3 || offered[0] != first {
			t.Errorf("%q: offers %q, want three and first %q", path, offered, first)
		}
		for _, try := range offered {
			if !mention.MatchString(try) {
				t.Errorf("%q: %q reaches nobody", path, try)
			}
			got, err := answer.New(index).Answer(t.Context(), answer.Parse(mention.ReplaceAllString(try, "")))
			if err != nil || got.Outcome != answer.Found && got.Outcome != answer.Compared {
				t.Errorf("%q: %q has outcome %q, %v", path, try, got.Outcome, err)
			}
		}
	}
}

func TestTriesOfFewNotes(t *testing.T) {
	for source, want := range map[string]string{
		"": "/arch help", "# Only a heading\n": "/arch help", "# One\n\nA block.\n": "/arch help",
		"# Ash\n\n###### {\"semantic\":\"pros\"}\n\nAsh is tough.\n": "/arch pros of Ash",
	} {
		index, err := search.NewIndex([]*kb.Note{kb.Parse("n.md", []byte(source))})
		if err != nil {
			t.Fatal(err)
		}
		if got := tries(t.Context(), library{}, index); len(got) != 1 || got[0] != want {
			t.Errorf("%q: offers %q, want %q", source, got, want)
		}
	}
}
