/*
Archbot answers questions about software architecture in Slack, from a team's own notes and in the notes' own words.

	archbot demo      a local Slack workspace with the real bot in it; needs no account and no network
	archbot serve     connects to Slack
	archbot ask       the same answer in the terminal
	archbot lint      checks notes
	archbot topics    what the notes cover
	archbot eval      scores questions with known answers
	archbot version   version and build

"archbot help COMMAND" explains each with examples.

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
