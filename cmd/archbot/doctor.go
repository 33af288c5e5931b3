package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
)

const doctorAbout = `Checks what serve needs, by the same environment: the two tokens, what Slack says of them, the scopes that are granted, Socket Mode, the
channels, the clock, the notes and the database. Each is one line, with what to do about it below:

    ok    all is well
    warn  archbot works, and something could be better
    FAIL  archbot will not work, or parts of it will not

Exit code 1 where there is a FAIL. It changes nothing at Slack. To see that Socket Mode opens, it connects for a moment.

    archbot doctor
    archbot doctor --json | jq -r 'select(.status == "FAIL") | .do'`

func doctorCommand() command {
	return command{
		name: "doctor", args: "[--json]", summary: "checks tokens, scopes, Socket Mode, channels, clock, notes and database", about: doctorAbout,
		define: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "print one JSON object a line")
			return func(ctx context.Context, s streams, args []string) error {
				if err := noArguments("doctor", args); err != nil {
					return err
				}
				return doctor(ctx, s, *asJSON)
			}
		},
	}
}

// How a [diagnosis] came out.
const (
	well   = "ok"
	uneasy = "warn"
	ill    = "FAIL"
)

// A diagnosis is what the doctor says of one thing.
type diagnosis struct {
	Check  string `json:"check"`
	Status string `json:"status"`
	Says   string `json:"says"`
	Do     string `json:"do,omitempty"` // what to do about it
}

func doctor(ctx context.Context, s streams, asJSON bool) error {
	failed := false
	tell := func(d diagnosis) error {
		failed = failed || d.Status == ill
		if asJSON {
			return encode(s.raw, d)
		}
		return printDiagnosis(s, d)
	}
	for _, look := range []func(context.Context) []diagnosis{examineSettings, examineSlack, examineNotes, examineDatabase} {
		for _, d := range look(ctx) {
			if err := tell(d); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if failed {
		return found()
	}
	return nil
}

// printDiagnosis prints one for people: what was found, and what to do below it.
func printDiagnosis(s streams, d diagnosis) error {
	first := fmt.Sprintf("%-4s  %-9s  ", d.Status, d.Check)
	rest := strings.Repeat(" ", len(first))
	said := wrap(d.Says, s.width, margin{first, rest}, false)
	if d.Do != "" {
		said += "\n" + wrap(d.Do, s.width, margin{rest + "-> ", rest + "   "}, false)
	}
	_, err := fmt.Fprintln(s.out, said)
	return err
}

// examineSettings reads what nothing else here does.
func examineSettings(context.Context) []diagnosis {
	const name = "settings"
	if _, err := loadLogEnv(); err != nil {
		return []diagnosis{{name, ill, err.Error(), "put the variable right; archbot help serve lists them"}}
	}
	http, err := loadHTTPEnv()
	if err != nil {
		return []diagnosis{{name, ill, err.Error(), "put the variable right; archbot help serve lists them"}}
	}
	if http.HTTPAddr == httpOff {
		return []diagnosis{{name, well, "no health and metrics over HTTP (ARCHBOT_HTTP_ADDR)", ""}}
	}
	return []diagnosis{{name, well, "health and metrics at " + http.HTTPAddr, ""}}
}
