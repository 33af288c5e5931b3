package main

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"archbot/bot/slacksim"
)

// The secrets of these tests, beside the workspace's tokens. None may be shown anywhere, as it is or as basic authentication encodes it.
const (
	databasePassword = "s3cr3t-of-the-database"
	gitToken         = "s3cr3t-of-git"
	tracesKey        = "s3cr3t-of-the-collector"
)

// secretsIn are the workspace's and the tests' secrets that a text shows. (Whoever has a response URL or a socket's ticket is let in.)
func secretsIn(text string, w *slacksim.Workspace, invocations ...*slacksim.Invocation) (found []string) {
	secrets := []string{
		w.AppToken(), w.BotToken(), databasePassword, url.QueryEscape(databasePassword), gitToken,
		base64.StdEncoding.EncodeToString([]byte("x-access-token:" + gitToken)), tracesKey, "ticket=",
	}
	for _, i := range invocations {
		if address := i.ResponseURL(); address != "" {
			secrets = append(secrets, strings.TrimPrefix(address, w.URL()))
		}
	}
	for _, s := range secrets {
		if strings.Contains(text, s) {
			found = append(found, s)
		}
	}
	return found
}

// A collector answers every trace with an error that repeats the request's own header, and keeps what it got.
func collector(t *testing.T) (address string, got *output) {
	t.Helper()
	got = newOutput()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = got.Write(body)
		http.Error(w, "no "+r.Header.Get("Authorization"), http.StatusBadRequest)
	}))
	t.Cleanup(server.Close)
	return server.URL, got
}

// TestSecretsAreShownNowhere leads serve, which says all it can say, through everything that fails, and looks for the secrets in the log, in
// what HTTP answers, in what people are shown, and in the traces.
func TestSecretsAreShownNowhere(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte(w.BotToken()), 0o600); err != nil {
		t.Fatal(err)
	}
	os.Unsetenv("SLACK_BOT_TOKEN")
	address, traces := collector(t)
	for name, value := range map[string]string{
		"SLACK_BOT_TOKEN_FILE": file, "ARCHBOT_LOG_LEVEL": "debug", "ARCHBOT_HTTP_ADDR": "127.0.0.1:0",
		"ARCHBOT_DATABASE_URL":        "postgres://archbot:" + databasePassword + "@127.0.0.1:1/archbot", // nobody answers at port 1
		"OTEL_EXPORTER_OTLP_ENDPOINT": strings.Replace(address, "//", "//archbot:"+tracesKey+"@", 1),
		"OTEL_EXPORTER_OTLP_HEADERS":  "Authorization=" + tracesKey,
	} {
		t.Setenv(name, value)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, stderr := newOutput(), newOutput()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), stdout, stderr) }()
	connected(t, w)
	at := regexp.MustCompile(`msg="health and metrics" addr=(\S+)`).FindStringSubmatch(stderr.wait(t, soon(t), "health and metrics"))

	asked := failures(t, w, stderr)
	var told strings.Builder
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		_, body := fetch(t, "http://"+at[1]+path)
		told.WriteString(body)
	}
	doctor := archbot(t, "", "doctor", "--json")
	told.WriteString(doctor.stdout + doctor.stderr)
	interrupt()
	<-ended
	for _, m := range append(w.Messages(slacksim.Design), w.Messages(slacksim.General)...) {
		told.WriteString(m.Text + m.Visible())
	}
	log := stderr.String()
	for name, text := range map[string]string{
		"the log": log, "standard output": stdout.String(), "what is told": told.String(), "the traces": traces.String(),
	} {
		if found := secretsIn(text, w, asked...); found != nil {
			t.Errorf("%s shows %q: %s", name, found, text)
		}
	}
	for what, text := range map[string]string{
		"database cannot be used yet": log, "reply not sent": log, "cannot connect to slack": log, "traces": log, "undecodable envelope": log,
		"archbot_store_seconds": told.String(), `"store"`: told.String(), `"FAIL"`: told.String(), "pair programming": told.String(), "heed": traces.String(),
	} {
		if !strings.Contains(text, what) {
			t.Errorf("nothing was seen of %q, so that no secret was seen says nothing: %s", what, text)
		}
	}
}

