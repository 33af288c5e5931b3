package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing/object"

	"archbot/bot/slacksim"
)

// teaNote is a note that a test changes.
func teaNote(steep string) string {
	return "# Tea\n\n## Green tea\n\n###### {\"semantic\":\"tip\"}\n\nSteep it for " + steep + ".\n"
}

func writeNote(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "tea.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// inBackground runs the program until the test ends, and checks that it then ends well.
func inBackground(t *testing.T, args ...string) (stdout, stderr *output) {
	t.Helper()
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, stderr = newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, args, strings.NewReader(""), stdout, stderr) }()
	t.Cleanup(func() {
		interrupt()
		select {
		case code := <-ended:
			if code != exitFine {
				t.Errorf("exit code %d; stderr %s", code, stderr)
			}
		case <-time.After(patience):
			t.Error("does not end")
		}
	})
	return stdout, stderr
}

// answered is what archbot answers to a slash command.
func answered(t *testing.T, w *slacksim.Workspace, question string) string {
	t.Helper()
	replies, err := w.Slash(slacksim.Ada, slacksim.Design, "/arch", question).Wait(soon(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := json.Marshal(replies[0].Blocks)
	if err != nil {
		t.Fatal(err)
	}
	return string(blocks)
}

// checkAnswer asks once, and wants the answer to have one text in it and not the other.
func checkAnswer(t *testing.T, w *slacksim.Workspace, want, not string) {
	t.Helper()
	got := answered(t, w, "tip for green tea")
	if !strings.Contains(got, want) || not != "" && strings.Contains(got, not) {
		t.Errorf("want %q and not %q in the answer %s", want, not, got)
	}
}

// The log says when a change was taken up; the next answer has it, with no restart.
func TestServeFollowsDirectory(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	dir := t.TempDir()
	writeNote(t, dir, teaNote("two minutes"))
	t.Setenv("ARCHBOT_NOTES", dir)
	t.Setenv("ARCHBOT_NOTES_RESCAN", "1h") // only events tell
	_, stderr := inBackground(t, "serve")
	connected(t, w)
	checkAnswer(t, w, "two minutes", "")

	writeNote(t, dir, teaNote("three minutes"))
	stderr.wait(t, soon(t), "changed=1 removed=0 files=1 blocks=1 findings=")
	checkAnswer(t, w, "three minutes", "two minutes")

	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	stderr.wait(t, soon(t), "notes cannot be read; the last version is served")
	checkAnswer(t, w, "three minutes", "")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	writeNote(t, dir, teaNote("four minutes"))
	stderr.wait(t, soon(t), "notes can be read again")
	for strings.Count(stderr.String(), "changed=1") < 2 {
		stderr.wait(t, soon(t), "changed=1")
		select {
		case <-stderr.written:
		case <-soon(t).Done():
			t.Fatalf("not taken up: %s", stderr)
		}
	}
	checkAnswer(t, w, "four minutes", "three minutes")
}

func TestServeFollowsGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		if slices.Contains(strings.Split(os.Getenv("ARCHBOT_TEST_REQUIRE"), ","), "git") {
			t.Fatal("no git: ", err)
		}
		t.Skip("a repository on this machine is read through the program git, which is not here: ", err)
	}
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	upstream := t.TempDir()
	repo, err := git.PlainInit(upstream, false)
	if err != nil {
		t.Fatal(err)
	}
	commit := func(steep string) {
		t.Helper()
		writeNote(t, upstream, teaNote(steep))
		tree, err := repo.Worktree()
		if err == nil {
			_, err = tree.Add("tea.md")
		}
		if err == nil {
			_, err = tree.Commit("tea", &git.CommitOptions{Author: &object.Signature{Name: "Ada", When: time.Unix(1_700_000_000, 0)}})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	commit("two minutes")
	data := t.TempDir()
	os.Unsetenv("ARCHBOT_NOTES")
	t.Setenv("ARCHBOT_NOTES_GIT", "file://"+upstream)
	t.Setenv("ARCHBOT_NOTES_GIT_INTERVAL", "20ms")
	t.Setenv("ARCHBOT_DATA_DIR", data)
	_, stderr := inBackground(t, "serve")
	connected(t, w)
	checkAnswer(t, w, "two minutes", "")
	commit("three minutes")
	stderr.wait(t, soon(t), "notes reloaded")
	checkAnswer(t, w, "three minutes", "two minutes")

	if err := os.RemoveAll(upstream); err != nil {
		t.Fatal(err)
	}
	stderr.wait(t, soon(t), "the last one is served")
	checkAnswer(t, w, "three minutes", "")
	r := archbot(t, "", "ask", "tip for green tea") // from the clone, since there is no repository any more
	if r.code != exitFine || !strings.Contains(r.stdout, "three minutes") || !strings.Contains(r.stderr, "starting with the version fetched last") {
		t.Errorf("ask: exit code %d, %q, %q", r.code, r.stdout, r.stderr)
	}
}

func TestDemoFollowsDirectory(t *testing.T) {
	cleanEnvironment(t)
	dir := t.TempDir()
	writeNote(t, dir, teaNote("two minutes"))
	t.Setenv("ARCHBOT_LOG_LEVEL", "debug") // else the demo does not log what was reloaded
	stdout, stderr := inBackground(t, "demo", "--addr", "127.0.0.1:0", "--notes", dir)
	page := pageAddress.FindString(stdout.wait(t, soon(t), "Ctrl-C ends it.\n"))
	writeNote(t, dir, teaNote("three minutes"))
	stderr.wait(t, soon(t), "notes reloaded")
	events := get(t, page+"/sim/events")
	defer events.Body.Close()
	deed := fmt.Sprintf(`{"do":"send","channel":%q,"text":"/arch tip for green tea"}`, slacksim.Design)
	done, err := http.Post(page+"/sim/do", "application/json", strings.NewReader(deed))
	if err != nil {
		t.Fatal(err)
	}
	done.Body.Close()
	if !seen(events, "three minutes") {
		t.Error("the page shows no answer with the new text")
	}
}
