import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { SamplerName } from '../sampler-names.ts';
import { startTracing } from '../start-tracing.ts';

/** A span as it goes to a collector, in OTLP's JSON. */
export interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Settings {
  readonly sampler?: SamplerName;
  readonly ratio?: number;
}

/** Tracing to a collector that answers as `answer` does; resolves with how to end both. */
export const traceToCollector = async (answer: RequestListener, settings: Settings = {}) => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = startTracing({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serviceName: 'test',
    sampler: settings.sampler ?? 'parentbased_always_on',
    ratio: settings.ratio ?? 1,
    log: pino({ level: 'silent' }),
  });
  return async (): Promise<void> => {
    await stop();
    server.closeAllConnections();
    server.close();
  };
};

/** What a collector gets of `work`. */
export const sentBy = async (work: () => unknown, settings?: Settings): Promise<readonly SentSpan[]> => {
  const sent: SentSpan[] = [];
  const end = await traceToCollector(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    for (const { scopeSpans } of JSON.parse(body).resourceSpans)
      for (const { spans } of scopeSpans) sent.push(...spans);
    response.end('{}');
  }, settings);
  try {
    await work();
  } finally {
    await end();
  }
  return sent;
};
