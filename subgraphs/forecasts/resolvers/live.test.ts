import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../domain/hours.ts';
import { makeForecast, makeOutlooks, monday } from '../testing/builders.ts';
import { openParts, openPorts, type Parts, type TestPorts } from '../testing/open-room.ts';

const document =
  'subscription($of: [ID!], $after: Cursor) { forecastIssued(sensorIds: $of, after: $after) { cursor change gap { reason from to } forecast { issuedAt sensor { id } model { kind } points { p50 } } } }';

describe('forecasts as they come', () => {
  let ports: TestPorts;
  let parts: Parts;
  let hours = 0;
  beforeAll(async () => {
    ports = await openPorts();
    parts = await openParts(ports);
  });
  afterAll(async () => {
    await parts?.stop();
    await ports?.close();
  });

  /** One more forecast of each of these sensors. */
  const issue = async (...ids: readonly string[]): Promise<void> => {
    hours += 1;
    const issuedAt = monday + hours * hourMs;
    const outlooks = makeOutlooks(issuedAt);
    await parts.forecasts.keep(ids.map((sensorId) => makeForecast({ sensorId, issuedAt, outlooks })));
    await parts.teller.tell();
  };
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
  const eventOf = (result: any) => result.data.forecastIssued;

  it('are told with a cursor, of those who are asked for', async () => {
    const stream = await parts.subscribe(document, { of: ['a'] });
    const next = stream.take();
    await issue('b', 'a');
    const event = eventOf(await next);
    expect(event).toMatchObject({
      change: 'ISSUED',
      gap: null,
      forecast: { sensor: { id: 'a' }, model: { kind: 'PM_ONLY' } },
    });
    expect(event.forecast.points).toHaveLength(3);
    await stream.leave();
  });

  it('go on from a cursor without hole or double, from the log where the ring has moved on', async () => {
    const stream = await parts.subscribe(document);
    const first = stream.take();
    await issue('a');
    const { cursor } = eventOf(await first);
    await stream.leave();
    await issue('a', 'b');
    await issue('a');
    const again = await parts.subscribe(document, { after: cursor });
    const events = [eventOf(await again.take()), eventOf(await again.take()), eventOf(await again.take())];
    expect(events.map(({ forecast }) => forecast.sensor.id).sort()).toEqual(['a', 'a', 'b']);
    const next = again.take();
    await issue('c');
    expect(eventOf(await next).forecast.sensor.id).toBe('c');
    await again.leave();
  });

  it('tell of a gap where the log is another', async () => {
    const stream = await parts.subscribe(document);
    const first = stream.take();
    await issue('a');
    const { cursor } = eventOf(await first);
    await stream.leave();
    const elsewhere = await openPorts();
    const other = await openParts(elsewhere);
    const again = await other.subscribe(document, { after: cursor });
    expect(eventOf(await again.take())).toMatchObject({
      change: 'GAP',
      forecast: null,
      gap: { reason: expect.stringContaining('made anew') },
    });
    await again.leave();
    await other.stop();
    await elsewhere.close();
  });

  it('refuse a cursor that is none, and more sensors than a thousand', async () => {
    await expect(parts.subscribe(document, { after: 'nonsense' })).rejects.toThrow('BAD_INPUT');
    const of = Array.from({ length: 1_001 }, (_, i) => `s-${i}`);
    await expect(parts.subscribe(document, { of })).rejects.toThrow('more than 1000');
  });

  it('end at once for who leaves while nothing comes', async () => {
    const stream = await parts.subscribe(document);
    const waiting = stream.take();
    await stream.leave();
    expect(await waiting).toBeNull();
  });
});
