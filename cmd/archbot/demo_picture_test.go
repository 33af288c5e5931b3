package main

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// The README's picture, and the most that it may weigh, in bytes.
const (
	demoPicture = "../../deploy/demo.png"
	maxPicture  = 200_000
)

var anew = flag.Bool("picture", false, "take the README's picture of the demo anew, in Chromium")

// TestDemoPicture takes the README's picture of the demo with -picture, and else sees that the README has one which is light enough. That its
// pixels are those of today is not looked at: they are other ones with other fonts.
func TestDemoPicture(t *testing.T) {
	const width, height = 1280, 1290
	if *anew {
		p := openDemo(t, width, height)
		p.Scheme("light")
		p.Send("/arch kafka vs rabbitmq")
		p.Until(`document.querySelector(".message.ephemeral table tr:nth-child(3)") !== null`)
		p.Until(`document.querySelector("#newer").hidden && document.fonts.status === "loaded"`)
		if err := os.WriteFile(demoPicture, small(t, p.Screenshot()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	picture, err := os.ReadFile(demoPicture)
	if err != nil {
		t.Fatal(err)
	}
	if len(picture) > maxPicture {
		t.Errorf("%s has %d bytes; at most %d", demoPicture, len(picture), maxPicture)
	}
	shown, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil || shown.Width != width || shown.Height != height {
		t.Errorf("%s is %d by %d, %v; want %d by %d: take it anew with -picture", demoPicture, shown.Width, shown.Height, err, width, height)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil || !strings.Contains(string(readme), strings.TrimPrefix(demoPicture, "../../")) {
		t.Errorf("the README does not show %s, %v", demoPicture, err)
	}
}

// small is a PNG with the 256 colours that it has most of: a page has few, and others where letters end.
func small(t *testing.T, picture []byte) []byte {
	t.Helper()
	taken, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	count := map[color.Color]int{}
	for y := range taken.Bounds().Dy() {
		for x := range taken.Bounds().Dx() {
			count[taken.At(x, y)]++
		}
	}
	most := slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int { return count[b] - count[a] })
	few := image.NewPaletted(taken.Bounds(), most[:min(len(most), 256)])
	draw.Draw(few, few.Bounds(), taken, image.Point{}, draw.Src)
	var packed bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&packed, few); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}
