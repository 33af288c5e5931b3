package source

import (
	"os"
	"path/filepath"
)

// maxLinks is how many links in a row are followed, as in Linux's ELOOP.
const maxLinks = 40

// doors are the places from which path can be made to lead elsewhere: the names to watch, by the directory they are in. That is path
// itself, which may be removed and made anew, and every symbolic link on the way, which may be turned to a new target: so Kubernetes
// and git-sync bring a new version. Where a directory is missing, the nearest one above it is the place where it will appear.
func doors(path string) map[string]map[string]bool {
	d := map[string]map[string]bool{}
	addDoors(d, path, maxLinks)
	return d
}

func addDoors(doors map[string]map[string]bool, path string, links int) {
	for p := path; p != filepath.Dir(p); p = filepath.Dir(p) {
		info, err := os.Lstat(p)
		link := err == nil && info.Mode()&os.ModeSymlink != 0
		if p != path && err == nil && !link {
			continue
		}
		dir := filepath.Dir(p)
		if doors[dir] == nil {
			doors[dir] = map[string]bool{}
		}
		doors[dir][filepath.Base(p)] = true
		if !link || links == 0 {
			continue
		}
		target, err := os.Readlink(p)
		if err != nil {
			continue
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(dir, target)
		}
		addDoors(doors, target, links-1)
	}
}
