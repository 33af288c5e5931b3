/*
Package source is where notes come from: a directory, a single file, or a branch of a Git repository. It reads nothing outside of what
it is given, links included, and leaves what a note means to [archbot/kb].

[Load] reads a path once. [Dir] and [Git] also follow what they have loaded: their Run calls an [Update], such as the index's, with the
notes that changed and the files that are gone, until its context ends. Only what changed is read, and only what has another content is
parsed. Whatever happens to a disk or a network, the last good version stays in use and the log says why; each reload is one line there.

# A directory

What changes is heard of (fsnotify), and found by looking through the directory now and then, since network disks tell nothing of what
other machines do. Either way the directory is scanned: by a file's size, time and mode it is known whether it has to be read, by its hash
whether it has to be parsed. Every directory is watched from before it is read, so that nothing falls between; so are the places from
which the path itself can be made to lead elsewhere, a directory made anew or a link that is turned (see doors.go).

Then [compare], a pure function, decides what changed between two scans:

	new, or changed             taken once it has stood still for 750 ms
	no block left in it         for 5 s; until then the last good version stays: it looks like a file that is being written
	gone                        taken away after 750 ms, or when the same content comes under another name
	more than half are gone     after 5 s: it looks like a directory that is being filled
	all gone, or no directory   never: it looks like a disk that is not mounted, and nobody means to answer nothing
	cannot be read              never, for as long as that lasts

A file that belongs to the notes and is none ([Beside]: a team's words) is read and followed with them.

With what goes before (100 ms without a further event, at most 500 ms), a saved note is in use within a second; so is what an editor, a
ConfigMap or git-sync puts in the place of old files. On a network disk it takes up to DirOptions.Rescan. Files behind a link
inside of the directory are found by looking through, not heard of, unless the link itself changes.

# A repository

A repository is cloned without its history and without a working tree, by go-git, which needs no git program but for repositories on the
same machine (file://). Notes are read from Git's objects, so nothing in a repository can reach the disk: no link, no submodule, no hook,
no odd name. At each interval the repository is asked for its branch, and for objects only when that has moved; where it has moved to, and
whether by force, does not matter. A clone that cannot be used, or has grown by too many fetches, is made anew beside the old one, which
stays until the new one has been read. Processes with the same data directory take turns.

The token goes into the request and nowhere else: not into the clone, a log or an error.

# Non-goals

No writing, no merging, no history, no Git LFS; no notes from wikis or web pages, which can be exported or mounted as files.

This package is the only importer of fsnotify and go-git.
*/
package source
