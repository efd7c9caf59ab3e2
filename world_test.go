package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// A world is a closed internet for tests: every host and path that exists, and
// what each answers. The program under test reaches it through the proxy that
// HTTP_PROXY and HTTPS_PROXY name, with the world's own certificate authority,
// so that it runs exactly as it does on the real internet.
type world struct {
	hosts  map[string]map[string]answer // host, then path with query
	folder string
	root   *x509.Certificate
	key    *ecdsa.PrivateKey

	mu   sync.Mutex
	asks map[string]int // requests by URL
}

// An answer is what one path gives. Each request takes the next of Then, the
// last one for good.
type answer struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	File    string            `json:"file"` // in the world's folder, instead of Body
	Hang    bool              `json:"hang"`
	Then    []answer          `json:"then"`
}

// startWorld serves folder/world.json and gives the environment in which a
// program lives in it.
func startWorld(t testing.TB, folder string) (env []string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, "world.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{folder: folder, asks: map[string]int{}}
	if err := json.Unmarshal(raw, &w.hosts); err != nil {
		t.Fatalf("%s/world.json: %v", folder, err)
	}
	w.newAuthority(t)
	rootFile := filepath.Join(t.TempDir(), "root.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: w.root.Raw})
	if err := os.WriteFile(rootFile, block, 0o600); err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(w)
	t.Cleanup(func() { proxy.CloseClientConnections(); proxy.Close() })
	return []string{"HTTP_PROXY=" + proxy.URL, "HTTPS_PROXY=" + proxy.URL, "NO_PROXY=", "SSL_CERT_FILE=" + rootFile}
}

// ServeHTTP is the proxy: plain requests are answered, CONNECT opens a tunnel
// to the host that the client thinks it talks to.
func (w *world) ServeHTTP(out http.ResponseWriter, req *http.Request) {
	if req.Method != http.MethodConnect {
		w.answer(out, req, "http")
		return
	}
	host, _, _ := net.SplitHostPort(req.Host)
	if w.hosts[host] == nil {
		http.Error(out, "no such host in this world", http.StatusBadGateway)
		return
	}
	conn, _, err := out.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
	secure := tls.Server(conn, &tls.Config{GetCertificate: w.certificate})
	defer secure.Close()
	for in := bufio.NewReader(secure); ; {
		inner, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		inner.Host = host
		rec := httptest.NewRecorder()
		w.answer(rec, inner, "https")
		result := rec.Result()
		result.ContentLength = int64(rec.Body.Len())
		if err := result.Write(secure); err != nil {
			return
		}
	}
}

func (w *world) answer(out http.ResponseWriter, req *http.Request, scheme string) {
	address := scheme + "://" + req.Host + req.URL.RequestURI()
	a, ok := w.hosts[req.Host][req.URL.RequestURI()]
	if !ok {
		a = answer{Status: 404, Body: "<!doctype html><title>404 Not Found</title><h1>Not Found</h1>"}
	}
	w.mu.Lock()
	if n := w.asks[address]; len(a.Then) > 0 {
		a = a.Then[min(n, len(a.Then)-1)]
	}
	w.asks[address]++
	w.mu.Unlock()
	if a.Hang {
		time.Sleep(time.Minute) // longer than any script's --timeout
		return
	}
	body := []byte(a.Body)
	if a.File != "" {
		var err error
		if body, err = os.ReadFile(filepath.Join(w.folder, a.File)); err != nil {
			http.Error(out, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	out.Header().Set("Content-Type", "text/html; charset=utf-8")
	for name, value := range a.Headers {
		out.Header().Set(name, value)
	}
	if a.Status == 0 {
		a.Status = http.StatusOK
	}
	out.WriteHeader(a.Status)
	out.Write(body)
}

func (w *world) newAuthority(t testing.TB) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "closed world"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, root, root, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	if w.root, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	w.key = key
}

func (w *world) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), DNSNames: []string{hello.ServerName},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, w.root, w.key.Public(), w.key)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: w.key}, nil
}
