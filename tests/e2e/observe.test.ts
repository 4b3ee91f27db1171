import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRow, registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type Collector, openCollector, type Span } from '../support/collector.ts';
import { exposureProblems, readExposition } from '../support/exposition.ts';
import { freePort } from '../support/free-port.ts';
import {
  type House,
  isApart,
  makeSecret,
  openHouse,
  type Placement,
  placements,
} from '../support/placements.ts';
import { run } from '../support/process.ts';
import { roomNames, urlVariable } from '../support/room-urls.ts';

const federated = /* GraphQL */ `
  query Traced($id: ID!) { sensor(id: $id) { name latest { value } } }
`;

/** Asks as a client that has begun a trace of its own. */
const askTraced = async (house: House, traceparent: string, id: string) => {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent },
    body: JSON.stringify({ query: federated, variables: { id } }),
  });
  return response.json() as Promise<{ data: { sensor: unknown } }>;
};

/** Names from the outermost span to this one, each after its process where that is told apart. */
const pathTo = (span: Span, spans: readonly Span[]): readonly string[] => {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [...(parent ? pathTo(parent, spans) : []), span.name];
};

/** How many processes a query of two subgraphs passes. */
const processesOf: Readonly<Record<Placement, number>> = {
  'one process': 1,
  'gateway apart': 2,
  'on servers': 3,
};

