import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { AirError } from '../errors/air-error.ts';
import { sentBy, traceToCollector } from './testing/sent-spans.ts';
import { inSpan, isTracing, traceFields, traceHeaders } from './tracing.ts';

describe('tracing', () => {
  it('is off until it starts and after it stops, and then changes nothing', async () => {
    expect(isTracing()).toBe(false);
    expect(inSpan('nothing', {}, () => 7)).toBe(7);
    expect([traceHeaders(), traceFields()]).toEqual([{}, {}]);
    await sentBy(() => expect(isTracing()).toBe(true));
    expect(isTracing()).toBe(false);
  });

  it('nests spans over awaits, side by side, and ends those whose work fails', async () => {
    const spans = await sentBy(() =>
      inSpan('outer', {}, async () => {
        await wait(1);
        await Promise.all([
          inSpan('left', {}, () => wait(5)),
          inSpan('right', {}, async () => {
            await wait(1);
            inSpan('inner', {}, () => 1);
          }),
          inSpan('failing', {}, async () => {
            throw new AirError('STORAGE_FULL', 'no room for secret-value');
          }).catch(() => undefined),
        ]);
      }),
    );
    const { outer, left, right, inner, failing } = Object.fromEntries(spans.map((span) => [span.name, span]));
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(outer?.parentSpanId).toBeUndefined();
    expect([left, right, failing].map((span) => span?.parentSpanId)).toEqual(Array(3).fill(outer?.spanId));
    expect(inner?.parentSpanId).toBe(right?.spanId);
    expect(failing?.status.code).toBe(2);
    expect(failing?.attributes).toContainEqual({ key: 'error.type', value: { stringValue: 'STORAGE_FULL' } });
    expect(JSON.stringify(spans)).not.toContain('secret-value');
  });

  it('goes on with the trace of a request and hands it to the next process', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    let headers: Readonly<Record<string, string>> = {};
    const [span] = await sentBy(() =>
      inSpan(
        'request',
        {},
        () => {
          headers = traceHeaders();
        },
        { kind: 'server', from: { traceparent, tracestate: 'maker=1' } },
      ),
    );
    const { traceId, spanId, parentSpanId } = span ?? {};
    expect([traceId, parentSpanId]).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']);
    expect(headers).toEqual({ traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'maker=1' });
  });

  it.each([
    ['always_on', 1, 100, 100],
    ['always_off', 1, 0, 0],
    ['parentbased_always_off', 1, 0, 0],
    ['traceidratio', 0.5, 20, 80],
    ['parentbased_traceidratio', 0, 0, 0],
  ] as const)('keeps the share of traces that %s %d says', async (sampler, ratio, least, most) => {
    const spans = await sentBy(
      () => {
        for (let n = 0; n < 100; n += 1) inSpan('one', {}, () => n);
      },
      { sampler, ratio },
    );
    expect(spans.length).toBeGreaterThanOrEqual(least);
    expect(spans.length).toBeLessThanOrEqual(most);
  });
});

describe('a collector that takes and never answers', () => {
  it('gathers no spans in memory and does not hold up the end', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const stop = await traceToCollector(() => undefined, { sampler: 'always_on' });
    const make = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) {
        inSpan('span', { 'aqmrg.filling': 'x'.repeat(100) + n }, () => n);
        if (n % 1_000 === 0) await wait(0);
      }
    };
    await make(5_000);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    await make(100_000);
    collectGarbage();
    // 100,000 spans take more than 100 MB
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(16 * 1024 * 1024);
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