// failures makes all of Slack fail for a bot, one thing after the other, and returns what was asked meanwhile.
func failures(t *testing.T, w *slacksim.Workspace, log *output) (asked []*slacksim.Invocation) {
	t.Helper()
	ask := func() {
		t.Helper()
		i := w.SlashLine(slacksim.Ada, slacksim.Design, "/arch code review vs pair programming")
		asked = append(asked, i)
		if _, err := i.Acked(soon(t)); err != nil {
			t.Fatal(err)
		}
	}
	calls := func(method string, n int) {
		t.Helper()
		if err := w.Wait(soon(t), func() bool { return len(w.CallsTo(method)) >= n }); err != nil {
			t.Fatalf("no call to %s: %v", method, err)
		}
	}
	w.Fail("response_url", slacksim.Fault{Status: http.StatusInternalServerError})
	ask()
	calls("response_url", 1)
	w.Heal("response_url")
	for _, fault := range []slacksim.Fault{{Error: "token_revoked", Times: 1}, {Status: 500, Times: 1}, {Error: "not_in_channel", Times: 2}} {
		before := len(w.CallsTo("chat.postMessage"))
		w.Fail("chat.postMessage", fault)
		w.Say(slacksim.Ada, slacksim.Design, "@archbot code review")
		calls("chat.postMessage", before+1)
		w.Heal("chat.postMessage")
	}
	w.SendRaw([]byte("{"))
	w.SendRaw([]byte(`{"type":"slash_commands","envelope_id":"e1","payload":7}`))
	log.wait(t, soon(t), "undecodable envelope")
	w.Fail("apps.connections.open", slacksim.Fault{Status: 503, Times: 1})
	_, before := w.Connections()
	w.CutConnections()
	if err := w.Wait(soon(t), func() bool { open, total := w.Connections(); return open > 0 && total > before }); err != nil {
		t.Fatal(err)
	}
	ask()
	return asked
}

// TestSecretsAreInNoDump kills a process of its own as a panic would: Go's own dump of all goroutines, which no code of ours words.
func TestSecretsAreInNoDump(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	t.Setenv("ARCHBOT_DATABASE_URL", "postgres://archbot:"+databasePassword+"@127.0.0.1:1/archbot")
	t.Setenv("GOTRACEBACK", "all")
	serve := exec.CommandContext(soon(t), "archbot", "serve")
	dump := newOutput()
	serve.Stderr = dump
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	connected(t, w)
	if err := serve.Process.Signal(syscall.SIGQUIT); err != nil {
		t.Fatal(err)
	}
	if err := serve.Wait(); err == nil || !strings.Contains(dump.String(), "\ngoroutine 1 ") {
		t.Fatalf("no dump: %v, %s", err, dump)
	}
	if found := secretsIn(dump.String(), w); found != nil {
		t.Errorf("the dump shows %q: %s", found, dump)
	}
}

// TestSecretsAreInNoError gives every command that reads secrets wrong ones, and servers that refuse and repeat them.
func TestSecretsAreInNoError(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	echo := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		http.Error(rw, "no "+r.Header.Get("Authorization"), http.StatusTeapot)
	}))
	defer echo.Close()
	for name, env := range map[string]map[string]string{
		"git refuses":          {"ARCHBOT_NOTES_GIT": echo.URL + "/us/notes", "ARCHBOT_NOTES_GIT_TOKEN": gitToken},
		"git in the address":   {"ARCHBOT_NOTES_GIT": "https://ada:" + gitToken + "@github.com/us/notes"},
		"git with a bad token": {"ARCHBOT_NOTES_GIT": "https://127.0.0.1:1/us/notes", "ARCHBOT_NOTES_GIT_TOKEN": gitToken + "\n" + gitToken},
		"git out in the open":  {"ARCHBOT_NOTES_GIT": "http://git.example/x", "ARCHBOT_NOTES_GIT_TOKEN": gitToken},
		"database, bad port":   {"ARCHBOT_DATABASE_URL": "postgres://archbot:" + databasePassword + "@127.0.0.1:x/archbot"},
		"database, bad escape": {"ARCHBOT_DATABASE_URL": "postgres://archbot:" + databasePassword + "%zz@127.0.0.1/archbot"},
		"database, no kind":    {"ARCHBOT_DATABASE_URL": "mysql://archbot:" + databasePassword + "@127.0.0.1/archbot"},
		"slack, swapped":       {"SLACK_APP_TOKEN": w.BotToken(), "SLACK_BOT_TOKEN": w.AppToken()},
		"slack, a line break":  {"SLACK_BOT_TOKEN": w.BotToken() + "\n" + w.BotToken()},
		"slack, no address":    {"SLACK_API_URL": "http://" + w.BotToken() + "@/"},
		"notes, in the link":   {"ARCHBOT_NOTES_URL": "https://" + gitToken + "@example.org/{file}"},
		"slack is not there":   {"SLACK_API_URL": "http://127.0.0.1:1/api/"},
	} {
		t.Run(name, func(t *testing.T) {
			slackEnvironment(t, w)
			if env["ARCHBOT_NOTES_GIT"] != "" {
				os.Unsetenv("ARCHBOT_NOTES")
			}
			t.Setenv("ARCHBOT_DATA_DIR", t.TempDir())
			for k, v := range env {
				t.Setenv(k, v)
			}
			ctx, stop := context.WithCancel(t.Context())
			said := newOutput()
			ended := make(chan int, 1)
			go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), io.Discard, said) }()
			if name == "slack is not there" {
				said.wait(t, soon(t), "trying again")
				stop()
				<-ended
			} else if code := <-ended; code == exitFine {
				t.Errorf("serve is content: %s", said)
			}
			stop()
			doctor := archbot(t, "", "doctor")
			if text := said.String() + doctor.stdout + doctor.stderr; len(text) == 0 || secretsIn(text, w) != nil {
				t.Errorf("shows %q: %s", secretsIn(text, w), text)
			}
		})
	}
}
