// Package pdf asks PDFium, which runs in WebAssembly, for the words and links
// on the pages of a PDF. It has the only code that knows the engine. Start with
// Engine.Read.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// MaxTime is how long the engine may take for one document.
const MaxTime = 60 * time.Second

// maxMemory is how much memory the engine may take for one document, in pages
// of WebAssembly, 64 KiB each.
const maxMemory = 1 << 30 >> 16

// Why a PDF cannot be read.
var (
	ErrEngine   = errors.New("the PDF engine does not start")
	ErrBroken   = errors.New("the PDF is broken")
	ErrPassword = errors.New("the PDF is protected by a password")
	ErrTime     = fmt.Errorf("the PDF cannot be read in %v", MaxTime)
	ErrTooLong  = fmt.Errorf("the PDF has more than %d pages", maxPages)
	errTooMuch  = errors.New("it holds more text than any paper")
)

// An Engine reads PDFs. The zero Engine is ready to use, also by several
// goroutines at once: it starts with the first document, and each document
// gets an instance of its own, whose memory is given back afterwards.
type Engine struct {
	mu    sync.Mutex
	pool  pdfium.Pool
	cache wazero.CompilationCache
}

// Close ends the engine. A document that comes later starts it again.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var errs []error
	if e.pool != nil {
		errs = append(errs, e.pool.Close())
	}
	if e.cache != nil {
		errs = append(errs, e.cache.Close(context.Background()))
	}
	e.pool, e.cache = nil, nil
	return errors.Join(errs...)
}

// start returns the pool of instances. The first time it compiles the engine,
// which takes seconds, or takes it from cacheDir.
func (e *Engine) start(cacheDir string) (pdfium.Pool, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.pool != nil {
		return e.pool, nil
	}
	if cacheDir != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(cacheDir); err == nil {
			if pool, err := newPool(cache); err == nil {
				e.pool, e.cache = pool, cache
				return pool, nil
			}
			cache.Close(context.Background())
		}
	}
	pool, err := newPool(nil) // also where the cache's folder cannot be used
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrEngine, err)
	}
	e.pool = pool
	return pool, nil
}

// newPool compiles the engine. It sees no file, prints nothing, and stops when
// it is told to.
func newPool(cache wazero.CompilationCache) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory).
		WithCloseOnContextDone(true)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0)),
		MaxTotal:      runtime.GOMAXPROCS(0),
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(),
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// Read reads the words and links of a PDF. The compiled engine is kept in
// cacheDir for the next start; "" keeps nothing. When ctx ends or the time for
// one document is over, so does the engine's work on it.
func (e *Engine) Read(ctx context.Context, cacheDir string, doc []byte) (*Document, error) {
	pool, err := e.start(cacheDir)
	if err != nil {
		return nil, err
	}
	return read(ctx, pool, doc, MaxTime)
}

// read reads a PDF with an instance of its own, for limit at the most.
func read(ctx context.Context, pool pdfium.Pool, doc []byte, limit time.Duration) (*Document, error) {
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrEngine, err)
	}
	timed, cancel := context.WithTimeoutCause(ctx, limit, ErrTime)
	defer cancel()
	killed := make(chan struct{})
	stop := context.AfterFunc(timed, func() {
		defer close(killed)
		instance.Kill()
	})
	d, err := readDocument(instance, doc)
	if stop() {
		instance.Close()
		return d, err
	}
	<-killed
	return nil, context.Cause(timed)
}
