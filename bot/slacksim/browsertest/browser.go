package browsertest

import (
	"context"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// Options say how a test stands to its browser. The test reads them from the environment.
type Options struct {
	Required  bool   // fail, rather than skip, where there is no Chromium
	Artefacts string // a folder for Picture; no pictures when empty
}

// A Browser is a running headless Chromium.
type Browser struct {
	t    *testing.T
	opts Options
	ctx  context.Context
}

// Start starts Chromium until the test ends, or skips the test where it is not installed.
func Start(t *testing.T, o Options) *Browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	switch {
	case err != nil && o.Required:
		t.Fatal("chromium is not installed")
	case err != nil:
		t.Skip("chromium is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true))
	for try := 1; ; try++ {
		alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, end := chromedp.NewContext(alloc)
		err := chromedp.Do(ctx, chromedp.Navigate("about:blank"))
		if err == nil {
			t.Cleanup(stop)
			t.Cleanup(end)
			return &Browser{t: t, opts: o, ctx: ctx}
		}
		end()
		stop()
		if try == mostStarts {
			t.Fatalf("start chromium: %v", err)
		}
		t.Logf("start chromium again: %v", err)
	}
}

// mostStarts is how often Chromium is started: on a busy machine it crashed before it listened, once in some hundred times.
const mostStarts = 3
