// Package browsertest drives the page of a workspace in headless Chromium, for tests.
//
//	b := browsertest.Start(t, browsertest.Options{})
//	p := b.Open(ws.URL(), 1280, 900)
//	p.Send("/arch kafka vs rabbitmq")
//	p.Until(`document.querySelector(".message table") !== null`)
//	p.Audit()
//	p.Picture("comparison")
//
// Whatever a page writes to its console fails the test, except that the server has gone. A test waits with Until and Shows,
// which ask the page until it says yes; nothing sleeps.
//
// Audit is a small check of accessibility: names and roles as Chromium computes them for screen readers, contrast as the Web
// Content Accessibility Guidelines 2.2 define it (level AA), the order of focus, and identifiers. It is no substitute for a
// person with a screen reader.
//
// No program imports this package; it is no _test file because tests of two packages use it.
package browsertest
