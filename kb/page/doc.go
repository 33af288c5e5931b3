// Package page shows a note as a web page to read: every block under its topic, with its kind, level, author, source and clips, and with an
// anchor by its line, so that a link with #L652 opens the page at that block.
//
//	err := page.Write(w, note)
//
// The page is made of the note as it was parsed, not of its Markdown: what a reader sees is what archbot found there. It has no script, and
// loads nothing but the pictures that the note names. All that comes from the note is escaped, and links are http and https only.
package page
