package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// The rules of the house, for files that are no tests. They are stated here, once; checkHouse reports what breaks them.
const (
	module        = "archbot"
	maxFileLines  = 400
	maxFuncLines  = 80
	anythingOfOur = "*"
)

// topLevel are the names that the repository's root holds, besides dot files and what .gitignore names.
var topLevel = []string{"cmd", "bot", "kb", "deploy", "go.mod", "go.sum", "Dockerfile", "README.md"}

// mayImport says which of our folders each folder may import. A folder stands for those below it that have no line of their own, and
// those may import each other.
var mayImport = map[string][]string{
	"cmd/archbot":      {anythingOfOur},
	"bot":              {"bot/render", "bot/store", "bot/tips", "bot/metrics", "bot/words", "kb", "kb/answer"},
	"bot/render":       {"bot/words", "kb", "kb/answer"},
	"bot/tips":         {"bot/store", "bot/words", "kb"},
	"bot/store":        nil,
	"bot/store/pgtest": nil,
	"bot/metrics":      nil,
	"bot/slacksim":     nil,
	"bot/words":        nil,
	"kb":               nil,
	"kb/answer":        {"kb/search", "kb"},
	"kb/page":          {"kb/answer", "kb"},
	"kb/search":        {"kb"},
	"kb/source":        {"kb"},
	"kb/starter":       nil,
}

// An owner is the only folder whose packages may import a library, folders below it included where below is set.
type owner struct {
	library, folder string
	below           bool
}

var owners = []owner{
	{"github.com/blevesearch", "kb/search", false},
	{"github.com/slack-go", "bot", true},
	{"github.com/fsnotify", "kb/source", false},
	{"github.com/go-git", "kb/source", false},
	{"github.com/rogpeppe/go-internal/lockedfile", "kb/source", false},
	{"golang.org/x/text/message", "bot/words", false},
	{"golang.org/x/text/feature", "bot/words", false},
	{"modernc.org/sqlite", "bot/store", false},
	{"github.com/jackc/pgx", "bot/store", false},
	{"github.com/pressly/goose", "bot/store", false},
	{"github.com/prometheus", "bot/metrics", false},
	{"go.opentelemetry.io", "bot/metrics", false},
	{"github.com/kelseyhightower/envconfig", "cmd/archbot", false},
	{"flag", "cmd/archbot", false},
	{"os/signal", "cmd/archbot", false},
}

// onlyCmd are the names of package os that read the environment and the arguments, or end the process.
var onlyCmd = []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv", "Args", "Exit"}

// badNames say nothing about what a package is for.
var badNames = []string{"util", "utils", "helper", "helpers", "common", "models", "types", "misc", "shared"}

// checkHouse returns what breaks the rules in the tree, a line each.
func checkHouse(tree fs.FS) ([]string, error) {
	c := checker{tree: tree, fset: token.NewFileSet(), documented: map[string]bool{}}
	c.root()
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if name != "." && (base[0] == '.' || base[0] == '_' || base == "testdata" || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" || strings.HasSuffix(base, "_test.go") {
			return nil
		}
		return c.file(name)
	})
	for _, dir := range slices.Sorted(maps.Keys(c.documented)) {
		if !c.documented[dir] {
			c.report("%s: the package has no doc comment", dir)
		}
	}
	return c.broken, err
}

type checker struct {
	tree       fs.FS
	fset       *token.FileSet
	documented map[string]bool // by folder with Go files
	broken     []string
}

func (c *checker) report(format string, args ...any) {
	c.broken = append(c.broken, fmt.Sprintf(format, args...))
}

func (c *checker) root() {
	var ignored []string
	if text, err := fs.ReadFile(c.tree, ".gitignore"); err == nil {
		ignored = strings.Fields(string(text))
	}
	entries, err := fs.ReadDir(c.tree, ".")
	if err != nil {
		c.report("%v", err)
	}
	for _, e := range entries {
		ignores := func(pattern string) bool {
			ok, _ := path.Match(strings.Trim(pattern, "/"), e.Name())
			return ok
		}
		if e.Name()[0] != '.' && !slices.Contains(topLevel, e.Name()) && !slices.ContainsFunc(ignored, ignores) {
			c.report("%s: the top level holds %s and dot files, nothing more", e.Name(), strings.Join(topLevel, ", "))
		}
	}
}

