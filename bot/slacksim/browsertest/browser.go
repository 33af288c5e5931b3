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
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return &Browser{t: t, opts: o, ctx: ctx}
}
