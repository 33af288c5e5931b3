package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestDeployVariables sees that what deploy/, the Dockerfile and their comments set is what the program reads.
func TestDeployVariables(t *testing.T) {
	known := variables(t)
	named := regexp.MustCompile(`\b(?:ARCHBOT|SLACK)_[A-Z_]+\b`)
	seen := 0
	for _, path := range deployFiles(t) {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range named.FindAllString(string(content), -1) {
			seen++
			if !slices.Contains(known, name) {
				t.Errorf("%s: the program does not read %s", path, name)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d variables found", seen)
	}
}

// deployFiles are the Dockerfile and the configuration in deploy/.
func deployFiles(t *testing.T) []string {
	t.Helper()
	files := []string{"../../Dockerfile"}
	err := filepath.WalkDir("../../deploy", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains([]string{".yaml", ".service", ".md", ".json"}, filepath.Ext(path)) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A tree is a YAML document.
type tree = map[string]any

func documents(t *testing.T, content []byte) []tree {
	t.Helper()
	var all []tree
	for d := yaml.NewDecoder(bytes.NewReader(content)); ; {
		var one tree
		if err := d.Decode(&one); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
}

func document(t *testing.T, path string) tree {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return documents(t, content)[0]
}

// at follows keys through maps, and through lists to the element that has the name, or is the key's position.
func at(v any, path ...string) any {
	for _, key := range path {
		switch in := v.(type) {
		case tree:
			v = in[key]
		case []any:
			i := slices.IndexFunc(in, func(e any) bool { m, ok := e.(tree); return ok && m["name"] == key })
			if i < 0 {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// A want is what a document has to say at a place.
type want struct {
	path  string // keys with / between them
	value any
}

func says(t *testing.T, name string, in any, wants []want) {
	t.Helper()
	for _, w := range wants {
		if got := at(in, strings.Split(w.path, "/")...); !equal(got, w.value) {
			t.Errorf("%s: %s is %v, want %v", name, w.path, got, w.value)
		}
	}
}

func equal(a, b any) bool {
	one, err1 := yaml.Marshal(a)
	other, err2 := yaml.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(one, other)
}

func TestCompose(t *testing.T) {
	for _, name := range []string{"compose.yaml", "compose.replicas.yaml"} {
		d := document(t, "../../deploy/"+name)
		says(t, name, d, []want{
			{"services/archbot/read_only", true},
			{"services/archbot/cap_drop", []string{"ALL"}},
			{"services/archbot/security_opt", []string{"no-new-privileges:true"}},
			{"services/archbot/healthcheck/test", []string{"CMD", "/archbot", "health"}},
			{"services/archbot/stop_grace_period", "30s"},
			{"secrets/slack_app_token/environment", "SLACK_APP_TOKEN"},
			{"services/archbot/environment/SLACK_APP_TOKEN_FILE", "/run/secrets/slack_app_token"},
		})
		for _, secret := range []string{"SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"} {
			if at(d, "services", "archbot", "environment", secret) != nil {
				t.Errorf("%s: %s stands in the container's environment, where docker inspect shows it", name, secret)
			}
		}
		for service, s := range at(d, "services").(tree) {
			if at(s, "restart") != "unless-stopped" {
				t.Errorf("%s: %s is not started again", name, service)
			}
		}
	}
	says(t, "replicas", document(t, "../../deploy/compose.replicas.yaml"), []want{
		{"services/archbot/deploy/replicas", 3},
		{"services/archbot/depends_on/postgres/condition", "service_healthy"},
	})
}

// kustomized is what kubectl makes of a directory: documents by kind.
func kustomized(t *testing.T, dir string) map[string]tree {
	t.Helper()
	if _, err := exec.LookPath("kubectl"); err != nil {
		t.Skip("kubectl is not installed")
	}
	c := exec.CommandContext(soon(t), "kubectl", "kustomize", dir)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &said)
	}
	kinds := map[string]tree{}
	for _, d := range documents(t, out) {
		kinds[d["kind"].(string)] = d
	}
	return kinds
}

// restricted is what the Pod Security Standards' restricted profile asks for (kubernetes.io/docs/concepts/security/pod-security-standards),
// and the probes.
var restricted = []want{
	{"spec/template/spec/securityContext/runAsNonRoot", true},
	{"spec/template/spec/securityContext/seccompProfile/type", "RuntimeDefault"},
	{"spec/template/spec/automountServiceAccountToken", false},
	{"spec/template/spec/containers/archbot/securityContext/allowPrivilegeEscalation", false},
	{"spec/template/spec/containers/archbot/securityContext/readOnlyRootFilesystem", true},
	{"spec/template/spec/containers/archbot/securityContext/capabilities/drop", []string{"ALL"}},
	{"spec/template/spec/containers/archbot/livenessProbe/httpGet/path", "/healthz"},
	{"spec/template/spec/containers/archbot/readinessProbe/httpGet/path", "/readyz"},
	{"spec/template/spec/containers/archbot/startupProbe/httpGet/path", "/healthz"},
	{"spec/template/spec/containers/archbot/resources/limits/memory", "512Mi"},
	{"spec/template/spec/containers/archbot/env/SLACK_BOT_TOKEN_FILE/value", "/run/secrets/archbot/slack-bot-token"},
}

// TestKubernetesFiles checks the files as they are, for where there is no kubectl to put them together.
func TestKubernetesFiles(t *testing.T) {
	says(t, "base", document(t, "../../deploy/kubernetes/base/deployment.yaml"), restricted)
	for _, dir := range []string{"base", "replicas"} {
		for _, resource := range at(document(t, "../../deploy/kubernetes/"+dir+"/kustomization.yaml"), "resources").([]any) {
			if _, err := os.Stat(filepath.Join("../../deploy/kubernetes", dir, resource.(string))); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestKubernetesBase(t *testing.T) {
	kinds := kustomized(t, "../../deploy/kubernetes/base")
	says(t, "base", kinds["Deployment"], append([]want{
		{"spec/replicas", 1},
		{"spec/strategy/type", "Recreate"},
		{"spec/template/spec/volumes/data/persistentVolumeClaim/claimName", "archbot"},
	}, restricted...))
	labels := at(kinds["Namespace"], "metadata", "labels").(tree)
	if labels["pod-security.kubernetes.io/enforce"] != "restricted" {
		t.Errorf("the namespace's labels are %v", labels)
	}
	says(t, "base", kinds["NetworkPolicy"], []want{{"spec/podSelector/matchLabels", tree{"app.kubernetes.io/name": "archbot"}}})
}

func TestKubernetesReplicas(t *testing.T) {
	kinds := kustomized(t, "../../deploy/kubernetes/replicas")
	says(t, "replicas", kinds["Deployment"], append([]want{
		{"spec/replicas", 3},
		{"spec/strategy/type", "RollingUpdate"},
		{"spec/template/spec/containers/archbot/env/ARCHBOT_DATABASE_URL/valueFrom/secretKeyRef/key", "database-url"},
		{"spec/template/spec/volumes/data/emptyDir/sizeLimit", "2Gi"},
		{"spec/template/spec/volumes/data/persistentVolumeClaim", nil},
	}, restricted...))
	says(t, "replicas", kinds["PodDisruptionBudget"], []want{{"spec/maxUnavailable", 1}})
	if kinds["PersistentVolumeClaim"] != nil {
		t.Errorf("replicas keep a volume; there are %v", slices.Sorted(maps.Keys(kinds)))
	}
}

// TestUnit checks the systemd unit; with systemd-analyze, by systemd's own measure.
func TestUnit(t *testing.T) {
	const unit = "../../deploy/archbot.service"
	content, err := os.ReadFile(unit)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"ExecStart=/usr/local/bin/archbot serve", "DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes",
		"PrivateDevices=yes", "CapabilityBoundingSet=", "SystemCallFilter=@system-service", "MemoryDenyWriteExecute=yes", "Restart=on-failure", "RestartMaxDelaySec=5min",
		"LoadCredential=slack-bot-token:/etc/archbot/slack-bot-token", "Environment=SLACK_BOT_TOKEN_FILE=%d/slack-bot-token",
	} {
		if !strings.Contains(string(content), "\n"+line+"\n") {
			t.Errorf("the unit has no line %s", line)
		}
	}
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	// The threshold is in tenths: below 2.0, systemd calls a unit well protected.
	out, err := exec.CommandContext(soon(t), "systemd-analyze", "security", "--offline=true", "--threshold=20", unit).CombinedOutput()
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
