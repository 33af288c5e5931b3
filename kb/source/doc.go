// Package source is where notes come from: a directory or a single file. It reads nothing outside of the directory it is given,
// links included, and leaves what a note means to [archbot/kb].
package source
