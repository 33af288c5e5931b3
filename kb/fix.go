package kb

import "sort"

// Fixed returns a note's source with the fixes of its findings applied, and nothing else changed, byte for byte. Of fixes that
// overlap the first is applied; fixes that do not fit the source are left out.
func Fixed(source []byte, findings []Finding) []byte {
	var fixes []Fix
	for _, f := range findings {
		if f.Fix != nil && 0 <= f.Fix.Start && f.Fix.Start <= f.Fix.End && f.Fix.End <= len(source) {
			fixes = append(fixes, *f.Fix)
		}
	}
	sort.SliceStable(fixes, func(i, j int) bool {
		return fixes[i].Start < fixes[j].Start || fixes[i].Start == fixes[j].Start && fixes[i].End < fixes[j].End
	})
	out := make([]byte, 0, len(source)+64)
	at := 0
	for i, f := range fixes {
		if f.Start < at || i > 0 && f == fixes[i-1] {
			continue
		}
		out = append(out, source[at:f.Start]...)
		out = append(out, f.New...)
		at = f.End
	}
	return append(out, source[at:]...)
}
