package pgtest_test

import (
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"archbot/bot/store/pgtest"
)

func TestStart(t *testing.T) {
	var dir string
	t.Run("cluster", func(t *testing.T) {
		dsn := pgtest.Start(t, pgtest.Options{
			Required: strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "postgres"),
			Settings: []string{"work_mem=7MB"},
		})
		u, err := url.Parse(dsn)
		if err != nil {
			t.Fatal(err)
		}
		dir = u.Query().Get("host")
		db, err := sql.Open("pgx", dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var listens, memory string
		if err := db.QueryRow("SELECT current_setting('listen_addresses'), current_setting('work_mem')").Scan(&listens, &memory); err != nil {
			t.Fatal(err)
		}
		if listens != "" || memory != "7MB" {
			t.Errorf("listens on %q with %q, want no address and 7MB", listens, memory)
		}
	})
	if dir == "" {
		t.Skip("PostgreSQL is not installed")
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the cluster in %s is still there: %v", dir, err)
	}
}
