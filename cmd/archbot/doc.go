/*
Archbot answers questions about software architecture in Slack, from a team's own notes and in the notes' own words.

	archbot demo [flags]                          a local Slack workspace to try it in; needs no account
	archbot manifest [flags]                      prints the Slack app manifest that fits this build
	archbot doctor [--json]                       checks tokens, scopes, Socket Mode, channels, clock, notes and database
	archbot serve                                 connects to Slack
	archbot ask [flags] [QUESTION]                answers a question in the terminal
	archbot lint [flags] [PATH...]                checks notes
	archbot topics [flags]                        what the notes cover: topics with counts by kind
	archbot tip [flags]                           a tip from the notes
	archbot eval [flags] FILE                     scores questions with known answers
	archbot health [--addr HOST:PORT]             asks the running archbot whether it is well; for container health checks
	archbot version [--sbom [FILE]]               version and build
	archbot help [COMMAND]                        explains a command, with examples

"archbot help COMMAND" explains each with examples. Results go to standard output, all else to standard error. Exit code 0: fine; 1: a
finding or a failure; 2: wrong usage.

	archbot ask kafka vs rabbitmq
	archbot ask --notes docs/architecture 'author:"Martin Kleppmann"'
	archbot ask --json "why partitioning" | jq -r '.snippets[0].text'
	archbot lint --fix docs/architecture

# Tour of the code

This package is the only one that knows the environment, flags, signals and exit codes; all others get plain values. [main] turns
signals into a context and calls [run], which tests call too. A subcommand is a [command], one a file, made of its help text and a
function that declares its flags and returns what to do; run parses flags, which may stand before, between and after other arguments,
calls that, and turns its error into a message and an exit code (0 fine, 1 a finding or a failure, 2 wrong usage).

Every command that needs notes gets them from [openNotes]; serve and demo follow them while they run, see [desk]. What goes to the
terminal goes through one writer that takes the teeth out of control characters, because notes are other people's text; see [neutral].
ask draws its answers in answer_text.go and body_text.go; the shape of its JSON, which programs rely on, stands alone in answer_json.go.
The environment is the struct in config.go, with its notes in config_notes.go; the README's table is printed from it, and a test
compares the two.

Non-goals: no answer, ranking or rendering for Slack is decided here.
*/
package main
