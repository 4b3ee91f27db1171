import {
  type Context,
  context,
  createTraceState,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { AirError } from '../errors/air-error.ts';
import type { Log } from '../log.ts';
import { type SamplerName, samplerOf } from './sampler.ts';
import { formatTraceparent, parseTraceparent, type TraceHeaders } from './traceparent.ts';
import { type OpenSpan, setTracing, type Tracing } from './tracing.ts';

interface TracingOptions {
  /** The collector's origin; traces go to `/v1/traces` there. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly sampler: SamplerName;
  /** Of the samplers by ratio: how many of all traces, 0 to 1. */
  readonly ratio: number;
  readonly log: Log;
}

const sendEveryMs = 1_000;
const sendWithinMs = 5_000;
const stopWithinMs = 2_000;
/** Spans that wait at most; more are dropped. A span takes one to two kB. */
const keptSpans = 2_048;
const complainEveryMs = 60_000;

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

const kindOf = (error: unknown): string =>
  error instanceof AirError ? error.code : error instanceof Error ? error.name : typeof error;

/** The context of a request from another process, as its headers name it. */
const contextFrom = (headers: TraceHeaders): Context => {
  const place = parseTraceparent(headers.traceparent);
  if (place === undefined) return ROOT_CONTEXT;
  const state = headers.tracestate;
  return trace.setSpanContext(ROOT_CONTEXT, {
    ...place,
    isRemote: true,
    ...(typeof state === 'string' ? { traceState: createTraceState(state) } : {}),
  });
};

/** A collector that is away is told once a minute, whatever the exporter says. */
const hearComplaints = (log: Log): void => {
  let saidAt = Number.NEGATIVE_INFINITY;
  const say = (message: string): void => {
    if (performance.now() - saidAt < complainEveryMs) return;
    saidAt = performance.now();
    log.warn({ reason: message.slice(0, 300) }, 'traces cannot be delivered');
  };
  const quiet = (): void => undefined;
  diag.setLogger(
    { error: say, warn: say, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
};

const createProvider = (options: TracingOptions): TracerProvider => {
  const { endpoint, serviceName, sampler, ratio } = options;
  const exporter = new OTLPTraceExporter({
    url: new URL('v1/traces', endpoint.endsWith('/') ? endpoint : `${endpoint}/`).href,
    timeoutMillis: sendWithinMs,
    concurrencyLimit: 1,
  });
  return new TracerProvider({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': serviceName }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(sampler, ratio),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: keptSpans,
        scheduledDelayMillis: sendEveryMs,
        exportTimeoutMillis: sendWithinMs,
      }),
    ],
  });
};

const tracingWith = (provider: TracerProvider): Tracing => {
  const tracer = provider.getTracer('aqmrg');
  const here = () => trace.getSpanContext(context.active());
  return {
    start(name, attributes, { kind, from } = {}): OpenSpan {
      const parent = from === undefined ? context.active() : contextFrom(from);
      const span = tracer.startSpan(name, { attributes, ...(kind ? { kind: kinds[kind] } : {}) }, parent);
      const inside = trace.setSpan(parent, span);
      return {
        run: (work) => context.with(inside, work),
        set: (more) => void span.setAttributes(more),
        end(error) {
          if (error !== undefined)
            span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', kindOf(error));
          span.end();
        },
      };
    },
    headers() {
      const place = here();
      if (place === undefined) return {};
      const state = place.traceState?.serialize();
      return { traceparent: formatTraceparent(place), ...(state ? { tracestate: state } : {}) };
    },
    place() {
      const place = here();
      return place && { trace_id: place.traceId, span_id: place.spanId };
    },
  };
};

/** From now on spans are made, and sent by OTLP over HTTP. Resolves, when called, once they were sent or cannot be. */
export const startTracing = (options: TracingOptions): (() => Promise<void>) => {
  hearComplaints(options.log);
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  const provider = createProvider(options);
  setTracing(tracingWith(provider));

  return async () => {
    setTracing(undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, stopWithinMs);
    });
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
    clearTimeout(timer);
    context.disable();
    diag.disable();
  };
};
