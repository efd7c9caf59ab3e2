package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// lookPastTimeout is short: what the look finds is only a remark.
const lookPastTimeout = 5 * time.Second

// strictTLS verifies. Beside Go's choice it takes the suites without forward
// secrecy that browsers still take: what is read is public, and a server that
// readers reach must not be called broken.
func strictTLS(roots *x509.CertPool) *tls.Config {
	return &tls.Config{RootCAs: roots, CipherSuites: append(suites(tls.CipherSuites()),
		tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA)}
}

// laxTLS takes whatever a server offers. It is used by lookPast alone, after
// strictTLS has failed and the link has its verdict.
func laxTLS() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		MinVersion:         tls.VersionTLS10,
		CipherSuites:       append(suites(tls.CipherSuites()), suites(tls.InsecureCipherSuites())...),
	}
}

func suites(from []*tls.CipherSuite) []uint16 {
	var ids []uint16
	for _, s := range from {
		ids = append(ids, s.ID)
	}
	return ids
}

// lookPast asks without verification, only to say in fault's detail what
// status a reader gets who clicks the warning away. No HTTP request was made
// before, so the server sees no more than one. Nothing is sent that is the
// reader's, and the answer's body is not read.
func (c *Client) lookPast(ctx context.Context, u *url.URL, fault *Error) {
	ctx, cancel := context.WithTimeout(ctx, lookPastTimeout)
	defer cancel()
	req := &http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: c.header(u, Request{Fresh: true})}
	t, wrong := c.newTrip(req)
	if wrong != nil {
		return
	}
	resp, err := c.unverified.RoundTrip(req.WithContext(t.watch(ctx)))
	if err != nil {
		return
	}
	resp.Body.Close()
	fault.Detail += "; without verification the server answers " + strconv.Itoa(resp.StatusCode)
}
