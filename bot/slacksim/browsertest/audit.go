package browsertest

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed audit.js
var auditScript string

// named are the roles of which every one must have a name.
var named = []string{"button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "tab", "tabpanel", "menuitem", "menu", "option",
	"listbox", "dialog", "image", "navigation", "complementary", "log", "article", "heading", "table", "group", "radiogroup", "spinbutton"}

// Audit fails the test for what the page, as it stands, lacks in accessibility. The package's doc says what is looked at.
func (p *Page) Audit() {
	p.t.Helper()
	findings, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](auditScript))
	if err != nil {
		p.t.Fatal(err)
	}
	unnamed, err := chromedp.Run(p.ctx, unnamedNodes)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, f := range append(findings, unnamed...) {
		p.t.Errorf("accessibility: %s", f)
	}
}

// unnamedNodes asks Chromium for the tree that screen readers get.
func unnamedNodes(ctx context.Context, t *chromedp.Target) ([]string, error) {
	tree, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		return nil, err
	}
	var found []string
	for _, n := range tree.Nodes {
		if role := word(n.Role); !n.Ignored && slices.Contains(named, role) && word(n.Name) == "" {
			found = append(found, fmt.Sprintf("a %s without a name (node %d)", role, n.BackendDOMNodeID))
		}
	}
	return found, nil
}

func word(v *accessibility.Value) (s string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &s) // what is no string is no name
	}
	return s
}

// TabOrder presses Tab n times from where the focus is and returns what has it after each: id, data-action, label or text.
func (p *Page) TabOrder(n int) []string {
	p.t.Helper()
	var order []string
	for range n {
		p.Keys(kb.Tab)
		at, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`(() => {
			const e = document.activeElement, s = getComputedStyle(e);
			const seen = parseFloat(s.outlineWidth) > 0 && s.outlineStyle !== "none" || e.matches(".composer *");
			return (e.id || e.dataset.action || e.getAttribute("aria-label") || e.innerText.trim().replace(/\s+/g, " ")) + (seen ? "" : " (focus cannot be seen)");
		})()`))
		if err != nil {
			p.t.Fatal(err)
		}
		order = append(order, at)
	}
	return order
}
