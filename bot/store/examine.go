package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
)

// A Condition is how a database stands, as [Examine] finds it.
type Condition struct {
	Place  string // where it is, as people may read it: never with a password
	Shared bool   // other processes may use it as well
	Has    int64  // its schema; 0 where there is none yet
	Knows  int64  // the schema that this build brings it to
}

// Examine looks at the database that [Open] would open, and neither makes nor changes it: a newer archbot may look at the database of one
// that runs. An error says what to do, and never holds a password.
func Examine(ctx context.Context, o Options) (Condition, error) {
	s := &Store{log: slog.New(slog.DiscardHandler)}
	switch url := strings.TrimSpace(o.URL); {
	case url == "" || url == Memory:
		if err := s.openMemory(); err != nil {
			return Condition{}, err
		}
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		if err := s.openPostgres(url); err != nil {
			return Condition{}, err
		}
	case unknownKind(url):
		return Condition{}, errKind(url)
	default:
		there, err := s.findFile(sqlitePath(url))
		if err != nil {
			return Condition{}, err
		}
		if !there {
			knows, err := newestSchema()
			return Condition{Place: s.place, Knows: knows}, err
		}
	}
	c, err := s.condition(ctx)
	return c, errors.Join(err, s.closePools())
}

// findFile opens a database file that exists. Where it does not, it sees that it could be made.
func (s *Store) findFile(path string) (there bool, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return false, fmt.Errorf("open the database %q: %w", path, err)
	}
	s.engine, s.place = sqliteFile, abs
	_, err = os.Stat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, s.canMake(filepath.Dir(abs))
	case err != nil:
		return false, s.failed("open the database", err)
	}
	return true, s.openPools(abs)
}

// canMake reports whether files can be made in a directory, or in the nearest one above it that exists.
func (s *Store) canMake(dir string) error {
	for {
		_, err := os.Stat(dir)
		if err == nil || dir == filepath.Dir(dir) || !errors.Is(err, fs.ErrNotExist) {
			break
		}
		dir = filepath.Dir(dir)
	}
	f, err := os.CreateTemp(dir, ".archbot-*")
	if err != nil {
		return s.failed("make the database", err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// condition asks a database for its schema, and a file whether it is sound.
func (s *Store) condition(ctx context.Context) (Condition, error) {
	c := Condition{Place: s.place, Shared: s.Shared()}
	var err error
	if c.Knows, err = newestSchema(); err != nil {
		return c, err
	}
	if s.engine == sqliteFile {
		if err := check(ctx, s.reader); err != nil {
			return c, s.failed("look at the database", err)
		}
	}
	d := desk{ctx, s.reader, s.engine}
	exists := `SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?`
	if s.engine == postgres {
		exists = `SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass(?)`
	}
	tables := 0
	if _, err := d.get(exists, []any{schemaTable}, &tables); err != nil {
		return c, s.failed("look at the database", err)
	}
	if tables > 0 {
		_, err = d.get(`SELECT COALESCE(MAX(version_id), 0) FROM `+schemaTable, nil, &c.Has)
	}
	if err != nil {
		return c, s.failed("look at the database", err)
	}
	if c.Has > c.Knows {
		return c, fmt.Errorf("look at the database (%s): %w", s.place, errNewer{c.Has, c.Knows})
	}
	return c, nil
}

// newestSchema is the highest version in migrations.
func newestSchema() (newest int64, err error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	for _, name := range files {
		var version int64
		if _, err := fmt.Sscanf(filepath.Base(name), "%d_", &version); err != nil {
			return 0, fmt.Errorf("read the schema %q: %w", name, err)
		}
		newest = max(newest, version)
	}
	return newest, err
}
