import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { severities } from '@aqmrg/schema/events/alerts.ts';
import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capsOf } from '../../domain/cap/cap-alert.ts';
import type { Published } from '../../domain/cap/published.ts';
import { capSchema, feedSchema } from '../../testing/cap-schema.ts';
import { makeLabels, pm25Above, thursday } from '../../testing/notices.ts';
import { makePublished } from '../../testing/published.ts';
import { faultsIn } from '../../testing/relax-ng.ts';
import { createCapDoor } from './cap.ts';
import { capXml } from './cap-xml.ts';
import { feedXml } from './feed-xml.ts';

const log = createLog('silent');
const openDoor = (found: readonly Published[] | (() => readonly Published[])) => {
  const clock = { now: thursday, reads: 0 };
  const app = createApp(log);
  const incidents = {
    recent: async () => {
      clock.reads += 1;
      return [...(typeof found === 'function' ? found() : found)];
    },
  };
  const named = (id: string) => (id === 'sensor-1' ? 'Makerere' : undefined);
  createCapDoor({ incidents, named, publicUrl: 'https://air.example', now: () => clock.now })(app, () =>
    Promise.reject(new Error('nobody is asked who they are')),
  );
  return { app, clock };
};

const fire = makePublished();
const ended = makePublished({
  incident: { id: 'incident-2', state: 'RESOLVED', resolvedAt: thursday, isReplayed: true },
  steps: [...fire.steps, { kind: 'RESOLVED', writtenAt: thursday, value: null }],
});

describe('GET /v1/alerts/cap', () => {
  it('is a valid feed of valid messages, the newest first, and each is where it says', async () => {
    const { app } = openDoor([fire, ended]);
    const feed = await app.inject('/v1/alerts/cap');
    expect(feed.statusCode).toBe(200);
    expect(feed.headers).toMatchObject({
      'content-type': expect.stringContaining('application/atom+xml'),
      ...{ 'cache-control': 'public, max-age=15', 'last-modified': 'Thu, 05 Mar 2026 11:00:00 GMT' },
    });
    expect(await faultsIn(feedSchema, [feed.body])).toEqual([]);
    const urls = [
      ...feed.body.matchAll(/type="application\/cap\+xml" href="https:\/\/air\.example([^"]+)"/g),
    ];
    expect(urls.map(([, path]) => path)).toEqual([
      '/v1/alerts/cap/incident-2.2.exercise.xml',
      '/v1/alerts/cap/incident-1.1.actual.xml',
    ]);
    const messages = await Promise.all(urls.map(([, path]) => app.inject(path as string)));
    expect(messages.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(messages[0]?.headers['content-type']).toContain('application/cap+xml');
    expect(
      await faultsIn(
        capSchema,
        messages.map(({ body }) => body),
      ),
    ).toEqual([]);
    expect(messages[0]?.body).toContain(
      '<references>alerts@air.example,incident-2.1.exercise,2026-03-05T10:00:00-00:00</references>',
    );
  });

  it('is a valid feed of nothing as well', async () => {
    expect(await faultsIn(feedSchema, [(await openDoor([]).app.inject('/v1/alerts/cap')).body])).toEqual([]);
  });

  it('is not sent again to whoever has it, and answers HEAD', async () => {
    const { app } = openDoor([fire]);
    const { headers } = await app.inject({ method: 'HEAD', url: '/v1/alerts/cap' });
    const again = async (given: Record<string, string>) =>
      (await app.inject({ url: '/v1/alerts/cap', headers: given })).statusCode;
    expect(await again({ 'if-none-match': `"other", ${headers.etag}` })).toBe(304);
    expect(await again({ 'if-none-match': '"other"' })).toBe(200);
    expect(await again({ 'if-modified-since': headers['last-modified'] as string })).toBe(304);
    expect(await again({ 'if-modified-since': 'Thu, 05 Mar 2026 09:00:00 GMT' })).toBe(200);
  });

  it('reads the store once in fifteen seconds, and again after a fault', async () => {
    let isBroken = false;
    const { app, clock } = openDoor(() => {
      if (isBroken) throw new Error('the store is away');
      return [fire];
    });
    await Promise.all([app.inject('/v1/alerts/cap'), app.inject('/v1/alerts/cap')]);
    expect(clock.reads).toBe(1);
    clock.now += 15_000;
    isBroken = true;
    expect((await app.inject('/v1/alerts/cap')).statusCode).toBe(500);
    isBroken = false;
    expect((await app.inject('/v1/alerts/cap')).statusCode).toBe(200);
    expect(clock.reads).toBe(3);
  });
});

