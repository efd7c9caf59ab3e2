package fetch

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

func rootsOf(s *httptest.Server) *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return pool
}

// A signer is a certificate with its key.
type signer struct {
	*x509.Certificate
	key *ecdsa.PrivateKey
}

// sign makes a certificate; by nil makes it sign itself.
func sign(t *testing.T, by *signer, change func(c *x509.Certificate)) *signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "the site"},
		NotBefore: time.Now().Add(-240 * time.Hour), NotAfter: time.Now().Add(240 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, BasicConstraintsValid: true,
	}
	change(c)
	parent, with := c, key
	if by != nil {
		parent, with = by.Certificate, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, with)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &signer{made, key}
}

func serveTLS(t *testing.T, config *tls.Config) string {
	t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cookie") != "" {
			t.Error("a look without verification sends cookies")
		}
		w.WriteHeader(http.StatusTeapot)
	}))
	s.TLS = config
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

func chain(leaf *signer, rest ...*signer) *tls.Config {
	c := tls.Certificate{PrivateKey: leaf.key, Certificate: [][]byte{leaf.Raw}}
	for _, r := range rest {
		c.Certificate = append(c.Certificate, r.Raw)
	}
	return &tls.Config{Certificates: []tls.Certificate{c}}
}

func TestFetchTLSFaults(t *testing.T) {
	authority := func(name string) func(c *x509.Certificate) {
		return func(c *x509.Certificate) {
			c.IsCA, c.Subject.CommonName, c.IPAddresses = true, name, nil
			c.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
		}
	}
	leaf := func(*x509.Certificate) {}
	expired := time.Now().Add(-50 * time.Hour)
	root := sign(t, nil, authority("The Root"))
	between := sign(t, root, authority("The Middle"))
	stranger := sign(t, nil, authority("A Stranger"))
	roots := x509.NewCertPool()
	roots.AddCert(root.Certificate)
	const status = "; without verification the server answers 418"

	for _, tt := range []struct {
		name   string
		config *tls.Config
		want   string // "" for no fault
	}{
		{"whole chain", chain(sign(t, between, leaf), between), ""},
		{"expired", chain(sign(t, root, func(c *x509.Certificate) { c.NotAfter = expired })),
			"certificate expired on " + expired.UTC().Format(time.DateOnly) + status},
		{"not yet valid", chain(sign(t, root, func(c *x509.Certificate) { c.NotBefore = time.Now().Add(48 * time.Hour) })),
			"certificate is valid only from "},
		{"authority expired", func() *tls.Config {
			old := sign(t, root, func(c *x509.Certificate) { authority("Old")(c); c.NotAfter = expired })
			return chain(sign(t, old, leaf), old)
		}(), "expired on " + expired.UTC().Format(time.DateOnly) + status},
		{"wrong host", chain(sign(t, root, func(c *x509.Certificate) {
			c.IPAddresses, c.DNSNames = nil, []string{"other.example", "a.example", "b.example", "c.example"}
		})), "certificate is for other.example, a.example, b.example and 1 more" + status},
		{"no names", chain(sign(t, root, func(c *x509.Certificate) { c.IPAddresses, c.Subject.CommonName = nil, "old\x1b[31m style" })),
			"certificate is for no host, only for “old [31m style”" + status},
		{"self-signed", chain(sign(t, nil, leaf)), "self-signed certificate" + status},
		{"unknown root", chain(sign(t, stranger, leaf), stranger), "unknown authority A Stranger" + status},
		{"unknown root, not sent", chain(sign(t, stranger, leaf)), "unknown authority A Stranger" + status},
		{"incomplete chain", chain(sign(t, between, func(c *x509.Certificate) {
			c.IssuingCertificateURL = []string{"http://ca.example/middle.crt"}
		})), "incomplete chain: the certificate of its authority The Middle is not sent" + status},
		{"for another use", chain(sign(t, root, func(c *x509.Certificate) {
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}
		})), "certificate is not valid for this use" + status},
		{"old version", func() *tls.Config {
			c := chain(sign(t, root, leaf))
			c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
			return c
		}(), "protocol version not supported" + status},
		{"abort", &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return nil, errors.New("no")
		}}, "the server ends the TLS handshake: internal error"},
		{"suites without forward secrecy", func() *tls.Config {
			c := chain(sign(t, root, leaf))
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_ECDHE_ECDSA_WITH_RC4_128_SHA}
			return c
		}(), "the server ends the TLS handshake: handshake failure" + status},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := local(t, Options{Roots: roots})
			e, fault := fetch(t, c, serveTLS(t, tt.config))
			if tt.want == "" {
				if fault != nil || e.Status != http.StatusTeapot {
					t.Fatalf("got %+v, %v; want an answer", e, fault)
				}
				return
			}
			wantFault(t, fault, verdict.TLS, tt.want)
			if e != nil {
				t.Error("got an answer that was not verified")
			}
			if tt.name == "abort" && strings.Contains(fault.Detail, "without verification") {
				t.Errorf("got %v; no answer came without verification", fault)
			}
		})
	}
}

func TestFetchNotTLS(t *testing.T) {
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	c := local(t, Options{ConnectTimeout: time.Second})
	_, fault := fetch(t, c, "https"+strings.TrimPrefix(plain.URL, "http"))
	wantFault(t, fault, verdict.TLS, "speaks plain HTTP")

	for _, tt := range []struct {
		name   string
		serve  func(c net.Conn)
		reason verdict.Reason
		detail string
	}{
		{"another protocol", func(c net.Conn) { io.WriteString(c, "220 mail.example ESMTP ready and waiting\r\n") },
			verdict.TLS, "does not speak TLS"},
		{"closed", func(c net.Conn) { io.CopyN(io.Discard, c, 1) }, verdict.Refused, "during the TLS handshake"},
		{"silent", func(c net.Conn) { io.Copy(io.Discard, c) }, verdict.Timeout, "TLS handshake did not end in time"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			go func() {
				for {
					conn, err := l.Accept()
					if err != nil {
						return
					}
					tt.serve(conn)
					conn.Close()
				}
			}()
			_, fault := fetch(t, c, "https://"+l.Addr().String())
			wantFault(t, fault, tt.reason, tt.detail)
		})
	}
}
