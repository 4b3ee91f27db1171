import { type Attributes, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('aqmrg');
let on = false;

/** Whether spans are made at all. They are not until an exporter is set up, and then cost nothing but this question. */
export const isTracing = (): boolean => on;

export const setTracing = (value: boolean): void => {
  on = value;
};

/** Runs `work` inside a span, the child of the span that is under way. Without tracing it just runs it. */
export const inSpan = <T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> => {
  if (!on) return work();
  return tracer.startActiveSpan(name, { attributes }, async (span: Span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
};
