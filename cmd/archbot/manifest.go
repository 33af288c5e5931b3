package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"archbot/bot"
)

const manifestAbout = `Prints the manifest of the Slack app that fits this build: its scopes, events, command and shortcuts are those that it uses. The address
that it prints on standard error makes the app: choose your workspace there, press Create, then Install. An app that exists already takes
the manifest on its page, App Manifest; install it again then, for the new scopes.

    archbot manifest > slack-manifest.yaml
    archbot manifest --json
    archbot manifest --link                      the address alone`

func manifestCommand() command {
	return command{
		name: "manifest", args: "[flags]", summary: "prints the Slack app manifest that fits this build", about: manifestAbout,
		define: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "print JSON")
			asYAML := fs.Bool("yaml", false, "print YAML, as without flags")
			link := fs.Bool("link", false, "print the address that makes the app from it instead")
			return func(_ context.Context, s streams, args []string) error {
				if err := noArguments("manifest", args); err != nil {
					return err
				}
				if *asJSON && *asYAML || *link && (*asJSON || *asYAML) {
					return usagef("--json, --yaml and --link exclude each other: choose one")
				}
				return manifest(s, *asJSON, *link)
			}
		},
	}
}

func manifest(s streams, asJSON, only bool) error {
	m := bot.NewManifest()
	link, err := m.Link()
	if err != nil {
		return err
	}
	if only {
		_, err := fmt.Fprintln(s.out, link)
		return err
	}
	write := blockYAML
	if asJSON {
		write = indentedJSON
	}
	if err := write(s.raw, m); err != nil {
		return fmt.Errorf("print the manifest: %w", err)
	}
	_, err = fmt.Fprintf(s.err, "\nThis address makes the app from it:\n\n%s\n", link)
	return err
}

// indentedJSON writes v for people and machines.
func indentedJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// blockYAML writes v as YAML, with the names and the order that it has in JSON.
func blockYAML(w io.Writer, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var document yaml.Node // JSON is YAML, in flow style
	if err := yaml.Unmarshal(text, &document); err != nil {
		return err
	}
	inBlocks(&document)
	e := yaml.NewEncoder(w)
	e.SetIndent(2)
	if err := e.Encode(&document); err != nil {
		return err
	}
	return e.Close()
}

// inBlocks writes a node and those below it on lines of their own, and text without quotes where it needs none.
func inBlocks(n *yaml.Node) {
	n.Style = 0
	for _, inner := range n.Content {
		inBlocks(inner)
	}
}
