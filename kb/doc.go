// Package kb reads notes: Markdown files in which headings are topics and annotations say what the text below them is.
package kb