describe('GET /v1/alerts/cap/:id.xml', () => {
  it('leads from what was said before to what is said now', async () => {
    const { app } = openDoor([ended]);
    const old = await app.inject('/v1/alerts/cap/incident-2.1.exercise.xml');
    expect([old.statusCode, old.headers.location]).toEqual([
      302,
      'https://air.example/v1/alerts/cap/incident-2.2.exercise.xml',
    ]);
  });

  it('knows no others', async () => {
    const { app } = openDoor([fire]);
    for (const name of [
      'incident-9.1.actual.xml',
      'incident-1.1.actual',
      'incident-1.xml',
      '..%2f..%2fetc.xml',
    ])
      expect((await app.inject(`/v1/alerts/cap/${name}`)).statusCode).toBe(404);
  });
});

it('whatever things are called and measured, messages and feeds are valid', async () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('<script>', ']]>', '&amp;', '\u0000\u000b', '', ' ', '-->', '<?xml?>'),
  );
  const figure = fc.option(fc.double({ noDefaultInfinity: true, noNaN: true }));
  const wild = fc.record({
    ...{ title: name, condition: name, sensor: name, peak: figure, value: figure },
    state: fc.constantFrom('FIRING', 'RECOVERING', 'NO_DATA', 'ERROR', 'RESOLVED', 'WITHDRAWN'),
    severity: fc.constantFrom(...severities),
    quantity: fc.option(fc.constantFrom(...quantities)),
    isReplayed: fc.boolean(),
    isKnown: fc.boolean(),
    latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
  } as const);
  const alerts = fc.sample(wild, { numRuns: 60, seed: 9 }).flatMap((one) => {
    const isOver = one.state === 'RESOLVED';
    const published = makePublished({
      incident: {
        ...{ title: one.title, condition: one.condition, peak: one.peak, isReplayed: one.isReplayed },
        ...{ state: one.state, resolvedAt: isOver ? thursday : null, latitude: one.latitude },
        labels: makeLabels({ severity: one.severity, quantity: one.quantity }),
      },
      condition: one.isKnown ? pm25Above : null,
      steps: [
        { kind: 'RAISED', writtenAt: thursday - 60_000, value: one.value },
        { kind: 'REVISED', writtenAt: thursday, value: null },
      ],
    });
    return capsOf(published, { sender: 'alerts@air.example', now: thursday, named: () => one.sensor });
  });
  expect(alerts.length).toBe(60);
  expect(await faultsIn(capSchema, alerts.map(capXml))).toEqual([]);
  const feed = feedXml({ publicUrl: 'https://air.example', updatedAt: thursday, alerts });
  expect(await faultsIn(feedSchema, [feed])).toEqual([]);
});

it('the schema that messages are held against refuses what CAP refuses', async () => {
  const xml = capXml(capsOf(fire, { sender: 's', now: thursday, named: () => undefined })[0] as never);
  const wrong = [
    xml.replace('<status>Actual', '<status>Real'),
    xml.replace('-00:00</sent>', 'Z</sent>'),
    xml.replace('<scope>Public</scope>', ''),
    xml.replace(/<category>\w+<\/category>/g, ''),
    xml.replace('<identifier>', '<identifier>a b'),
    xml.replace(/(<urgency>\w+<\/urgency>)(<severity>\w+<\/severity>)/, '$2$1'),
  ];
  for (const one of wrong) {
    expect(one).not.toBe(xml);
    expect(await faultsIn(capSchema, [one])).not.toEqual([]);
  }
});
