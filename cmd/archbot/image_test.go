package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"archbot/bot/slacksim"
)

// buildLine is the Dockerfile's command that makes the binary.
var buildLine = regexp.MustCompile(`(?m)^RUN CGO_ENABLED=0 GOOS=\$TARGETOS GOARCH=\$TARGETARCH (go build .*) -o /archbot (\./cmd/archbot)$`)

// nobody is the user that the Dockerfile names.
const nobody = 65532

// buildImage builds the binary as the Dockerfile does and puts it into an empty root directory with /data in it, the way its last stage
// does, and returns that directory.
func buildImage(t *testing.T) string {
	t.Helper()
	dockerfile, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	line := buildLine.FindStringSubmatch(string(dockerfile))
	if line == nil {
		t.Fatalf("the Dockerfile has no line like %s", buildLine)
	}
	root := t.TempDir()
	build := exec.Command("sh", "-ec", line[1]+` -o "$OUT" `+line[2])
	build.Dir = "../.."
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "VERSION=v1.2.3", "COMMIT=abc", "OUT="+filepath.Join(root, "archbot"))
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", line[1], err, out)
	}
	if info, err := os.Stat(filepath.Join(root, "archbot")); err != nil || info.Size() > maxBinary {
		t.Errorf("the binary is over %d MB: %v, %v", maxBinary/1_000_000, info, err)
	}
	if err := os.Mkdir(filepath.Join(root, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	return root
}

// inImage is a command in the image: in the empty root, as the user that is nobody and owns nothing but what the test gives, with nothing
// in the environment but env. The user may write nowhere, as on a read-only disk.
func inImage(ctx context.Context, root string, env []string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "/archbot", args...)
	c.Env, c.Dir = env, "/"
	c.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	return c
}

// TestImage runs what the Dockerfile builds where there is no libc, no shell, no home, no certificates, no time zones, and a disk that
// cannot be written to.
func TestImage(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may change the root directory")
	}
	root := buildImage(t)
	if err := os.Chmod(root, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Run("version", func(t *testing.T) {
		out, err := inImage(soon(t), root, nil, "version").CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), "archbot v1.2.3, commit abc, go1.") {
			t.Errorf("%v, %s", err, out)
		}
	})
	t.Run("ask", func(t *testing.T) {
		out, err := inImage(soon(t), root, nil, "ask", "kafka vs rabbitmq").CombinedOutput()
		if err != nil || !strings.Contains(string(out), "RabbitMQ") {
			t.Errorf("%v, %s", err, out)
		}
	})
	t.Run("serve", func(t *testing.T) { serveImage(t, root, "nothing is remembered over a restart") })
	t.Run("serve with a volume", func(t *testing.T) {
		if err := os.Chown(filepath.Join(root, "data"), nobody, nobody); err != nil {
			t.Fatal(err)
		}
		if said := serveImage(t, root, "connected to slack"); strings.Contains(said, "level=WARN") {
			t.Errorf("a warning with all in place: %s", said)
		}
		kept, err := os.ReadDir(filepath.Join(root, "data"))
		if err != nil || len(kept) == 0 {
			t.Errorf("nothing is kept in the volume, %v", err)
		}
	})
}

// serveImage runs serve in the image until it has answered a command in a workspace of the test's, and ends it the way an engine does. It
// returns what was logged, which has want in it.
func serveImage(t *testing.T, root, want string) string {
	t.Helper()
	w := slacksim.Start(t, slacksim.Options{})
	logged := newOutput()
	env := []string{
		"SLACK_APP_TOKEN=" + w.AppToken(), "SLACK_BOT_TOKEN=" + w.BotToken(), "SLACK_API_URL=" + w.APIURL(),
		"ARCHBOT_DATA_DIR=/data", "ARCHBOT_HTTP_ADDR=127.0.0.1:0",
	}
	ctx, stop := context.WithCancel(t.Context())
	c := inImage(ctx, root, env, "serve")
	c.Stderr = logged
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	connected(t, w)
	logged.wait(t, soon(t), want)
	got := resident(t, c.Process.Pid)
	t.Logf("idle, serve holds %.1f MB of memory", float64(got)/1e6)
	if got > maxResident {
		t.Errorf("that is over %d MB", maxResident/1_000_000)
	}
	shown, err := w.SlashLine(slacksim.Ada, slacksim.Design, "/arch kafka vs rabbitmq").Wait(soon(t), 1)
	if err != nil || len(shown) != 1 {
		t.Errorf("no answer: %v", err)
	}
	stop()
	if err := c.Wait(); err != nil && ctx.Err() == nil || c.ProcessState.ExitCode() != exitFine {
		t.Errorf("serve ends with %v: %s", c.ProcessState, logged)
	}
	return logged.String()
}

// What archbot may take of a disk, and of memory with the starter notes while nobody asks, in bytes.
const (
	maxBinary   = 60_000_000
	maxResident = 60_000_000
)

// resident is how much memory a process holds, in bytes, with what it has mapped of its own file; 0 where the system does not say.
func resident(t *testing.T, pid int) (bytes int) {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if errors.Is(err, fs.ErrNotExist) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "\nVmRSS:")
	if _, err := fmt.Sscanf(rest, "%d kB", &bytes); err != nil {
		t.Fatalf("no VmRSS in %s", status)
	}
	return bytes * 1024
}

// TestEmbedded sees that zones and certificate authorities are linked in, which a test on a machine that has both cannot.
func TestEmbedded(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"time/tzdata", "golang.org/x/crypto/x509roots/fallback"} {
		if !bytes.Contains(out, []byte("\n"+want+"\n")) {
			t.Errorf("%s is not in the binary", want)
		}
	}
}
