package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"
)

// migrations are the versions of the schema, one file each, forward only and never edited once released.
//
//go:embed migrations/*.sql
var migrations embed.FS

const (
	migrateTime = time.Minute
	// schemaLock is the key of the advisory lock that replicas of archbot take to migrate: "archbot" as a number.
	schemaLock = 0x61726368626f74
	// schemaTable is where goose notes which versions a database has.
	schemaTable = "archbot_schema"
)

// errNewer is a database with a schema that this build does not know.
type errNewer struct{ has, knows int64 }

func (e errNewer) Error() string {
	return fmt.Sprintf("it has schema %d, and this archbot knows %d at most: a newer archbot has used it; start that one again, or restore a copy"+
		" of the database from before", e.has, e.knows)
}

// migrate applies the versions that the database does not have yet, one process at a time.
func (s *Store) migrate(ctx context.Context) error {
	p, err := s.provider()
	if err != nil {
		return err
	}
	sources := p.ListSources()
	knows := sources[len(sources)-1].Version
	has, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if has > knows {
		return errNewer{has, knows}
	}
	done, err := p.Up(ctx)
	if err != nil {
		return fmt.Errorf("migrate from schema %d to %d: %w", has, knows, err)
	}
	if len(done) > 0 {
		s.log.Info("database migrated", "database", s.place, "from", has, "to", knows)
	}
	return nil
}

func (s *Store) provider() (*goose.Provider, error) {
	dialect := database.DialectSQLite3
	var locker lock.SessionLocker
	var err error
	switch s.engine {
	case postgres:
		dialect = database.DialectPostgres
		locker, err = lock.NewPostgresSessionLocker(lock.WithLockID(schemaLock), lock.WithLockTimeout(1, uint64(migrateTime/time.Second)))
		if err != nil {
			return nil, err
		}
	case sqliteFile:
		locker = &fileLocker{path: s.place}
	}
	versions, err := database.NewStore(dialect, schemaTable)
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	options := []goose.ProviderOption{goose.WithStore(versions), goose.WithDisableGlobalRegistry(true)}
	if locker != nil {
		options = append(options, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider("", s.writer, files, options...)
	if errors.Is(err, goose.ErrNoMigrations) {
		return nil, fmt.Errorf("this build has no schema: %w", err)
	}
	return p, err
}
