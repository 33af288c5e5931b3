package store

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// The connections of one process. Three replicas stay well below PostgreSQL's default of 100.
const (
	pgConnections = 10
	pgIdleTime    = 5 * time.Minute
	pgConnectTime = 5 * time.Second
)

func (s *Store) openPostgres(address string) error {
	s.engine = postgres
	config, err := pgx.ParseConfig(address)
	if err != nil {
		// pgx's own words may show parts of an address that it could not take apart.
		return errors.New("open the database: the address that begins with postgres:// cannot be read: want" +
			" postgres://USER:PASSWORD@HOST:5432/DATABASE, with %-escapes for special characters in the password")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = pgConnectTime
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "archbot"
	}
	s.place = pgPlace(config)
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(pgConnections)
	db.SetMaxIdleConns(pgConnections)
	db.SetConnMaxIdleTime(pgIdleTime)
	s.writer, s.reader = db, db
	return nil
}

// pgPlace is where a database is, without who asks and by which password.
func pgPlace(c *pgx.ConnConfig) string {
	host := c.Host
	if !strings.HasPrefix(host, "/") {
		host = fmt.Sprintf("%s:%d", host, c.Port)
	}
	return "postgres://" + host + "/" + url.PathEscape(c.Database)
}
