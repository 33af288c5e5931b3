package metrics

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Trace sends spans to an OpenTelemetry collector over HTTP, which needs no gRPC in the binary. Where to and with which headers, the library
// reads from the standard OTEL_EXPORTER_OTLP_… variables. What is still to be sent when archbot ends, stop sends. A collector that cannot be
// reached costs its spans and a word in the log by failed, nothing more.
func Trace(ctx context.Context, version string, failed func(error)) (stop func(context.Context) error, err error) {
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("trace to OTEL_EXPORTER_OTLP_ENDPOINT: %w", err)
	}
	about := resource.NewSchemaless(attribute.String("service.name", "archbot"), attribute.String("service.version", version))
	named, err := resource.New(ctx, resource.WithFromEnv()) // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come first
	if err == nil {
		about, err = resource.Merge(about, named)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("trace: OTEL_RESOURCE_ATTRIBUTES: %w", err), exporter.Shutdown(ctx))
	}
	provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithResource(about))
	otel.SetTracerProvider(provider)
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { failed(unquoted(err)) }))
	return func(ctx context.Context) error { return unquoted(provider.Shutdown(ctx)) }, nil
}

// unquoted is err without what the collector's answer said: a proxy may repeat the request there, with the key in its headers.
func unquoted(err error) error {
	if err == nil {
		return nil
	}
	before, _, quoted := strings.Cut(err.Error(), " (body: ")
	if !quoted {
		return err
	}
	return errors.New(before)
}

// Span begins a span of the work that ctx is for, with keys and values in turn; end ends it. The values are for people who run archbot, so
// they are names and numbers, never what a person or a note says.
func Span(ctx context.Context, name string, pairs ...string) (inner context.Context, end func(error)) {
	inner, span := otel.Tracer("archbot").Start(ctx, name)
	if !span.IsRecording() {
		return inner, func(error) { span.End() }
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		span.SetAttributes(attribute.String(pairs[i], pairs[i+1]))
	}
	return inner, func(err error) { finish(span, err) }
}

// finish ends a span. An error's text may quote a note or a person, so only that there was one is told.
func finish(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, "failed")
	}
	span.End()
}
