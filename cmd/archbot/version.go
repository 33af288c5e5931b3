package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version and commit are set by the linker for images and releases, whose build has no repository to look at:
// go build -ldflags "-X main.version=v1.2.3 -X main.commit=…". Where they are not set, what the Go tool recorded is shown.
var version, commit string

const versionAbout = `Prints the version, the commit it was built from, and the Go version, on one line.

With --sbom it prints the software bill of materials instead: every module in the binary with its version and checksum, as CycloneDX JSON.
A FILE is another binary of archbot, for whatever system it was built.

    archbot version
    archbot version --sbom
    archbot version --sbom dist/archbot-windows-amd64.exe`

func versionCommand() command {
	return command{
		name: "version", args: "[--sbom [FILE]]", summary: "version and build", about: versionAbout,
		define: func(fs *flag.FlagSet) action {
			bill := fs.Bool("sbom", false, "print the software bill of materials")
			return func(_ context.Context, s streams, args []string) error {
				if !*bill {
					return printVersion(s, args)
				}
				if len(args) > 1 {
					return usagef("%q is one argument too many; see archbot help version", args[1])
				}
				info, err := billOf(strings.Join(args, ""))
				if err != nil {
					return err
				}
				return writeBill(s.out, info)
			}
		},
	}
}

func printVersion(s streams, args []string) error {
	if err := noArguments("version", args); err != nil {
		return err
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	fmt.Fprintln(s.out, versionLine(version, commit, info))
	return nil
}

// buildVersion is the version alone: what the linker set, else what the Go tool recorded.
func buildVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && version == "" {
		return info.Main.Version
	}
	return version
}

// versionLine words the build: what the linker set, else what the Go tool recorded.
func versionLine(version, commit string, info *debug.BuildInfo) string {
	if version == "" {
		version = info.Main.Version
	}
	if version == "" {
		version = "(devel)"
	}
	modified := false
	if commit == "" {
		for _, setting := range info.Settings {
			switch setting.Key {
			case "vcs.revision":
				commit = setting.Value
			case "vcs.modified":
				modified = setting.Value == "true"
			}
		}
	}
	switch {
	case commit == "":
		commit = "unknown"
	case modified:
		commit += " with changes"
	}
	return fmt.Sprintf("archbot %s, commit %s, %s %s/%s", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
