package fetch

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// tlsFault says what is wrong with a certificate or handshake; nil where
// neither is at fault.
func tlsFault(t *trip, err error) *Error {
	detail := certificateDetail(err)
	if detail == "" {
		detail = handshakeDetail(t, err)
	}
	if detail == "" {
		return nil
	}
	return &Error{Reason: verdict.TLS, Detail: clean(detail), Err: err}
}

func certificateDetail(err error) string {
	var chain []*x509.Certificate
	var verification *tls.CertificateVerificationError
	if errors.As(err, &verification) {
		chain = verification.UnverifiedCertificates
	}
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var authority x509.UnknownAuthorityError
	var roots x509.SystemRootsError
	switch {
	case errors.As(err, &invalid):
		return invalidDetail(invalid, chain)
	case errors.As(err, &host):
		return "certificate is for " + namesOf(host.Certificate)
	case errors.As(err, &authority):
		return authorityDetail(chain)
	case errors.As(err, &roots):
		return "this machine has no certificates of authorities"
	case verification != nil:
		return "certificate cannot be verified"
	}
	return ""
}

func invalidDetail(e x509.CertificateInvalidError, chain []*x509.Certificate) string {
	whose := "certificate"
	if len(chain) > 0 && e.Cert != nil && !e.Cert.Equal(chain[0]) {
		whose = "certificate of the authority " + nameOf(e.Cert)
	}
	switch {
	case e.Reason != x509.Expired || e.Cert == nil:
		return whose + " is not valid for this use"
	case time.Now().Before(e.Cert.NotBefore):
		return whose + " is valid only from " + e.Cert.NotBefore.UTC().Format(time.DateOnly)
	}
	return whose + " expired on " + e.Cert.NotAfter.UTC().Format(time.DateOnly)
}

// namesOf are the hosts that a certificate is for; the first few, as some have
// hundreds.
func namesOf(c *x509.Certificate) string {
	const most = 3
	names := append([]string(nil), c.DNSNames...)
	for _, ip := range c.IPAddresses {
		names = append(names, ip.String())
	}
	if len(names) == 0 {
		// A common name alone has not counted since RFC 9525.
		return "no host, only for “" + nameOf(c) + "”"
	}
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

// authorityDetail tells the ways apart in which nobody vouches for a chain.
func authorityDetail(chain []*x509.Certificate) string {
	if len(chain) == 0 {
		return "unknown authority"
	}
	last := chain[len(chain)-1]
	switch {
	case selfSigned(chain[0]):
		return "self-signed certificate"
	case selfSigned(last):
		return "unknown authority " + nameOf(last)
	case len(chain) == 1 && len(last.IssuingCertificateURL) > 0:
		// Authorities that say where their certificate is are the public
		// ones; browsers fetch it there or know it (RFC 5280 section 4.2.2.1).
		return "incomplete chain: the certificate of its authority " + issuerOf(last) + " is not sent"
	}
	return "unknown authority " + issuerOf(last)
}

func selfSigned(c *x509.Certificate) bool { return bytes.Equal(c.RawIssuer, c.RawSubject) }

func nameOf(c *x509.Certificate) string {
	if c.Subject.CommonName != "" {
		return c.Subject.CommonName
	}
	return c.Subject.String()
}

func issuerOf(c *x509.Certificate) string {
	if c.Issuer.CommonName != "" {
		return c.Issuer.CommonName
	}
	return c.Issuer.String()
}

func handshakeDetail(t *trip, err error) string {
	var op *net.OpError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &record) && string(record.RecordHeader[:]) == "HTTP/":
		return "the server speaks plain HTTP where HTTPS was asked for"
	case errors.As(err, &record):
		return "the server does not speak TLS"
	case errors.As(err, &op) && op.Op == "remote error":
		return "the server ends the TLS handshake: " + alertOf(op)
	case errors.As(err, &op) && op.Op == "local error", strings.HasPrefix(err.Error(), "tls: "):
		// crypto/tls has no other sign of its own faults than their words.
		if strings.Contains(err.Error(), "unsupported protocol version") {
			return "the server speaks only an outdated version of TLS"
		}
		return "the TLS handshake fails"
	case t.reached() == securing:
		return "the TLS handshake fails"
	}
	return ""
}

// alertOf is the alert's name as RFC 8446 section 6 has it, in words.
func alertOf(op *net.OpError) string {
	return strings.TrimPrefix(op.Err.Error(), "tls: ")
}
