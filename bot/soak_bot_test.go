package bot_test

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/starter"
)

// soakAPI is set for the process that TestSoak starts, which is the bot and nothing else: what the workspace and the people in it need is in
// the other process, and in no figure.
var soakAPI = flag.String("soak.api", "", "for TestSoak alone: the workspace that this process connects to")

// What the bot's process remembers under TestSoak. Slack sends again for up to six minutes, and there are some hundred keys a second.
const (
	soakMet           = 40_000
	soakConversations = 1_000
)

// A sample is what the bot's process uses, after a collection.
type sample struct {
	Heap       uint64 // bytes in use
	RSS        uint64 // bytes, what SQLite uses among them; 0 where the system does not tell
	Goroutines int
	Held       int // things that the bot remembers in memory
}

func (s sample) String() string {
	return fmt.Sprintf("heap %5.1f MB, RSS %5.1f MB, %d goroutines, %d things remembered",
		float64(s.Heap)/1e6, float64(s.RSS)/1e6, s.Goroutines, s.Held)
}

// TestSoakBot is the bot of TestSoak, told on standard input: both tokens, a line each, then "sample" whenever one is wanted.
func TestSoakBot(t *testing.T) {
	if *soakAPI == "" {
		t.Skip("TestSoak starts this in a process of its own")
	}
	in := bufio.NewScanner(os.Stdin)
	line := func() string { in.Scan(); return in.Text() }
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	account := bot.Account{AppToken: line(), BotToken: line(), APIURL: *soakAPI}
	s, err := store.Open(t.Context(), log, store.Options{URL: "sqlite:" + filepath.Join(t.TempDir(), "archbot.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, index := starterIndex(t)
	b := bot.New(log, bot.NewClient(log, account), answer.New(index), bot.Options{Store: s, Access: bot.Access{Limit: 1000},
		Notes: func() bot.Library { return index.Snapshot() }})
	b.Keep(soakMet, soakConversations)
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	for in.Scan() {
		if err := json.NewEncoder(os.Stdout).Encode(measure(b)); err != nil {
			t.Fatal(err)
		}
	}
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// starterIndex is the starter notes as the bot's process has them.
func starterIndex(t *testing.T) ([]*kb.Note, *search.Index) {
	t.Helper()
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		t.Fatal(err)
	}
	return notes, index
}

func measure(b *bot.Bot) sample {
	runtime.GC()
	runtime.GC() // what had a finaliser or was pooled goes the second time
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := sample{Heap: m.HeapAlloc, Goroutines: runtime.NumGoroutine(), Held: b.Held()}
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if kB := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status); kB != nil {
			n, _ := strconv.ParseUint(string(kB[1]), 10, 64) // digits, says the pattern
			s.RSS = n << 10
		}
	}
	return s
}

// A soakBot is the bot's process, seen from the test.
type soakBot struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
	log string // path of its log
}

func startSoakBot(t *testing.T, ws *slacksim.Workspace) *soakBot {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(t.TempDir(), "bot.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	b := &soakBot{t: t, cmd: exec.Command(program, "-test.run=^TestSoakBot$", "-test.timeout=0", "-soak.api="+ws.APIURL()), log: log.Name()}
	b.cmd.Stderr = log
	if b.in, err = b.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := b.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	b.out = bufio.NewScanner(out)
	if err := b.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.cmd.Process.Kill() }) // an error says that it has ended
	fmt.Fprintf(b.in, "%s\n%s\n", ws.AppToken(), ws.BotToken())
	return b
}

// sample asks for what the process uses now.
func (b *soakBot) sample() (s sample) {
	b.t.Helper()
	fmt.Fprintln(b.in, "sample")
	for b.out.Scan() {
		if line := b.out.Text(); strings.HasPrefix(line, "{") {
			if err := json.Unmarshal([]byte(line), &s); err != nil {
				b.t.Fatal(err)
			}
			return s
		}
	}
	b.t.Fatalf("the bot's process has ended: %v\n%s", b.out.Err(), b.tail())
	return s
}

// stop ends the bot as a signal would, and checks that it ends well.
func (b *soakBot) stop() {
	b.t.Helper()
	_ = b.in.Close() // an error says that it has ended, which Wait tells better
	for b.out.Scan() {
		if line := b.out.Text(); line != "PASS" {
			b.t.Log(line)
		}
	}
	if err := b.cmd.Wait(); err != nil {
		b.t.Errorf("the bot's process: %v\n%s", err, b.tail())
	}
}

// tail is the end of the process's log.
func (b *soakBot) tail() string {
	text, err := os.ReadFile(b.log)
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-4000):])
}
