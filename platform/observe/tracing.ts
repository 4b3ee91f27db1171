import type { Attributes } from '@opentelemetry/api';
import type { TraceHeaders } from './traceparent.ts';

/** A span that is under way. */
export interface OpenSpan {
  /** Spans that `work` starts, now or later, are children of this one. */
  run<T>(work: () => T): T;
  set(attributes: Attributes): void;
  /** With the error that ended it, of which only the kind is told: messages may hold what a client sent. */
  end(error?: unknown): void;
}

interface SpanOptions {
  /** server: the answer to a request from outside; client: a request to another process. */
  readonly kind?: 'server' | 'client';
  /** Headers of the request that this span answers: it continues the trace that they name. */
  readonly from?: TraceHeaders;
}

/** What makes the spans, once an exporter is set up. */
export interface Tracing {
  start(name: string, attributes: Attributes, options?: SpanOptions): OpenSpan;
  /** For a request to another process, so that it continues this trace. */
  headers(): Readonly<Record<string, string>>;
  /** For log lines. */
  place(): { readonly trace_id: string; readonly span_id: string } | undefined;
}

let tracing: Tracing | undefined;
const noHeaders = Object.freeze({});

export const setTracing = (value: Tracing | undefined): void => {
  tracing = value;
};

/** What makes spans, where they are made at all. They are not until an exporter is set up, and then cost nothing but this question. */
export const currentTracing = (): Tracing | undefined => tracing;

export const isTracing = (): boolean => tracing !== undefined;

/** Headers for a request to another process; none without tracing. */
export const traceHeaders = (): Readonly<Record<string, string>> => tracing?.headers() ?? noHeaders;

/** Fields that join a log line to its trace; none without tracing. A new object each time: pino adds the line's own fields to it. */
export const traceFields = (): object => ({ ...tracing?.place() });

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Runs `work` and ends the span when it has ended, or when the promise that it returned has settled. */
export const until = <T>(span: OpenSpan, work: () => T): T => {
  try {
    const result = span.run(work);
    if (!isPromise(result)) {
      span.end();
      return result;
    }
    return result.then(
      (value) => {
        span.end();
        return value;
      },
      (error) => {
        span.end(error);
        throw error;
      },
    ) as T;
  } catch (error) {
    span.end(error);
    throw error;
  }
};

/** Runs `work` inside a span, the child of the span that is under way. Without tracing it just runs it. */
export const inSpan = <T>(name: string, attributes: Attributes, work: () => T, options?: SpanOptions): T =>
  tracing === undefined ? work() : until(tracing.start(name, attributes, options), work);
