package main

import (
	"cmp"
	"debug/buildinfo"
	"fmt"
	"io"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// billOf reads what the Go toolchain recorded in a binary of archbot, in this one where file is empty.
func billOf(file string) (*debug.BuildInfo, error) {
	if file == "" {
		if info, ok := debug.ReadBuildInfo(); ok {
			info.Main.Version = cmp.Or(version, info.Main.Version)
			return info, nil
		}
		return nil, fmt.Errorf("this binary was built without module information; build it with go build in module mode")
	}
	info, err := buildinfo.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the build of %q: %w", file, err)
	}
	return info, nil
}

// writeBill writes the software bill of materials of a build as CycloneDX JSON: the modules that are in it, their versions and checksums.
// It bears no time and no serial number, so that the same build has the same bill.
func writeBill(w io.Writer, info *debug.BuildInfo) error {
	bill := cdx.NewBOM()
	main := component(info.Main, cdx.ComponentTypeApplication)
	main.Properties = &[]cdx.Property{{Name: "go:version", Value: info.GoVersion}}
	for _, s := range info.Settings {
		if s.Key == "GOOS" || s.Key == "GOARCH" || s.Key == "CGO_ENABLED" {
			*main.Properties = append(*main.Properties, cdx.Property{Name: "go:" + s.Key, Value: s.Value})
		}
	}
	bill.Metadata = &cdx.Metadata{Component: &main}
	parts := []cdx.Component{component(debug.Module{Path: "std", Version: strings.TrimPrefix(info.GoVersion, "go")}, cdx.ComponentTypeLibrary)}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		parts = append(parts, component(*m, cdx.ComponentTypeLibrary))
	}
	slices.SortFunc(parts, func(a, b cdx.Component) int { return strings.Compare(a.Name, b.Name) })
	bill.Components = &parts
	return cdx.NewBOMEncoder(w, cdx.BOMFileFormatJSON).SetPretty(true).Encode(bill)
}

func component(m debug.Module, kind cdx.ComponentType) cdx.Component {
	c := cdx.Component{Type: kind, Name: m.Path, Version: m.Version, PackageURL: purl(m.Path, m.Version), BOMRef: purl(m.Path, m.Version)}
	if m.Sum != "" {
		c.Properties = &[]cdx.Property{{Name: "go:sum", Value: m.Sum}}
	}
	return c
}

// purl is a module's package URL, as https://github.com/package-url/purl-spec has it for Go.
func purl(path, version string) string {
	if version == "" {
		return "pkg:golang/" + path
	}
	return "pkg:golang/" + path + "@" + url.QueryEscape(version)
}
