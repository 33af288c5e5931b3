package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"archbot/bot"
)

// TestManifest compares deploy/slack-manifest.yaml with what the program prints; -update writes it.
func TestManifest(t *testing.T) {
	r := archbot(t, "", "manifest")
	const golden = "../../deploy/slack-manifest.yaml"
	if *update {
		if err := os.WriteFile(golden, []byte(r.stdout), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), r.stdout); diff != "" || r.code != exitFine {
		t.Errorf("exit code %d; deploy/slack-manifest.yaml is not this build's (go test ./cmd/archbot -update writes it):\n%s", r.code, diff)
	}
	if link := "https://api.slack.com/apps?new_app=1&manifest_json=%7B"; !strings.Contains(r.stderr, link) {
		t.Errorf("no %s… in %s", link, r.stderr)
	}
}

// TestManifestForms sees that YAML and JSON say the same, and that the address alone is one line.
func TestManifestForms(t *testing.T) {
	var fromYAML, fromJSON any
	if err := yaml.Unmarshal([]byte(archbot(t, "", "manifest", "--yaml").stdout), &fromYAML); err != nil {
		t.Fatal(err)
	}
	asJSON := archbot(t, "", "manifest", "--json").stdout
	if err := json.Unmarshal([]byte(asJSON), &fromJSON); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fromJSON, fromYAML); diff != "" {
		t.Errorf("JSON and YAML differ:\n%s", diff)
	}
	link, err := bot.NewManifest().Link()
	if err != nil {
		t.Fatal(err)
	}
	if got := archbot(t, "", "manifest", "--link").stdout; got != link+"\n" {
		t.Errorf("--link prints %q", got)
	}
	if r := archbot(t, "", "manifest", "--link", "--json"); r.code != exitUsage {
		t.Errorf("two forms at once: exit code %d", r.code)
	}
}
