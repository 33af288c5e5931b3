package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"archbot/kb"
)

const lintAbout = `Checks notes and prints what it finds as FILE:LINE:COL: SEVERITY: MESSAGE [RULE]. Without PATH it checks ARCHBOT_NOTES, else the
directory it stands in. The severities:

    error    something written could not be read and is lost to readers
    warning  it was read, by guessing what was meant
    info     it was read as written and could be better

Exit code 0: no error and no warning; 1: some; 2: could not run. Info findings are printed and do not fail a build.

    archbot lint docs/architecture
    archbot lint docs/architecture/kafka.md
    archbot lint --fix docs/architecture         mends what can be mended with certainty, and prints the rest
    archbot lint --json docs | jq -r .rule | sort | uniq -c
    archbot lint --rules                         what is looked for`

func lintCommand() command {
	return command{
		name: "lint", args: "[flags] [PATH...]", summary: "checks notes", about: lintAbout,
		define: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "print one JSON object a line")
			fix := fs.Bool("fix", false, "mend what can be mended with certainty")
			rules := fs.Bool("rules", false, "list the rules instead")
			return func(ctx context.Context, s streams, args []string) error {
				if *rules {
					return printRules(s.out)
				}
				return lint(ctx, s, args, *asJSON, *fix)
			}
		},
	}
}

func lint(ctx context.Context, s streams, paths []string, asJSON, fix bool) error {
	if len(paths) == 0 {
		env, err := loadNotesEnv()
		if err != nil {
			return err
		}
		paths = []string{cmp.Or(env.Notes, ".")}
	}
	t := tally{paths: paths, found: map[kb.Severity]int{}}
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return usage(err)
		}
		l, err := readNotes(path)
		if err == nil && fix {
			l, err = t.fix(path, l)
		}
		if err != nil {
			return usage(err)
		}
		if err := t.print(s, l, asJSON); err != nil {
			return usage(err)
		}
	}
	fmt.Fprintln(s.err, t.summary())
	if t.found[kb.Error]+t.found[kb.Warning] > 0 {
		return found()
	}
	return nil
}

// A tally is what lint found and mended.
type tally struct {
	paths          []string
	files          int
	found          map[kb.Severity]int
	fixable, fixed int
}

// print prints the findings of the notes in file order and counts them.
func (t *tally) print(s streams, l library, asJSON bool) error {
	for _, n := range l.notes {
		t.files++
		for _, f := range n.Findings {
			f.File = l.place(f.File)
			f.Message = strings.Join(strings.Fields(f.Message), " ") // one finding, one line
			t.found[f.Severity]++
			if f.Fix != nil {
				t.fixable++
			}
			if err := printFinding(s, f, asJSON); err != nil {
				return err
			}
		}
	}
	return nil
}

func printFinding(s streams, f kb.Finding, asJSON bool) error {
	if asJSON {
		return encode(s.raw, f)
	}
	_, err := fmt.Fprintf(s.out, "%s:%d:%d: %s: %s [%s]\n", f.File, f.Line, f.Col, f.Severity, f.Message, f.Rule)
	return err
}

// summary is one line for people.
func (t *tally) summary() string {
	var b strings.Builder
	if t.fixed > 0 {
		fmt.Fprintf(&b, "%s fixed; ", counted(t.fixed, "finding"))
	}
	fmt.Fprintf(&b, "%s: %s, %s, %d info", counted(t.files, "file"), counted(t.found[kb.Error], "error"),
		counted(t.found[kb.Warning], "warning"), t.found[kb.Info])
	if t.fixable > 0 {
		fmt.Fprintf(&b, "; archbot lint --fix %s mends %d", strings.Join(t.paths, " "), t.fixable)
	}
	return b.String()
}

// printRules lists what lint looks for.
func printRules(w io.Writer) error {
	for _, r := range kb.Rules() {
		if _, err := fmt.Fprintf(w, "%s (%s)\n%s\n", r.Name, r.Severity, wrap(r.Doc, defaultWidth, indent("    "), false)); err != nil {
			return err
		}
	}
	return nil
}

// fix mends the files of l and returns the notes as they are then.
func (t *tally) fix(path string, l library) (library, error) {
	for _, n := range l.notes {
		fixed, err := fixFile(l.place(n.File), n.File)
		if err != nil {
			return library{}, fmt.Errorf("fix: %w", err)
		}
		t.fixed += fixed
	}
	return readNotes(path)
}

// fixFile mends one file and returns how many findings that took care of. What it mends it has just read, so that the offsets fit.
func fixFile(path, name string) (int, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	findings := kb.Parse(name, source).Findings
	fixes := 0
	for _, f := range findings {
		if f.Fix != nil {
			fixes++
		}
	}
	if fixes == 0 {
		return 0, nil
	}
	return fixes, replaceFile(path, kb.Fixed(source, findings))
}

// replaceFile gives the file a new content: all of it or, when something fails, none. It keeps its mode, and a link stays a link.
func replaceFile(path string, content []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".archbot-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already where all went well
	if _, err = f.Write(content); err == nil {
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
