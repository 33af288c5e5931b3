package pgtest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Options say how to start a cluster.
type Options struct {
	Required bool     // fail where PostgreSQL is not installed, do not skip
	Settings []string // of the server, as "work_mem=64MB"
	Password string   // that the server asks for; it asks for none where this is empty
}

// longestSocket is how long the path of a Unix socket may be (sun_path in unix(7), less its final zero).
const longestSocket = 107

// socketName is what PostgreSQL calls its socket, by the port.
const socketName = ".s.PGSQL.5432"

// ready is what the server writes to its log once it can be asked.
const ready = "ready to accept connections"

// watch runs a server until its own input ends, then removes the cluster, unless the input says to keep it: $1 is its directory, the
// rest the server's command.
// A server that ends by itself is noticed by the end of its log.
const watch = `dir=$1; shift
"$@" </dev/null & server=$!
exec >&- 2>&-
read -r line
kill -QUIT $server; wait $server
[ "$line" = keep ] || { cd / && rm -rf "$dir"; }`

// A Server is a cluster that a test stops and starts again. Its data stays.
type Server struct {
	URL     string // of its one database, with no password
	command func() *exec.Cmd
	stop    func(word string)
}

// Start starts a cluster and gives the address of its one database, a URL. The test is skipped where PostgreSQL is not installed.
func Start(tb testing.TB, o Options) string {
	tb.Helper()
	return StartServer(tb, o).URL
}

// StartServer is Start for a test that stops its server.
func StartServer(tb testing.TB, o Options) *Server {
	tb.Helper()
	bin, err := binaries()
	if err != nil {
		if o.Required {
			tb.Fatal(err)
		}
		tb.Skip(err)
	}
	s, err := start(tb, bin, o)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// Stop ends the server at once, as a crash would.
func (s *Server) Stop(tb testing.TB) {
	tb.Helper()
	s.stop("keep\n")
}

// Start starts a server again that was stopped.
func (s *Server) Start(tb testing.TB) {
	tb.Helper()
	if err := s.serve(tb); err != nil {
		tb.Fatal(err)
	}
}

// Installed says what is missing where PostgreSQL is not installed, for who can do without.
func Installed() error {
	_, err := binaries()
	return err
}

// binaries is the directory with the newest PostgreSQL's programs: initdb and postgres often are in no PATH.
func binaries() (string, error) {
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb", "/usr/local/opt/postgresql*/bin/initdb",
		"/opt/homebrew/opt/postgresql*/bin/initdb"} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return filepath.Dir(found[len(found)-1]), nil
		}
	}
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("find PostgreSQL: no initdb in /usr/lib/postgresql/*/bin or in PATH; install the package postgresql")
	}
	return filepath.Dir(initdb), nil
}

func start(tb testing.TB, bin string, o Options) (*Server, error) {
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, fmt.Errorf("make a cluster: %w", err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) }) // the watch has done it, unless it was never started
	if n := len(filepath.Join(dir, socketName)); n > longestSocket {
		return nil, fmt.Errorf("make a cluster in %q: a socket there has a path of %d bytes, at most %d are allowed; set a shorter TMPDIR", dir, n, longestSocket)
	}
	as, err := plainUser(dir)
	if err != nil {
		return nil, fmt.Errorf("make a cluster: %w", err)
	}
	data := filepath.Join(dir, "data")
	auth := []string{"-A", "trust"}
	if o.Password != "" {
		file := filepath.Join(dir, "password")
		if err := os.WriteFile(file, []byte(o.Password), 0o644); err != nil { // read by the user who runs it, in a directory of theirs
			return nil, fmt.Errorf("make a cluster: %w", err)
		}
		auth = []string{"-A", "scram-sha-256", "--pwfile", file}
	}
	initdb := exec.Command(filepath.Join(bin, "initdb"), append(auth, "-D", data, "-U", "archbot", "-E", "UTF8", "--locale=C", "--no-sync")...)
	initdb.Dir, initdb.SysProcAttr = dir, as
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb in %s: %w\n%s", dir, err, out)
	}
	args := []string{"-c", watch, "watch", dir, filepath.Join(bin, "postgres"), "-D", data, "-k", dir, "-h", "",
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"}
	for _, s := range o.Settings {
		args = append(args, "-c", s)
	}
	s := &Server{URL: "postgres://archbot@/postgres?host=" + url.QueryEscape(dir)}
	s.command = func() *exec.Cmd {
		server := exec.Command("/bin/sh", args...)
		server.Dir, server.SysProcAttr = dir, as
		return server
	}
	if err := s.serve(tb); err != nil {
		return nil, fmt.Errorf("start PostgreSQL in %s: %w", dir, err)
	}
	return s, nil
}

// serve starts a server, waits until it can be asked, and has it stopped at the end of the test.
func (s *Server) serve(tb testing.TB) error {
	server := s.command()
	stdin, err := server.StdinPipe()
	if err != nil {
		return err
	}
	log, err := server.StderrPipe()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	drained := make(chan struct{})
	s.stop = func(word string) {
		_, _ = io.WriteString(stdin, word)
		_ = stdin.Close() // the watch ends the server
		<-drained
		_ = server.Wait() // it says that the server was killed
	}
	tb.Cleanup(func() { _ = stdin.Close(); <-drained; _ = server.Wait() })
	var said strings.Builder
	lines := bufio.NewReader(log)
	for {
		line, err := lines.ReadString('\n')
		said.WriteString(line)
		if err != nil {
			close(drained)
			return fmt.Errorf("it ended\n%s", said.String())
		}
		if strings.Contains(line, ready) {
			break
		}
	}
	go func() { // a full pipe would stop the server
		defer close(drained)
		_, _ = io.Copy(io.Discard, lines)
	}()
	return nil
}