describe.each(placements)('what is told with %s', (placement) => {
  let collector: Collector;
  let house: House;
  beforeAll(async () => {
    collector = await openCollector();
    house = await openHouse(placement, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      LOG_LEVEL: 'debug',
    });
    await registerSensor(house.client);
    await house.client.post('/v1/readings', JSON.stringify([makeRow({ value: 7 })]));
    await until(
      () => house.client.ask('{ sensor(id: "roof-1") { latest { value } } }'),
      ({ data }) => data?.sensor?.latest?.length === 1,
    );
  });
  afterAll(async () => {
    await house?.end();
    await collector?.close();
  });

  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const clientSpan = 'b7ad6b7169203331';
  const ofTrace = () => collector.spans().filter((span) => span.traceId === traceId);

  it('one query is one trace, from HTTP through plan, fetch and resolver to the store', async () => {
    const answer = await askTraced(house, `00-${traceId}-${clientSpan}-01`, 'roof-1');
    expect(answer.data.sensor).toEqual({ name: 'Roof 1', latest: [{ value: 7 }] });
    const outermostOf = (spans: readonly Span[]) =>
      spans.filter(({ parentSpanId }) => parentSpanId === clientSpan);
    // each process sends its own
    const spans = await until(
      async () => ofTrace(),
      (all) =>
        outermostOf(all).length > 0 &&
        ['series.latest', 'database.$queryRaw'].every((call) => all.some(({ name }) => name === call)),
    );

    const paths = spans.map((span) => pathTo(span, spans).join(' > '));
    const hop = isApart(placement) ? ' > POST /graphql' : '';
    expect(paths).toContain('POST /graphql > plan');
    expect(paths).toContain(
      `POST /graphql > subgraph sensors${hop} > sensors Query.sensor > database.$queryRaw`,
    );
    expect(paths).toContain(
      `POST /graphql > subgraph readings${hop} > readings Sensor.latest > series.latest`,
    );
    const outermost = outermostOf(spans);
    expect(outermost.map(({ name, kind }) => [name, kind])).toEqual([['POST /graphql', 2]]);
    expect(outermost[0]?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'url.path': '/graphql',
      'http.route': '/graphql',
    });
    expect(new Set(spans.map(({ service }) => service)).size).toBe(processesOf[placement]);
  });

  it('follows rows that come by a door to the log, and an operation that comes over WebSocket', async () => {
    const id = '2'.repeat(32);
    await house.client.post('/v1/readings', JSON.stringify([makeRow({ quantity: 'PM10' })]), {
      traceparent: `00-${id}-${clientSpan}-01`,
    });
    await house.client.subscribe('{ sensor(id: "roof-1") { name } }').next();
    const spans = await until(
      async () => collector.spans(),
      (all) =>
        all.some(({ name, traceId }) => name === 'log.append' && traceId === id) &&
        all.some(({ traceId, parentSpanId }) => parentSpanId === clientSpan && traceId === id) &&
        all.some(({ name }) => name === 'WebSocket /graphql'),
    );
    const paths = spans.map((span) => pathTo(span, spans).join(' > '));
    const hop = isApart(placement) ? ' > POST /v1/readings' : '';
    expect(paths).toContain(`POST /v1/readings${hop} > log.append`);
    expect(paths).toContain('WebSocket /graphql > subgraph sensors');
  });

  it('joins log lines to the trace', () => {
    expect(house.gateway().output()).toContain(`"trace_id":"${traceId}"`);
  });

  it('tells no collector what was asked', async () => {
    await askTraced(house, `00-${'1'.repeat(32)}-${clientSpan}-01`, 'canary-7f3a');
    await until(
      async () => collector.spans(),
      (spans) => spans.some((span) => span.traceId === '1'.repeat(32) && span.parentSpanId === clientSpan),
    );
    expect(collector.received()).not.toContain('canary-7f3a');
    expect(collector.received()).not.toContain(await house.admin());
    expect(collector.received()).not.toContain('query Traced');
  });

  const metricsAt = async (url: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/metrics`, { headers });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };

  it('answers metrics that Prometheus takes, at the gateway and at a room', async () => {
    const urls = [house.url, ...(isApart(placement) ? [house.roomUrl('sensors')] : [])];
    for (const url of urls) {
      const { status, type, text } = await metricsAt(url);
      expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
      expect(exposureProblems(readExposition(text))).toEqual([]);
    }
  });

  /** Where rooms tell theirs: readings has two processes on servers. */
  const roomUrls = (): readonly string[] => {
    if (placement === 'one process') return [house.url];
    if (placement === 'gateway apart') return [house.roomUrl('sensors')];
    const { READINGS_URL = '' } = house.environment;
    const others = roomNames.filter((room) => room !== 'readings').map(house.roomUrl);
    return [...others, ...READINGS_URL.split(',')];
  };

  const sumOf = (text: string, name: string, labels: Record<string, string>): number =>
    readExposition(text)
      .flatMap(({ samples }) => samples)
      .filter(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
      )
      .reduce((sum, { value }) => sum + value, 0);

  it('counts a query where it is answered, and a reading where it is kept', async () => {
    const gatewayBefore = (await metricsAt(house.url)).text;
    await house.client.ask(federated, { id: 'roof-1' });
    const gateway = (await metricsAt(house.url)).text;
    // rows are kept a moment after they were acknowledged
    const rooms = await until(
      async () =>
        (await Promise.all(roomUrls().map((url) => metricsAt(url)))).map(({ text }) => text).join('\n'),
      (text) =>
        sumOf(text, 'aqmrg_port_items_total', { call: 'series.write' }) === 2 &&
        sumOf(text, 'aqmrg_log_consumer_lag_records', { topic: 'readings.reported' }) === 0,
    );
    const more = (name: string, labels: Record<string, string>): number =>
      sumOf(gateway, name, labels) - sumOf(gatewayBefore, name, labels);
    expect(more('aqmrg_gateway_request_duration_seconds_count', { outcome: 'ok' })).toBe(1);
    expect(more('aqmrg_gateway_fetch_duration_seconds_count', { service: 'sensors', outcome: 'ok' })).toBe(1);
    expect(more('aqmrg_gateway_fetch_duration_seconds_count', { service: 'readings', outcome: 'ok' })).toBe(
      1,
    );
    expect(more('aqmrg_gateway_operations_total', {})).toBe(1);
    expect(sumOf(rooms, 'aqmrg_port_items_total', { call: 'log.append', topic: 'readings.reported' })).toBe(
      2,
    );
    expect(rooms).toContain(
      'aqmrg_log_consumer_lag_records{topic="readings.reported",group="readings.accept"}',
    );
  });

  it('is described on its page, metric by metric and label by label', async () => {
    const page = await readFile(new URL('../../docs/how-to/observe.md', import.meta.url), 'utf8');
    const told = readExposition((await metricsAt(house.url)).text);
    const rooms = (await Promise.all(roomUrls().map((url) => metricsAt(url)))).flatMap(({ text }) =>
      readExposition(text),
    );
    const families = [...told, ...rooms].filter(({ name }) => name.startsWith('aqmrg_'));
    const known = new Set(families.map(({ name }) => name));
    const table = [...page.matchAll(/^\| (`aqmrg_.*?) \| (.*?) \|/gm)].map(([, names = '', labels = '']) => ({
      names: [...(names.match(/aqmrg_\w+/g) ?? [])],
      labels,
    }));
    expect(new Set(table.flatMap(({ names }) => names))).toEqual(known);
    for (const { name, samples } of families) {
      const described = table.find(({ names }) => names.includes(name))?.labels ?? '';
      const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
      labels.delete('le');
      expect([name, [...labels].filter((label) => !described.includes(`\`${label}\``))]).toEqual([name, []]);
    }
    const asked = [...page.matchAll(/```promql\n([\s\S]*?)```/g)].flatMap(
      ([, query = '']) => query.match(/\b(?:aqmrg|nodejs)_\w+/g) ?? [],
    );
    const all = new Set(
      [...told, ...rooms].flatMap(({ name, samples }) => [name, ...samples.map((sample) => sample.name)]),
    );
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.filter((name) => !all.has(name))).toEqual([]);
  });

  it('shows metrics to the Admin and to this machine, and to nobody behind a proxy', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.9' };
    expect((await metricsAt(house.url, proxied)).status).toBe(401);
    expect((await metricsAt(house.url, { ...proxied, authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await metricsAt(house.url, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await metricsAt(house.url, { ...proxied, ...(await house.asAdmin()) })).status).toBe(200);
  });
});

describe('a gateway whose subgraphs are all away', () => {
  it('names each in /ready without an address, and is alive', async () => {
    const [port, nobody] = [await freePort(), `http://127.0.0.1:${await freePort()}`];
    const url = `http://127.0.0.1:${port}`;
    const gateway = await run({
      SERVE: 'gateway',
      PORT: String(port),
      INTERNAL_SECRET: makeSecret(),
      ...Object.fromEntries(roomNames.map((room) => [urlVariable(room), nobody])),
    });
    const ready = await fetch(`${url}/ready`);
    const body = await ready.text();
    expect(ready.status).toBe(503);
    expect(JSON.parse(body)).toEqual({
      ready: false,
      parts: {
        ...Object.fromEntries(roomNames.map((room) => [room, `The ${room} subgraph does not answer.`])),
        credentials: 'Sign-ins cannot be checked at the moment.',
      },
    });
    expect(body).not.toMatch(/127\.0\.0\.1|\d{4,5}/);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'alive' });
    await gateway.stop();
  });
});
