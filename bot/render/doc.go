// Package render turns answers into what people see in Slack: Block Kit, per surface, by pure functions.
package render
