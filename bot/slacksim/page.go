package slacksim

import (
	"embed"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"
)

//go:embed page
var pageFiles embed.FS

// contentPolicy lets the page run its own scripts and styles only. Pictures may come from anywhere, as blocks name them.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http: data:; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (w *Workspace) routePage() {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic("slacksim: the page is not embedded: " + err.Error())
	}
	static := http.FileServerFS(files)
	w.mux.Handle("GET /{$}", guard(static))
	w.mux.Handle("GET /sim/static/", guard(http.StripPrefix("/sim/static/", static)))
	w.mux.Handle("GET /archives/", guard(http.RedirectHandler("/", http.StatusFound))) // permalinks lead to the page
	w.mux.Handle("GET /sim/state", guard(http.HandlerFunc(w.serveState)))
	w.mux.Handle("GET /sim/messages", guard(http.HandlerFunc(w.serveMessages)))
	w.mux.Handle("GET /sim/events", guard(http.HandlerFunc(w.serveEvents)))
	for path, pages := range w.opts.Pages {
		w.mux.Handle("GET "+path, guard(pages))
	}
	w.mux.Handle("POST /sim/do", guard(http.HandlerFunc(w.serveDo)))
}

// guard lets in only what the page itself asks: the host must be an address or localhost, so that no name that someone points
// at this machine (DNS rebinding) reads or does anything here, and an origin must be this one.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !local(r.Host) || !sameOrigin(r) {
			http.Error(rw, "open this page by its address or as localhost", http.StatusForbidden)
			return
		}
		if r.Method == http.MethodPost && !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			http.Error(rw, "JSON only", http.StatusUnsupportedMediaType)
			return
		}
		h := rw.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(rw, r)
	})
}

func local(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	return host == "localhost" || net.ParseIP(host) != nil
}

func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		site := r.Header.Get("Sec-Fetch-Site")
		return site == "" || site == "same-origin" || site == "none"
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}
