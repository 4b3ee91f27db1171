import type { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type GatewayMetrics, silentMetrics } from '../observe/metrics.ts';
import { type HttpLink, openHttpLink } from './http-link.ts';
import { guardLinks } from './reach.ts';
import { failureOf, makeRequest, makeUpstream } from './testing/requests.ts';
import { inTurn, json, type SubgraphServer, silence, startSubgraph } from './testing/subgraph-server.ts';

const answer = { data: { sensors: [{ id: 'roof-1' }] } };
/** Where a subgraph is meant to answer, and where it is meant not to. */
const patientMs = 10_000;
const shortMs = 300;
/** For a machine that is busy with other things. */
const slackMs = 2_000;
const openMs = 200;

/** A guarded link, with what it counted and logged. */
const guarded = (link: SubgraphLink, deadlineMs: number) => {
  const fetches: string[] = [];
  const breaker: string[] = [];
  const logged: Record<string, unknown>[] = [];
  let retries = 0;
  const metrics: GatewayMetrics = {
    ...silentMetrics,
    fetch: (service, outcome) => fetches.push(`${service} ${outcome}`),
    breaker: (_, state) => breaker.push(state),
    retry: () => {
      retries += 1;
    },
  };
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const settings = { windowMs: 10_000, minimum: 20, rate: 0.5, inARow: 4, openMs };
  const links = guardLinks(new Map([[link.name, link]]), { deadlineMs, metrics, log, breaker: settings });
  let asked = 0;
  const ask = (overrides: Parameters<typeof makeRequest>[0] = {}) => {
    asked += 1;
    // each another query, so that none is shared
    return (links.get(link.name) as SubgraphLink).execute(
      makeRequest({ variables: { asked }, ...overrides }),
    );
  };
  return { ask, fetches, breaker, logged, retries: () => retries };
};

describe('a guarded subgraph', () => {
  let server: SubgraphServer;
  let link: HttpLink;
  const open = async (reply: Parameters<typeof startSubgraph>[0], deadlineMs: number) => {
    server = await startSubgraph(reply);
    link = openHttpLink('sensors', server.url);
    return guarded(link, deadlineMs);
  };
  afterEach(async () => {
    await link?.close();
    await server?.close();
  });

  it('is counted once a fetch, by how it ended', async () => {
    const { ask, fetches, retries } = await open(
      inTurn(
        json(answer),
        json({ errors: [{ message: 'no' }] }),
        json('', 503),
        json(answer),
        json({ error: { code: 'BODY_TOO_LARGE', message: 'Too large.' } }, 413),
        json('no GraphQL'),
      ),
      patientMs,
    );
    await ask();
    await ask();
    await ask();
    await failureOf(ask());
    await failureOf(ask());
    expect(fetches).toEqual(['ok', 'errors', 'ok', 'errors', 'unavailable'].map((end) => `sensors ${end}`));
    expect(retries()).toBe(1);
  });

  it('answers by its deadline, all tries together', async () => {
    const { ask, fetches } = await open(json('', 503), shortMs);
    server.replyWith((response, heard, request) =>
      server.heard.length > 1 ? silence(response, heard, request) : json('', 503)(response, heard, request),
    );
    const began = performance.now();
    const error = (await failureOf(ask())) as AirError;
    expect(performance.now() - began).toBeLessThan(shortMs + slackMs);
    expect(error.message).toBe('The sensors subgraph did not answer within 0.3 s.');
    expect(fetches).toEqual(['sensors deadline']);
  });

  it('is not asked while its breaker is open, and heals by itself', async () => {
    const { ask, fetches, breaker, logged } = await open(silence, shortMs);
    await Promise.all([1, 2, 3, 4].map(() => failureOf(ask())));
    expect(breaker).toEqual(['closed', 'open']);

    const [heard, lines] = [server.heard.length, logged.length];
    const refused = (await failureOf(ask())) as AirError;
    expect([refused.code, refused.message]).toEqual([
      'SUBGRAPH_UNAVAILABLE',
      'The sensors subgraph does not answer.',
    ]);
    expect(fetches.at(-1)).toBe('sensors broken');
    // neither the subgraph nor the log hears of it
    expect([server.heard.length, logged.length]).toEqual([heard, lines]);

    server.replyWith(json(answer));
    await expect.poll(() => ask().catch(() => undefined)).toEqual(answer);
    expect(breaker).toEqual(['closed', 'open', 'half-open', 'closed']);
  });

  it('costs one request its deadline while it is still away, and the others nothing', async () => {
    const { ask, breaker, fetches } = await open(silence, shortMs);
    await Promise.all([1, 2, 3, 4].map(() => failureOf(ask())));
    await new Promise((resolve) => setTimeout(resolve, openMs));
    await Promise.all([1, 2, 3].map(() => failureOf(ask())));
    expect(fetches.slice(-3).toSorted()).toEqual(['sensors broken', 'sensors broken', 'sensors deadline']);
    expect(breaker).toEqual(['closed', 'open', 'half-open', 'open']);
  });

  it('is not blamed for clients that leave', async () => {
    const { ask, breaker, fetches, logged } = await open(silence, patientMs);
    const left = new AbortController();
    const all = Array.from({ length: 8 }, () => failureOf(ask({ signal: left.signal })));
    await expect.poll(() => server.heard.length).toBe(8);
    left.abort(new Error('the client left'));
    await Promise.all(all);
    expect(fetches).toEqual(Array.from({ length: 8 }, () => 'sensors aborted'));
    expect([breaker, logged]).toEqual([['closed'], []]);
  });

  it('is not blamed for requests that it refuses', async () => {
    const { ask, breaker } = await open(
      json({ error: { code: 'BODY_TOO_LARGE', message: 'Too large.' } }, 413),
      patientMs,
    );
    for (let i = 0; i < 6; i += 1) await failureOf(ask());
    expect(breaker).toEqual(['closed']);
  });

  it('stays open to all others where it does not believe who asks', async () => {
    const { ask, breaker, fetches } = await open(
      json({ error: { code: 'UNAUTHENTICATED', message: 'Who are you?' } }, 401),
      patientMs,
    );
    for (let i = 0; i < 6; i += 1) await failureOf(ask());
    expect(new Set(fetches)).toEqual(new Set(['sensors unavailable']));
    expect(breaker).toEqual(['closed']);
  });

  it('shows no address, and logs it with the request', async () => {
    const { ask, logged } = await open(json(answer), patientMs);
    await server.close();
    const error = (await failureOf(ask({ requestId: 'r-9' }))) as AirError;
    expect(error.message + JSON.stringify(error)).not.toMatch(/127\.0\.0\.1|ECONN|\d{4,}/);
    expect(logged[0]).toMatchObject({ service: 'sensors', requestId: 'r-9' });
    expect(JSON.stringify(logged[0])).toContain(String(server.port));
    server = await startSubgraph(json(answer));
  });
});

describe('a guarded subgraph in this process', () => {
  it('is answered for at its deadline, where it hangs', async () => {
    const { link } = makeUpstream(() => new Promise<never>(() => undefined));
    const { ask, fetches } = guarded(link, shortMs);
    const began = performance.now();
    await failureOf(ask());
    expect(performance.now() - began).toBeLessThan(shortMs + slackMs);
    expect(fetches).toEqual(['sensors deadline']);
  });
});
