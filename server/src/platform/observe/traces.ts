import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import type { FastifyInstance } from 'fastify'
import { placesIn, withoutValues } from './describe-error.ts'

declare module 'fastify' {
  interface FastifyRequest {
    span?: Span
  }
}

const tracer = trace.getTracer('pulih')

/** Sends traces to a collector. Returns how to send what is left at the end. */
export function startTracing(url: string): () => Promise<void> {
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))] })
  provider.register()
  return () => provider.shutdown()
}

/** A span for each request, named by its operation. Nothing that was sent is written into it. */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.config.route
    const span = tracer.startSpan(route?.id ?? request.routeOptions.url ?? 'unknown', {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': request.method,
        'http.route': request.routeOptions.url ?? '',
        'pulih.request': request.id,
      },
    })
    request.span = span
    context.with(trace.setSpan(context.active(), span), done)
  })
  app.addHook('onResponse', async (request, reply) => {
    request.span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR })
    request.span?.end()
  })
}

/** A span for something that a worker does. */
export async function traced<Result>(name: string, body: () => Promise<Result>): Promise<Result> {
  return tracer.startActiveSpan(name, async span => {
    try {
      return await body()
    } catch (reason) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      if (reason instanceof Error)
        span.recordException({ name: reason.name, message: withoutValues(reason), stack: placesIn(reason) })
      throw reason
    } finally {
      span.end()
    }
  })
}