func (c *checker) file(name string) error {
	source, err := fs.ReadFile(c.tree, name)
	if err != nil {
		return err
	}
	f, err := parser.ParseFile(c.fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	dir := path.Dir(name)
	c.documented[dir] = c.documented[dir] || f.Doc != nil
	if slices.Contains(badNames, path.Base(dir)) || slices.Contains(badNames, f.Name.Name) {
		c.report("%s: %q does not say what the package is for", name, f.Name.Name)
	}
	if n := bytes.Count(source, []byte("\n")); n > maxFileLines {
		c.report("%s: %d lines; at most %d", name, n, maxFileLines)
	}
	c.imports(name, dir, f)
	c.functions(name, f)
	c.patterns(name, f)
	if dir != "cmd/archbot" {
		c.process(name, f)
	}
	return nil
}

func (c *checker) imports(name, dir string, f *ast.File) {
	from, ok := folder(dir)
	if !ok {
		c.report("%s: the folder %s is not in the table of folders and what they may import", name, dir)
		return
	}
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		for _, o := range owners {
			mine := dir == o.folder || o.below && strings.HasPrefix(dir, o.folder+"/")
			if within(imported, o.library) && !mine {
				c.report("%s: imports %s; only %s may", name, imported, o.folder)
			}
		}
		if !within(imported, module) {
			continue
		}
		to, _ := folder(strings.TrimPrefix(imported, module+"/"))
		allowed := mayImport[from]
		if to != from && !slices.Contains(allowed, to) && !slices.Contains(allowed, anythingOfOur) {
			c.report("%s: %s may not import %s", name, from, imported)
		}
	}
}

// folder is the entry of mayImport that dir falls under.
func folder(dir string) (key string, ok bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		if _, ok := mayImport[dir]; ok {
			return dir, true
		}
	}
	return "", false
}

// within reports whether name is the import path prefix or one below it.
func within(name, prefix string) bool { return name == prefix || strings.HasPrefix(name, prefix+"/") }

func (c *checker) functions(name string, f *ast.File) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		from, to := c.fset.Position(fn.Pos()).Line, c.fset.Position(fn.End()).Line
		if n := to - from + 1; n > maxFuncLines {
			c.report("%s:%d: %s has %d lines; at most %d", name, from, fn.Name.Name, n, maxFuncLines)
		}
		if fn.Name.Name == "init" && fn.Recv == nil {
			c.report("%s:%d: init: nothing happens before main", name, from)
		}
	}
}

// patterns reports regular expressions that are no constants of the source: a person or a note may have a say in them.
func (c *checker) patterns(name string, f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); !ok || x.Name != "regexp" || !strings.Contains(sel.Sel.Name, "Compile") {
			return true
		}
		if !constant(call.Args[0]) {
			c.report("%s:%d: the pattern is no constant", name, c.fset.Position(call.Pos()).Line)
		}
		return true
	})
}

// constant reports whether an expression is made of literals only.
func constant(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.BinaryExpr:
		return constant(e.X) && constant(e.Y)
	}
	return false
}

// process reports reads of the environment and of arguments, and exits.
func (c *checker) process(name string, f *ast.File) {
	local := ""
	for _, spec := range f.Imports {
		if spec.Path.Value == `"os"` {
			local = "os"
			if spec.Name != nil {
				local = spec.Name.Name
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := sel.X.(*ast.Ident)
		if !ok {
			return true
		}
		exits := x.Name == "log" && strings.HasPrefix(sel.Sel.Name, "Fatal")
		if local != "" && x.Name == local && slices.Contains(onlyCmd, sel.Sel.Name) || exits {
			c.report("%s:%d: %s.%s; only cmd/archbot may", name, c.fset.Position(sel.Pos()).Line, x.Name, sel.Sel.Name)
		}
		return true
	})
}
