package render_test

import (
	"testing"

	"archbot/bot/render"
)

func BenchmarkComparison(b *testing.B) {
	a, o := comparison(), render.Options{NotesURL: notesURL}
	b.ReportAllocs()
	for b.Loop() {
		render.Answer(a, o)
	}
}

func BenchmarkComparisonPlain(b *testing.B) {
	a := comparison()
	b.ReportAllocs()
	for b.Loop() {
		render.Plain(a, render.Options{})
	}
}

func BenchmarkFound(b *testing.B) {
	a, o := partitioning(), render.Options{NotesURL: notesURL}
	b.ReportAllocs()
	for b.Loop() {
		render.Answer(a, o)
	}
}
